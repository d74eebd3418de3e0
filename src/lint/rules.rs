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
    missing_name MissingName,
    missing_industry MissingIndustry,
    missing_source MissingSource,
    missing_first_contact MissingFirstContact,
    missing_owner MissingOwner,
    one_level_industry OneLevelIndustry,
    first_contact_in_future FirstContactInFuture,
    first_contact_after_log FirstContactAfterLog,
    missing_contact MissingContact,
    contact_without_role ContactWithoutRole,
    missing_decision_maker MissingDecisionMaker,
    unreachable_contact UnreachableContact,
    malformed_phone MalformedPhone,
    malformed_email MalformedEmail,
    malformed_tax_id MalformedTaxId,
    unknown_value UnknownValue,
    unknown_owner UnknownOwner,
    inactive_owner InactiveOwner,
    duplicate_client DuplicateClient,
    missing_needs MissingNeeds,
    pain_without_need PainWithoutNeed,
    vague_need VagueNeed,
    repeated_need RepeatedNeed,
    missing_next_action MissingNextAction,
    identity_number IdentityNumber,
    bank_card BankCard,
    secret_in_text SecretInText,
    suppression_without_reason SuppressionWithoutReason,
    expired_suppression ExpiredSuppression,
    unused_suppression UnusedSuppression,
}
