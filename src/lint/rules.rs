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
    suppression_without_reason SuppressionWithoutReason,
    expired_suppression ExpiredSuppression,
    unused_suppression UnusedSuppression,
}
