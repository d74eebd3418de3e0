use crate::lint::{About, Check, Rule};
use crate::store::Drawer;
use crate::yaml::Fault;

/// A target that no report can count: whose person, period or figure is none.
pub struct UnusableTarget;

impl Rule for UnusableTarget {
    fn about(&self) -> &'static About {
        crate::about!(
            "unusable-target",
            People,
            Error,
            "a target that no report can hold figures against",
            "报表无法使用的目标"
        )
    }

    fn filed(&self, check: &mut Check<'_>, drawer: Drawer, faults: &[Fault]) {
        if drawer == Drawer::Targets {
            check.report_filed(faults);
        }
    }
}
