use crate::lang::is_blank;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client, LogEntry, pick};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// Something that belongs to a deal that the client does not have.
pub struct UnknownDeal;

impl Rule for UnknownDeal {
    fn about(&self) -> &'static About {
        crate::about!(
            "unknown-deal", Log, Error, "a deal is named that is not there", "写了不存在的商机", fix = Unsafe
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        for (at, contract) in client.contracts.iter().enumerate() {
            look(check, client, || Route::root().key("contracts").index(at).key("deal"), contract.deal.as_deref());
        }
    }

    fn entry(&self, check: &mut Check<'_>, client: &Client, at: usize, entry: &LogEntry) {
        look(check, client, || Route::root().key("log").index(at).key("deal"), entry.deal.as_deref());
    }

    fn action(&self, check: &mut Check<'_>, client: &Client, at: usize, action: &Action) {
        look(check, client, || Route::root().key("actions").index(at).key("deal"), action.deal.as_deref());
    }
}

fn look(check: &mut Check<'_>, client: &Client, route: impl Fn() -> Route, named: Option<&str>) {
    let Some(named) = named.filter(|named| !is_blank(named)) else { return };
    if client.deals.iter().any(|deal| deal.name == named) {
        return;
    }
    let (id, route) = (check.id(), route());
    let names: Vec<Vec<&str>> = client.deals.iter().map(|deal| vec![deal.name.as_str()]).collect();
    let near = pick(named, &names).nearest();
    let reported =
        check.report(route.clone(), text!("the client has no deal “{named}”", "该客户没有名为“{named}”的商机"));
    match near.map(|near| &client.deals[near].name) {
        Some(near) => reported
            .mend(text!("`salesrec edit {id}`: “{near}”, if that is meant", "`salesrec edit {id}`：如果是“{near}”，请改过来"))
            .unsafe_fix(vec![Edit::Set(route, Value::text(near.as_str()))]),
        None => reported.mend(text!("`salesrec deal list {id}` shows its deals", "`salesrec deal list {id}` 可查看它的商机")),
    };
}
