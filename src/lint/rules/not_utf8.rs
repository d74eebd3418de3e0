use crate::lint::{About, Check, Rule};
use crate::yaml::{Fault, FaultKind};

/// A file in another encoding, or that is no text.
pub struct NotUtf8;

impl Rule for NotUtf8 {
    fn about(&self) -> &'static About {
        crate::about!("not-utf8", File, Error, "the file is not UTF-8 text", "文件不是 UTF-8 文本")
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        check.report_faults(faults, &[FaultKind::Encoding]);
    }
}
