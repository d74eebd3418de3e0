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
    missing_next_action MissingNextAction,
    suppression_without_reason SuppressionWithoutReason,
    expired_suppression ExpiredSuppression,
    unused_suppression UnusedSuppression,
}
