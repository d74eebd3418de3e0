use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::{Context, Desk, Outcome};
use crate::document::{Block, Document, Line, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::lint::{Finding, Level};
use crate::record::{Client, gaps};
use crate::store::{ClientFile, Look};
use crate::text;

/// Check one client, and say what to ask next
///
/// What is wrong with the record, the worst first, each with the command that mends it; then what the next stages of its
/// open deals require and nobody knows yet.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// Look in the archive too
    #[arg(long)]
    all: bool,
}

/// What the next stage of a deal asks for.
struct Questions {
    deal: String,
    stage: String,
    facts: Vec<(&'static str, Text, Text)>,
}

/// Checks it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let (file, problems) = desk.find(&args.client, if args.all { Look::All } else { Look::Clients })?;
    let checks = desk.checks(&[], &[])?;
    let mut linted = desk.look_at(&desk.engine(&checks), &mut vec![file.clone()], None);
    linted.findings.retain(|finding| finding.suppressed.is_none());
    linted.findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let findings = linted.findings;
    // A record that cannot be read has its findings and no questions.
    let client = desk.store.load(&file).ok().map(|loaded| loaded.client);
    let questions = client.as_ref().map(|client| questions(&desk, client, file.id())).unwrap_or_default();
    let found = Level::worst(&findings) == Some(Level::Error);
    let data = data(&file, &findings, &questions);
    let name = client.map_or_else(|| file.id().to_string(), |client| client.client);
    let page = page(&name, &findings, &questions);
    Ok(Outcome::document("check", page, data).problems(problems).found(found))
}

/// What the stage after the present one requires and is not known, of each open deal.
fn questions(desk: &Desk, client: &Client, said: &str) -> Vec<Questions> {
    let ask = |index: usize| {
        let deal = &client.deals[index];
        let stage = desk.team.stages.after(deal.stage.as_deref()?)?;
        let facts: Vec<_> = gaps(&desk.team, client, index, stage)
            .into_iter()
            .map(|gap| (gap.fact.word(), gap.what, desk.mend(gap.fact, said)))
            .collect();
        (!facts.is_empty()).then(|| Questions { deal: deal.name.clone(), stage: stage.name.clone(), facts })
    };
    client.open_deals(&desk.team).into_iter().filter_map(ask).collect()
}

fn page(name: &str, findings: &[Finding], questions: &[Questions]) -> Document {
    let mut page = Document::new();
    page.heading(1, Line::new().strong(name.to_string()));
    if findings.is_empty() {
        page.paragraph(Line::new().good(Text::fixed("The record is in order.", "档案没有问题。")));
    } else {
        page.push(Block::List(findings.iter().map(line).collect()));
    }
    for Questions { deal, stage, facts } in questions {
        page.heading(2, text!("To ask next, for {stage}: {deal}", "接下来要问，为进入{stage}：{deal}"));
        let line = |(_, what, mend): &(_, Text, Text)| Line::new().warn(what.clone()).plain("  ").dim(mend.clone());
        page.push(Block::List(facts.iter().map(line).collect()));
    }
    page
}

fn line(finding: &Finding) -> Line {
    let tone = match finding.level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warn,
        Level::Info => Tone::Plain,
    };
    let number = finding.place.line;
    let place = if number > 0 { text!(" (line {number})", "（第 {number} 行）") } else { Text::default() };
    let line = Line::new().toned(tone, finding.level.shown()).plain(" ").plain(finding.message.clone()).dim(place);
    match &finding.mend {
        Some(mend) => line.plain("  ").dim(mend.clone()),
        None => line.plain("  ").dim(finding.rule.id),
    }
}

fn data(file: &ClientFile, findings: &[Finding], questions: &[Questions]) -> Value {
    let both = |text: &Text| json!({"en": text.en, "zh": text.zh});
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "rule": finding.rule.id,
                "level": finding.level.code(),
                "route": finding.route.to_string(),
                "line": finding.place.line,
                "column": finding.place.column,
                "message": both(&finding.message),
                "mend": finding.mend.as_ref().map(both),
                "fingerprint": finding.fingerprint,
            })
        })
        .collect();
    let questions: Vec<Value> = questions
        .iter()
        .map(|questions| {
            let missing: Vec<&str> = questions.facts.iter().map(|(word, ..)| *word).collect();
            json!({"deal": questions.deal, "stage": questions.stage, "missing": missing})
        })
        .collect();
    json!({
        "client": file.id(),
        "path": file.path.to_string_lossy().replace('\\', "/"),
        "findings": findings,
        "questions": questions,
    })
}
