use std::collections::{BTreeMap, BTreeSet};

use crate::lang::{Text, quoted};
use crate::lint::alike::alike;
use crate::lint::{About, Book, Check, Rule, Said, What, shown_path};
use crate::record::{bare_name, digits, fold, half_width, has_same_digits, resemble, same_number};
use crate::store::{ClientFile, Shelf};
use crate::text;

/// Two files about one client.
pub struct DuplicateClient;

impl Rule for DuplicateClient {
    fn about(&self) -> &'static About {
        crate::about!("duplicate-client", Basics, Warning, "two files seem to be about one client", "两份档案像是同一个客户")
    }

    fn compares_files(&self) -> bool {
        true
    }

    fn book(&self, check: &mut Check<'_>, book: &Book<'_>) {
        let mut twins = BTreeMap::new();
        let ((tax_numbers, names), (similar_names, ways)) = rayon::join(
            || (tax_numbers(book), names(book)),
            || rayon::join(|| similar_names(book), || ways(book)),
        );
        for (groups, near) in [(tax_numbers, false), (names, false), (similar_names, true), (ways, false)] {
            for group in groups {
                pair(book, &group, near, &mut twins);
            }
        }
        for (file, Twin { other, said, near }) in twins {
            let why = why(book.what(said), book.words(said), near);
            let message = match other.shelf() {
                Shelf::Clients => {
                    let other = other.id();
                    Text::new(format!("{} as in {other}", why.en), format!("与 {other} {}", why.zh))
                }
                Shelf::Archive => {
                    let other = shown_path(&other.path);
                    Text::new(format!("{} as in {other}, put away", why.en), format!("与已归档的 {other} {}", why.zh))
                }
            };
            check.report_on(file, book.what(said).route(), message).mend(mend(file, other));
        }
    }
}

/// What to do about two files. A client that comes back has a file already.
fn mend(file: &ClientFile, other: &ClientFile) -> Text {
    let ignore = "`# salesrec: ignore duplicate-client because …`";
    let put_away = [file, other].into_iter().find(|file| file.shelf() == Shelf::Archive);
    match put_away.map(|file| quoted(file.id())) {
        None => text!(
            "if it is one client, move what only one file says into the other and delete that file; if not, {ignore} on this line",
            "如果是同一个客户，把内容并到一份，再删除另一份文件；如果不是，在这一行写 {ignore}"
        ),
        Some(id) => text!(
            "if the client is back, go on in the old file: `salesrec unarchive {id}`; if both are to stay, {ignore} on this line",
            "如果是老客户回来了，用 `salesrec unarchive {id}` 取回原档案继续写；如果两份都要留，在这一行写 {ignore}"
        ),
    }
}

/// The other file, and what this one says as it does.
struct Twin<'f> {
    other: &'f ClientFile,
    said: Said,
    /// Whether it is a name that is not the same but nearly.
    near: bool,
}

/// What is the same.
fn why(what: What, words: &str, near: bool) -> Text {
    match what {
        What::TaxId => Text::fixed("the tax number is the same", "税号相同"),
        What::Name if near => text!("the name “{words}” is nearly the same", "名称相近：“{words}”"),
        What::Name | What::Alias(_) => text!("the name “{words}” is the same", "名称相同：“{words}”"),
        What::Phone(_) => text!("the phone number {words} is the same", "电话相同：{words}"),
        What::Email(_) => text!("the mail address {words} is the same", "邮箱相同：{words}"),
    }
}

/// Each file of a group with the first other one: a finding a file, however many there are.
fn pair<'f>(book: &Book<'f>, group: &[Said], near: bool, twins: &mut BTreeMap<&'f ClientFile, Twin<'f>>) {
    for said in group {
        let file = book.file(*said);
        if let Some(other) = group.iter().map(|other| book.file(*other)).find(|other| !std::ptr::eq(*other, file)) {
            twins.entry(file).or_insert(Twin { other, said: *said, near });
        }
    }
}

fn tax_numbers(book: &Book<'_>) -> Vec<Vec<Said>> {
    let bare = |number: &str| half_width(number).to_uppercase().replace([' ', '-'], "");
    book.said_alike(|what| what == What::TaxId, bare)
}

/// By name, and by what else a client is called. Two clients may share an alias, so one of the two is always a name.
fn names(book: &Book<'_>) -> Vec<Vec<Said>> {
    let mut groups = book.said_alike(|what| matches!(what, What::Name | What::Alias(_)), bare_name);
    groups.retain(|group| group.iter().any(|said| book.what(*said) == What::Name));
    groups
}

/// Names in which one letter differs: they have a name in common that lacks one letter of each.
fn similar_names(book: &Book<'_>) -> Vec<Vec<Said>> {
    let is_name = |what| what == What::Name;
    let lacking = book.each(is_name, |said, words| {
        let bare = bare_name(words);
        // In shorter names one letter makes another name.
        let enough = bare.chars().nth(8).is_some();
        let mut lacking = if enough { lacking_one(&bare) } else { Vec::new() };
        // Of a letter that stands twice running it is the same to lack one or the other.
        lacking.sort_unstable();
        lacking.dedup();
        lacking.into_iter().map(move |hash| (hash, said))
    });
    let mut pairs = BTreeSet::new();
    // Each pair is asked whether its names are near, so the hash is enough of a key.
    for group in alike(lacking, |_| String::new()) {
        let near = |said: Said| {
            let (one, two) = (book.words(group[0]), book.words(said));
            has_same_digits(one, two) && resemble(one, two)
        };
        pairs.extend(group[1..].iter().filter(|said| near(**said)).map(|said| vec![group[0], *said]));
    }
    pairs.into_iter().collect()
}

/// Hashes of a name and of what is left of it without each of its letters, but for digits, which tell branches apart:
/// polynomials, of which a beginning and an end
/// make the hash of both together.
fn lacking_one(name: &str) -> Vec<u64> {
    const BASE: u64 = 0x0100_0000_01b3;
    let mut whole = 0_u64;
    let mut beginnings: Vec<(char, u64)> = Vec::with_capacity(name.len());
    let number = |letter: char| u64::from(letter) + 1;
    for letter in name.chars() {
        beginnings.push((letter, whole));
        whole = whole.wrapping_mul(BASE).wrapping_add(number(letter));
    }
    let (mut end, mut power) = (0_u64, 1_u64);
    let lacking = beginnings.into_iter().rev().filter_map(|(letter, beginning)| {
        let both = beginning.wrapping_mul(power).wrapping_add(end);
        end = end.wrapping_add(number(letter).wrapping_mul(power));
        power = power.wrapping_mul(BASE);
        (!letter.is_ascii_digit()).then_some(both)
    });
    lacking.chain([whole]).collect()
}

/// Numbers with fewer digits are those of services, not of people.
const TELLING_DIGITS: usize = 8;

/// By phone numbers, with or without what is dialled before them, and mail addresses.
fn ways(book: &Book<'_>) -> Vec<Vec<Said>> {
    let telling = |way: &str| {
        let way = fold(way);
        if way.contains('@') {
            return way;
        }
        let number = digits(&way);
        number.len().checked_sub(TELLING_DIGITS).map(|start| number[start..].to_string()).unwrap_or_default()
    };
    let mut groups = book.said_alike(|what| matches!(what, What::Phone(_) | What::Email(_)), telling);
    for group in &mut groups {
        let first = book.words(group[0]);
        group.retain(|said| first.contains('@') || same_number(first, book.words(*said)));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_without_a_letter_has_the_hash_of_a_name_that_never_had_it() {
        let name = "星河包装材料股份";
        for (at, letter) in name.char_indices() {
            let without = format!("{}{}", &name[..at], &name[at + letter.len_utf8()..]);
            let whole = *lacking_one(&without).last().unwrap();
            assert!(lacking_one(name).contains(&whole), "{without}");
        }
        assert_ne!(lacking_one("星河包装").last(), lacking_one("包装星河").last());
        let one = lacking_one("星河包装第1厂");
        assert!(lacking_one("星河包装第2厂").iter().all(|hash| !one.contains(hash)));
        assert!(lacking_one("星河包第1厂").iter().any(|hash| one.contains(hash)));
    }
}
