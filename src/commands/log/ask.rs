//! Which client a contact was with, and asking for what was not said.

use super::super::Desk;
use super::super::entry::{line, words};
use super::super::interview::{Form, Question};
use super::{Args, Told, kept_action};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, quoted, width};
use crate::record::{Client, Fact, gaps};
use crate::store::{ClientFile, Found, Look};
use crate::text;

/// The client that is meant. Of a single word it is not clear whether it is the client or the summary: it is the summary,
/// of the client of the last command, unless it could be the name of one.
pub fn which(args: &mut Args, desk: &Desk) -> Result<(ClientFile, Option<Text>)> {
    let alone = args.summary.is_none() && !args.edit;
    if let Some(said) = args.client.as_deref()
        && !(alone && is_no_client(said, desk))
    {
        let file = desk.client(said)?;
        return if alone && !desk.ui.input { Err(nothing_said(&file)) } else { Ok((file, None)) };
    }
    let (file, at) = desk.recent().ok_or_else(no_recent)?;
    if alone {
        args.summary = args.client.take();
    }
    if args.summary.is_none() && !args.edit && !desk.ui.input {
        return Err(nothing_said(&file));
    }
    let (id, at) = (file.id(), at.format("%H:%M"));
    let note = text!("{id}, the client of the last command ({at})", "{id}，上一条命令（{at}）的客户");
    Ok((file, Some(note)))
}

/// Words of this many columns are no name any more, and no file need be read for them.
const NAME_COLUMNS: usize = 24;

/// Whether words are so unlike any client that they can only be a summary.
fn is_no_client(said: &str, desk: &Desk) -> bool {
    let found = if width(said) > NAME_COLUMNS {
        desk.store.seek_by_names(said, Look::Clients)
    } else {
        desk.store.seek(said, Look::Clients)
    };
    matches!(found, Found::None(error) if error.candidates.is_empty())
}

fn nothing_said(file: &ClientFile) -> Error {
    let (id, typed) = (file.id(), quoted(file.id()));
    Error::new(Kind::Usage, text!("it is not said what was said with {id}", "没有写与{id}沟通了什么"))
        .hint(text!("`salesrec log {typed} \"what was said\"`", "`salesrec log {typed} \"沟通内容\"`"))
        .hint(Text::fixed("`--edit` opens the editor for it", "`--edit` 在编辑器中写"))
}

fn no_recent() -> Error {
    Error::new(Kind::Usage, Text::fixed("it is not said which client", "没有说明是哪家客户"))
        .cause(Text::fixed("no command of the last hour named one", "最近一小时的命令没有提到客户"))
        .hint(Text::fixed("`salesrec log CLIENT \"what was said\"`", "`salesrec log 客户 \"沟通内容\"`"))
}

/// What a question of this command is about.
enum About {
    Summary,
    Method,
    With,
    Fact(Fact),
    Next,
    Due,
}

/// Asks on a terminal for what the command needs and was not given: the next action that an open deal would be left
/// without, and what the stage to enter requires. Where not even a summary was given, for the rest of the entry and for
/// what the deal's stage still lacks. Nothing is written while it asks.
///
/// # Errors
/// `Stopped` when it is broken off.
pub fn what_is_missing(args: &mut Args, desk: &Desk, file: &ClientFile) -> Result<Vec<Told>> {
    if !desk.ui.input || args.edit {
        return Ok(Vec::new());
    }
    let client = desk.store.load(file)?.client;
    let deal = desk.deal_if_any(&client, args.deal.as_deref())?;
    let questions = questions(args, desk, &client, deal)?;
    let fits = |about: &About, said: &[String]| -> Result<()> {
        let first = said.first().map_or("", String::as_str);
        match (about, deal) {
            (About::Summary, _) => words(first, &Text::fixed("summary", "摘要")).map(drop),
            (About::Next, _) => line(first, &Text::fixed("next action", "下一步行动")).map(drop),
            (About::Due, _) => desk.deadline(first).map(drop),
            (About::Fact(fact), Some(deal)) => {
                said.iter().try_for_each(|said| desk.supply(&mut client.clone(), deal, *fact, said))
            }
            (About::Method | About::With | About::Fact(_), _) => Ok(()),
        }
    };
    let answers = desk.interview(&questions, fits)?;
    let mut facts = Vec::new();
    for (question, said) in questions.into_iter().zip(answers) {
        match question.about {
            About::Summary => args.summary = said.into_iter().next(),
            About::Method => args.method = said.into_iter().next(),
            About::With => args.with = said,
            About::Next => args.next = said.into_iter().next(),
            About::Due => args.due = said.into_iter().next(),
            About::Fact(fact) => facts.extend(said.into_iter().map(|said| Told { fact, said })),
        }
    }
    Ok(facts)
}

fn questions(args: &Args, desk: &Desk, client: &Client, deal: Option<usize>) -> Result<Vec<Question<About>>> {
    let mut questions = Vec::new();
    let mut ask = |about, words, form| questions.push(Question { about, words, form });
    let whole = args.summary.is_none();
    let last = client.log.last();
    if whole {
        ask(About::Summary, Text::fixed("What was said?", "沟通了什么？"), Form::Line(String::new()));
    }
    if whole && args.method.is_none() {
        let last = last.and_then(|entry| entry.method.as_deref());
        ask(About::Method, Text::fixed("How?", "沟通方式？"), Form::of_terms(&desk.team.vocabulary.methods, last));
    }
    if whole && args.with.is_empty() && client.has_contact() {
        let there = client.contacts.iter().filter(|contact| contact.is_there());
        let names: Vec<String> = there.map(|contact| contact.name.clone()).collect();
        let with = last.map(|entry| entry.with.as_slice()).unwrap_or_default();
        let marked = names.iter().enumerate().filter(|(_, name)| with.contains(name)).map(|(at, _)| at).collect();
        ask(About::With, Text::fixed("With whom?", "与谁沟通？"), Form::Any(names, marked));
    }
    let stage = match (args.stage.as_deref(), deal) {
        (Some(said), _) => Some(desk.stage(said)?),
        (None, Some(deal)) if whole => client.deals[deal].stage.as_deref().and_then(|name| desk.team.stages.get(name)),
        (None, _) => None,
    };
    if let (Some(deal), Some(stage)) = (deal, stage) {
        let told = |fact: Fact| match fact {
            Fact::Needs => !args.need.is_empty(),
            Fact::Pains => !args.pain.is_empty(),
            _ => false,
        };
        let gaps = gaps(&desk.team, client, deal, stage).into_iter().filter(|gap| !told(gap.fact));
        for question in gaps.filter_map(|gap| desk.question(client, &gap)) {
            ask(About::Fact(question.about), question.words, question.form);
        }
    }
    if kept_action(args, desk, client, deal).is_err() {
        let words = Text::fixed("What is the next action?", "下一步做什么？");
        ask(About::Next, words, Form::Line(String::new()));
        ask(About::Due, Text::fixed("Until when?", "什么时候完成？"), Form::Line(String::new()));
    }
    Ok(questions)
}
