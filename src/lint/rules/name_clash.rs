use crate::lint::{About, Book, Check, Rule, shown_path};
use crate::record::fold;
use crate::text;
use crate::yaml::Route;

/// Stems that differ only by case, width or Unicode form: one file on Windows and macOS, and one client to a command.
pub struct NameClash;

impl Rule for NameClash {
    fn about(&self) -> &'static About {
        crate::about!("name-clash", File, Error, "file names differ only by case or Unicode form", "文件名只差大小写或 Unicode 形式")
    }

    fn compares_files(&self) -> bool {
        true
    }

    fn book(&self, check: &mut Check<'_>, book: &Book<'_>) {
        for files in book.files_alike(fold) {
            for file in &files {
                // Those that are the same to the letter are another rule's.
                let Some(other) = files.iter().find(|other| other.id() != file.id()) else { continue };
                let (path, other) = (check.path_of(file), shown_path(&other.path));
                check
                    .report_on(
                        file,
                        Route::root().key("client"),
                        text!(
                            "{other} differs only by case or Unicode form; on Windows and macOS one would replace the other",
                            "{other} 与它只差大小写或 Unicode 形式；在 Windows 和 macOS 上会互相覆盖"
                        ),
                    )
                    .mend(text!(
                        "one client: keep one of the files; two clients: `salesrec rename {path} NAME`",
                        "同一客户：只保留一个文件；两个客户：`salesrec rename {path} 名称`"
                    ));
            }
        }
    }
}
