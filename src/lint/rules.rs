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
