//! What makes a file unreadable, in plain words.

use std::ops::Range;

use granit_parser::{ErrorKind as Kind, ScanError, Span};

use super::super::fault::{Fault, FaultKind, Limits};
use super::skip_gap;
use crate::lang::Text;
use crate::text;

/// The parser's complaint about `text`, having read as far as `cursor`, with a bracket open that begins at `open`.
pub fn fault(error: &ScanError, text: &str, cursor: usize, open: Option<usize>, limits: &Limits) -> Fault {
    let mut at = error.marker().byte_offset().unwrap_or(cursor).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let at = at..at + text[at..].chars().next().map_or(0, char::len_utf8);
    let kind = match error.kind() {
        Kind::RecursionLimitExceeded => return limits.too_deep(at),
        Kind::UnknownAnchor => {
            let end = text[at.start..].find([' ', ',', ']', '}', '\n', '\r']).map_or(text.len(), |end| at.start + end);
            return Fault::new(
                FaultKind::Alias,
                at.start..end,
                text!("an alias to an anchor that there is not", "别名引用的锚点不存在"),
            )
            .hint(text!("put the text in quotes if the `*` belongs to it", "如果 `*` 是内容的一部分，请给文字加引号"));
        }
        kind => kind,
    };
    let no_key = matches!(
        kind,
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey | Kind::MappingValueNotAllowed | Kind::MappingKeyNotAllowed
    );
    if no_key && let Some((colon, hint)) = bad_colon(text, at.start) {
        let (message, _) = words(&Kind::SimpleKeyExpected);
        return Fault::new(FaultKind::Syntax, colon, message).hint(hint);
    }
    if is_in_brackets(kind)
        && let Some(open) = innermost(text, cursor..at.start, open).filter(|open| is_left_open(text, *open, at.start))
    {
        let (message, hint) = words(&Kind::UnclosedFlowCollection { open: char::from(text.as_bytes()[open]) });
        return Fault { hint, ..Fault::new(FaultKind::Syntax, open..open + 1, message) };
    }
    let (message, hint) = words(kind);
    let at = match kind {
        kind if is_tab(kind) => tab(text, at),
        // The parser complains where it gave up; the reader wants the quote that was never closed.
        Kind::UnclosedQuotedScalar | Kind::InvalidQuotedScalarIndent | Kind::DocumentIndicatorInQuotedScalar => {
            skip_gap(text, cursor, b"\"'").map_or(at, |quote| quote..quote + 1)
        }
        _ => at,
    };
    let sort = match kind {
        Kind::UndeclaredTagHandle => FaultKind::Tag,
        _ => FaultKind::Syntax,
    };
    Fault { hint, ..Fault::new(sort, at, message) }
}

/// Whether it is a complaint about a tab.
const fn is_tab(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::TabInIndentation
            | Kind::TabInBlockIndentation
            | Kind::TabNotAllowed
            | Kind::TabAtBlockScalarStart
            | Kind::TabInPlainScalar
            | Kind::InvalidBlockEntryWhitespace
    )
}

/// The tab that the parser means, having complained at `near`: before it, or where it had not yet come to.
fn tab(text: &str, near: Range<usize>) -> Range<usize> {
    let line = text[..near.start].rfind('\n').map_or(0, |end| end + 1);
    let before = text[line..near.start].rfind('\t').map(|at| line + at);
    let indented = |before: usize| text[line..before].trim_matches([' ', '\t', '-', '?', ':']).is_empty();
    if let Some(at) = before.filter(|at| indented(*at)) {
        return at..at + 1;
    }
    let mut start = line;
    for line in text[line..].split_inclusive('\n') {
        let indentation = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(at) = indentation.find('\t').map(|at| start + at).filter(|_| !line.trim().is_empty()) {
            return at..at + 1;
        }
        start += line.len();
    }
    text[near.start..].find('\t').map(|at| near.start + at).or(before).map_or(near, |at| at..at + 1)
}

/// Whether it is a complaint about what stands between brackets.
const fn is_in_brackets(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::ExpectedFlowSequenceSeparator
            | Kind::ExpectedFlowMappingSeparator
            | Kind::InvalidColonPlacement
            | Kind::InvalidFlowScalarIndent
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::BlockEntryInFlowCollection
            | Kind::PlainScalarStartsWithDashFlowIndicator
            | Kind::FlowMappingValueAdjacentCollection
    )
}

/// The innermost bracket that is open where the parser complains: it tells of those before `ahead`, behind which it has read
/// on.
fn innermost(text: &str, ahead: Range<usize>, told: Option<usize>) -> Option<usize> {
    let (mut open, mut quote, mut comment, mut before) = (Vec::from_iter(told), None, false, b',');
    for at in ahead {
        let byte = text.as_bytes()[at];
        let begins = matches!(before, b',' | b':' | b'-' | b'[' | b'{');
        match byte {
            b'\n' => comment = false,
            _ if comment => {}
            _ if quote == Some(byte) => quote = None,
            _ if quote.is_some() => {}
            b'"' | b'\'' if begins => quote = Some(byte),
            b'#' if at == 0 || text.as_bytes()[at - 1].is_ascii_whitespace() => comment = true,
            b'[' | b'{' if begins || !open.is_empty() => open.push(at),
            b']' | b'}' => {
                open.pop();
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() && !comment {
            before = byte;
        }
    }
    open.pop()
}

/// Whether what was opened at `open` goes on where nothing in brackets does: on a line no deeper than its own, with no
/// line below that begins with the other bracket.
fn is_left_open(text: &str, open: usize, near: usize) -> bool {
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let start = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut lines = text[start(open)..].lines();
    let Some(first) = lines.next().filter(|_| start(open) < start(near)) else { return false };
    let count = text[open..near].matches('\n').count();
    let between = lines.clone().take(count).filter(|line| !line.trim().is_empty());
    let closes = |line: &str| line.trim_start().starts_with([']', '}']);
    between.map(depth).any(|depth_of| depth_of <= depth(first)) && !lines.any(closes)
}

/// The colon that is none, on the line where the parser complains or on the one before: a full-width one, or one with no
/// space behind it. With what to do about it.
fn bad_colon(text: &str, near: usize) -> Option<(Range<usize>, Text)> {
    let line = text[..near].rfind('\n').map_or(0, |end| end + 1);
    let above = text[..line].trim_end().rfind('\n').map_or(0, |end| end + 1);
    [line, above].into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let at = line.find([':', '：'])?;
        let key = line[..at].trim_start_matches([' ', '-', '\u{feff}']);
        let named = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' ');
        if key.is_empty() || !key.chars().all(named) {
            return None;
        }
        let start = start + at;
        let rest = &line[at..];
        if rest.starts_with('：') {
            let hint = text!(
                "write `{key}: ` with a half-width colon and a space instead of `：`",
                "请把全角的 `：` 换成半角冒号加空格：`{key}: `"
            );
            return Some((start..start + '：'.len_utf8(), hint));
        }
        let rest = &rest[1..];
        let joined = !rest.starts_with([' ', '\t', '/']) && !rest.is_empty();
        joined.then(|| {
            (start..start + 1, text!("write a space behind the colon: `{key}: `", "冒号后面要加空格：`{key}: `"))
        })
    })
}

fn words(kind: &Kind) -> (Text, Option<Text>) {
    match kind {
        kind if is_tab(kind) => (
            text!("a tab where YAML wants spaces", "这里是制表符，YAML 只认空格"),
            Some(text!("indent with spaces", "请用空格缩进")),
        ),
        Kind::UnclosedQuotedScalar | Kind::InvalidQuotedScalarIndent | Kind::DocumentIndicatorInQuotedScalar => (
            text!("a quote is opened here and not closed", "这里的引号没有闭合"),
            Some(text!("close the quote on the same line", "请在同一行补上另一个引号")),
        ),
        Kind::UnclosedFlowCollection { open } => (
            text!("`{open}` is opened here and not closed", "这里的 `{open}` 没有闭合"),
            Some(text!("add the closing bracket", "请补上右括号")),
        ),
        kind if is_in_brackets(kind) => (
            text!("a list or mapping in brackets does not go on like this", "括号里的列表或键值对不能这样写"),
            Some(text!("a comma or a closing bracket may be missing before this", "前面可能少了逗号或右括号")),
        ),
        Kind::MisplacedFlowCollectionEnd => (
            text!("this bracket closes nothing", "这个右括号没有对应的左括号"),
            Some(text!(
                "put the text in quotes if the bracket belongs to it",
                "如果括号是内容的一部分，请给文字加引号"
            )),
        ),
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            (text!("`{open}` is closed with `{close}`", "`{open}` 用 `{close}` 闭合了"), None)
        }
        Kind::MappingValueNotAllowed | Kind::MappingKeyNotAllowed => (
            text!("a `:` where no key can be", "这里的 `:` 前面不能是键"),
            Some(text!(
                "put the text in quotes if it contains `: `, or check the indentation of this line",
                "文字里含有 `: ` 时请加引号；否则请检查这一行的缩进"
            )),
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => (
            text!("a line that is neither `key: value` nor a list item", "这一行既不是 `键: 值`，也不是列表项"),
            Some(text!("a `:` may be missing, or the indentation of a text", "可能少了 `:`，或者多行文字没有缩进")),
        ),
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::ExpectedDocumentStart
        | Kind::InvalidIndentation
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockScalarIndent => (
            text!("this line does not fit the indentation of those before it", "这一行的缩进与前面各行对不上"),
            Some(text!(
                "align keys of one mapping, and the dashes of one list, in the same column",
                "同一层的键、同一列表的 `-` 必须对齐在同一列"
            )),
        ),
        Kind::InvalidTrailingDoubleQuotedScalar | Kind::InvalidTrailingSingleQuotedScalar => (
            text!("text goes on after the closing quote", "引号闭合之后还有文字"),
            Some(text!("put the whole text in quotes of the other sort", "请用另一种引号把整段文字括起来")),
        ),
        Kind::UnknownQuotedScalarEscape | Kind::InvalidQuotedScalarHexEscape => (
            text!("a backslash that stands for nothing", "反斜杠后面的字符无法识别"),
            Some(text!(
                "in double quotes write `\\\\` for a backslash, or use single quotes",
                "双引号里请用 `\\\\` 表示反斜杠，或改用单引号"
            )),
        ),
        Kind::InvalidBlockScalarHeader => (
            text!("text goes on behind the `|` or `>`", "`|` 或 `>` 后面还有文字"),
            Some(text!(
                "write the text on the next lines, indented; or put it in quotes if the sign belongs to it",
                "请把文字写在下面各行并缩进；如果这个符号是内容的一部分，请加引号"
            )),
        ),
        Kind::UnexpectedCharacter { character } => {
            let character = character.escape_debug();
            (
                text!("a text cannot begin with `{character}`", "文字不能以 `{character}` 开头"),
                Some(text!("put the text in quotes", "请给文字加引号")),
            )
        }
        Kind::CommentNotSeparated | Kind::CommentInterceptedScalar => (
            text!("a comment in the midst of a value", "注释夹在了值的中间"),
            Some(text!("put the text in quotes if the `#` belongs to it", "如果 `#` 是内容的一部分，请给文字加引号")),
        ),
        other => {
            let message = other.to_string();
            (text!("not YAML: {message}", "不是有效的 YAML：{message}"), None)
        }
    }
}

pub fn conflict(line: Range<usize>) -> Fault {
    Fault::new(
        FaultKind::ConflictMarker,
        line,
        text!("a merge that git could not finish is left here", "这里留有 git 未完成的合并冲突"),
    )
    .hint(text!(
        "keep what is right of both sides and delete the lines `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`",
        "请保留两边正确的内容，并删除 `<<<<<<<`、`|||||||`、`=======`、`>>>>>>>` 各行"
    ))
}

pub fn second_document(place: Range<usize>) -> Fault {
    Fault::new(
        FaultKind::SecondDocument,
        place,
        text!("a second document begins here; a file holds one", "这里开始了第二个文档；一个文件只能有一个"),
    )
    .hint(text!("move it to a file of its own, or delete the `---`", "请把它移到单独的文件，或删除 `---`"))
}

pub fn key_is_no_text(place: Range<usize>) -> Fault {
    Fault::new(
        FaultKind::Syntax,
        place,
        text!("a key must be plain text, not a list, a mapping or an alias", "键必须是文字，不能是列表、键值对或别名"),
    )
    .hint(text!("put the value in quotes if it begins with a bracket", "如果值以括号开头，请加引号"))
}

pub fn unknown_tag(tag: String, span: &Span, node: Range<usize>) -> Fault {
    let place = span.tag_span().and_then(|span| span.byte_range()).unwrap_or(node);
    let tag: String = tag.chars().filter(|char| !char.is_control()).collect();
    Fault::new(FaultKind::Tag, place, text!("the tag `{tag}` means nothing here", "这里不支持标签 `{tag}`")).hint(
        text!(
            "put the text in quotes if the `!` belongs to it, else delete the tag",
            "如果 `!` 是内容的一部分，请给文字加引号；否则请删除标签"
        ),
    )
}

pub fn duplicate(key: &str, first: usize, place: Range<usize>) -> Fault {
    let key: String = key.chars().filter(|char| !char.is_control()).collect();
    Fault::new(FaultKind::DuplicateKey, place, text!("the key `{key}` is there twice", "键 `{key}` 重复出现"))
        .hint(text!("it is on line {first} already; keep one of them", "第 {first} 行已有该键，请只保留一个"))
}
