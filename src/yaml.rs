//! Text that keeps itself. A file is parsed once, into a tree that knows the bytes of every value; from it come the
//! typed record, everything that is wrong with it, and the places that edits change. An edit splices text, parses the
//! result again and compares it with the value intended; every byte that it was not asked to change stays.
//!
//! What this reader does with YAML's open questions:
//! - A field of text takes any scalar as it stands: `no`, `08`, `1e3`, `12:30` are text. See [`Tree`] for spans.
//! - Only plain decimals are numbers, only `true` and `false` are truth values; nothing, `~` and `null` are nothing.
//! - `<<` is a key like any other: merging is not done, so a record that uses it is told of an unknown key.
//! - Anchors and aliases are read, within [`Limits`]; what is shared by them is not edited.
//! - Tags of YAML's core schema are read, others are faults. Keys are scalars, unique, and always text.

mod de;
mod difference;
mod edit;
mod fault;
mod read;
mod route;
mod scalar;
mod tree;
mod value;
mod write;

pub use difference::difference;
pub use edit::{Edit, EditError, apply};
pub use fault::{Fault, FaultKind, Limits};
pub use read::{Reading, read, read_tree};
pub use route::{Route, Step};
pub use tree::{Node, Tree, parse};
pub use value::{Unwritable, Value, to_value};
pub use write::{BLOCK_KEYS, write_new};

use crate::text;

/// Between the English and the Chinese words of a serde error that a type raises while it is read, and the value as it
/// should be written, where only one can be meant.
pub const BILINGUAL: char = '\u{1f}';

/// The text of a file. A byte-order mark stays in it.
///
/// # Errors
/// Too many bytes, a NUL character, not UTF-8; with the place of the first such byte.
pub fn decode<'b>(bytes: &'b [u8], limits: &Limits) -> Result<&'b str, Box<Fault>> {
    let fault = |at: usize, message| Box::new(Fault::new(FaultKind::Encoding, at..at + 1, message));
    let save_as = text!("save the file as UTF-8 in your editor", "请在编辑器中另存为 UTF-8");
    if bytes.len() > limits.bytes {
        return Err(Box::new(limits.too_many_bytes()));
    }
    if is_utf16(bytes) {
        let message = text!("the file is in UTF-16, not in UTF-8", "文件是 UTF-16 编码，不是 UTF-8");
        return Err(Box::new(fault(0, message).hint(save_as)));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = text!("line {line} is not UTF-8 text", "第 {line} 行不是 UTF-8 文字");
        let guess = text!("; it may be in GBK, or no text at all", "；它可能是 GBK 编码，也可能不是文本文件");
        fault(at, message).hint(save_as.then(&guess))
    })?;
    match text.find('\0') {
        None => Ok(text),
        Some(at) => Err(fault(at, text!("a NUL character, which no text holds", "含有文本中不应出现的 NUL 字符"))),
    }
}

/// Has the mark of UTF-16, or Latin letters in it: every other byte is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [a, b, c, d, ..] => {
            matches!((*a == 0, *b == 0, *c == 0, *d == 0), (false, true, false, true) | (true, false, true, false))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
