use crate::lint::{About, Check, Rule};
use crate::yaml::{Fault, FaultKind};

/// A key that the format does not have, and that is not the team's own.
pub struct UnknownKey;

impl Rule for UnknownKey {
    fn about(&self) -> &'static About {
        crate::about!("unknown-key", File, Warning, "a key that the format does not know", "格式中没有的键")
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        check.report_faults(faults, &[FaultKind::UnknownKey]);
    }
}
