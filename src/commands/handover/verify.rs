//! Whether a bundle arrived whole.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use crate::commands::Outcome;
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::{Error, Kind, Place, Result};
use crate::handover::bundle::{FileCheck, MANIFEST, Manifest};
use crate::lang::Text;
use crate::text;

/// Tell whether a bundle is as it was made
///
/// Every file is compared with the manifest, by size and SHA-256. The exit code is 1 when one was changed, is missing or
/// was added.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The folder or the zip archive of the bundle
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
}

/// Checks a bundle.
pub fn run(args: &Args) -> Result<Outcome> {
    let path = &args.bundle;
    let files = if path.is_dir() { in_folder(path)? } else { in_archive(path)? };
    let manifest = files.iter().find(|(name, _)| name == MANIFEST).ok_or_else(|| no_bundle(path))?;
    let manifest: Manifest = serde_json::from_slice(&manifest.1).map_err(|error| {
        let message = Text::fixed("the manifest cannot be read", "清单文件无法读取");
        Error::new(Kind::Unreadable, message).at(Place::file(path.join(MANIFEST))).cause(Text::same(error.to_string()))
    })?;
    let others = files.iter().filter(|(name, _)| name != MANIFEST);
    let checked = manifest.check(others.map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let columns = vec![
        Column::new("file", Text::fixed("File", "文件")).whole(),
        Column::new("status", Text::fixed("Status", "状态")),
        Column::data("sha256"),
    ];
    let mut table = Table::new(columns, Text::fixed("The bundle is empty.", "材料是空的。"));
    let sum = |name: &str| manifest.files.iter().find(|entry| entry.file == name).map(|entry| entry.sha256.clone());
    table.rows = checked
        .iter()
        .map(|(name, check)| {
            let (code, words, tone) = shown(*check);
            let status = Cell::label(code, words).toned(tone);
            Row::new(vec![Cell::text(name.clone()), status, Cell::maybe(sum(name), Cell::text)]).id(name.clone())
        })
        .collect();
    let broken = checked.iter().filter(|(_, check)| *check != FileCheck::Whole).count();
    let all = checked.len();
    let said = if broken == 0 {
        text!("all {all} files are as they were made", "全部 {all} 个文件完整无改动")
    } else {
        text!("{broken} of {all} files are not as they were made", "{all} 个文件中有 {broken} 个与生成时不符")
    };
    Ok(Outcome::tables("handover-verify", vec![table]).note(said).found(broken > 0))
}

const fn shown(check: FileCheck) -> (&'static str, Text, Tone) {
    match check {
        FileCheck::Whole => ("whole", Text::fixed("as it was made", "完整"), Tone::Good),
        FileCheck::Changed => ("changed", Text::fixed("changed", "被改动"), Tone::Bad),
        FileCheck::Missing => ("missing", Text::fixed("missing", "缺失"), Tone::Bad),
        FileCheck::Unlisted => ("unlisted", Text::fixed("not listed", "不在清单中"), Tone::Warn),
    }
}

fn in_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        if entry.file_type().is_dir() {
            continue;
        }
        let name = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(entry.path()).map_err(|error| unread(entry.path(), &error))?;
        files.push((name, bytes));
    }
    Ok(files)
}

/// No file of a bundle is larger; what is, is no bundle's.
const LARGEST: u64 = 1 << 30;

fn in_archive(path: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let bytes = std::fs::read(path).map_err(|error| unread(path, &error))?;
    if bytes.starts_with(b"age-encryption.org/") {
        let shown = path.display();
        let message = Text::fixed("the bundle is encrypted", "材料是加密的");
        return Err(Error::new(Kind::Usage, message).at(Place::file(path)).hint(text!(
            "open it first: `age -d -i KEY -o bundle.zip {shown}`",
            "请先解密：`age -d -i 私钥文件 -o bundle.zip {shown}`"
        )));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_bundle(path))?;
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        let broken = |error: &dyn std::fmt::Display| {
            let message = Text::fixed("the archive is damaged", "压缩包已损坏");
            Error::new(Kind::Unreadable, message).at(Place::file(path)).cause(Text::same(error.to_string()))
        };
        let file = archive.by_index(at).map_err(|error| broken(&error))?;
        let name = file.name().map_err(|error| broken(&error))?.into_owned();
        file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        files.push((name, bytes));
    }
    Ok(files)
}

fn unread(path: &Path, error: &std::io::Error) -> Error {
    Error::io(text!("the bundle cannot be read", "材料无法读取"), error).at(Place::file(path))
}

fn no_bundle(path: &Path) -> Error {
    Error::new(Kind::NotFound, Text::fixed("this is no bundle: it has no manifest.json", "这不是交接材料：没有 manifest.json"))
        .at(Place::file(path))
        .hint(Text::fixed("`salesrec handover bundle` makes one", "`salesrec handover bundle` 生成交接材料"))
}
