use crate::lint::{About, Rule};

/// A comment that keeps findings back without saying why; the engine reports it.
pub struct SuppressionWithoutReason;

impl Rule for SuppressionWithoutReason {
    fn about(&self) -> &'static About {
        crate::about!("suppression-without-reason", Suppressions, Warning, "a suppression gives no reason", "忽略说明没有写原因")
    }
}
