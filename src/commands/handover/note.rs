use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, Which, takes_part};
use super::told;
use crate::commands::entry::words;
use crate::commands::shown::{object, record_json};
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::handover::HandoverNote;
use crate::record::{Day, Handover};
use crate::text;

/// What is noted.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// A question, or something to know; with --answer, the number of a question that is open
    #[arg(value_name = "TEXT")]
    text: String,
    /// The client that it is about
    #[arg(long, value_name = "CLIENT")]
    client: Option<String>,
    /// Somebody has to answer it; a text that ends with a question mark is a question anyway
    #[arg(long, conflicts_with = "answer")]
    question: bool,
    /// The answer
    #[arg(long, value_name = "TEXT")]
    answer: Option<String>,
    #[command(flatten)]
    which: Which,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Writes it down.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::open_handover(desk, args.which.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let client = args.client.as_deref().map(|said| open::client(desk, &file, said)).transpose()?;
    let answer = args.answer.as_deref().map(|said| words(said, &Text::fixed("answer", "回答"))).transpose()?;
    let dry = args.writing.dry_run;
    let today = Day(desk.clock.today());
    let (change, (number, note, open)) = desk.store.change_handover(&file.path, dry, |handover| {
        let known = args.text.trim().parse::<usize>().ok().filter(|_| answer.is_some());
        let at = match known {
            Some(number) => asked(handover, number)?,
            None => {
                let said = words(&args.text, &Text::fixed("note", "内容"))?;
                let asks = args.question || said.ends_with(['?', '？']);
                let client = client.map(|at| handover.clients[at].client.clone());
                let note = HandoverNote {
                    on: Some(today),
                    by: Some(me.id.clone()),
                    client,
                    note: said,
                    question: asks.then_some(true),
                    ..HandoverNote::default()
                };
                handover.notes.push(note);
                handover.notes.len() - 1
            }
        };
        let note = &mut handover.notes[at];
        if let Some(answer) = &answer {
            note.question = Some(true);
            note.answer = Some(answer.clone());
            note.answered_by = Some(me.id.clone());
            note.answered = Some(today);
        }
        let note = note.clone();
        let open = handover.notes.iter().filter(|note| note.question == Some(true) && note.answered.is_none()).count();
        Ok((at + 1, note, open))
    })?;
    let mut document = Document::new();
    document.paragraph(Line::new().good(Text::fixed("Noted", "已记录")).plain("  ").dim(file.name().to_string()));
    let label = if note.question == Some(true) {
        text!("question {number}", "问题 {number}")
    } else {
        text!("note {number}", "备注 {number}")
    };
    let mut pairs = vec![(label, Line::new().strong(note.note.clone()))];
    if let Some(client) = &note.client {
        pairs.push((Text::fixed("client", "客户"), Line::from(client.clone())));
    }
    if let Some(answer) = &note.answer {
        pairs.push((Text::fixed("answer", "回答"), Line::from(answer.clone())));
    }
    let open_words = crate::lang::count(open, "question", "questions", "个问题");
    pairs.push((Text::fixed("still open", "待回答"), Line::from(open_words)));
    document.push(Block::Pairs(pairs));
    let data = object(json!({"number": number, "note": record_json(&note), "open": open}));
    let outcome = told::written("handover-note", file.name(), &[change], dry, document, data);
    let waits = note.question == Some(true) && note.answered.is_none();
    Ok(if waits && !dry {
        outcome.note(text!(
            "answer it: `salesrec handover note {number} --answer \"…\"`",
            "回答：`salesrec handover note {number} --answer \"…\"`"
        ))
    } else {
        outcome
    })
}

fn asked(handover: &Handover, number: usize) -> Result<usize> {
    let all = handover.notes.len();
    let at = number.checked_sub(1).filter(|at| *at < all).ok_or_else(|| {
        Error::new(Kind::NotFound, text!("there is no question {number}", "没有第 {number} 个问题"))
            .hint(Text::fixed("`salesrec handover status` numbers them", "`salesrec handover status` 列出编号"))
    })?;
    match &handover.notes[at].answer {
        None => Ok(at),
        Some(answer) => Err(Error::new(
            Kind::Refused,
            text!("question {number} is answered already: {answer}", "问题 {number} 已有回答：{answer}"),
        )
        .hint(Text::fixed(
            "what is to be added is a note of its own: `salesrec handover note \"…\"`",
            "补充的内容请另记一条：`salesrec handover note \"…\"`",
        ))),
    }
}
