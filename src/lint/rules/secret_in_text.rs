use crate::lang::Text;
use crate::lint::secret::secrets;
use crate::lint::{About, Check, Rule};
use crate::text;
use crate::yaml::Route;

/// A password, token or key, anywhere in the text. The finding never prints it.
pub struct SecretInText;

impl Rule for SecretInText {
    fn about(&self) -> &'static About {
        crate::about!(
            "secret-in-text",
            Privacy,
            Error,
            "a password or token stands in the record",
            "档案里有密码或令牌"
        )
    }

    fn file(&self, check: &mut Check<'_>, text: &str) {
        for span in secrets(text) {
            let id = check.id();
            let message = Text::fixed("this looks like a password, token or key", "这里看起来是密码、令牌或密钥");
            check.report_at(span, Route::root(), message).mend(text!(
                "change it, keep it in the team's vault and write only where: `salesrec edit {id}`, under access",
                "请更换它，存进团队的密码库，档案里只写放在哪里：`salesrec edit {id}`，access 一节"
            ));
        }
    }
}
