use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A contract that orders and invoices cannot name, since it has no number.
pub struct ContractWithoutNumber;

impl Rule for ContractWithoutNumber {
    fn about(&self) -> &'static About {
        crate::about!("contract-without-number", Office, Warning, "a contract has no number", "合同没有编号")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        for (at, contract) in client.contracts.iter().enumerate() {
            if contract.number.as_deref().is_some_and(|number| !is_blank(number)) {
                continue;
            }
            let id = check.id();
            let message = match &contract.title {
                Some(title) => text!("the contract “{title}” has no number", "合同“{title}”没有编号"),
                None => Text::fixed("the contract has no number", "合同没有编号"),
            };
            check
                .report(Route::root().key("contracts").index(at).key("number"), message)
                .mend(text!("`salesrec edit {id}`: `number` of the contract", "`salesrec edit {id}`：补上合同的 `number`（编号）"));
        }
    }
}
