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
    suppression_without_reason SuppressionWithoutReason,
    expired_suppression ExpiredSuppression,
    unused_suppression UnusedSuppression,
}
