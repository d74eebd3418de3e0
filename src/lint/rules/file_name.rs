use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::lang::is_blank;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Day, file_stem, is_file_stem, safe_name, stem_parts};
use crate::text;
use crate::yaml::Route;

/// A file whose name is not the client's with the day of the first contact. A name that the client had before counts,
/// as long as it stands among the aliases: `salesrec rename --keep-file` leaves it so.
pub struct FileName;

impl Rule for FileName {
    fn about(&self) -> &'static About {
        crate::about!(
            "file-name",
            File,
            Warning,
            "the file's name is not `<client>_<YYYYMMDD>`",
            "文件名不是“<客户名称>_<YYYYMMDD>”",
            fix = Safe
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let by_name = |day: Day| is_file_stem(check.file.id(), &client.client, day.0);
        if client.first_contact.is_some_and(by_name) && !is_blank(&client.client) {
            return;
        }
        let stem: String = check.file.id().nfc().collect();
        if is_blank(&client.client) {
            return;
        }
        // Without a day, the one in the name is as good; without either only a person knows what the name should be.
        let Some(day) = client.first_contact.map(|day| day.0).or(stem_parts(&stem).map(|(_, day)| day)) else {
            let (id, name) = (check.id(), safe_name(&client.client));
            check
                .report(
                    Route::root(),
                    text!(
                        "the file's name has no day, as in `{name}_YYYYMMDD`",
                        "文件名里没有日期，应为 `{name}_YYYYMMDD`"
                    ),
                )
                .mend(text!(
                    "`salesrec edit {id}`: first_contact; then `salesrec lint --fix` renames the file",
                    "`salesrec edit {id}`：写好 first_contact（首次接触日期），再用 `salesrec lint --fix` 改文件名"
                ));
            return;
        };
        let wanted = file_stem(&client.client, day);
        let former = |alias: &String| file_stem(alias, day) == stem;
        if wanted == stem || client.aliases.iter().any(former) {
            return;
        }
        let message = match stem_parts(&stem) {
            Some((name, own)) if name == safe_name(&client.client) => {
                text!(
                    "the file's name says {own}, the first contact was on {day}",
                    "文件名中的日期是 {own}，首次接触日期是 {day}"
                )
            }
            _ => text!("by its content the file should be called `{wanted}`", "按档案内容，文件名应为 `{wanted}`"),
        };
        // The name may be right and the day a slip: whoever corrects the day decides.
        if stem_parts(&stem).is_some_and(|(_, own)| own != day) && is_doubtful(check, client, day) {
            let id = check.id();
            check.report(Route::root().key("first_contact"), message).mend(text!(
                "`salesrec edit {id}`: first correct first_contact, which cannot be {day}",
                "`salesrec edit {id}`：先更正 first_contact，首次接触不可能在 {day}"
            ));
            return;
        }
        let path = check.path_of(check.file);
        check.report(Route::root(), message).rename(wanted.clone()).mend(text!(
            "`salesrec lint {path} --fix` renames it to {wanted}",
            "`salesrec lint {path} --fix` 会把它改名为 {wanted}"
        ));
    }
}

/// Whether the first contact cannot have been on a day: it lies ahead, or the log begins before it.
fn is_doubtful(check: &Check<'_>, client: &Client, day: NaiveDate) -> bool {
    let logged = client.log.iter().filter_map(|entry| entry.at).map(|at| at.shown(check.clock).0).min();
    day > check.clock.today() || logged.is_some_and(|logged| logged < day)
}
