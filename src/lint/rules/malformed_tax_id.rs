use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, CreditCode, credit_code, half_width};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A unified social credit code with a slip in it.
pub struct MalformedTaxId;

impl Rule for MalformedTaxId {
    fn about(&self) -> &'static About {
        crate::about!(
            "malformed-tax-id",
            Basics,
            Warning,
            "a tax number with a slip in it",
            "税号有误",
            fix = Safe
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        look(check, Route::root().key("tax_id"), client.tax_id.as_deref());
        for (at, invoice) in client.invoices.iter().enumerate() {
            look(check, Route::root().key("invoices").index(at).key("tax_id"), invoice.tax_id.as_deref());
        }
    }
}

fn look(check: &mut Check<'_>, route: Route, written: Option<&str>) {
    let Some(written) = written.map(str::trim).filter(|written| !written.is_empty()) else { return };
    let number: String = half_width(written).to_uppercase().chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let message = match credit_code(&number) {
        CreditCode::Sound if number == written => return,
        CreditCode::Other => return,
        CreditCode::Sound => {
            let message = text!("the tax number “{written}” is written {number}", "税号“{written}”应写成 {number}");
            let edit = Edit::Set(route.clone(), Value::text(&number));
            check.report(route, message).mend(Text::same("`salesrec lint --fix`")).fix(vec![edit]);
            return;
        }
        CreditCode::Letter(letter) => text!(
            "the tax number “{written}” holds “{letter}”, which no unified social credit code has",
            "税号“{written}”中有“{letter}”，统一社会信用代码不使用这个字母"
        ),
        CreditCode::Check => text!(
            "the check digit of the tax number “{written}” does not fit: a character is wrong",
            "税号“{written}”的校验位不对，至少有一位写错了"
        ),
        CreditCode::Length(length) => text!(
            "the tax number “{written}” has {length} characters instead of 18",
            "税号“{written}”是 {length} 位，应为 18 位"
        ),
    };
    let id = check.id();
    check.report(route, message).mend(text!(
        "compare it with the client's invoicing details, then `salesrec edit {id}`: tax_id",
        "与客户的开票信息核对后，`salesrec edit {id}` 更正 tax_id"
    ));
}
