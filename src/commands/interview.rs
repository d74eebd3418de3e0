//! Asking on a terminal for what a record still lacks: one question after the other, Esc steps back to the one before.

use super::entry::{amount, line, words};
use super::{Desk, choose};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Client, Contact, Day, Fact, Gap, Need, NeedKind, Pain, Project, Term};
use crate::ui::Ui;

/// A question, and how it is answered.
pub struct Question<T> {
    /// What the answer is for.
    pub about: T,
    /// The words of the question.
    pub words: Text,
    /// How it is answered.
    pub form: Form,
}

/// How a question is answered.
pub enum Form {
    /// By a line of words that begins so.
    Line(String),
    /// By one of these words, the one at this position first; or by none of them.
    One(Vec<String>, Option<usize>),
    /// By any of these words, those at these positions being marked.
    Any(Vec<String>, Vec<usize>),
}

impl Form {
    /// One of the words of a team; a line where the team has none. `last` is what was said last time.
    pub fn of_terms(terms: &[Term], last: Option<&str>) -> Self {
        let words: Vec<String> = terms.iter().map(|term| term.name.clone()).collect();
        let at = last.and_then(|last| words.iter().position(|word| word == last));
        if words.is_empty() { Self::Line(last.unwrap_or_default().to_string()) } else { Self::One(words, at) }
    }

    fn ask(&self, ui: &Ui, words: &Text, before: Option<&[String]>) -> Result<Option<Vec<String>>> {
        let at = |word: &String, words: &[String]| words.iter().position(|known| known == word);
        match self {
            Self::Line(start) => {
                let start = before.and_then(|before| before.first()).unwrap_or(start);
                let said = ui.line(words, start)?;
                Ok(said.map(|said| if said.trim().is_empty() { Vec::new() } else { vec![said] }))
            }
            Self::One(options, start) => {
                // The last choice is none of them.
                let start = before.map_or(*start, |before| before.first().and_then(|word| at(word, options)));
                let mut all = options.clone();
                all.push(Text::fixed("(leave out)", "（不填）").get(ui.lang).to_string());
                let chosen = ui.choose(words, all, start.unwrap_or(0))?;
                Ok(chosen.map(|at| options.get(at).cloned().into_iter().collect()))
            }
            Self::Any(options, marked) => {
                let again: Option<Vec<usize>> =
                    before.map(|before| before.iter().filter_map(|word| at(word, options)).collect());
                let chosen = ui.choose_any(words, options.clone(), again.as_ref().unwrap_or(marked))?;
                Ok(chosen.map(|chosen| chosen.into_iter().filter_map(|at| options.get(at).cloned()).collect()))
            }
        }
    }
}

impl Desk {
    /// The answers to questions, in their order; an empty one where a question was passed over. What `check` does not
    /// take is asked again.
    ///
    /// # Errors
    /// `Stopped` by Ctrl-C, or when the first question is stepped back from.
    pub fn interview<T>(
        &self,
        questions: &[Question<T>],
        check: impl Fn(&T, &[String]) -> Result<()>,
    ) -> Result<Vec<Vec<String>>> {
        let mut answers: Vec<Option<Vec<String>>> = vec![None; questions.len()];
        let mut at = 0;
        while let Some(question) = questions.get(at) {
            match question.form.ask(&self.ui, &question.words, answers[at].as_deref())? {
                Some(answer) => {
                    let taken = check(&question.about, &answer);
                    answers[at] = Some(answer);
                    match taken {
                        Ok(()) => at += 1,
                        Err(error) => self.ui.error(&error),
                    }
                }
                None if at == 0 => {
                    return Err(Error::new(
                        Kind::Stopped,
                        Text::fixed("stopped; nothing was written", "已停止；未写入任何内容"),
                    ));
                }
                None => at -= 1,
            }
        }
        Ok(answers.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// How a missing fact is asked for; none for what takes more than a line to tell.
    pub fn question(&self, client: &Client, gap: &Gap) -> Option<Question<Fact>> {
        let vocabulary = &self.team.vocabulary;
        let empty = || Form::Line(String::new());
        let form = match gap.fact {
            Fact::Source => Form::of_terms(&vocabulary.sources, None),
            Fact::Intent => Form::of_terms(&vocabulary.intents, None),
            Fact::DecisionMaker if client.has_contact() => {
                let there = client.contacts.iter().filter(|contact| contact.is_there());
                Form::One(there.map(|contact| contact.name.clone()).collect(), None)
            }
            Fact::Industry
            | Fact::Contact
            | Fact::DecisionMaker
            | Fact::Needs
            | Fact::Pains
            | Fact::Value
            | Fact::ExpectedClose
            | Fact::Competitors
            | Fact::ProjectGoal => empty(),
            Fact::Contract | Fact::NextAction | Fact::Milestones => return None,
        };
        let more = match gap.fact {
            Fact::ExpectedClose => Text::fixed(" (a date)", "（日期）"),
            Fact::Competitors => Text::fixed(" (with commas between; “none” if none)", "（用逗号隔开；没有则填“无”）"),
            _ => Text::default(),
        };
        Some(Question { about: gap.fact, words: gap.what.then(&more), form })
    }

    /// Puts a fact that was asked for into the record.
    ///
    /// # Errors
    /// `Usage` when the answer is none of its kind; `NotFound`, `Ambiguous` for words that the team does not know.
    pub fn supply(&self, client: &mut Client, deal: usize, fact: Fact, said: &str) -> Result<()> {
        let vocabulary = &self.team.vocabulary;
        let said = words(said, &fact.shown())?;
        let one_line = || line(&said, &fact.shown());
        match fact {
            Fact::Industry => client.industry = Some(self.industry(&one_line()?)?),
            Fact::Source => client.source = Some(self.term(&vocabulary.sources, &said, fact.shown())?),
            Fact::Contact => client.contacts.push(Contact { name: one_line()?, ..Contact::default() }),
            Fact::DecisionMaker => {
                let role = vocabulary.roles.iter().find(|role| role.decides).map(|role| role.name.clone());
                let at = match choose::contact(client, &said) {
                    Ok(at) => at,
                    Err(error) if error.kind == Kind::NotFound => {
                        client.contacts.push(Contact { name: one_line()?, ..Contact::default() });
                        client.contacts.len() - 1
                    }
                    Err(error) => return Err(error),
                };
                client.contacts[at].role = role;
            }
            Fact::Needs => {
                client.deals[deal].needs.push(Need { need: one_line()?, kind: Some(NeedKind::Stated) });
            }
            Fact::Pains => client.deals[deal].pains.push(Pain { pain: one_line()?, need: None }),
            Fact::Value => {
                let money = amount(&said, &self.team.team.currency)?;
                let deal = &mut client.deals[deal];
                deal.value = Some(money.amount);
                deal.currency = money.currency.map(str::to_string).or(deal.currency.take());
            }
            Fact::ExpectedClose => {
                client.deals[deal].expected_close = Some(Day(self.deadline(&said)?.date));
            }
            Fact::Intent => {
                client.deals[deal].intent = Some(self.term(&vocabulary.intents, &said, fact.shown())?);
            }
            Fact::Competitors => {
                let none = matches!(said.to_lowercase().as_str(), "none" | "无" | "没有");
                let names = said.split([',', '，', '、', ';', '；']).map(str::trim).filter(|name| !name.is_empty());
                client.deals[deal].competitors =
                    if none { vec!["none".to_string()] } else { names.map(str::to_string).collect() };
            }
            Fact::ProjectGoal => {
                client.deals[deal].project.get_or_insert_with(Project::default).goal = Some(one_line()?);
            }
            Fact::Contract | Fact::NextAction | Fact::Milestones => {}
        }
        Ok(())
    }
}
