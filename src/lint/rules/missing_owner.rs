use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A client that nobody looks after.
pub struct MissingOwner;

impl Rule for MissingOwner {
    fn about(&self) -> &'static About {
        crate::about!("missing-owner", Basics, Error, "nobody looks after the client", "缺少负责人")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        if client.owner.as_deref().is_none_or(is_blank) {
            let id = check.id();
            check
                .report(Route::root().key("owner"), Text::fixed("no owner is written down", "没有写负责人"))
                .lacks(Text::fixed("owner", "负责人"))
                .mend(text!(
                    "`salesrec edit {id}`: owner, the id of a person of salesrec.toml",
                    "`salesrec edit {id}`：补上 owner，填 salesrec.toml 中的人员 id"
                ));
        }
    }
}
