//! A report in every form: for the terminal, for programs, as a file.

use std::path::Path;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use super::super::{Answer, Context, Desk, Outcome, made, paper};
use crate::cli::{FileForm, Format};
use crate::clock;
use crate::document::json::Rows;
use crate::document::{
    self, Block, Document, Languages, Line, Paper, Sheet, Table, Workbook, docx, html, markdown, xlsx,
};
use crate::error::{Error, Kind, Result};
use crate::lang::json::VERSION as JSON_VERSION;
use crate::lang::{Lang, Signs, Text};
use crate::report::{EVERYWHERE, Figures, Flawed, Question, Rates, Report, Section, dashboard};
use crate::store::{Problem, Severity};
use crate::text;

/// A report with what was asked.
pub(super) struct Answered<'a> {
    pub report: &'a Report,
    pub question: &'a Question<'a>,
    pub figures: &'a Figures,
}

impl<'f> Answered<'f> {
    /// For the terminal or for programs, in one of the forms of all answers. Only what that form shows is made, since each
    /// takes a copy of all rows.
    pub fn shown(&self, form: Format) -> Outcome {
        let (mut document, mut json, mut lists) = (Document::new(), String::new(), Vec::new());
        match form {
            Format::Json => {
                let answer = Answering { salesrec: JSON_VERSION, kind: KIND, data: self.data() };
                json = document::json::pretty(&answer) + "\n";
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
            FileForm::Json => (document::json::pretty(&self.data()) + "\n").into_bytes(),
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

    fn data(&self) -> Data<'f> {
        let (question, basis) = (self.question, &self.figures.basis);
        let broken = basis.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let path = |problem: &Problem| Some(problem.error.place.as_ref()?.path.display().to_string());
        let flaw = |Flawed { flaw, client, deal }: &'f Flawed| {
            FlawData { flaw: flaw.code(), client, deal: deal.as_deref() }
        };
        Data {
            report: self.report.name,
            at: question.clock.minute().format("%Y-%m-%dT%H:%M").to_string(),
            from: question.from.map(|day| day.to_string()),
            to: question.to.map(|day| day.to_string()),
            rates: question.rates.as_ref().map(|rates| RatesData { to: rates.to.to_string(), rates: Used(rates) }),
            clients: basis.clients,
            sections: Sections(&self.figures.sections),
            unread: broken.filter_map(path).collect(),
            flaws: basis.flaws.iter().map(flaw).collect(),
        }
    }
}

const KIND: &str = "report";

/// The forms that a file can have, for hints.
const FORMS: [&str; 7] = ["csv", "json", "jsonl", "md", "html", "xlsx", "docx"];

/// A report as an answer for programs.
#[derive(Serialize)]
struct Answering<'f> {
    salesrec: u32,
    kind: &'static str,
    #[serde(flatten)]
    data: Data<'f>,
}

/// A report for programs.
#[derive(Serialize)]
struct Data<'f> {
    report: &'static str,
    at: String,
    from: Option<String>,
    to: Option<String>,
    rates: Option<RatesData<'f>>,
    clients: usize,
    sections: Sections<'f>,
    unread: Vec<String>,
    flaws: Vec<FlawData<'f>>,
}

#[derive(Serialize)]
struct FlawData<'f> {
    flaw: &'static str,
    client: &'f str,
    deal: Option<&'f str>,
}

#[derive(Serialize)]
struct RatesData<'f> {
    to: String,
    rates: Used<'f>,
}

/// What one unit of each currency is worth that was converted.
struct Used<'f>(&'f Rates);

impl Serialize for Used<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.used().map(|(code, worth)| (code, document::json::decimal(worth))))
    }
}

/// The sections by their names, those of one name joined.
struct Sections<'f>(&'f [Section]);

impl Serialize for Sections<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut keys: Vec<&str> = Vec::new();
        for section in self.0 {
            if !keys.contains(&section.key) {
                keys.push(section.key);
            }
        }
        let named = |key: &str| SectionData(self.0.iter().filter(|section| section.key == key).collect());
        serializer.collect_map(keys.into_iter().map(|key| (key, named(key))))
    }
}

/// What sections of one name hold.
struct SectionData<'f>(Vec<&'f Section>);

impl Serialize for SectionData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let tables: Vec<&Table> = self.0.iter().map(|section| &section.table).collect();
        let sums = |section: &&Section| Table {
            rows: section.totals.clone(),
            ..Table::new(section.table.columns.clone(), Text::default())
        };
        let sums: Vec<Table> = self.0.iter().map(sums).collect();
        let notes = self.0.iter().flat_map(|section| &section.notes);
        let notes: Vec<Value> =
            notes.map(|note| json!({"en": note.words(Lang::En), "zh": note.words(Lang::Zh)})).collect();
        let mut object = serializer.serialize_map(Some(3))?;
        object.serialize_entry("rows", &Rows(&tables))?;
        object.serialize_entry("totals", &Rows(&sums.iter().collect::<Vec<_>>()))?;
        object.serialize_entry("notes", &notes)?;
        object.end()
    }
}

fn told(out: &Path) -> Outcome {
    let shown = out.display();
    let mut document = Document::new();
    document.paragraph(Line::new().good(Text::fixed("written", "已写入")).plain(format!(" {shown}")));
    Outcome::document(KIND, document, json!({"path": out.to_string_lossy()}))
}
