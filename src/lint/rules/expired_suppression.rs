use crate::lint::{About, Rule};

/// A comment that kept findings back until a day that has passed; the engine reports it.
pub struct ExpiredSuppression;

impl Rule for ExpiredSuppression {
    fn about(&self) -> &'static About {
        crate::about!("expired-suppression", Suppressions, Warning, "a suppression has expired", "忽略说明已经过期")
    }
}
