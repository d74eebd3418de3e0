//! What commands put into a record: texts checked before they are written, new actions with their ids.

use std::io::Read;

use super::Desk;
use super::context::env;
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Action, Client, Day, Moment, Money, action_id, is_currency, money};
use crate::text;

/// An open action made today, with an id that no other action of the client has.
pub fn new_action(desk: &Desk, client: &Client, words: String, owner: String, due: Moment) -> Action {
    Action {
        id: Some(new_id(client)),
        action: words,
        owner: Some(owner),
        due: Some(due),
        created: Some(Day(desk.clock.today())),
        ..Action::default()
    }
}

/// A short random id; `SALESREC_SEED` fixes it for tests.
fn new_id(client: &Client) -> String {
    let mut state = env("SALESREC_SEED").and_then(|seed| seed.parse().ok()).unwrap_or_else(random);
    loop {
        let id = action_id(next(&mut state));
        if client.actions.iter().all(|action| action.id.as_deref() != Some(&id)) {
            return id;
        }
    }
}

fn random() -> u64 {
    let mut bytes = [0; 8];
    // Without the system's randomness the time of day is random enough for an id that is unique in one file.
    if getrandom::fill(&mut bytes).is_err() {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        return now.map_or(0, |since| u64::from(since.subsec_nanos()));
    }
    u64::from_le_bytes(bytes)
}

/// SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A text that somebody typed, fit for a record: trimmed, with plain line ends, without control characters.
///
/// # Errors
/// `Usage` when nothing is left.
pub fn words(said: &str, what: &Text) -> Result<String> {
    let plain = said.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = plain.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let lines: Vec<&str> = kept.trim().lines().map(str::trim_end).collect();
    if lines.is_empty() {
        let what = what.clone();
        return Err(Error::new(
            Kind::Usage,
            Text::new(format!("the {} is empty", what.en), format!("{}是空的", what.zh)),
        ));
    }
    Ok(lines.join("\n"))
}

/// The same, on one line: names and other short values.
///
/// # Errors
/// `Usage` when nothing is left or there are several lines.
pub fn line(said: &str, what: &Text) -> Result<String> {
    let words = words(said, what)?;
    if words.contains('\n') {
        return Err(Error::new(
            Kind::Usage,
            Text::new(format!("the {} has more than one line", what.en), format!("{}不能有多行", what.zh)),
        ));
    }
    Ok(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same, of a text that may be left out.
///
/// # Errors
/// As [`line`].
pub fn line_if(said: Option<&str>, what: &Text) -> Result<Option<String>> {
    said.map(|said| line(said, what)).transpose()
}

/// An amount that somebody typed, for a team whose currency is `team`.
///
/// # Errors
/// `Usage` when it is none, or could be two.
pub fn amount(said: &str, team: &str) -> Result<Money> {
    money(said, team).map_err(|why| {
        let said = said.trim();
        let error = Error::new(Kind::Usage, text!("“{said}” is not an amount", "“{said}”不是金额"));
        let error = match why {
            Some(why) => error.cause(why),
            None => error,
        };
        error.hint(text!(
            "for example `480000`, `12,500.50`, `480k`, `1.2m`, `48万`, `€12,500.50`, `USD 30k`",
            "可以写：`480000`、`12,500.50`、`48万`、`1.2亿`、`480k`、`€12,500.50`、`USD 30k`"
        ))
    })
}

/// The code of a currency that somebody typed.
///
/// # Errors
/// `Usage` when there is no such currency.
pub fn currency(said: &str) -> Result<String> {
    let code = line(said, &Text::fixed("currency", "币种"))?.to_uppercase();
    if is_currency(&code) {
        return Ok(code);
    }
    Err(Error::new(Kind::Usage, text!("“{said}” is no currency", "“{said}”不是币种"))
        .hint(Text::fixed("write its code, such as `CNY`, `USD`, `EUR`", "请写币种代码，如 `CNY`、`USD`、`EUR`")))
}

/// As much text as anybody types or pastes into a record.
const INPUT_BYTES: u64 = 1 << 20;

/// The text on standard input.
///
/// # Errors
/// `Usage` when it is not UTF-8 or larger than a megabyte.
pub fn standard_input() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(INPUT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::io(text!("standard input cannot be read", "无法读取标准输入"), &error))?;
    if bytes.len() as u64 > INPUT_BYTES {
        return Err(Error::new(Kind::Usage, Text::fixed("the text is larger than 1 MiB", "文本超过 1 MiB")));
    }
    String::from_utf8(bytes).map_err(|_| {
        Error::new(Kind::Usage, Text::fixed("standard input is not UTF-8 text", "标准输入不是 UTF-8 文本"))
    })
}
