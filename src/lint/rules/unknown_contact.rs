use crate::lang::{quoted, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry, pick};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// Somebody at the client who is not among its contact people.
pub struct UnknownContact;

impl Rule for UnknownContact {
    fn about(&self) -> &'static About {
        crate::about!(
            "unknown-contact", Log, Warning, "a contact person is named that is not there", "写了不存在的联系人",
            fix = Unsafe
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        for (at, promise) in client.promises.iter().enumerate() {
            look(check, client, || Route::root().key("promises").index(at).key("to"), promise.to.as_deref().unwrap_or_default());
        }
    }

    fn entry(&self, check: &mut Check<'_>, client: &Client, at: usize, entry: &LogEntry) {
        for (index, named) in entry.with.iter().enumerate() {
            look(check, client, || Route::root().key("log").index(at).key("with").index(index), named);
        }
    }
}

fn look(check: &mut Check<'_>, client: &Client, route: impl Fn() -> Route, named: &str) {
    if is_blank(named) || client.contacts.iter().any(|contact| contact.name == named) {
        return;
    }
    let (id, route, quoted) = (check.id(), route(), quoted(named));
    let names: Vec<Vec<&str>> = client.contacts.iter().map(|contact| vec![contact.name.as_str()]).collect();
    let near = pick(named, &names).nearest();
    let reported = check
        .report(route.clone(), text!("“{named}” is not among the contact people", "联系人里没有“{named}”"));
    match near.map(|near| &client.contacts[near].name) {
        Some(near) => reported
            .mend(text!(
                "`salesrec edit {id}`: “{near}”, if that is meant; if it is somebody else, `salesrec contact {id} {quoted} …`",
                "`salesrec edit {id}`：如果是“{near}”，请改过来；如果是另一个人，`salesrec contact {id} {quoted} …`"
            ))
            .unsafe_fix(vec![Edit::Set(route, Value::text(near.as_str()))]),
        None => reported.mend(text!("`salesrec contact {id} {quoted} …`", "`salesrec contact {id} {quoted} …`")),
    };
}
