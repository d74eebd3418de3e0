//! The letters' templates: built in, or the team's own from its folder templates/.

use serde::Serialize;

use crate::document::template::{Form, Template};
use crate::error::Result;
use crate::lang::Lang;

/// The folder of a team's own templates, and the names and texts of those that are built in.
pub const FOLDER: &str = "templates";

/// The built-in templates by the names of their files.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("notice.zh.md", include_str!("templates/notice.zh.md")),
    ("notice.en.md", include_str!("templates/notice.en.md")),
    ("introduction.zh.md", include_str!("templates/introduction.zh.md")),
    ("introduction.en.md", include_str!("templates/introduction.en.md")),
];

/// The templates of letters, checked.
#[derive(Clone, Debug)]
pub struct Templates {
    texts: Vec<(&'static str, Template)>,
}

/// What a letter tells.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Letter {
    /// The team's name.
    pub team: String,
    /// The day that the bundle shows, in the language of the letter.
    pub today: String,
    /// The giver's last day, or that of the absence; empty when not known.
    pub until: String,
    /// Whether the giver comes back.
    pub temporary: bool,
    /// The client's name.
    pub client: String,
    /// The person that is written to; empty when nobody is known.
    pub contact: String,
    /// The names of the open deals.
    pub deals: Vec<String>,
    /// The next step that was agreed; empty when there is none.
    pub next: String,
    /// Who looked after the client so far.
    pub giver: Writer,
    /// Who does from now on.
    pub receiver: Writer,
}

/// One of us, in a letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Writer {
    /// The name.
    pub name: String,
    /// The mail address; empty when none is known.
    pub email: String,
}

impl Templates {
    /// The built-in templates, and in the place of those that `own` has a text for, the team's.
    ///
    /// # Errors
    /// `Unreadable` with the place in the first that cannot be used.
    pub fn new(own: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let template = |(name, built_in): (&'static str, &'static str)| {
            let path = format!("{FOLDER}/{name}");
            let text = own(name).map_or_else(|| built_in.into(), std::borrow::Cow::from);
            (name, Template::new(path, text))
        };
        let texts: Vec<(&str, Template)> = BUILT_IN.into_iter().map(template).collect();
        // A mistake is told before a letter needs the line that it is in.
        for (_, template) in &texts {
            for letter in [Letter::full(), Letter::default()] {
                template.fill(Form::Text, letter)?;
            }
        }
        Ok(Self { texts })
    }

    /// A letter: its title, which is the first line, and the rest.
    ///
    /// # Errors
    /// Where the template cannot be filled.
    pub(super) fn letter(&self, kind: &str, lang: Lang, letter: &Letter) -> Result<(String, String)> {
        let file = format!("{kind}.{}.md", lang.code());
        let Some((_, template)) = self.texts.iter().find(|(name, _)| *name == file) else {
            return Ok(Default::default());
        };
        let filled = template.fill(Form::Text, letter.on_one_line())?;
        let filled = filled.trim();
        let (title, rest) = filled.split_once('\n').unwrap_or((filled, ""));
        Ok((title.trim().to_string(), rest.trim().to_string()))
    }
}

impl Letter {
    /// One in which every field says something.
    fn full() -> Self {
        let said = || "x".to_string();
        let writer = || Writer { name: said(), email: said() };
        Self {
            team: said(),
            today: said(),
            until: said(),
            temporary: true,
            client: said(),
            contact: said(),
            deals: vec![said()],
            next: said(),
            giver: writer(),
            receiver: writer(),
        }
    }

    /// The same letter without line ends in what fills it: they would make paragraphs.
    fn on_one_line(&self) -> Self {
        let line = |words: &String| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let writer = |writer: &Writer| Writer { name: line(&writer.name), email: line(&writer.email) };
        Self {
            team: line(&self.team),
            today: line(&self.today),
            until: line(&self.until),
            temporary: self.temporary,
            client: line(&self.client),
            contact: line(&self.contact),
            deals: self.deals.iter().map(line).collect(),
            next: line(&self.next),
            giver: writer(&self.giver),
            receiver: writer(&self.receiver),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_are_sound_and_values_are_only_text() {
        let templates = Templates::new(|_| None).unwrap();
        let letter = Letter { team: "{{ 7*7 }}".into(), client: "<script>\n# x".into(), ..Letter::full() };
        let letter = Letter { contact: String::new(), ..letter };
        for kind in ["notice", "introduction"] {
            for lang in [Lang::En, Lang::Zh] {
                let (title, rest) = templates.letter(kind, lang, &letter).unwrap();
                let whole = format!("{title}\n{rest}");
                assert!(whole.contains("{{ 7*7 }}"), "{whole}");
                assert!(rest.contains("<script> # x"), "{rest}");
            }
        }
    }

    #[test]
    fn an_unknown_field_is_told_with_its_place_although_no_letter_is_written() {
        let own = |name: &str| {
            (name == "notice.en.md").then(|| "Hello\n\n{% if until %}{{ reciever.name }}{% endif %}\n".into())
        };
        let error = Templates::new(own).unwrap_err();
        let place = error.place.unwrap();
        assert_eq!((place.path.to_str(), place.line), (Some("templates/notice.en.md"), 3));
        assert!(error.message.en.contains("reciever"), "{}", error.message.en);
    }
}
