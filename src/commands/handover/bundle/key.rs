//! A bundle that only the holder of a key can open, with the standard `age` tool.

#[cfg(feature = "encrypt")]
use std::io::Write;
#[cfg(feature = "encrypt")]
use std::str::FromStr;

#[cfg(feature = "encrypt")]
use super::archive::failed;
#[cfg(feature = "encrypt")]
use crate::error::Place;
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
#[cfg(feature = "encrypt")]
use crate::text;

/// A key to encrypt to.
#[cfg(feature = "encrypt")]
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
#[cfg(feature = "encrypt")]
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

#[cfg(feature = "encrypt")]
fn none(said: &str) -> Error {
    Error::new(Kind::Usage, text!("“{said}” is no key to encrypt to", "“{said}”不是可用于加密的公钥")).hint(Text::fixed(
        "it begins with age1… (`age-keygen` makes one), ssh-ed25519 or ssh-rsa, or is a file that holds such a key",
        "公钥以 age1…（用 `age-keygen` 生成）、ssh-ed25519 或 ssh-rsa 开头，也可以写公钥文件的路径",
    ))
}

/// The bytes as a file that any of the keys opens with the `age` tool.
///
/// # Errors
/// `System`.
#[cfg(feature = "encrypt")]
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

/// A key to encrypt to; without encryption there is none.
#[cfg(not(feature = "encrypt"))]
pub enum Key {}

/// The key that is meant.
///
/// # Errors
/// Always: this program was built without encryption.
#[cfg(not(feature = "encrypt"))]
pub fn key(_: &str) -> Result<Key> {
    Err(Error::new(Kind::Refused, Text::fixed("this program was built without encryption", "本程序编译时未包含加密功能")).hint(
        Text::fixed("`--zip` and then `age -r KEY -o FILE.age FILE.zip` do the same", "可先用 `--zip`，再执行 `age -r 公钥 -o 文件.age 文件.zip`"),
    ))
}

/// The bytes as they are: without encryption there is no key.
///
/// # Errors
/// None.
#[cfg(not(feature = "encrypt"))]
pub fn encrypt(bytes: &[u8], _: &[Key]) -> Result<Vec<u8>> {
    Ok(bytes.to_vec())
}
