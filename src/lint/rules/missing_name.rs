use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::{Fault, FaultKind, Route};

/// A file that does not say whose it is.
pub struct MissingName;

impl Rule for MissingName {
    fn about(&self) -> &'static About {
        crate::about!("missing-name", Basics, Error, "the client has no name", "缺少客户名称")
    }

    fn faults(&self, check: &mut Check<'_>, faults: &[Fault]) {
        let key = Route::root().key("client");
        if faults.iter().any(|fault| fault.kind == FaultKind::Missing && fault.route == key) {
            nameless(check);
        }
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        if is_blank(&client.client) {
            nameless(check);
        }
    }
}

fn nameless(check: &mut Check<'_>) {
    let id = check.id();
    let message = Text::fixed("the file does not say which client it is about", "没有写这是哪个客户的档案");
    check
        .report(Route::root().key("client"), message)
        .lacks(Text::fixed("name", "客户名称"))
        .mend(text!("`salesrec edit {id}`: client, the full registered name", "`salesrec edit {id}`：补上 client（工商登记全称）"));
}
