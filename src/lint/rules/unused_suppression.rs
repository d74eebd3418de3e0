use crate::lint::{About, Rule};

/// A comment that keeps nothing back; the engine reports it.
pub struct UnusedSuppression;

impl Rule for UnusedSuppression {
    fn about(&self) -> &'static About {
        crate::about!("unused-suppression", Suppressions, Info, "a suppression keeps nothing back", "忽略说明没有用处")
    }
}
