use crate::lint::{About, Check, Rule};
use crate::text;
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

    fn targets(&self, check: &mut Check<'_>, faults: &[Fault]) {
        for fault in faults {
            let path = check.path_of(check.file);
            let mend = fault.hint.clone().unwrap_or_else(|| text!("correct it in {path}", "请在 {path} 中改正"));
            check.report_at(fault.span.clone(), fault.route.clone(), fault.message.clone()).mend(mend);
        }
    }
}
