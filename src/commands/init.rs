mod ci;
mod reminder;

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use serde_json::json;
use toml_edit::Value;

use self::ci::{Service, Workflow};
use super::answer::DRY_RUN;
use super::entry::{currency, line};
use super::{Context, Outcome, Writing, git};
use crate::clock::Clock;
use crate::config;
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Lang, Text, quoted};
use crate::record;
use crate::store::{SCHEMA, SETTINGS, Store, absolute, unified};
use crate::text;

/// Make a records directory: settings, folders, schema
///
/// The settings in salesrec.toml are commented, with seven stages and vocabularies to start from, in the language of
/// this run. Nothing is ever written over. In a records directory that is there, `--ci`, `--git` and `--reminder` add what
/// they stand for and touch nothing else.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The folder; the current one, when absent
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The team's name; the folder's, when absent
    #[arg(long, value_name = "TEAM")]
    name: Option<String>,
    /// The team's time zone, such as Asia/Shanghai or Europe/London
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// The team's currency, such as CNY or EUR
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Make it a git repository, unless it is in one; `lint` then runs before each commit
    #[arg(long)]
    git: bool,
    /// Write the workflow by which this service checks the records
    #[arg(long, value_name = "SERVICE")]
    ci: Option<Service>,
    /// Write reviews/reminder.ics, which reminds everybody who imports it to submit the week each Friday
    #[arg(long)]
    reminder: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// The folders of a records directory. Each holds an empty file at first, so that git keeps it.
const FOLDERS: [&str; 6] = ["clients", "archive", "handovers", "reviews", "targets", "templates"];

/// Makes it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let typed = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let base = context.global.dir.clone().unwrap_or_default();
    let root = absolute(&base.join(&typed))?;
    let name = match &args.name {
        Some(name) => line(name, &Text::fixed("team's name", "团队名称"))?,
        None => root.file_name().map_or_else(|| "Team".to_string(), |name| name.to_string_lossy().into_owned()),
    };
    let workflow = args.ci.map(|service| Workflow::new(service, &root)).transpose()?;
    if (args.ci.is_some() || args.git || args.reminder) && root.join(SETTINGS).is_file() {
        return added(&args, &root, workflow.as_ref(), context.lang);
    }
    let settings = settings(&args, context.lang, &name)?;
    let reminder = args.reminder.then(|| reminder::calendar(&settings, context.lang)).transpose()?;
    let mut files = files(context.lang, settings);
    if let Some(calendar) = reminder {
        files.insert(0, (reminder::PATH.to_string(), calendar));
    }
    refuse_another(&root)?;
    refuse_existing(&root, &files)?;
    let repository = args.git && !git::is_in_repository(&root)?;
    let mut data = json!({
        "path": root.display().to_string(),
        "name": name,
        "language": context.lang.code(),
        "files": files.iter().map(|(path, _)| path).collect::<Vec<_>>(),
        "git": repository,
        "written": !args.writing.dry_run,
    });
    if args.writing.dry_run {
        return Ok(Outcome::document("init", planned(&root, &files, workflow.as_ref()), data).note(DRY_RUN));
    }
    std::fs::create_dir_all(&root).map_err(|error| {
        Error::io(text!("the folder cannot be made", "无法建立目录"), &error).at(Place::file(&root))
    })?;
    if repository {
        git::init(&root)?;
    }
    let store = Store::at(&root);
    for (path, text) in &files {
        store.create(Path::new(path), text)?;
    }
    let hook = args.git && ci::hook(&root)?;
    let workflow = workflow.as_ref().map(Workflow::write).transpose()?;
    let extra = Extra { repository, hook, workflow, reminder: args.reminder };
    data["hook"] = hook.into();
    data["workflow"] = json!(workflow);
    Ok(Outcome::document("init", document(&typed, &root, &name, &extra, context.lang), data))
}

/// What stands beside the records themselves.
struct Extra<'a> {
    repository: bool,
    hook: bool,
    workflow: Option<&'a Path>,
    reminder: bool,
}

impl Extra<'_> {
    fn pairs(&self, root: &Path) -> Vec<(Text, Line)> {
        let mut pairs = Vec::new();
        if self.repository {
            pairs.push((Text::fixed("git", "git"), Line::from(Text::fixed("new repository", "新仓库"))));
        }
        if self.hook {
            let told = Text::fixed("`salesrec lint` before each commit", "每次提交前运行 `salesrec lint`");
            pairs.push((Text::fixed("hook", "钩子"), Line::from(told)));
        }
        if let Some(path) = self.workflow {
            let path = path.strip_prefix(root).unwrap_or(path).display().to_string();
            pairs.push((Text::fixed("workflow", "工作流"), Line::from(path)));
        }
        if self.reminder {
            let told = Text::fixed("for everybody to import into a calendar", "请每人导入自己的日历");
            pairs.push((Text::fixed("reminder", "提醒"), Line::from(reminder::PATH).plain("  ").dim(told)));
        }
        pairs
    }
}

/// Adds to a records directory that is there what `--git`, `--ci` and `--reminder` stand for.
fn added(args: &Args, root: &Path, workflow: Option<&Workflow>, lang: Lang) -> Result<Outcome> {
    let repository = args.git && !git::is_in_repository(root)?;
    let store = Store::at(root);
    let free = args.reminder && root.join(reminder::PATH).symlink_metadata().is_err();
    let calendar = free.then(|| reminder::calendar(&store.text(SETTINGS)?, lang)).transpose()?;
    let files: Vec<(String, String)> =
        calendar.into_iter().map(|calendar| (reminder::PATH.to_string(), calendar)).collect();
    if args.writing.dry_run {
        let data = json!({"path": root.display().to_string(), "git": repository, "written": false});
        return Ok(Outcome::document("init", planned(root, &files, workflow), data).note(DRY_RUN));
    }
    if repository {
        git::init(root)?;
    }
    for (path, text) in &files {
        store.create(Path::new(path), text)?;
    }
    let hook = args.git && ci::hook(root)?;
    let workflow = workflow.map(Workflow::write).transpose()?;
    let extra = Extra { repository, hook, workflow, reminder: free };
    let pairs = extra.pairs(root);
    let data = json!({
        "path": root.display().to_string(), "git": repository, "hook": hook, "workflow": workflow,
        "reminder": free.then_some(reminder::PATH), "written": true,
    });
    let mut document = Document::new();
    if pairs.is_empty() {
        let told = Text::fixed("Nothing was added: it is all there already.", "没有添加任何内容：都已经有了。");
        document.paragraph(told);
    } else {
        document.push(Block::Pairs(pairs));
    }
    Ok(Outcome::document("init", document, data))
}

/// What would be written; of the schema, which is long and always the same, only that it would be.
fn planned(root: &Path, files: &[(String, String)], workflow: Option<&Workflow>) -> Document {
    let mut document = Document::new();
    document.paragraph(Line::from(root.display().to_string()));
    document.push(Block::List(files.iter().map(|(path, _)| Line::from(path.clone())).collect()));
    for (path, text) in files.iter().filter(|(path, _)| path != SCHEMA) {
        let diff = unified(Path::new(path), "", text);
        if !diff.is_empty() {
            document.push(Block::Diff(diff));
        }
    }
    if let Some(Workflow { path, text }) = workflow {
        document.push(Block::Diff(unified(path.strip_prefix(root).unwrap_or(path), "", text)));
    }
    document
}

/// What salesrec.toml says: the template with what was asked for.
fn settings(args: &Args, lang: Lang, name: &str) -> Result<String> {
    let template = match lang {
        Lang::Zh => include_str!("init/salesrec.zh.toml"),
        Lang::En => include_str!("init/salesrec.en.toml"),
    };
    let mut text = with(template, "name", name);
    if let Some(zone) = &args.timezone {
        Clock::new(zone, None)?;
        text = with(&text, "timezone", zone);
    }
    if let Some(code) = &args.currency {
        text = with(&text, "currency", &currency(code)?);
    }
    Ok(text)
}

/// The template with another text as the value of a key; a comment behind it stays in its column.
fn with(template: &str, key: &str, value: &str) -> String {
    let start = format!("\n{key} = ");
    let Some((before, (old, after))) =
        template.split_once(&format!("{start}\"")).and_then(|(before, rest)| Some((before, rest.split_once('"')?)))
    else {
        return template.to_string();
    };
    let value = Value::from(value).to_string();
    let rest = after.trim_start_matches(' ');
    let column = if rest.starts_with('#') { old.len() + "\"\"".len() + after.len() - rest.len() } else { 0 };
    let gap = if column > 0 { " ".repeat(column.saturating_sub(value.chars().count()).max(1)) } else { String::new() };
    format!("{before}{start}{value}{gap}{rest}")
}

/// Every file, by its path; salesrec.toml last, because it is what makes the folder a records directory.
fn files(lang: Lang, settings: String) -> Vec<(String, String)> {
    let said = |text: Text| text.get(lang).to_string();
    let mut files: Vec<(String, String)> =
        FOLDERS.iter().map(|folder| (format!("{folder}/.gitkeep"), String::new())).collect();
    files.push((SCHEMA.to_string(), record::schema()));
    files.push((".gitattributes".to_string(), said(ATTRIBUTES)));
    files.push((".gitignore".to_string(), said(IGNORED)));
    files.push((SETTINGS.to_string(), settings));
    files
}

const ATTRIBUTES: Text = Text::fixed(
    "# The same line ends on every system: a diff shows what changed in the facts and nothing else.\n\
     *.yaml text eol=lf\n*.toml text eol=lf\n\
     # Written by `salesrec schema`.\n.salesrec/client.schema.json text eol=lf linguist-generated\n",
    "# 各系统上换行一致：差异里只有事实的变化。\n\
     *.yaml text eol=lf\n*.toml text eol=lf\n\
     # 由 `salesrec schema` 生成。\n.salesrec/client.schema.json text eol=lf linguist-generated\n",
);

const IGNORED: Text = Text::fixed(
    "# Made again whenever they are needed.\n.salesrec/cache/\n.salesrec/locks/\n\
     # What `salesrec undo` takes back.\n.salesrec/undo/\n\
     # What an interrupted write leaves behind.\n.salesrec-*.tmp\n",
    "# 需要时会重新生成。\n.salesrec/cache/\n.salesrec/locks/\n# `salesrec undo` 撤销所需。\n.salesrec/undo/\n# 写入中断时留下的临时文件。\n.salesrec-*.tmp\n",
);

/// # Errors
/// `Conflict` when the folder is a records directory or lies in one: which of the two would be meant by a command?
fn refuse_another(root: &Path) -> Result<()> {
    let there = root.ancestors().find(|folder| folder.is_dir());
    let Some(other) = there.and_then(|folder| Store::find(folder).ok()) else { return Ok(()) };
    let shown = other.root().display().to_string();
    let message = if other.root() == root {
        text!("{shown} is a records directory already", "{shown} 已经是记录目录")
    } else {
        text!("the folder lies in the records directory {shown}", "该目录位于记录目录 {shown} 之内")
    };
    Err(Error::new(Kind::Conflict, message)
        .cause(Text::fixed("nothing was written", "未写入任何内容"))
        .hint(Text::fixed("name a folder outside of it", "请换一个在它之外的目录")))
}

/// # Errors
/// `Conflict` naming every file that is there already.
fn refuse_existing(root: &Path, files: &[(String, String)]) -> Result<()> {
    let there: Vec<&str> =
        files.iter().map(|(path, _)| path.as_str()).filter(|path| root.join(path).symlink_metadata().is_ok()).collect();
    if there.is_empty() {
        return Ok(());
    }
    let there = there.join("\n");
    Err(Error::new(Kind::Conflict, Text::fixed("files of these names are there already", "以下文件已经存在"))
        .cause(Text::same(there))
        .cause(Text::fixed("nothing was written", "未写入任何内容"))
        .hint(Text::fixed(
            "`salesrec init DIR` makes a folder of its own for the records",
            "`salesrec init 目录` 会为记录另建一个目录",
        )))
}

fn document(typed: &Path, root: &Path, name: &str, extra: &Extra<'_>, lang: Lang) -> Document {
    let mut document = Document::new();
    let made = Line::new().good(Text::fixed("Made the records of ", "已建立记录目录：")).strong(name.to_string());
    document.paragraph(made.plain("  ").plain(root.display().to_string()));
    let mut pairs = vec![
        (
            Text::fixed("settings", "设置"),
            Line::from(SETTINGS).plain("  ").dim(Text::fixed(
                "people, stages, vocabularies: made to be read and changed",
                "成员、阶段、词汇表：请打开看看，按团队的习惯改",
            )),
        ),
        (Text::fixed("folders", "目录"), Line::from(FOLDERS.join("  "))),
        (Text::fixed("schema", "结构"), Line::from(SCHEMA).plain("  ").dim(Text::fixed("for editors", "供编辑器使用"))),
    ];
    pairs.extend(extra.pairs(root));
    document.push(Block::Pairs(pairs));
    document.paragraph(Line::from(Text::fixed("Next:", "接下来：")));
    let steps = next(typed, config::git_email(root).as_deref());
    let steps: Vec<&str> = steps.iter().map(|step| step.get(lang)).collect();
    document.push(Block::Verbatim(steps.join("\n")));
    document
}

/// The three commands to type next; going there is not counted.
fn next(typed: &Path, mail: Option<&str>) -> Vec<Text> {
    let mut steps = Vec::new();
    if typed != Path::new(".") {
        let folder = quoted(&typed.display().to_string());
        steps.push(Text::same(format!("cd {folder}")));
    }
    // With the mail that git knows, the tool knows afterwards who is typing.
    steps.push(match mail {
        Some(mail) => {
            let id: String = mail.split('@').next().unwrap_or_default().to_lowercase();
            let id = quoted(&id);
            text!(
                "salesrec person add {id} --name 'Your Name' --email {mail}",
                "salesrec person add {id} --name 您的姓名 --email {mail}"
            )
        }
        None => Text::fixed(
            "salesrec person add jane.doe --name 'Jane Doe' --email jane.doe@example.com",
            "salesrec person add zhang.san --name 张三 --email zhang.san@example.com",
        ),
    });
    steps.push(Text::fixed(
        "salesrec add 'First Client Ltd' --contact 'Ann Smith' --deal 'Packing line'",
        "salesrec add 第一个客户有限公司 --contact 王总 --deal 包装线",
    ));
    steps.push(Text::fixed(
        "salesrec log 'First Client' 'what was said' --next 'send the quote' --due fri",
        "salesrec log 第一个客户 沟通内容 --next 发送报价单 --due 周五",
    ));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_put_into_the_template_and_its_comment_stays() {
        let template = "[team]\nname = \"{name}\"\ntimezone = \"UTC\"     # yours\n\n[[people]]\nname = \"other\"\n";
        let text = with(template, "name", "a \"b\" \\ c");
        let name: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(name["team"]["name"].as_str(), Some("a \"b\" \\ c"));
        assert_eq!(name["people"][0]["name"].as_str(), Some("other"));
        assert!(with(template, "timezone", "Asia/Shanghai").contains("\ntimezone = \"Asia/Shanghai\" # yours\n"));
        assert!(with(template, "timezone", "CET").contains("\ntimezone = \"CET\"     # yours\n"));
    }
}
