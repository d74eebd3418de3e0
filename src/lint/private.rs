//! What must not stand in a record is blotted out of all that is told of it, whichever rules are asked: a report must not
//! spread it further.

use super::engine::Asked;
use super::{ALL, Engine, Finding, Group, Suppressed};
use crate::store::ClientFile;

/// A shorter beginning of a private value, in a text that was cut, tells nothing.
const TELLING: usize = 4;

impl Engine<'_> {
    /// Whether something private stands in the text.
    pub fn is_private(&self, file: &ClientFile, text: &str) -> bool {
        !self.private(file, text).is_empty()
    }

    /// What is told of some texts of a file, without what is private in them.
    pub fn blotted(&self, file: &ClientFile, texts: &[&str], told: &str) -> String {
        let values: Vec<String> = texts.iter().flat_map(|text| self.private(file, text)).collect();
        blot(told, &values)
    }

    /// Blots out of the findings in a text what is private in it.
    pub(super) fn hide_private(&self, file: &ClientFile, text: &str, findings: &mut [Finding], asked: Asked) {
        let is_private = |finding: &Finding| finding.rule.group == Group::Privacy;
        let told = asked == Asked::All && self.asks_of_privacy();
        if findings.is_empty() || (told && !findings.iter().any(is_private)) {
            return;
        }
        let values = self.private(file, text);
        if values.is_empty() {
            return;
        }
        for finding in findings {
            finding.place.source = blot(&finding.place.source, &values);
            finding.message = finding.message.map(|words| blot(words, &values));
            for words in [&mut finding.mend, &mut finding.lacks].into_iter().flatten() {
                *words = words.map(|words| blot(words, &values));
            }
            if let Some(Suppressed::Comment(reason)) = &mut finding.suppressed {
                *reason = blot(reason, &values);
            }
            while values.iter().any(|value| finding.route.to_string().contains(value)) {
                finding.route.0.pop();
            }
        }
    }

    /// Whether every rule of privacy is asked of every file.
    fn asks_of_privacy(&self) -> bool {
        let mut rules = ALL.iter().map(|rule| rule.about()).filter(|about| about.group == Group::Privacy);
        !self.setup.leaves_out() && rules.all(|about| self.setup.level(about).is_some())
    }

    /// The private values of a text, as the rules of privacy find them; also when those are not asked.
    fn private(&self, file: &ClientFile, text: &str) -> Vec<String> {
        let rules = ALL.iter().copied().filter(|rule| rule.about().group == Group::Privacy);
        let raws = self.ask_these(rules, file, |rule, check| rule.file(check, text));
        let spans = raws.into_iter().filter_map(|raw| raw.span);
        let mut values: Vec<String> = spans.filter_map(|span| text.get(span).map(str::to_string)).collect();
        // One may be the beginning of another.
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        values
    }
}

/// `told` with stars in the place of the values, as many as they have bytes, so that carets stay where they are.
fn blot(told: &str, values: &[String]) -> String {
    let mut told = told.to_string();
    for value in values {
        told = told.replace(value, &"*".repeat(value.len()));
        // A message that was cut may end within a value.
        let Some(cut) = told.find('…') else { continue };
        let beginnings = value.char_indices().map(|(at, _)| at).filter(|at| *at >= TELLING).collect::<Vec<_>>();
        if let Some(length) = beginnings.into_iter().rev().find(|at| told[..cut].ends_with(&value[..*at])) {
            told.replace_range(cut - length..cut, &"*".repeat(length));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_blotted_out_whole_and_where_a_message_was_cut() {
        let values = ["hunter2-hunter2".to_string()];
        assert_eq!(
            blot("“hunter2-hunter2” twice hunter2-hunter2", &values),
            format!("“{0}” twice {0}", "*".repeat(15))
        );
        assert_eq!(blot("“the word is hunter2-h…” is vague", &values), "“the word is *********…” is vague");
        assert_eq!(blot("“the word is hun…” is vague", &values), "“the word is hun…” is vague");
    }
}
