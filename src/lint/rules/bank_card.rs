use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::is_bank_card;
use crate::text;
use crate::yaml::Route;

/// The number of a bank card, anywhere in the text. The finding never prints it.
pub struct BankCard;

/// Keys whose values are long numbers of other kinds.
const OTHER_NUMBERS: [&str; 6] = ["number", "order", "contract", "invoice", "tax_id", "phone"];

impl Rule for BankCard {
    fn about(&self) -> &'static About {
        crate::about!("bank-card", Privacy, Error, "a bank card number stands in the record", "档案里有银行卡号")
    }

    fn file(&self, check: &mut Check<'_>, text: &str) {
        for numeral in check.numerals(text) {
            if !is_bank_card(&numeral.digits) || is_other_number(&text[..numeral.span.start]) {
                continue;
            }
            let id = check.id();
            let message = Text::fixed("this looks like the number of a bank card", "这里的号码看起来是银行卡号");
            check.report_at(numeral.span, Route::root(), message).mend(text!(
                "take it out: `salesrec edit {id}`; what git already holds stays in its history",
                "请删掉：`salesrec edit {id}`；已经提交过的内容还留在 git 历史里"
            ));
        }
    }
}

/// Whether the key right before says that the number is of another kind.
fn is_other_number(before: &str) -> bool {
    let key = before.trim_end_matches(['"', '\'', ' ']).strip_suffix(':');
    key.is_some_and(|key| {
        OTHER_NUMBERS.iter().any(|other| {
            key.strip_suffix(other).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
    })
}
