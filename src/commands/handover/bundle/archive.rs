//! A bundle as one file: an archive, and one that only its receiver can open.

use std::io::{Cursor, Write};
use std::str::FromStr;

use zip::write::SimpleFileOptions;

use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::text;

/// A key to encrypt to.
pub enum Key {
    /// `age1…`.
    Age(age::x25519::Recipient),
    /// `ssh-ed25519 …`, `ssh-rsa …`.
    Ssh(age::ssh::Recipient),
}

/// The key that is meant: the key itself, or a file that holds it.
///
/// # Errors
/// `Usage` when it is none.
pub fn key(said: &str) -> Result<Key> {
    let parse = |words: &str| {
        let words = words.trim();
        let age = age::x25519::Recipient::from_str(words).ok().map(Key::Age);
        age.or_else(|| age::ssh::Recipient::from_str(words).ok().map(Key::Ssh))
    };
    if let Some(key) = parse(said) {
        return Ok(key);
    }
    let secret = Text::fixed("this is a secret key: give the public one", "这是私钥：请给出公钥");
    let is_secret = |words: &str| words.contains("AGE-SECRET-KEY-") || words.contains("PRIVATE KEY");
    if is_secret(said) {
        return Err(Error::new(Kind::Usage, secret));
    }
    match std::fs::read_to_string(said) {
        Ok(text) if is_secret(&text) => Err(Error::new(Kind::Usage, secret).at(Place::file(said))),
        Ok(text) => text.lines().find_map(parse).ok_or_else(|| none(said)),
        Err(_) => Err(none(said)),
    }
}

fn none(said: &str) -> Error {
    Error::new(Kind::Usage, text!("“{said}” is no key to encrypt to", "“{said}”不是可用于加密的公钥")).hint(Text::fixed(
        "it begins with age1… (`age-keygen` makes one), ssh-ed25519 or ssh-rsa, or is a file that holds such a key",
        "公钥以 age1…（用 `age-keygen` 生成）、ssh-ed25519 或 ssh-rsa 开头，也可以写公钥文件的路径",
    ))
}

/// The files as a zip archive; the same files give the same bytes.
///
/// # Errors
/// `System` when they are too large for one.
pub fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut pack = || -> Result<(), zip::result::ZipError> {
        for (name, bytes) in files {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(bytes)?;
        }
        Ok(())
    };
    pack().map_err(|error| failed(&error))?;
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

fn failed(error: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::System, Text::fixed("the archive cannot be made", "无法生成压缩包")).cause(Text::same(error.to_string()))
}

/// The bytes as a file that any of the keys opens with the `age` tool.
///
/// # Errors
/// `System`.
pub fn encrypt(bytes: &[u8], keys: &[Key]) -> Result<Vec<u8>> {
    let recipients = keys.iter().map(|key| match key {
        Key::Age(key) => key as &dyn age::Recipient,
        Key::Ssh(key) => key as &dyn age::Recipient,
    });
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|error| failed(&error))?;
    let mut out = Vec::new();
    let pack = || -> std::io::Result<()> {
        let mut writer = encryptor.wrap_output(&mut out)?;
        writer.write_all(bytes)?;
        writer.finish().map(|_| ())
    };
    pack().map_err(|error| failed(&error))?;
    Ok(out)
}
