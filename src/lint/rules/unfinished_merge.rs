use crate::lint::{About, Check, Rule};
use crate::yaml::{Fault, FaultKind};

/// Markers of a merge that git left to people.
pub struct UnfinishedMerge;

impl Rule for UnfinishedMerge {
    fn about(&self) -> &'static About {
        crate::about!("unfinished-merge", File, Error, "a git merge was left unfinished", "git 合并冲突没有处理完")
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        check.report_faults(faults, &[FaultKind::ConflictMarker]);
    }
}
