use crate::lint::{About, Check, Rule};
use crate::store::Drawer;
use crate::yaml::Fault;

/// A review of which something is lost in reading: it does not parse, or names a week or person that is none.
pub struct UnusableReview;

impl Rule for UnusableReview {
    fn about(&self) -> &'static About {
        crate::about!(
            "unusable-review",
            People,
            Error,
            "a weekly review that cannot be read as it was meant",
            "无法按原意读取的周审核"
        )
    }

    fn filed(&self, check: &mut Check<'_>, drawer: Drawer, faults: &[Fault]) {
        if drawer == Drawer::Reviews {
            check.report_filed(faults);
        }
    }
}
