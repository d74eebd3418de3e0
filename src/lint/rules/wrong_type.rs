use crate::lint::{About, Check, Rule};
use crate::yaml::{Fault, FaultKind};

/// A value of a kind that its key cannot have; no command and no figure sees it.
pub struct WrongType;

impl Rule for WrongType {
    fn about(&self) -> &'static About {
        crate::about!("wrong-type", File, Error, "a value that its key cannot have", "值不符合该键的要求", fix = Safe)
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        // The one key that a record must have is the client's name, and it is `missing-name`'s.
        check.report_faults(faults, &[FaultKind::WrongType]);
    }
}
