use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::open::{self, takes_part};
use super::told;
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Document, Line, Tone};
use crate::error::Result;
use crate::handover::Readiness;
use crate::lang::Text;
use crate::lint::Level;
use crate::store::Problem;

/// Which handover.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The handover: its name or a part that only one has; needed only where several are open
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Exit with 1 when a record has an error
    #[arg(long)]
    exit_code: bool,
}

/// Shows what is still asked, as the records are now.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me().ok().map(|person| person.id.clone());
    let file = open::handover(desk, args.name.as_deref(), |handover| {
        me.as_deref().is_some_and(|me| takes_part(handover, me))
    })?;
    let handover = &file.handover;
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for handed in &handover.clients {
        match open::file_of(desk, &handed.client) {
            Ok(file) => files.push(file),
            Err(error) => problems.push(Problem::error(error)),
        }
    }
    let ready = open::ready(desk, files)?;
    let scores: Vec<u32> = ready.values().map(|ready| u32::from(ready.score)).collect();
    let mean = scores.iter().sum::<u32>().checked_div(u32::try_from(scores.len()).unwrap_or_default());
    let mean = mean.and_then(|mean| u8::try_from(mean).ok());
    let asked: usize = ready.values().map(|ready| ready.questions.len()).sum();
    let errors: usize = ready.values().map(errors).sum();
    let mut document = Document::new();
    let (from, to) = (desk.person_name(&handover.from), told::names(desk, &handover.to));
    document.paragraph(Line::new().strong(from).plain(" → ").strong(to).plain("  ").dim(file.name().to_string()));
    let mut pairs = vec![(Text::fixed("complete now", "目前完整度"), scored(mean))];
    if let Some(before) = handover.score() {
        pairs.push((Text::fixed("when it was made", "发起时"), scored(Some(before))));
    }
    pairs.push((Text::fixed("questions", "待回答"), Line::from(Text::new(asked.to_string(), format!("{asked} 个问题")))));
    document.push(Block::Pairs(pairs));
    let mut data = Vec::new();
    for handed in &handover.clients {
        let Some(ready) = ready.get(&handed.client) else { continue };
        data.push(client_data(&handed.client, ready));
        if ready.questions.is_empty() {
            continue;
        }
        let title = Line::from(handed.client.clone()).plain("  ");
        let (tone, words) = toned(Some(ready.score));
        document.heading(2, title.toned(tone, words));
        let point = |asked: &crate::handover::Asked| {
            let tone = if asked.level == Level::Error { Tone::Bad } else { Tone::Plain };
            let line = Line::new().toned(tone, asked.question.clone());
            match &asked.mend {
                Some(mend) => line.plain("  ").dim(mend.clone()),
                None => line,
            }
        };
        document.push(Block::List(ready.questions.iter().map(point).collect()));
    }
    let data = json!({
        "id": file.name(),
        "score": mean,
        "score_before": handover.score(),
        "questions": asked,
        "errors": errors,
        "clients": data,
    });
    Ok(Outcome::document("handover-ready", document, data).problems(problems).found(args.exit_code && errors > 0))
}

fn errors(ready: &Readiness) -> usize {
    ready.questions.iter().filter(|asked| asked.level == Level::Error).count()
}

fn toned(score: Option<u8>) -> (Tone, Text) {
    let cell = told::score(score);
    let (tone, cell) = cell.parts();
    (tone.unwrap_or_default(), cell.words())
}

fn scored(score: Option<u8>) -> Line {
    let (tone, words) = toned(score);
    Line::new().toned(tone, words)
}

fn client_data(id: &str, ready: &Readiness) -> Value {
    let questions = ready.questions.iter().map(|asked| {
        json!({
            "rule": asked.rule,
            "level": asked.level.code(),
            "question": {"en": asked.question.en, "zh": asked.question.zh},
        })
    });
    json!({"client": id, "score": ready.score, "questions": questions.collect::<Vec<_>>()})
}
