use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Fact};
use crate::text;
use crate::yaml::Route;

/// A client of whom nobody wrote down what trade they are in.
pub struct MissingIndustry;

impl Rule for MissingIndustry {
    fn about(&self) -> &'static About {
        crate::about!("missing-industry", Basics, Warning, "no industry", "缺少所属行业")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        if client.industry.as_deref().is_none_or(is_blank) {
            let id = check.id();
            check
                .report(Route::root().key("industry"), Text::fixed("the industry is not written down", "没有写所属行业"))
                .lacks(Fact::Industry.shown())
                .mend(text!(
                    "`salesrec edit {id}`: industry, in two levels such as Food-Dairy",
                    "`salesrec edit {id}`：补上 industry，写两级，如 制造业-包装"
                ));
        }
    }
}
