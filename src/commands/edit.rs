use std::io::IsTerminal;

use clap::Args as ClapArgs;
use serde_json::json;
use similar::{ChangeTag, TextDiff};

use super::shown::object;
use super::{Context, Outcome, Writing, editor, env};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Result};
use crate::lang::Text;
use crate::store::{Change, ClientFile, Look, Problem, Store};
use crate::text;

mod marks;

/// Open a client's record in the editor
///
/// What does not parse is not saved: the editor opens again with the mistake marked at the top. Where nobody can be
/// asked, the command fails instead and says where the text was kept.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Edits the record.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    // Without a desk: a record can be mended while salesrec.toml is broken.
    let store = context.store()?;
    let (file, _) = store.look_up(&args.client, Look::Clients)?;
    let before = store.text(&file.path.to_string_lossy())?;
    let known = store.load(&file).map(|loaded| loaded.problems().collect()).unwrap_or_default();
    let asked = std::io::stdin().is_terminal() && !context.global.no_input && env("SALESREC_NO_INPUT").is_none();
    let edited = until_it_parses(
        &before,
        asked,
        |text| editor::edit(context, text, ".yaml"),
        |text| store.check(&file, text),
        |text, error| marks::put(text, error, context.lang),
    );
    let after = match edited {
        Ok(after) => after,
        Err(Stopped { error, text: Some(text) }) => return Err(editor::keep(&text, ".yaml", error)),
        Err(Stopped { error, text: None }) => return Err(error),
    };
    if after == before {
        return Ok(unchanged(&file, known));
    }
    if !args.writing.dry_run {
        store.rewrite(&file, &before, &after).map_err(|error| editor::keep(&after, ".yaml", error))?;
    }
    let problems = if args.writing.dry_run { Vec::new() } else { new_problems(&store, &file, &known) };
    let (added, removed) = lines_changed(&before, &after);
    let mut document = Document::new();
    document.paragraph(Line::new().good(Text::fixed("Saved ", "已保存 ")).strong(file.id()));
    let lines = text!("{added} added, {removed} removed", "增加 {added} 行，删去 {removed} 行");
    document.push(Block::Pairs(vec![(Text::fixed("lines", "改动"), Line::from(lines))]));
    let change = Change { path: file.path, before, after };
    let data = object(json!({"lines_added": added, "lines_removed": removed}));
    Ok(Outcome::written("edit", &change, args.writing.dry_run, document, data).problems(problems))
}

/// Editing that came to nothing; with the text, when the user wrote one.
struct Stopped {
    error: Error,
    text: Option<String>,
}

/// So often a text that does not parse is opened again.
const ROUNDS: usize = 5;

/// The text that the editor gives back, once it parses. It is opened again with the mistake marked as long as somebody
/// can be asked and goes on changing it, but not for ever: an editor may be a script.
fn until_it_parses(
    before: &str,
    asked: bool,
    mut edit: impl FnMut(&str) -> Result<String>,
    check: impl Fn(&str) -> Result<()>,
    mark: impl Fn(&str, &Error) -> String,
) -> Result<String, Stopped> {
    let mut text = before.to_string();
    let mut offered = match check(before) {
        Ok(()) => text.clone(),
        Err(error) => mark(before, &error),
    };
    let mut rounds = 0;
    loop {
        rounds += 1;
        let kept = (text != before).then(|| text.clone());
        let edited = edit(&offered).map_err(|error| Stopped { error, text: kept })?;
        let edited = marks::remove(&edited);
        let Err(error) = check(&edited) else { return Ok(edited) };
        if edited == before {
            return Err(Stopped { error, text: None });
        }
        if !asked || edited == text || rounds == ROUNDS {
            return Err(Stopped { error, text: Some(edited) });
        }
        offered = mark(&edited, &error);
        text = edited;
    }
}

fn unchanged(file: &ClientFile, problems: Vec<Problem>) -> Outcome {
    let mut document = Document::new();
    document.paragraph(Line::new().plain(Text::fixed("Nothing changed in ", "没有改动：")).strong(file.id()));
    let path = file.path.to_string_lossy();
    let data = json!({"client": file.id(), "path": path, "written": false, "lines_added": 0, "lines_removed": 0});
    Outcome::document("edit", document, data).problems(problems)
}

/// What the saved record is told of and was not told of before.
fn new_problems(store: &Store, file: &ClientFile, known: &[Problem]) -> Vec<Problem> {
    let Ok(loaded) = store.load(file) else { return Vec::new() };
    let line = |problem: &Problem| {
        let place = problem.error.place.as_ref();
        (problem.error.message.clone(), place.map(|place| place.source.clone()))
    };
    let known: Vec<_> = known.iter().map(line).collect();
    loaded.problems().filter(|problem| !known.contains(&line(problem))).collect()
}

fn lines_changed(before: &str, after: &str) -> (usize, usize) {
    let diff = TextDiff::from_lines(before, after);
    let number = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
    (number(ChangeTag::Insert), number(ChangeTag::Delete))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::error::Kind;

    /// The texts that the editor showed, and how it ended, when the user makes `made` of them one after the other and
    /// a text with `!` in it does not parse.
    fn edited(before: &str, asked: bool, made: &[&str]) -> (Vec<String>, Result<String, Option<String>>) {
        let shown = RefCell::new(Vec::new());
        let mut made = made.iter();
        let ended = until_it_parses(
            before,
            asked,
            |text| {
                shown.borrow_mut().push(text.to_string());
                let gone = Error::new(Kind::Usage, Text::fixed("the editor ended", "编辑器退出"));
                made.next().map(|text| (*text).to_string()).ok_or(gone)
            },
            |text| if text.contains('!') { Err(Error::new(Kind::Unreadable, Text::fixed("no", "不"))) } else { Ok(()) },
            |text, _| format!("MARK {text}"),
        );
        (shown.into_inner(), ended.map_err(|stopped| stopped.text))
    }

    #[test]
    fn a_text_that_parses_is_taken_at_once() {
        assert_eq!(edited("a", true, &["b"]), (vec!["a".into()], Ok("b".into())));
        assert_eq!(edited("a", false, &["a"]), (vec!["a".into()], Ok("a".into())));
    }

    #[test]
    fn a_text_that_does_not_parse_is_opened_again_with_the_mistake_marked() {
        let (shown, ended) = edited("a", true, &["b!", "c!", "c"]);
        assert_eq!((shown, ended), (vec!["a".into(), "MARK b!".into(), "MARK c!".into()], Ok("c".into())));
    }

    #[test]
    fn a_record_that_is_broken_already_is_opened_with_its_mistake_marked() {
        assert_eq!(edited("a!", true, &["a"]), (vec!["MARK a!".into()], Ok("a".into())));
        assert_eq!(edited("a!", true, &["a!"]).1, Err(None));
    }

    #[test]
    fn it_is_given_up_with_the_text_when_nobody_can_be_asked_or_nothing_changes() {
        assert_eq!(edited("a", false, &["b!", "b"]).1, Err(Some("b!".into())));
        let (shown, ended) = edited("a", true, &["b!", "b!", "b"]);
        assert_eq!((shown.len(), ended), (2, Err(Some("b!".into()))));
        assert_eq!(edited("a", true, &["b!"]).1, Err(Some("b!".into())), "the editor failed the second time");
        let (shown, ended) = edited("a", true, &["1!", "2!", "3!", "4!", "5!", "6"]);
        assert_eq!((shown.len(), ended), (5, Err(Some("5!".into()))), "an editor may be a script that never ends");
    }
}
