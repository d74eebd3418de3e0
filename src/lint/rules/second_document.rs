use crate::lint::{About, Check, Rule};
use crate::yaml::{Fault, FaultKind};

/// A second YAML document; a file is one client.
pub struct SecondDocument;

impl Rule for SecondDocument {
    fn about(&self) -> &'static About {
        crate::about!("second-document", File, Error, "a second document in the file", "文件中有第二个文档")
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        check.report_faults(faults, &[FaultKind::SecondDocument]);
    }
}
