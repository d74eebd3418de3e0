use crate::clock;
use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// An order whose delivery date has passed without a delivery.
pub struct OverdueDelivery;

impl Rule for OverdueDelivery {
    fn about(&self) -> &'static About {
        crate::about!("overdue-delivery", Office, Error, "an order is past its delivery date", "订单超过交期仍未交付")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let today = check.clock.today();
        for (at, order) in client.orders.iter().enumerate().filter(|(_, order)| order.delivered.is_none()) {
            let Some(due) = order.due.filter(|due| due.0 < today) else { continue };
            let id = check.id();
            let name = order.shown();
            let late = clock::until(due.0, today);
            let message = Text::new(
                format!("{} was due on {due}, {}, and is not delivered", name.en, late.en),
                format!("{}：交期是 {due}，已{}，仍未交付", name.zh, late.zh),
            );
            check.report(Route::root().key("orders").index(at).key("due"), message).mend(text!(
                "tell the client, then `salesrec edit {id}`: `delivered`, or the new date agreed in `due` and an event of kind `change`",
                "请告知客户，再用 `salesrec edit {id}` 写上 `delivered`；若已商定新交期，请改 `due` 并加一条 `kind: change` 的事件"
            ));
        }
    }
}
