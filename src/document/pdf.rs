//! A paper as PDF, with the fonts that it is given: nothing is read from here.

#[cfg(feature = "pdf")]
mod drawn;
#[cfg(feature = "pdf")]
mod faces;

use std::sync::Arc;

use super::Paper;
use crate::error::{Error, Kind, Result};
use crate::text;

/// The bytes of a font file, and which of its faces is meant.
#[derive(Clone, Debug)]
pub struct Font {
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// The face in a collection, from 0.
    pub index: u32,
}

/// Faces in the order in which a character is looked up.
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    /// For most words.
    pub regular: Vec<Font>,
    /// For headings; where it has not the character, the regular ones.
    pub bold: Vec<Font>,
}

/// The paper as the bytes of a `.pdf` file.
///
/// Scripts that need shaping, such as Arabic, come out letter by letter; Word and HTML set them right.
///
/// # Errors
/// Fails when no font has the Chinese characters of the paper, and names packages that do.
#[cfg(feature = "pdf")]
pub fn write(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>> {
    let faces = faces::Faces::new(fonts)?;
    let layout = super::layout::set(paper, &faces);
    if faces.lacks_chinese() {
        return Err(no_font());
    }
    drawn::write(paper, &layout, &faces)
}

/// The paper as the bytes of a `.pdf` file: this program was built without.
///
/// # Errors
/// Always.
#[cfg(not(feature = "pdf"))]
pub fn write(_: &Paper, _: &Fonts) -> Result<Vec<u8>> {
    Err(Error::new(Kind::Refused, text!("this program was built without PDF", "本程序编译时未包含 PDF 功能")).hint(
        text!(
            "`cargo install … --features pdf` builds it with PDF; `--format docx` and `--format html` need nothing else",
            "用 `cargo install … --features pdf` 编译即可；也可改用 `--format docx` 或 `--format html`，无需其他组件"
        ),
    ))
}

/// That no font of the system has Chinese characters.
pub fn no_font() -> Error {
    Error::new(Kind::System, text!("no font for Chinese characters is installed", "系统没有安装中文字体"))
        .hint(text!(
            "install one: `apt install fonts-noto-cjk` (Debian, Ubuntu), `dnf install google-noto-sans-cjk-fonts` (Fedora), \
             `pacman -S noto-fonts-cjk` (Arch), `apk add font-noto-cjk` (Alpine)",
            "请安装：`apt install fonts-noto-cjk`（Debian、Ubuntu）、`dnf install google-noto-sans-cjk-fonts`（Fedora）、\
             `pacman -S noto-fonts-cjk`（Arch）、`apk add font-noto-cjk`（Alpine）"
        ))
        .hint(text!("`--format docx` and `--format html` need no font here", "`--format docx` 和 `--format html` 不需要本机字体"))
}

#[cfg(all(test, feature = "pdf"))]
mod tests;
