use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Fact};
use crate::text;
use crate::yaml::Route;

/// A client of whom nobody wrote down how they came.
pub struct MissingSource;

impl Rule for MissingSource {
    fn about(&self) -> &'static About {
        crate::about!("missing-source", Basics, Warning, "no source channel", "缺少来源渠道")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        if client.source.as_deref().is_none_or(is_blank) {
            let id = check.id();
            check
                .report(Route::root().key("source"), Text::fixed("it is not written down how the client came", "没有写客户是从哪里来的"))
                .lacks(Fact::Source.shown())
                .mend(text!("`salesrec edit {id}`: source", "`salesrec edit {id}`：补上 source（来源渠道）"));
        }
    }
}
