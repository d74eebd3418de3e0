use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::is_identity_number;
use crate::text;
use crate::yaml::Route;

/// The number of an identity card, anywhere in the text. The finding never prints it.
pub struct IdentityNumber;

impl Rule for IdentityNumber {
    fn about(&self) -> &'static About {
        crate::about!(
            "identity-number",
            Privacy,
            Error,
            "an identity-card number stands in the record",
            "档案里有身份证号"
        )
    }

    fn file(&self, check: &mut Check<'_>, text: &str) {
        for numeral in check.numerals(text).into_iter().filter(|numeral| is_identity_number(&numeral.digits)) {
            let id = check.id();
            let message =
                Text::fixed("this looks like the number of an identity card", "这里的号码看起来是身份证号");
            check.report_at(numeral.span, Route::root(), message).mend(text!(
                "take it out: `salesrec edit {id}`; what git already holds stays in its history",
                "请删掉：`salesrec edit {id}`；已经提交过的内容还留在 git 历史里"
            ));
        }
    }
}
