use crate::lang::is_blank;
use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A signed contract of which there is no copy to look at.
pub struct ContractWithoutScan;

impl Rule for ContractWithoutScan {
    fn about(&self) -> &'static About {
        crate::about!("contract-without-scan", Office, Warning, "a signed contract has no scan", "已签合同没有扫描件")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        for (at, contract) in client.contracts.iter().enumerate() {
            let Some(signed) = contract.signed else { continue };
            if contract.scan.as_deref().is_some_and(|scan| !is_blank(scan)) {
                continue;
            }
            let id = check.id();
            let message = contract
                .shown()
                .then(&text!(" was signed on {signed}, and there is no scan of it", "：已于 {signed} 签订，没有扫描件"));
            check.report(Route::root().key("contracts").index(at).key("scan"), message).mend(text!(
                "scan it and write the path: `salesrec edit {id}`, `scan: contracts/….pdf`",
                "请扫描并写上路径：`salesrec edit {id}`，`scan: contracts/….pdf`"
            ));
        }
    }
}
