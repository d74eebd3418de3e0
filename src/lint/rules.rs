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
    unknown_key UnknownKey,
    wrong_type WrongType,
    duplicate_key DuplicateKey,
    anchor_or_alias AnchorOrAlias,
    file_name FileName,
    duplicate_id DuplicateId,
    name_clash NameClash,
    not_utf8 NotUtf8,
    mixed_line_ends MixedLineEnds,
    unfinished_merge UnfinishedMerge,
    second_document SecondDocument,
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
    inactive_person_in_charge InactivePersonInCharge,
    contract_without_number ContractWithoutNumber,
    contract_without_scan ContractWithoutScan,
    overdue_delivery OverdueDelivery,
    invoice_without_tax_id InvoiceWithoutTaxId,
    overpaid_invoice OverpaidInvoice,
    overdue_receivable OverdueReceivable,
    sum_mismatch SumMismatch,
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
