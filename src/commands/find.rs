use clap::Args as ClapArgs;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use super::entry::line;
use super::{Context, Outcome, keys};
use crate::document::{Cell, Column, Row, Table};
use crate::error::Result;
use crate::lang::{Text, count, width};
use crate::record::fold;
use crate::store::{ClientFile, Problem, Severity};
use crate::text;
use crate::yaml::{self, Limits, Route, Tree};

/// Search every text of the records
///
/// Case, width and Unicode form do not matter. Each hit is a row: the client, where in the record, the line of the file,
/// and the line's words with the hit between « and ».
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// What to look for
    #[arg(value_name = "TEXT")]
    text: String,
    /// Look in the archive too
    #[arg(long)]
    all: bool,
}

/// A file with hits.
struct Found {
    file: ClientFile,
    name: String,
    hits: Vec<Hit>,
    /// Whether the file could not be understood, so that its lines were searched as they stand.
    broken: bool,
}

struct Hit {
    route: Route,
    /// From 1.
    line: usize,
    words: String,
}

/// Searches the records.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let said = line(&args.text, &Text::fixed("text to look for", "要查找的文字"))?;
    let wanted = fold(&said);
    let scan = desk.store.scan_texts(desk.store.files(args.all), |file, text| search(file, text, &wanted));
    let mut problems = scan.problems;
    let broken = scan.found.iter().filter(|found| found.broken).filter_map(|found| desk.store.load(&found.file).err());
    problems.extend(broken.map(|error| Problem { severity: Severity::Error, error }));
    let clients = scan.found.len();
    let mut table = Table::new(columns(), text!("Nowhere in the records: “{said}”.", "记录中没有“{said}”。"));
    for found in &scan.found {
        for (at, hit) in found.hits.iter().enumerate() {
            let row = row(found, hit, &wanted);
            table.rows.push(if at == 0 { row.id(found.file.id()) } else { row });
        }
    }
    let hits = count(table.rows.len(), "hit", "hits", "处");
    let clients = count(clients, "client", "clients", "个客户");
    let found = (!table.rows.is_empty())
        .then(|| Text::new(format!("{} in {}", hits.en, clients.en), format!("{}，{}", hits.zh, clients.zh)));
    let mut outcome = Outcome::tables("hits", vec![table]).problems(problems);
    outcome.notes.extend(found);
    Ok(outcome)
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("name", Text::fixed("Client", "客户")),
        Column::new("where", Text::fixed("Where", "位置")),
        Column::number("line", Text::fixed("Line", "行")),
        Column::new("text", Text::fixed("Text", "内容")).grow(),
        Column::data("client"),
        Column::data("path"),
    ]
}

fn row(found: &Found, hit: &Hit, wanted: &str) -> Row {
    Row::new(vec![
        Cell::text(found.name.as_str()),
        Cell::label(hit.route.to_string(), keys::place(&hit.route)),
        Cell::Number(hit.line as i64),
        Cell::label(hit.words.as_str(), Text::same(marked(&hit.words, wanted))),
        Cell::text(found.file.id()),
        Cell::text(found.file.path.to_string_lossy().replace('\\', "/")),
    ])
}

/// The hits in one file. Most files have none, which is seen without understanding them.
fn search(file: &ClientFile, text: &str, wanted: &str) -> Option<Found> {
    if !fold(text).contains(wanted) {
        return None;
    }
    let mut hits = Vec::new();
    let mut name = None;
    let tree = yaml::parse(text, &Limits::default());
    match &tree {
        Ok(tree) => {
            let value: Option<Value> = yaml::read_tree(tree).value;
            if let Some(value) = &value {
                name = value.get("client").and_then(Value::as_str).map(str::to_string);
                walk(value, &Route::root(), &mut |route, words| in_value(text, tree, route, words, wanted, &mut hits));
            }
        }
        Err(_) => {
            let lines = text.lines().enumerate().filter(|(_, line)| fold(line).contains(wanted));
            hits.extend(lines.map(|(at, line)| Hit { route: Route::root(), line: at + 1, words: line.trim().into() }));
        }
    }
    let name = name.unwrap_or_else(|| file.id().to_string());
    (!hits.is_empty()).then(|| Found { file: file.clone(), name, hits, broken: tree.is_err() })
}

/// Every text and number in a value, with the way to it.
fn walk(value: &Value, route: &Route, each: &mut impl FnMut(&Route, &str)) {
    match value {
        Value::Null => {}
        Value::String(text) => each(route, text),
        Value::Bool(_) | Value::Number(_) => each(route, &value.to_string()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| walk(item, &route.clone().index(at), each));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| walk(member, &route.clone().key(key), each));
        }
    }
}

/// The hits in one value: of a text over several lines, each line that has one.
fn in_value(text: &str, tree: &Tree<'_>, route: &Route, words: &str, wanted: &str, hits: &mut Vec<Hit>) {
    if !fold(words).contains(wanted) {
        return;
    }
    let span = tree.span(route).unwrap_or_default();
    let first = text[..span.start].matches('\n').count() + 1;
    let written = &text[span];
    let before = hits.len();
    if written.trim_end().contains('\n') {
        let lines = written.lines().enumerate().filter(|(_, line)| fold(line).contains(wanted));
        let hit = |(at, line): (usize, &str)| Hit { route: route.clone(), line: first + at, words: line.trim().into() };
        hits.extend(lines.map(hit));
    }
    // On one line, or broken at a line's end or behind an escape: the value as it is understood.
    if hits.len() == before {
        hits.push(Hit { route: route.clone(), line: first, words: words.trim().into() });
    }
}

/// So many columns of the words before a hit are shown.
const BEFORE: usize = 30;

/// The words with every hit between « and »; a long beginning is cut, so that the first hit is seen.
fn marked(words: &str, wanted: &str) -> String {
    let mut marked = String::with_capacity(words.len() + 8);
    let mut from = 0;
    for (start, end) in places(words, wanted) {
        let before = &words[from..start];
        match before.char_indices().rev().find(|(at, _)| width(&before[*at..]) > BEFORE) {
            Some((at, cut)) if from == 0 => {
                marked.push('…');
                marked.push_str(&before[at + cut.len_utf8()..]);
            }
            _ => marked.push_str(before),
        }
        marked.push('«');
        marked.push_str(&words[start..end]);
        marked.push('»');
        from = end;
    }
    marked.push_str(&words[from..]);
    marked
}

/// The bytes of the hits, found in the folded words and led back to the words as they are.
fn places(words: &str, wanted: &str) -> Vec<(usize, usize)> {
    let mut folded = String::with_capacity(words.len());
    let mut starts = Vec::with_capacity(words.len() + 1);
    for (at, cluster) in words.grapheme_indices(true) {
        let plain = fold(cluster);
        let plain = match plain.as_str() {
            "" if folded.ends_with(' ') => "",
            "" => " ",
            plain => plain,
        };
        folded.push_str(plain);
        starts.resize(folded.len(), at);
    }
    starts.push(words.len());
    folded
        .match_indices(wanted)
        .map(|(at, hit)| {
            let last = starts[at + hit.len() - 1];
            let end = starts[at + hit.len() - 1..].iter().find(|start| **start > last).copied();
            (starts[at], end.unwrap_or(words.len()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_marked_in_the_words_as_they_were_written() {
        assert_eq!(marked("智能ＡＢＣ装备 abc", "abc"), "智能«ＡＢＣ»装备 «abc»");
        assert_eq!(marked("a  b", "a b"), "«a  b»");
        assert_eq!(marked("ﬁne", "i"), "«ﬁ»ne");
        assert_eq!(marked("e\u{301}te", "é"), "«e\u{301}»te");
        assert_eq!(marked("aaa", "aa"), "«aa»a");
    }

    #[test]
    fn a_long_beginning_is_cut_before_the_first_hit() {
        let words = "一".repeat(40) + "检测";
        assert_eq!(marked(&words, "检测"), format!("…{}«检测»", "一".repeat(15)));
    }

    #[test]
    fn a_hit_names_its_place_and_the_line_of_the_file() {
        let text = "client: 甲公司\nlog:\n  - summary: |\n      一\n      二，报价\n  - {summary: \"报\\u4ef7\"}\nx-报价: 报价单\n";
        let file = ClientFile { path: "clients/甲公司_20260101.yaml".into() };
        let found = search(&file, text, "报价").unwrap();
        assert_eq!(found.name, "甲公司");
        let hits: Vec<_> =
            found.hits.iter().map(|hit| (hit.route.to_string(), hit.line, hit.words.as_str())).collect();
        assert_eq!(
            hits,
            [
                ("log[0].summary".to_string(), 5, "二，报价"),
                ("log[1].summary".to_string(), 6, "报价"),
                ("x-报价".to_string(), 7, "报价单")
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_yaml_is_searched_line_by_line() {
        let file = ClientFile { path: "clients/x.yaml".into() };
        let found = search(&file, "client: [\n报价\n", "报价").unwrap();
        assert!(found.broken && found.name == "x" && found.hits[0].line == 2);
        assert!(search(&file, "client: 报价\n", "价报").is_none());
    }
}
