//! Reports: what is asked, understood; the figures themselves are computed elsewhere.

mod asked;
mod forms;

use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::json;

use super::{Context, Desk, Outcome, choose};
use crate::cli::{FileForm, Format, report_form};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table};
use crate::error::Result;
use crate::lang::Text;
use crate::report::{self, Figures, REPORTS, Report};

/// Show figures: what is open, how deals move, how long they take
///
/// Without a name, the reports that there are. What each figure means is printed by `--define`. Currencies are kept apart
/// unless `--rates` converts them.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Which report
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    asked: asked::Asked,
    /// Print what each figure means
    #[arg(long)]
    define: bool,
    /// Print it as table, json, jsonl, csv or md, or make it html, xlsx or docx
    #[arg(id = "format", long = "format", value_name = "FORM", value_parser = report_form)]
    form: Option<Format>,
    /// Write it into this file
    #[arg(long, value_name = "FILE", group = "file")]
    out: Option<PathBuf>,
    /// Write it into this file as a page for a browser
    #[arg(long, value_name = "FILE", group = "file", conflicts_with_all = ["out", "format"])]
    html: Option<PathBuf>,
    /// Write over a file that is there, such as the report of last week
    #[arg(long, requires = "file")]
    force: bool,
}

/// Shows a report, the list of them, or what figures mean.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let named = args.name.as_deref().map(which).transpose()?;
    if args.define {
        return Ok(definitions(&named.map_or_else(|| REPORTS.to_vec(), |report| vec![report])));
    }
    let Some(report) = named else { return Ok(list()) };
    let desk: Desk = context.desk()?;
    let question = args.asked.question(&desk, report)?;
    let figures = (report.make)(&question)?;
    args.asked.check_known(&desk, &figures)?;
    let answer = forms::Answered { report, question: &question, figures: &figures };
    let (form, out) = match &args.html {
        Some(page) => (Some(Format::File(FileForm::Html)), Some(page)),
        None => (args.form, args.out.as_ref()),
    };
    let outcome = match (form, out) {
        (form, Some(out)) => answer.written(&desk, context, form, (out, args.force))?,
        (Some(Format::File(form)), None) => answer.printed(&desk, context, form)?,
        (form, None) => answer.shown(form.or(context.global.format).unwrap_or_default()),
    };
    let Figures { sections, basis } = figures;
    // All rows are in the answer, and the process ends with it.
    std::mem::forget(sections);
    Ok(outcome.problems(basis.problems))
}

/// The report that is meant.
fn which(said: &str) -> Result<&'static Report> {
    let names: Vec<(&str, Text)> = REPORTS.iter().map(|report| (report.name, report.title.clone())).collect();
    choose::named(said, &names, Text::fixed("report", "报表")).map(|at| REPORTS[at])
}

fn list() -> Outcome {
    let columns =
        vec![Column::new("report", Text::fixed("Report", "报表")), Column::new("about", Text::fixed("Answers", "内容")).grow()];
    let mut table = Table::new(columns, Text::default());
    for report in REPORTS {
        let about = Cell::label(report.about.en.clone(), report.about.clone());
        table.rows.push(Row::new(vec![Cell::text(report.name), about]).id(report.name));
    }
    Outcome::tables("reports", vec![table])
}

fn definitions(reports: &[&Report]) -> Outcome {
    let mut document = Document::new();
    let mut all = Vec::new();
    for report in reports {
        document.heading(2, &report.title);
        let each = report.definitions.iter().map(|definition| (definition.name.clone(), Line::from(&definition.says)));
        document.push(Block::Pairs(each.collect()));
        all.extend(report.definitions.iter().map(|definition| {
            let says = &definition.says;
            json!({"report": report.name, "figure": definition.key, "en": says.en, "zh": says.zh})
        }));
    }
    document.paragraph(Line::new().dim(&report::EVERYWHERE));
    Outcome::document("definitions", document, json!({"definitions": all}))
}
