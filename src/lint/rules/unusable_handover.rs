use crate::lint::{About, Check, Rule};
use crate::store::Drawer;
use crate::yaml::Fault;

/// A handover of which something is lost in reading, or that waits for somebody whom the team does not have.
pub struct UnusableHandover;

impl Rule for UnusableHandover {
    fn about(&self) -> &'static About {
        crate::about!(
            "unusable-handover",
            People,
            Error,
            "a handover that cannot be read as it was meant",
            "无法按原意读取的交接"
        )
    }

    fn filed(&self, check: &mut Check<'_>, drawer: Drawer, faults: &[Fault]) {
        if drawer == Drawer::Handovers {
            check.report_filed(faults);
        }
    }
}
