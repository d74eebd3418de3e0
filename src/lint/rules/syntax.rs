use crate::lint::{About, Check, Rule};
use crate::yaml::{Fault, FaultKind};

/// A file that cannot be read as a record at all.
pub struct Syntax;

impl Rule for Syntax {
    fn about(&self) -> &'static About {
        crate::about!("syntax", File, Error, "the file cannot be read as a record", "文件无法作为记录读取")
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        let kinds = [
            FaultKind::Syntax,
            FaultKind::Empty,
            FaultKind::TooLarge,
            FaultKind::TooDeep,
            FaultKind::Alias,
            FaultKind::Tag,
        ];
        check.report_faults(faults, &kinds);
    }
}
