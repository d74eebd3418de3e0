//! What a command returns: an answer that prints itself in every form.

use serde_json::{Map, Value, json};

use crate::cli::Format;
use crate::document::terminal::Look;
use crate::document::{self, Block, Cell, Column, Document, Row, Table};
use crate::error::{Error, Exit, Kind, Result};
use crate::lang::json::VERSION as JSON_VERSION;
use crate::lang::{Lang, Text, count};
use crate::store::{Change, Problem, Shelf, unread};
use crate::ui::{Reader, Ui};

/// Said after the diff of a dry run.
pub const DRY_RUN: Text = Text::fixed("dry run: nothing was written", "试运行：未写入任何内容");

/// What a command found or did.
#[derive(Debug)]
pub struct Outcome {
    /// What kind of answer, in JSON.
    pub kind: &'static str,
    /// The answer itself, to standard output.
    pub answer: Answer,
    /// Beside the answer, to standard error: what to do next.
    pub notes: Vec<Text>,
    /// What was in the way of reading the records.
    pub problems: Vec<Problem>,
    /// How the run ends.
    pub exit: Exit,
}

/// The answer itself.
#[derive(Debug)]
pub enum Answer {
    /// Lists: one table a group, all with the same columns; JSON and CSV join their rows.
    Tables(Vec<Table>),
    /// Something to read, and the same as data.
    Document {
        /// For people.
        document: Document,
        /// For programs: an object.
        data: Value,
    },
    /// Several lists of different columns, as reports have them.
    Sections {
        /// For people: all of them.
        document: Document,
        /// For programs: an object, written as JSON, since reports may be long.
        json: String,
        /// The lists, each with its name. CSV and JSON lines join their rows and name the list in a column `section`.
        lists: Vec<(&'static str, Table)>,
    },
    /// Text that is what it is in every form: a script, a schema, a manual page.
    Text(String),
}

impl Outcome {
    /// Lists.
    pub const fn tables(kind: &'static str, tables: Vec<Table>) -> Self {
        Self::new(kind, Answer::Tables(tables))
    }

    /// Something to read, and the same as data.
    pub const fn document(kind: &'static str, document: Document, data: Value) -> Self {
        Self::new(kind, Answer::Document { document, data })
    }

    /// Text as it is.
    pub const fn text(kind: &'static str, text: String) -> Self {
        Self::new(kind, Answer::Text(text))
    }

    /// Any answer.
    pub const fn new(kind: &'static str, answer: Answer) -> Self {
        Self { kind, answer, notes: Vec::new(), problems: Vec::new(), exit: Exit::Done }
    }

    /// What was written into a record: said to people in lines, to programs as `data`; of a dry run, the diff.
    pub fn written(
        kind: &'static str,
        change: &Change,
        dry: bool,
        document: Document,
        data: Map<String, Value>,
    ) -> Self {
        let mut all = json!({"path": change.path.to_string_lossy(), "written": !dry});
        if let Value::Object(all) = &mut all {
            // Settings and targets are no client's.
            if [Shelf::Clients, Shelf::Archive].iter().any(|shelf| change.path.starts_with(shelf.folder())) {
                let id = change.path.file_stem().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
                all.shift_insert(0, "client".into(), id.into());
            }
            all.extend(data);
            if dry {
                all.insert("diff".into(), change.diff().into());
            }
        }
        if !dry {
            return Self::document(kind, document, all);
        }
        let diff = Document { blocks: vec![Block::Diff(change.diff())] };
        Self::document(kind, diff, all).note(DRY_RUN)
    }

    /// The same, with something to say beside the answer.
    #[must_use]
    pub fn note(mut self, note: Text) -> Self {
        self.notes.push(note);
        self
    }

    /// The same, with what was in the way of reading.
    #[must_use]
    pub fn problems(mut self, problems: Vec<Problem>) -> Self {
        self.problems.extend(problems);
        self
    }

    /// The same, ending with [`Exit::Found`] when something was found.
    #[must_use]
    pub const fn found(mut self, found: bool) -> Self {
        if found {
            self.exit = Exit::Found;
        }
        self
    }

    /// Prints everything and says how the run ends.
    ///
    /// # Errors
    /// `Usage` when the answer has no such form, `System` when it cannot be printed.
    pub fn print(self, ui: &Ui, format: Format) -> Result<Exit> {
        let unread = if matches!(self.answer, Answer::Tables(_)) { unread(&self.problems) } else { 0 };
        let look = Look { lang: ui.lang, width: ui.width, color: ui.color, signs: ui.signs };
        let answer = self.answer.in_form(self.kind, unread, &look, format)?;
        for problem in shown(&self.problems) {
            ui.warning(&problem);
        }
        let reader = ui
            .answer(&answer)
            .map_err(|error| Error::io(Text::fixed("the answer cannot be printed", "无法输出结果"), &error))?;
        if reader == Reader::Gone {
            return Ok(Exit::Done);
        }
        for note in &self.notes {
            ui.note(note);
        }
        if unread > 0 {
            ui.warning(&incomplete(unread));
        }
        Ok(self.exit)
    }
}

impl Answer {
    /// The answer in a form; so many files that could not be read are missing from it.
    ///
    /// # Errors
    /// `Usage` when it has no such form.
    pub fn in_form(self, kind: &'static str, unread: usize, look: &Look, format: Format) -> Result<String> {
        Ok(match (self, format) {
            (Self::Text(text), _) => text,
            (_, Format::Ics) => return Err(no_calendar()),
            (Self::Tables(tables), Format::Table) => document::terminal::write(&laid_out(tables), look),
            (Self::Tables(tables), Format::Md) => document::markdown::write(&laid_out(tables), look.lang),
            (Self::Tables(tables), form) => list(kind, unread, tables, form),
            (Self::Document { document, .. } | Self::Sections { document, .. }, Format::Table) => {
                document::terminal::write(&document, look)
            }
            (Self::Document { document, .. } | Self::Sections { document, .. }, Format::Md) => {
                document::markdown::write(&document, look.lang)
            }
            (Self::Sections { lists, .. }, Format::Csv) => document::csv::write(&joined(lists)),
            (Self::Sections { lists, .. }, Format::Jsonl) => {
                lists.into_iter().map(|list| document::json::lines(&joined(vec![list]))).collect()
            }
            (Self::Sections { lists, .. }, Format::Ids) => {
                lists.into_iter().next().map(|(_, table)| table.ids()).unwrap_or_default()
            }
            (Self::Sections { json, .. }, _) => json,
            (Self::Document { data, .. }, form) => object(kind, data, form)?,
        })
    }
}

/// That an answer is no list of what is due.
pub fn no_calendar() -> Error {
    Error::new(Kind::Usage, Text::fixed("this answer is no calendar", "这个结果不能作为日历"))
        .hint(Text::fixed("`salesrec agenda --format ics` is one", "请用 `salesrec agenda --format ics`"))
}

/// A failure as an answer, for programs that asked for JSON; nothing in other forms.
pub fn failure(error: &Error, lang: Lang, format: Format) -> String {
    let texts = |texts: &[Text]| texts.iter().map(|text| text.get(lang).to_string()).collect::<Vec<_>>();
    let place = error
        .place
        .as_ref()
        .map(|place| json!({"path": place.path.to_string_lossy(), "line": place.line, "column": place.column}));
    let candidates: Vec<&str> = error.candidates.iter().map(|candidate| candidate.word.as_str()).collect();
    let all = json!({
        "salesrec": JSON_VERSION,
        "kind": "error",
        "error": error.kind.word(),
        "message": error.message.get(lang),
        "place": place,
        "causes": texts(&error.causes),
        "hints": texts(&error.hints),
        "candidates": candidates,
    });
    match format {
        Format::Json => document::json::pretty(&all) + "\n",
        Format::Jsonl => document::json::to_string(&all) + "\n",
        _ => String::new(),
    }
}

/// Tables one after the other; where there are several, only those with rows, or the first to say that there is none.
fn laid_out(mut tables: Vec<Table>) -> Document {
    if tables.len() > 1 && tables.iter().any(|table| !table.rows.is_empty()) {
        tables.retain(|table| !table.rows.is_empty());
    } else {
        tables.truncate(1);
    }
    Document { blocks: tables.into_iter().map(|table| Block::Table(table.for_people())).collect() }
}

/// The rows of all lists under the columns of all, with the name of the list before them.
fn joined(lists: Vec<(&'static str, Table)>) -> Table {
    let mut all = Table::new(vec![Column::data("section")], Text::default());
    // What the rows are about comes before their figures.
    let first = lists.iter().flat_map(|(_, table)| table.columns.iter().take(1));
    let rest = lists.iter().flat_map(|(_, table)| table.columns.iter().skip(1));
    for column in first.chain(rest) {
        if !all.columns.iter().any(|known| known.key == column.key) {
            all.columns.push(column.clone());
        }
    }
    for (name, table) in lists {
        let place = |key: &str| table.columns.iter().position(|column| column.key == key);
        let places: Vec<Option<usize>> = all.columns[1..].iter().map(|column| place(column.key)).collect();
        all.rows.extend(table.rows.into_iter().map(|mut row| {
            let mut take =
                |at: usize| row.cells.get_mut(at).map_or(Cell::Empty, |cell| std::mem::replace(cell, Cell::Empty));
            let rest: Vec<Cell> = places.iter().map(|place| place.map_or(Cell::Empty, &mut take)).collect();
            let cells = std::iter::once(Cell::text(name)).chain(rest).collect();
            Row { id: row.id, cells, tone: row.tone }
        }));
    }
    all
}

fn list(kind: &'static str, unread: usize, tables: Vec<Table>, format: Format) -> String {
    let mut tables = tables.into_iter();
    let Some(mut table) = tables.next() else { return String::new() };
    table.rows.extend(tables.flat_map(|table| table.rows));
    match format {
        Format::Jsonl => document::json::lines(&table),
        Format::Csv => document::csv::write(&table),
        Format::Ids => table.ids(),
        _ => listed(kind, unread, &table),
    }
}

fn listed(kind: &str, unread: usize, table: &Table) -> String {
    let mut all = document::json::Members::default();
    all.put("salesrec", &JSON_VERSION);
    all.put("kind", kind);
    if unread > 0 {
        all.put("unread", &unread);
    }
    all.rows("rows", &[table]);
    all.end()
}

fn object(kind: &'static str, data: Value, format: Format) -> Result<String> {
    if format == Format::Ids {
        let id = data.get("client").or_else(|| data.get("id")).and_then(Value::as_str);
        return id.map(|id| format!("{}\n", document::visible(id))).ok_or_else(|| {
            Error::new(Kind::Usage, Text::fixed("this answer has no ids", "这个结果没有编号可列"))
                .hint(Text::fixed("use `--format json`", "请用 `--format json`"))
        });
    }
    if format == Format::Csv {
        return Ok(document::csv::object(&data));
    }
    let mut all = json!({"salesrec": JSON_VERSION, "kind": kind});
    if let (Value::Object(all), Value::Object(data)) = (&mut all, data) {
        all.extend(data);
    }
    let text = if format == Format::Jsonl { document::json::to_string(&all) } else { document::json::pretty(&all) };
    Ok(text + "\n")
}

/// That a list does not tell of all clients.
fn incomplete(unread: usize) -> Error {
    let files = count(unread, "file", "files", "个文件");
    Error::new(
        Kind::Unreadable,
        Text::new(
            format!("{} could not be read: the answer is incomplete", files.en),
            format!("{}无法读取：结果不完整", files.zh),
        ),
    )
}

/// So many problems are told one by one; more would bury the answer.
const TOLD: usize = 10;

fn shown(problems: &[Problem]) -> Vec<Error> {
    let mut told: Vec<Error> = problems.iter().take(TOLD).map(|problem| problem.error.clone()).collect();
    let more = problems.len().saturating_sub(TOLD);
    if more > 0 {
        told.push(Error::new(
            Kind::Unreadable,
            crate::text!("{more} more places could not be read", "另有 {more} 处无法读取"),
        ));
    }
    told
}
