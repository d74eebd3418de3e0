//! The documents of a handover: written into a folder or an archive, one for each receiver.

mod archive;
mod files;
mod key;
mod material;

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use serde_json::{Value, json};

use self::material::Choice;
use super::open::{self, Which};
use crate::cli::{FileForm, Format, Tongues, file_form, languages};
use crate::commands::{Context, Desk, Outcome, choose, fonts, paper, screen};
use crate::document::pdf::Fonts;
use crate::document::{Cell, Column, Document, Languages, Row, Table};
use crate::error::{Error, Kind, Place, Result};
use crate::handover::bundle::{MANIFEST, Part, Withheld};
use crate::lang::{Text, count, list_of, quoted};
use crate::record::Handover;
use crate::store::{self, HandoverFile};
use crate::text;

/// Make the documents that are read, discussed and signed
///
/// One bundle for each receiver, with that receiver's clients only: sheet, summary, clients, pipeline, money, access,
/// meeting, checklists, letters, transition. It says which moment and which commit it shows; it can be made again at any time.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Only the bundle of this receiver
    #[arg(long, value_name = "PERSON", conflicts_with = "whole")]
    to: Option<String>,
    /// One bundle with the clients of all receivers, for who watches over the handover
    #[arg(long)]
    whole: bool,
    /// Write into this folder, which is made; `handover-…` when absent
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Make these: docx, xlsx, html, md, pdf, json
    #[arg(
        id = "format", long = "format", value_name = "FORMS", value_delimiter = ',', value_parser = file_form,
        default_value = "docx,xlsx,html"
    )]
    forms: Vec<Format>,
    /// Write it in zh (Chinese), en (English) or both; the language of the run when absent
    #[arg(id = "lang", long = "lang", value_name = "LANG", value_parser = languages)]
    lang: Option<Tongues>,
    /// Only these parts of it, by name
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    part: Vec<String>,
    /// One archive instead of a folder
    #[arg(long)]
    zip: bool,
    /// An archive that only this key opens, with `age`: age1…, or ssh-ed25519 … of a public key or its file
    #[arg(long, value_name = "KEY")]
    encrypt_to: Vec<String>,
    /// Leave out what should not travel: phones, mails, amounts, notes, or what salesrec.toml says
    #[arg(long)]
    redact: bool,
    /// Write over a bundle that is there
    #[arg(long)]
    force: bool,
}

/// Makes the bundle.
pub fn run(args: &Args, context: &Context, desk: &Desk) -> Result<Outcome> {
    let me = desk.me().ok().map(|person| person.id.as_str());
    let own = |handover: &Handover| me.is_some_and(|me| open::takes_part(handover, me));
    let file = open::handover(desk, args.which.name.as_deref(), own)?;
    let keys = args.encrypt_to.iter().map(|said| key::key(said)).collect::<Result<Vec<_>>>()?;
    let choice = Choice::of(args, desk, context)?;
    let bundles = receivers(args, desk, &file)?;
    let ui = screen(context.lang, &context.global);
    let steps = bundles.len() * (choice.forms.len() + 1);
    let progress = ui.progress(Text::fixed("writing the bundle", "正在生成交接材料"), steps);
    let gathered = material::gather(desk, &file, &choice)?;
    let mut made = Vec::new();
    for receiver in &bundles {
        let material = gathered.of(desk, &file, receiver.as_deref(), &choice)?;
        let files = files::make(&material, &choice, &progress)?;
        progress.step();
        let name = folder(args, &file, receiver.as_deref().filter(|_| bundles.len() > 1));
        desk.spare(&name)?;
        let written = write(args, &keys, &name, &files)?;
        made.push(Made { receiver: receiver.clone(), written, files, clients: material.subjects.len(), unread: material.unread.len() });
    }
    drop(progress);
    Ok(told(desk, &file, &made).problems(gathered.problems))
}

/// A bundle that was written.
struct Made {
    receiver: Option<String>,
    written: PathBuf,
    files: Vec<(String, Vec<u8>)>,
    clients: usize,
    unread: usize,
}

impl Choice {
    fn of(args: &Args, desk: &Desk, context: &Context) -> Result<Self> {
        let mut forms: Vec<FileForm> = args
            .forms
            .iter()
            .filter_map(|form| match form {
                Format::File(form) => Some(*form),
                _ => None,
            })
            .collect();
        forms.sort_by_key(|form| *form as u8);
        forms.dedup();
        let languages = match args.lang {
            None => Languages::One(context.lang),
            Some(Tongues::One(lang)) => Languages::One(lang),
            Some(Tongues::Both) => Languages::Both,
        };
        let names: Vec<&str> = Part::ALL.iter().map(|part| part.code()).collect();
        let said = |said: &String| {
            choose::item(said, &names, Text::fixed("part", "部分")).map(|at| Part::ALL[at]).map_err(|error| {
                let names = names.join(", ");
                error.hint(text!("the parts: {names}", "可选的部分：{names}"))
            })
        };
        let mut parts = args.part.iter().map(said).collect::<Result<Vec<_>>>()?;
        if parts.is_empty() {
            parts = Part::ALL.to_vec();
        }
        let settings = &desk.team.handover;
        let withheld = if args.redact { Withheld::named(&settings.redact) } else { Withheld::default() };
        let private = settings.private.clone();
        let fonts = if forms.contains(&FileForm::Pdf) { fonts::find(languages)? } else { Fonts::default() };
        Ok(Self { forms, languages, parts, private, withheld, page: paper::page(desk), fonts })
    }
}

/// For whom bundles are made; none stands for everybody at once.
fn receivers(args: &Args, desk: &Desk, file: &HandoverFile) -> Result<Vec<Option<String>>> {
    let handover = &file.handover;
    if args.whole {
        return Ok(vec![None]);
    }
    let Some(said) = &args.to else {
        let with = handover.to.iter().filter(|to| handover.clients_of(to).next().is_some());
        return Ok(with.cloned().map(Some).collect());
    };
    let person = desk.person_or_me(said)?;
    if handover.to.contains(&person.id) {
        return Ok(vec![Some(person.id.clone())]);
    }
    let (name, file) = (person.shown(), file.name());
    let error = Error::new(Kind::Usage, text!("{name} receives nothing in {file}", "{name}不是 {file} 的接手人"));
    Err(error.hint(Text::fixed("its receivers: ", "接手人：").then(&names(desk, &handover.to))))
}

/// The names of persons.
fn names(desk: &Desk, ids: &[String]) -> Text {
    list_of(&ids.iter().map(|id| desk.person_name(id)).collect::<Vec<_>>())
}

/// The folder of a bundle; where there are several, each has its receiver in it.
fn folder(args: &Args, file: &HandoverFile, receiver: Option<&str>) -> PathBuf {
    let base = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("handover-{}", file.name())));
    match receiver {
        Some(receiver) => base.join(crate::record::safe_name(receiver)),
        None => base,
    }
}

/// Writes the files into the folder, or one archive beside where it would be.
fn write(args: &Args, keys: &[key::Key], folder: &Path, files: &[(String, Vec<u8>)]) -> Result<PathBuf> {
    if !args.zip && keys.is_empty() {
        let there = folder.join(MANIFEST);
        let foreign = folder.is_dir() && !there.is_file() && folder.read_dir().is_ok_and(|mut entries| entries.next().is_some());
        if !args.force && (there.exists() || foreign || folder.is_file()) {
            return Err(taken(folder));
        }
        // The manifest comes last: a folder that has one is whole.
        files.iter().try_for_each(|(name, bytes)| store::save(&folder.join(name), bytes))?;
        return Ok(folder.to_path_buf());
    }
    let mut bytes = archive::zip(files)?;
    let mut name = folder.as_os_str().to_os_string();
    name.push(".zip");
    if !keys.is_empty() {
        bytes = key::encrypt(&bytes, keys)?;
        name.push(".age");
    }
    let path = PathBuf::from(name);
    if path.exists() && !args.force {
        return Err(taken(&path));
    }
    store::save(&path, bytes)?;
    Ok(path)
}

fn taken(path: &Path) -> Error {
    Error::new(Kind::Conflict, Text::fixed("there is something of that name already", "同名的文件或目录已经存在"))
        .at(Place::file(path))
        .hint(Text::fixed("`--force` writes over it, `--out DIR` elsewhere", "`--force` 覆盖它，`--out 目录` 写到别处"))
}

fn told(desk: &Desk, file: &HandoverFile, made: &[Made]) -> Outcome {
    let mut document = Document::new();
    let mut data: Vec<Value> = Vec::new();
    for made in made {
        let clients = count(made.clients, "client", "clients", "个客户");
        let title = match &made.receiver {
            Some(receiver) => Text::new(
                format!("For {}: {}", desk.person_name(receiver), clients.en),
                format!("交给{}：{}", desk.person_name(receiver), clients.zh),
            ),
            None => Text::new(format!("For everybody: {}", clients.en), format!("全部接手人：{}", clients.zh)),
        };
        let columns = vec![
            Column::new("file", Text::fixed("File", "文件")).whole(),
            Column::number("size", Text::fixed("Bytes", "字节")),
        ];
        let mut table = Table::new(columns, Text::default());
        table.title = Some(title);
        let size = |bytes: &Vec<u8>| Cell::Number(i64::try_from(bytes.len()).unwrap_or(i64::MAX));
        let folder = made.written.is_dir();
        table.rows = if folder {
            let path = |name: &String| made.written.join(name).to_string_lossy().into_owned();
            made.files.iter().map(|(name, bytes)| Row::new(vec![Cell::text(path(name)), size(bytes)])).collect()
        } else {
            let bytes = made.written.metadata().map_or(0, |data| data.len());
            let bytes = Cell::Number(i64::try_from(bytes).unwrap_or(i64::MAX));
            vec![Row::new(vec![Cell::text(made.written.to_string_lossy()), bytes])]
        };
        document.push(crate::document::Block::Table(table));
        data.push(json!({
            "receiver": made.receiver,
            "path": made.written.to_string_lossy(),
            "clients": made.clients,
            "unread": made.unread,
            "files": made.files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        }));
    }
    let name = file.name();
    let mut outcome = Outcome::document("handover-bundle", document, json!({"handover": name, "bundles": data}));
    let unread: usize = made.iter().map(|made| made.unread).sum();
    if unread > 0 {
        let files = count(unread, "client file", "client files", "个客户文件");
        outcome = outcome.note(Text::new(
            format!("{} cannot be read and stand in the bundle by name only", files.en),
            format!("{}无法读取，材料中只列出了名称", files.zh),
        ));
    }
    if let Some(first) = made.first() {
        let path = quoted(&first.written.to_string_lossy());
        outcome = outcome.note(if first.written.extension().is_some_and(|extension| extension == "age") {
            text!(
                "it opens with `age -d -i KEY -o bundle.zip {path}`",
                "用 `age -d -i 密钥 -o bundle.zip {path}` 打开"
            )
        } else {
            text!(
                "`salesrec handover verify {path}` tells whether it arrived whole",
                "`salesrec handover verify {path}` 可核对材料是否完整无改动"
            )
        });
    }
    outcome
}
