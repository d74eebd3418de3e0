use std::ffi::OsString;

use clap::Args as ClapArgs;
use serde_json::json;

use super::{Context, Outcome, screen};
use crate::cli;
use crate::document::{Block, Document, Line, page};
use crate::error::{Error, Kind, Result};
use crate::lang::{Lang, Text, list_of};
use crate::record::{Pick, pick};
use crate::text;

/// Explain a topic or a command
///
/// Topics: format, dates, stages, lint, handover. `salesrec help COMMAND` says the same as `salesrec COMMAND --help`.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The topic or the command; all topics, when absent
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

/// A page of help.
struct Topic {
    name: &'static str,
    /// Other names that people try.
    aliases: &'static [&'static str],
    says: Text,
    /// The page in English and in Chinese.
    pages: (&'static str, &'static str),
}

macro_rules! topic {
    ($name:literal, $aliases:expr, $en:literal, $zh:literal, $path:literal) => {
        Topic {
            name: $name,
            aliases: &$aliases,
            says: Text::fixed($en, $zh),
            pages: (
                include_str!(concat!("../../docs/", $path, ".md")),
                include_str!(concat!("../../docs/", $path, ".zh.md")),
            ),
        }
    };
}

static TOPICS: [Topic; 5] = [
    topic!("format", ["格式", "files", "文件"], "the records directory and its files", "记录目录和里面的文件", "topics/format"),
    topic!("dates", ["日期", "时间", "date", "times"], "how to say dates and times", "日期和时间怎么写", "dates"),
    topic!("stages", ["阶段", "销售阶段", "stage"], "the stages of a deal, and moving through them", "商机的阶段与推进", "topics/stages"),
    topic!("lint", ["检查", "checks", "rules"], "what is checked in the records, and how to mend it", "检查什么，怎样改正", "topics/lint"),
    topic!("handover", ["交接"], "giving clients to somebody else", "把客户交给别人", "topics/handover"),
];

/// What follows is for readers of the page on the web: hundreds of cases.
const END: [&str; 2] = ["\n## Cases\n", "\n## 实例\n"];

impl Topic {
    /// What of the page is shown in a terminal.
    fn page(&self, lang: Lang) -> &'static str {
        let page = match lang {
            Lang::En => self.pages.0,
            Lang::Zh => self.pages.1,
        };
        END.iter().find_map(|end| page.split_once(end)).map_or(page, |(before, _)| before)
    }
}

/// Shows the page, the command's help, or the topics.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let Some(first) = args.topic.first() else { return Ok(topics()) };
    let names: Vec<Vec<&str>> =
        TOPICS.iter().map(|topic| [&[topic.name], topic.aliases].concat()).collect();
    let exact = TOPICS.iter().position(|topic| topic.name == first || topic.aliases.contains(&first.as_str()));
    // `lint` is both; its page says where the options are.
    if let Some(at) = exact.filter(|_| args.topic.len() == 1) {
        let page = TOPICS[at].page(context.lang);
        return Ok(Outcome::document("help", page::read(page), json!({"topic": TOPICS[at].name, "page": page})));
    }
    if is_command(&args.topic) {
        let words = [&["salesrec".to_string()], args.topic.as_slice(), &["--help".to_string()]].concat();
        let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
        let ui = screen(context.lang, &context.global);
        return Ok(Outcome::text("help", cli::help(&words, context.lang, ui.width.unwrap_or(usize::MAX), ui.color)));
    }
    let said = args.topic.join(" ");
    let error = Error::new(Kind::NotFound, text!("no topic or command “{said}”", "没有“{said}”这个主题或命令"));
    let error = match pick(first, &names) {
        Pick::One(at) => near(error, TOPICS[at].name),
        Pick::None { near: found } if !found.is_empty() => near(error, TOPICS[found[0]].name),
        _ => error,
    };
    let known = list_of(&TOPICS.iter().map(|topic| topic.name).collect::<Vec<_>>());
    Err(error.hint(Text::fixed("topics: ", "主题：").then(&known)).hint(Text::fixed(
        "`salesrec --help` lists the commands",
        "`salesrec --help` 列出所有命令",
    )))
}

fn near(error: Error, name: &str) -> Error {
    error.hint(text!("did you mean `salesrec help {name}`?", "是不是 `salesrec help {name}`？"))
}

/// Whether these words name a command, or one below it.
fn is_command(words: &[String]) -> bool {
    let root = cli::command(Lang::En);
    let mut command = &root;
    words.iter().all(|word| match command.find_subcommand(word) {
        Some(found) => {
            command = found;
            true
        }
        None => false,
    })
}

fn topics() -> Outcome {
    let mut document = Document::new();
    document.heading(1, Text::fixed("Topics", "主题"));
    let pairs = TOPICS.iter().map(|topic| (Text::same(topic.name), Line::from(topic.says.clone())));
    document.push(Block::Pairs(pairs.collect()));
    document.paragraph(Text::fixed(
        "salesrec help TOPIC shows the page, salesrec help COMMAND the help of a command; salesrec --help lists the commands.",
        "salesrec help 主题 显示该页，salesrec help 命令 显示命令的说明；salesrec --help 列出所有命令。",
    ));
    let data = TOPICS.iter().map(|topic| json!({"topic": topic.name, "says": topic.says.en})).collect::<Vec<_>>();
    Outcome::document("help", document, json!({"topics": data}))
}
