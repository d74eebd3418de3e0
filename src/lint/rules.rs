//! The registry: one line a rule.

use super::Rule;

/// Each rule's file and type, in the order in which `salesrec rules` lists them within their groups.
macro_rules! rules {
    ($($module:ident $type:ident),* $(,)?) => {
        $(mod $module;)*

        /// Every rule.
        pub const ALL: &[&dyn Rule] = &[$(&$module::$type),*];
    };
}

rules! {
    syntax Syntax,
    missing_source MissingSource,
    missing_time MissingTime,
    date_only DateOnly,
    missing_method MissingMethod,
    missing_summary MissingSummary,
    late_record LateRecord,
    contact_in_future ContactInFuture,
    log_out_of_order LogOutOfOrder,
    recorded_before_contact RecordedBeforeContact,
    recorded_against_git RecordedAgainstGit,
    empty_words EmptyWords,
    repeated_entry RepeatedEntry,
    unknown_deal UnknownDeal,
    unknown_contact UnknownContact,
    no_recent_contact NoRecentContact,
    unknown_stage UnknownStage,
    stage_against_history StageAgainstHistory,
    stage_dates_out_of_order StageDatesOutOfOrder,
    skipped_stage SkippedStage,
    missing_requirement MissingRequirement,
    missing_milestone MissingMilestone,
    stale_stage StaleStage,
    lost_without_reason LostWithoutReason,
    won_without_contract WonWithoutContract,
    close_date_past CloseDatePast,
    missing_close_date MissingCloseDate,
    probability_out_of_range ProbabilityOutOfRange,
    probability_against_stage ProbabilityAgainstStage,
    overdue_milestone OverdueMilestone,
    milestone_without_owner MilestoneWithoutOwner,
    missing_next_action MissingNextAction,
    action_without_owner ActionWithoutOwner,
    action_without_deadline ActionWithoutDeadline,
    deadline_before_creation DeadlineBeforeCreation,
    overdue_action OverdueAction,
    vague_action VagueAction,
    inactive_action_owner InactiveActionOwner,
    often_postponed OftenPostponed,
    duplicate_action_id DuplicateActionId,
    missing_action_id MissingActionId,
    suppression_without_reason SuppressionWithoutReason,
    expired_suppression ExpiredSuppression,
    unused_suppression UnusedSuppression,
}
