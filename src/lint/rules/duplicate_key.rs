use crate::lint::{About, Check, Rule};
use crate::yaml::{Fault, FaultKind};

/// A key twice in one mapping: which of the two is meant, nobody can tell.
pub struct DuplicateKey;

impl Rule for DuplicateKey {
    fn about(&self) -> &'static About {
        crate::about!("duplicate-key", File, Error, "a key stands twice in one mapping", "同一层中重复出现同一个键")
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        check.report_faults(faults, &[FaultKind::DuplicateKey]);
    }
}
