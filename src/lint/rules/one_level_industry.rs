use crate::lang::is_blank;
use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// An industry that is too coarse to count by.
pub struct OneLevelIndustry;

/// What people write between the two levels.
const BETWEEN: [char; 12] = ['-', '－', '–', '—', '/', '／', '>', '›', '·', ':', '：', '_'];

impl Rule for OneLevelIndustry {
    fn about(&self) -> &'static About {
        crate::about!("one-level-industry", Basics, Warning, "the industry is not in two levels", "所属行业没有写到两级")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let Some(industry) = client.industry.as_deref().map(str::trim).filter(|industry| !industry.is_empty()) else {
            return;
        };
        if industry.split(BETWEEN).filter(|level| !is_blank(level)).count() < 2 {
            let id = check.id();
            check
                .report(Route::root().key("industry"), text!("“{industry}” is only one level", "“{industry}”只有一级"))
                .mend(text!(
                    "`salesrec edit {id}`: industry as “{industry}-BRANCH”",
                    "`salesrec edit {id}`：industry 写成“{industry}-细分行业”"
                ));
        }
    }
}
