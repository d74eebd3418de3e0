//! A report in every form: for the terminal, for programs, as a file.

use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::{Answer, Context, Desk, Outcome, made, paper};
use crate::cli::{FileForm, Format};
use crate::clock;
use crate::document::json::{Members, decimal};
use crate::document::{
    self, Block, Document, Languages, Line, Paper, Sheet, Table, Workbook, docx, html, markdown, xlsx,
};
use crate::error::{Error, Kind, Result};
use crate::lang::json::VERSION as JSON_VERSION;
use crate::lang::{Lang, Signs, Text};
use crate::report::{EVERYWHERE, Figures, Flawed, Question, Rates, Report, Section, dashboard};
use crate::store::Severity;
use crate::text;

/// A report with what was asked.
pub(super) struct Answered<'a> {
    pub report: &'a Report,
    pub question: &'a Question<'a>,
    pub figures: &'a Figures,
}

impl Answered<'_> {
    /// For the terminal or for programs, in one of the forms of all answers. Only what that form shows is made, since each
    /// takes a copy of all rows.
    pub fn shown(&self, form: Format) -> Outcome {
        let (mut document, mut json, mut lists) = (Document::new(), String::new(), Vec::new());
        match form {
            Format::Json => {
                let mut answer = Members::default();
                answer.put("salesrec", &JSON_VERSION);
                answer.put("kind", KIND);
                json = self.data(answer);
            }
            Format::Jsonl | Format::Csv | Format::Ids => {
                lists = self.figures.joined().into_iter().map(|section| (section.key, section.table)).collect();
            }
            Format::Table | Format::Md | Format::Ics | Format::File(_) => {
                document.paragraph(Line::new().strong(&self.report.title).plain("  ").dim(self.scope()));
                document.blocks.extend(self.figures.document().blocks);
                self.converted().into_iter().for_each(|said| document.paragraph(said));
            }
        }
        Outcome::new(KIND, Answer::Sections { document, json, lists })
    }

    /// As a file for people, on standard output.
    ///
    /// # Errors
    /// `Usage` for a form that needs a file, or that reports do not have.
    pub fn printed(&self, desk: &Desk, context: &Context, form: FileForm) -> Result<Outcome> {
        match String::from_utf8(self.bytes(desk, context, form)?) {
            Ok(text) if matches!(form, FileForm::Html | FileForm::Md | FileForm::Json) => Ok(Outcome::text(KIND, text)),
            _ => Err(Error::new(Kind::Usage, Text::fixed("this form needs a file", "这种形式需要写入文件"))
                .hint(Text::fixed("name it with `--out FILE`", "用 `--out 文件` 指定"))),
        }
    }

    /// What is printed, in a file: in the form that is asked for, else the one that the file's name tells.
    ///
    /// # Errors
    /// `Usage` when neither says in which form, or they contradict each other; `Conflict` when the file is there and nothing
    /// is forced; what writing fails with.
    pub fn written(
        &self,
        desk: &Desk,
        context: &Context,
        form: Option<Format>,
        (out, force): (&Path, bool),
    ) -> Result<Outcome> {
        desk.spare(out)?;
        let bytes = match made::form(out, form, &FORMS)? {
            Format::File(form) => self.bytes(desk, context, form)?,
            Format::Md => self.bytes(desk, context, FileForm::Md)?,
            form => {
                let look = document::terminal::Look { lang: context.lang, width: None, color: false, signs: Signs::None };
                self.shown(form).answer.in_form(KIND, 0, &look, form)?.into_bytes()
            }
        };
        desk.make(out, bytes, force)?;
        Ok(told(out))
    }

    fn bytes(&self, desk: &Desk, context: &Context, form: FileForm) -> Result<Vec<u8>> {
        let paper = self.paper(context.lang);
        Ok(match form {
            FileForm::Html => html::write(&paper, &paper::page(desk))?.into_bytes(),
            FileForm::Docx => docx::write(&paper)?,
            FileForm::Xlsx => xlsx::write(&self.workbook(context.lang))?,
            FileForm::Md => markdown::paper(&paper).into_bytes(),
            FileForm::Json => self.data(Members::default()).into_bytes(),
            FileForm::Pdf => {
                return Err(Error::new(Kind::Usage, Text::fixed("reports are not made as pdf", "报表不能生成 pdf"))
                    .hint(Text::fixed("make it html and print that", "请生成 html 后打印")));
            }
        })
    }

    fn paper(&self, lang: Lang) -> Paper {
        let mut paper = Paper::new(self.report.title.clone(), self.question.clock.now(), Languages::One(lang));
        paper.subtitle = self.scope();
        paper.footer = Text::same(self.question.team.team.name.clone());
        let is_board = self.report.name == dashboard::REPORT.name;
        paper.document = if is_board { dashboard::board(self.figures) } else { self.figures.document() };
        paper.board = is_board;
        if let Some(said) = self.converted() {
            if is_board {
                paper.document.heading(1, Text::fixed("Rates", "汇率"));
            }
            paper.document.paragraph(said);
        }
        paper.document.heading(if is_board { 1 } else { 2 }, Text::fixed("What the figures mean", "指标定义"));
        let defined = if is_board { dashboard::defined().collect() } else { vec![self.report] };
        for report in defined {
            if is_board {
                paper.document.heading(2, &report.title);
            }
            let says = report.definitions.iter().map(|each| (each.name.clone(), Line::from(&each.says)));
            paper.document.push(Block::Pairs(says.collect()));
        }
        paper.document.paragraph(Line::new().dim(&EVERYWHERE));
        paper
    }

    fn workbook(&self, lang: Lang) -> Workbook {
        let mut book = Workbook::new(self.report.title.clone(), self.question.clock.now(), Languages::One(lang));
        book.subtitle = self.scope();
        let left_out = self.figures.left_out();
        let left_out = left_out.iter().map(|line| Text::new(line.words(Lang::En), line.words(Lang::Zh)));
        book.notes = left_out.chain(self.converted()).collect();
        book.sheets = self
            .figures
            .joined()
            .iter()
            .map(|section| {
                let table = section.with_totals();
                Sheet::new(section.key, table.title.clone().unwrap_or_else(|| self.report.title.clone()), table)
            })
            .collect();
        book
    }

    /// That amounts are converted, where they are.
    fn converted(&self) -> Option<Text> {
        self.question.rates.as_ref().map(Rates::told)
    }

    /// Of which moment it is, and of what.
    fn scope(&self) -> Text {
        let (question, only) = (self.question, &self.question.only);
        let now = question.clock.now();
        let mut parts = vec![if question.past {
            Text::fixed("as of the end of ", "截至 ").then(&clock::day(now.date()))
        } else {
            Text::fixed("as of ", "截至 ").then(&clock::moment(now.date(), Some(now.time())))
        }];
        match (question.from, question.to) {
            (Some(from), Some(to)) => parts.push(text!("from {from} to {to}", "{from} 至 {to}")),
            (Some(from), None) => parts.push(text!("from {from}", "{from} 起")),
            (None, Some(to)) => parts.push(text!("to {to}", "至 {to}")),
            (None, None) => {}
        }
        parts.extend(only.owner.as_deref().map(|id| question.person(Some(id)).words()));
        let said = [&only.region, &only.industry, &only.product].into_iter().flatten();
        parts.extend(said.map(|wanted| Text::same(wanted.said.clone())));
        parts.extend([&only.class, &only.source].into_iter().flatten().map(|word| Text::same(word.clone())));
        let between = Text::fixed(", ", "，");
        parts.into_iter().reduce(|said, part| said.then(&between).then(&part)).unwrap_or_default()
    }

    /// For programs: the members of the report behind those that are there.
    fn data(&self, mut all: Members) -> String {
        let (question, basis) = (self.question, &self.figures.basis);
        all.put("report", self.report.name);
        all.put("at", &question.clock.minute().format("%Y-%m-%dT%H:%M").to_string());
        all.put("from", &question.from.map(|day| day.to_string()));
        all.put("to", &question.to.map(|day| day.to_string()));
        let worth = |rates: &Rates| -> Map<String, Value> {
            rates.used().map(|(code, worth)| (code.to_string(), decimal(worth))).collect()
        };
        let rates = question.rates.as_ref();
        all.put("rates", &rates.map(|rates| json!({"to": rates.to.to_string(), "rates": worth(rates)})));
        all.put("clients", &basis.clients);
        all.object("sections", |all| self.sections(all));
        let broken = basis.problems.iter().filter(|problem| problem.severity == Severity::Error);
        all.list("unread", broken.filter_map(|problem| Some(problem.error.place.as_ref()?.path.display().to_string())));
        all.list("flaws", basis.flaws.iter().map(|Flawed { flaw, client, deal }| {
            FlawData { flaw: flaw.code(), client, deal: deal.as_deref() }
        }));
        all.end()
    }

    /// The sections by their names, those of one name joined.
    fn sections(&self, all: &mut Members) {
        let mut named: Vec<(&str, Vec<&Section>)> = Vec::new();
        for section in &self.figures.sections {
            match named.iter_mut().find(|(key, _)| *key == section.key) {
                Some((_, known)) => known.push(section),
                None => named.push((section.key, vec![section])),
            }
        }
        for (key, sections) in named {
            let sums = |section: &&Section| Table {
                rows: section.totals.clone(),
                ..Table::new(section.table.columns.clone(), Text::default())
            };
            let sums: Vec<Table> = sections.iter().map(sums).collect();
            let notes = sections.iter().flat_map(|section| &section.notes);
            all.object(key, |all| {
                all.rows("rows", &sections.iter().map(|section| &section.table).collect::<Vec<_>>());
                all.rows("totals", &sums.iter().collect::<Vec<_>>());
                all.list("notes", notes.map(|note| json!({"en": note.words(Lang::En), "zh": note.words(Lang::Zh)})));
            });
        }
    }
}

const KIND: &str = "report";

/// The forms that a file can have, for hints.
const FORMS: [&str; 7] = ["csv", "json", "jsonl", "md", "html", "xlsx", "docx"];

#[derive(Serialize)]
struct FlawData<'f> {
    flaw: &'static str,
    client: &'f str,
    deal: Option<&'f str>,
}

fn told(out: &Path) -> Outcome {
    let shown = out.display();
    let mut document = Document::new();
    document.paragraph(Line::new().good(Text::fixed("written", "已写入")).plain(format!(" {shown}")));
    Outcome::document(KIND, document, json!({"path": out.to_string_lossy()}))
}
