use crate::lang::{is_blank, Text, list_of};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Contact, Deal, LogEntry, Standing, Term, standing};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A word that the team has not agreed on.
pub struct UnknownValue;

impl Rule for UnknownValue {
    fn about(&self) -> &'static About {
        crate::about!(
            "unknown-value",
            Basics,
            Warning,
            "a value that is not in the team's vocabulary",
            "取值不在团队的词汇表里",
            fix = Safe
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let words = &check.team.vocabulary;
        look(check, "classes", &words.classes, || Route::root().key("class"), client.class.as_deref());
        look(check, "sources", &words.sources, || Route::root().key("source"), client.source.as_deref());
    }

    fn contact(&self, check: &mut Check<'_>, _client: &Client, at: usize, contact: &Contact) {
        let words = &check.team.vocabulary;
        let place = || Route::root().key("contacts").index(at);
        look(check, "roles", &words.roles, || place().key("role"), contact.role.as_deref());
        look(check, "attitudes", &words.attitudes, || place().key("attitude"), contact.attitude.as_deref());
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        let words = &check.team.vocabulary;
        let place = || Route::root().key("deals").index(at);
        look(check, "intents", &words.intents, || place().key("intent"), deal.intent.as_deref());
        let reason = deal.lost.as_ref().and_then(|lost| lost.reason.as_deref());
        look(check, "loss_reasons", &words.loss_reasons, || place().key("lost").key("reason"), reason);
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        let words = &check.team.vocabulary;
        let route = || Route::root().key("log").index(at).key("method");
        look(check, "methods", &words.methods, route, entry.method.as_deref());
    }
}

/// An empty vocabulary means that any word will do.
fn look(check: &mut Check<'_>, list: &'static str, terms: &[Term], route: impl Fn() -> Route, written: Option<&str>) {
    let Some(written) = written.filter(|written| !is_blank(written) && !terms.is_empty()) else { return };
    if terms.iter().any(|term| term.name == written) {
        return;
    }
    let route = route();
    let (en, zh) = LISTS.iter().find(|(known, ..)| *known == list).map_or((list, list), |(_, en, zh)| (*en, *zh));
    let names: Vec<Vec<&str>> = terms.iter().map(Term::names).collect();
    match standing(written, &names) {
        Standing::Agreed => {}
        Standing::Meant(at) => {
            let name = &terms[at].name;
            let edit = Edit::Set(route.clone(), Value::text(name));
            let message = text!("“{written}” is another word for “{name}”", "“{written}”应写成“{name}”");
            check.report(route, message).mend(Text::same("`salesrec lint --fix`")).fix(vec![edit]);
        }
        Standing::Near(at) => {
            let name = &terms[at].name;
            let message = text!(
                "“{written}” is none of the team's {en}; did you mean “{name}”?",
                "“{written}”不是团队约定的{zh}，是不是“{name}”？"
            );
            mend(check, route, list, message);
        }
        Standing::Strange => {
            let names: Vec<&str> = terms.iter().map(|term| term.name.as_str()).collect();
            let known = list_of(&names);
            let message = Text::new(
                format!("“{written}” is none of the team's {en}: {}", known.en),
                format!("“{written}”不是团队约定的{zh}，可选：{}", known.zh),
            );
            mend(check, route, list, message);
        }
    }
}

/// The lists of `vocabulary` as people call them.
const LISTS: [(&str, &str, &str); 7] = [
    ("classes", "classes of client", "客户分类"),
    ("sources", "sources", "来源渠道"),
    ("roles", "roles", "角色"),
    ("attitudes", "attitudes", "态度"),
    ("intents", "degrees of interest", "意向程度"),
    ("loss_reasons", "reasons for a loss", "终止原因"),
    ("methods", "ways of contact", "沟通方式"),
];

fn mend(check: &mut Check<'_>, route: Route, list: &str, message: Text) {
    let id = check.id();
    check.report(route, message).mend(text!(
        "`salesrec edit {id}`, or add the word to `{list}` under [vocabulary] in salesrec.toml",
        "`salesrec edit {id}` 更正，或把这个词加进 salesrec.toml 中 [vocabulary] 的 `{list}`"
    ));
}
