//! `--explain`: what a rule asks, why, and examples.

use serde_json::json;

use crate::commands::checks::no_rule;
use crate::commands::{Outcome, choose};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Lang, Text, list_of};
use crate::lint::{ALL, About, Fixable};
use crate::text;

/// What a rule's document says in the language of the run.
///
/// # Errors
/// `NotFound`, `Ambiguous`; of a group, which rules are in it.
pub(super) fn told(said: &str, lang: Lang) -> Result<Outcome> {
    let ids: Vec<&str> = ALL.iter().map(|rule| rule.about().id).collect();
    let at = choose::item(said, &ids, Text::fixed("rule", "规则")).map_err(|error| {
        let group: Vec<&str> = ALL
            .iter()
            .map(|rule| rule.about())
            .filter(|about| about.group.id() == said)
            .map(|about| about.id)
            .collect();
        match error.kind {
            _ if !group.is_empty() => {
                let Text { en, zh } = list_of(&group);
                Error::new(error.kind, text!("“{said}” is a group of rules", "“{said}”是一个类别"))
                    .hint(text!("its rules: {en}", "其中的规则：{zh}"))
            }
            Kind::NotFound => no_rule(said, error.kind),
            _ => error,
        }
    })?;
    let about = ALL[at].about();
    let data = json!({"rule": about.id, "document": about.document});
    Ok(Outcome::document("rule", page(about, lang), data))
}

/// The page: the name, what it finds, why, and examples of what is wrong and right. A document has the words in English and
/// then in Chinese, and examples that say whose they are.
fn page(about: &About, lang: Lang) -> Document {
    let mut page = Document::new();
    page.heading(1, about.id);
    page.paragraph(about.says.clone());
    let fix = match about.fixable {
        Fixable::No => None,
        Fixable::Safe => Some(Text::fixed("`--fix` mends it", "可用 `--fix` 修正")),
        Fixable::Unsafe => Some(Text::fixed("`--unsafe-fixes` mends it", "可用 `--unsafe-fixes` 修正")),
    };
    let facts = [Some(Text::same(about.group.id())), Some(about.level.shown()), fix].into_iter().flatten();
    let facts = facts.reduce(|facts, fact| facts.then(&Text::same(" · ")).then(&fact));
    page.paragraph(Line::new().dim(facts.unwrap_or_default()));
    let mut pieces = about.document.split("\n```");
    let words = pieces.next().unwrap_or_default().split("\n\n").skip_while(|part| !part.starts_with('>')).skip(1);
    let own = words.skip(usize::from(lang == Lang::Zh)).step_by(2);
    for part in own.map(str::trim).filter(|part| !part.is_empty()) {
        page.paragraph(part.lines().collect::<Vec<_>>().join(if lang == Lang::Zh { "" } else { " " }));
    }
    for example in pieces {
        let Some((kind, text)) = example.strip_prefix("yaml ").and_then(|example| example.split_once('\n')) else { continue };
        let mut kind = kind.split(' ');
        let title = match (kind.next(), kind.next()) {
            (Some("bad"), Some(whose)) if whose == lang.code() => Line::new().bad(Text::fixed("Wrong", "不对")),
            (Some("good"), Some(whose)) if whose == lang.code() => Line::new().good(Text::fixed("Right", "正确")),
            _ => continue,
        };
        page.heading(2, title);
        page.push(Block::Verbatim(text.to_string()));
    }
    page
}
