use std::collections::BTreeMap;

use crate::lang::Text;
use crate::lint::{About, Brief, Check, Rule};
use crate::record::{bare_name, digits, fold, half_width, resemble, same_number};
use crate::store::fnv;
use crate::text;
use crate::yaml::Route;

/// Two files about one client.
pub struct DuplicateClient;

impl Rule for DuplicateClient {
    fn about(&self) -> &'static About {
        crate::about!("duplicate-client", Basics, Warning, "two files seem to be about one client", "两份档案像是同一个客户")
    }

    fn compares_files(&self) -> bool {
        true
    }

    fn book(&self, check: &mut Check<'_>, briefs: &[Brief]) {
        let mut twins: BTreeMap<usize, Twin> = BTreeMap::new();
        for places in [tax_numbers(briefs), names(briefs), similar_names(briefs), reached_by(briefs)] {
            for group in places {
                pair(&group, &mut twins);
            }
        }
        for (at, twin) in twins {
            let other = briefs[twin.other].file.as_ref().map_or_else(String::new, |file| file.id().to_string());
            let Some(file) = &briefs[at].file else { continue };
            let Twin { route, why, .. } = twin;
            let message = Text::new(format!("{} as in {other}", why.en), format!("与 {other} {}", why.zh));
            check.report_on(file, route, message).mend(text!(
                "if it is one client, move what is only here and `salesrec archive` the other file",
                "如果是同一个客户，把内容并到一份，另一份用 `salesrec archive` 归档"
            ));
        }
    }
}

/// The other file, where this one says the same, and what.
struct Twin {
    other: usize,
    route: Route,
    why: Text,
}

/// A place of a file that says the same as the others of its group.
struct Spot {
    file: usize,
    route: Route,
    why: Text,
}

/// Each file of a group with the first other one: a finding a file, however many there are.
fn pair(group: &[Spot], twins: &mut BTreeMap<usize, Twin>) {
    for spot in group {
        if let Some(other) = group.iter().find(|other| other.file != spot.file) {
            let twin = || Twin { other: other.file, route: spot.route.clone(), why: spot.why.clone() };
            twins.entry(spot.file).or_insert_with(twin);
        }
    }
}

fn tax_numbers(briefs: &[Brief]) -> Vec<Vec<Spot>> {
    let mut groups: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
    for (file, brief) in briefs.iter().enumerate() {
        let number = brief.tax_id.as_deref().map(|number| half_width(number).to_uppercase().replace([' ', '-'], ""));
        if let Some(number) = number.filter(|number| !number.is_empty()) {
            let why = Text::fixed("the tax number is the same", "税号相同");
            groups.entry(number).or_default().push(Spot { file, route: Route::root().key("tax_id"), why });
        }
    }
    groups.into_values().collect()
}

/// By name, and by what else a client is called. Two clients may share an alias, so one of the two is always a name.
fn names(briefs: &[Brief]) -> Vec<Vec<Spot>> {
    let mut groups: BTreeMap<String, (bool, Vec<Spot>)> = BTreeMap::new();
    for (file, brief) in briefs.iter().enumerate() {
        let aliases = brief.aliases.iter().enumerate().map(|(at, alias)| (alias, Route::root().key("aliases").index(at)));
        for (at, (name, route)) in std::iter::once((&brief.name, Route::root().key("client"))).chain(aliases).enumerate() {
            let bare = bare_name(name);
            if !bare.is_empty() {
                let why = text!("the name “{name}” is the same", "名称相同：“{name}”");
                let group = groups.entry(bare).or_default();
                group.0 |= at == 0;
                group.1.push(Spot { file, route, why });
            }
        }
    }
    groups.into_values().filter(|(named, _)| *named).map(|(_, spots)| spots).collect()
}

/// Names in which one letter differs: they have a name in common that lacks one letter of each.
fn similar_names(briefs: &[Brief]) -> Vec<Vec<Spot>> {
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (file, brief) in briefs.iter().enumerate() {
        let bare = bare_name(&brief.name);
        let letters: Vec<(usize, char)> = bare.char_indices().collect();
        // In shorter names one letter makes another name.
        if letters.len() < 9 {
            continue;
        }
        let lacking = letters.iter().map(|&(at, letter)| [&bare[..at], &bare[at + letter.len_utf8()..]].concat());
        for name in lacking.chain([bare.clone()]) {
            let other = *seen.entry(fnv(name.as_bytes())).or_insert(file);
            let (one, two) = (&briefs[other].name, &brief.name);
            if other != file && resemble(one, two) && digits(one) == digits(two) {
                let spot = |file, name: &str| {
                    let why = text!("the name “{name}” is nearly the same", "名称相近：“{name}”");
                    Spot { file, route: Route::root().key("client"), why }
                };
                pairs.push(vec![spot(other, one), spot(file, two)]);
            }
        }
    }
    pairs
}

/// Numbers with fewer digits are those of services, not of people.
const TELLING_DIGITS: usize = 8;

/// By phone numbers, with or without what is dialled before them, and mail addresses.
fn reached_by(briefs: &[Brief]) -> Vec<Vec<Spot>> {
    let mut groups: BTreeMap<String, Vec<(&str, Spot)>> = BTreeMap::new();
    for (file, brief) in briefs.iter().enumerate() {
        for (at, way) in &brief.reached_by {
            let contact = Route::root().key("contacts").index(*at);
            let (key, route, why) = if way.contains('@') {
                let why = text!("the mail address {way} is the same", "邮箱相同：{way}");
                (fold(way), contact.key("email"), why)
            } else {
                let number = digits(&fold(way));
                let Some(tail) = number.len().checked_sub(TELLING_DIGITS) else { continue };
                let why = text!("the phone number {way} is the same", "电话相同：{way}");
                (number[tail..].to_string(), contact.key("phone"), why)
            };
            groups.entry(key).or_default().push((way.as_str(), Spot { file, route, why }));
        }
    }
    let same = |one: &str, other: &str| one.contains('@') || same_number(one, other);
    let grouped = groups.into_values().map(|spots| {
        let first = spots[0].0;
        spots.into_iter().filter(|(way, _)| same(first, way)).map(|(_, spot)| spot).collect()
    });
    grouped.collect()
}
