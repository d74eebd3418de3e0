use crate::lint::{About, Book, Check, Rule, shown_path};
use crate::text;
use crate::yaml::Route;

/// Files of the same stem in several folders: one id for several records.
pub struct DuplicateId;

impl Rule for DuplicateId {
    fn about(&self) -> &'static About {
        crate::about!("duplicate-id", File, Error, "two files have the same name, so two records have one id", "两个文件同名，两份档案的编号相同")
    }

    fn compares_files(&self) -> bool {
        true
    }

    fn book(&self, check: &mut Check<'_>, book: &Book<'_>) {
        for files in book.files_alike(str::to_string) {
            for file in &files {
                let Some(other) = files.iter().find(|other| other != &file) else { continue };
                let (path, other) = (check.path_of(file), shown_path(&other.path));
                check
                    .report_on(file, Route::root().key("client"), text!("{other} has the same id", "{other} 的编号与它相同"))
                    .mend(text!(
                        "one client: keep one of the files; two clients: `salesrec rename {path} NAME`",
                        "同一客户：只保留一个文件；两个客户：`salesrec rename {path} 名称`"
                    ));
            }
        }
    }
}
