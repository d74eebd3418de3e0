use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

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
        let bare: Vec<String> = briefs.par_iter().map(|brief| bare_name(&brief.name)).collect();
        for places in [tax_numbers(briefs), names(briefs, &bare), similar_names(briefs, &bare), reached_by(briefs)] {
            for group in places {
                pair(&group, &mut twins);
            }
        }
        for (at, Twin { other, spot }) in twins {
            let other = briefs[other].file.as_ref().map_or_else(String::new, |file| file.id().to_string());
            let Some(file) = &briefs[at].file else { continue };
            let (route, why) = spot.said(&briefs[at]);
            let message = Text::new(format!("{} as in {other}", why.en), format!("与 {other} {}", why.zh));
            check.report_on(file, route, message).mend(text!(
                "if it is one client, move what is only here and `salesrec archive` the other file",
                "如果是同一个客户，把内容并到一份，另一份用 `salesrec archive` 归档"
            ));
        }
    }
}

/// The other file, and where this one says the same.
struct Twin {
    other: usize,
    spot: Spot,
}

/// A place of a file that says the same as the others of its group.
#[derive(Clone, Copy)]
struct Spot {
    file: usize,
    what: What,
}

/// What is the same; with a position, that of the alias or the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    TaxNumber,
    Name,
    Alias(usize),
    NearName,
    Way(usize),
}

impl Spot {
    /// Where it stands, and what is said of it.
    fn said(self, brief: &Brief) -> (Route, Text) {
        let root = Route::root();
        let same = |name: &str| text!("the name “{name}” is the same", "名称相同：“{name}”");
        match self.what {
            What::TaxNumber => (root.key("tax_id"), Text::fixed("the tax number is the same", "税号相同")),
            What::Name => (root.key("client"), same(&brief.name)),
            What::Alias(at) => (root.key("aliases").index(at), same(&brief.aliases[at])),
            What::NearName => {
                let name = &brief.name;
                (root.key("client"), text!("the name “{name}” is nearly the same", "名称相近：“{name}”"))
            }
            What::Way(at) => {
                let (person, way) = &brief.reached_by[at];
                let contact = root.key("contacts").index(*person);
                if way.contains('@') {
                    (contact.key("email"), text!("the mail address {way} is the same", "邮箱相同：{way}"))
                } else {
                    (contact.key("phone"), text!("the phone number {way} is the same", "电话相同：{way}"))
                }
            }
        }
    }
}

/// Each file of a group with the first other one: a finding a file, however many there are.
fn pair(group: &[Spot], twins: &mut BTreeMap<usize, Twin>) {
    for &spot in group {
        if let Some(other) = group.iter().find(|other| other.file != spot.file) {
            twins.entry(spot.file).or_insert(Twin { other: other.file, spot });
        }
    }
}

/// The spots that say the same, in the order of the files; where nothing else does, there is no group.
fn grouped(mut said: Vec<(String, Spot)>) -> impl Iterator<Item = Vec<(String, Spot)>> {
    said.par_sort_unstable_by(|(one, at), (two, other)| (one, at.file, at.what).cmp(&(two, other.file, other.what)));
    let mut said = said.into_iter().peekable();
    std::iter::from_fn(move || {
        loop {
            let first = said.next()?;
            let mut group = vec![first];
            while let Some(same) = said.next_if(|(next, _)| *next == group[0].0) {
                group.push(same);
            }
            if group.len() > 1 {
                return Some(group);
            }
        }
    })
}

fn spots(group: Vec<(String, Spot)>) -> Vec<Spot> {
    group.into_iter().map(|(_, spot)| spot).collect()
}

fn tax_numbers(briefs: &[Brief]) -> Vec<Vec<Spot>> {
    let said = briefs.par_iter().enumerate().filter_map(|(file, brief)| {
        let number = half_width(brief.tax_id.as_deref()?).to_uppercase().replace([' ', '-'], "");
        (!number.is_empty()).then_some((number, Spot { file, what: What::TaxNumber }))
    });
    grouped(said.collect()).map(spots).collect()
}

/// By name, and by what else a client is called. Two clients may share an alias, so one of the two is always a name.
fn names(briefs: &[Brief], bare: &[String]) -> Vec<Vec<Spot>> {
    let said = briefs.par_iter().enumerate().flat_map_iter(|(file, brief)| {
        let alias = move |(at, alias): (usize, &String)| (bare_name(alias), Spot { file, what: What::Alias(at) });
        let name = (bare[file].clone(), Spot { file, what: What::Name });
        std::iter::once(name).chain(brief.aliases.iter().enumerate().map(alias)).filter(|(name, _)| !name.is_empty())
    });
    let named = |group: &Vec<(String, Spot)>| group.iter().any(|(_, spot)| spot.what == What::Name);
    grouped(said.collect()).filter(named).map(spots).collect()
}

/// Names in which one letter differs: they have a name in common that lacks one letter of each.
fn similar_names(briefs: &[Brief], bare: &[String]) -> Vec<Vec<Spot>> {
    let lacking = bare.par_iter().enumerate().flat_map_iter(|(file, bare)| {
        let (letters, bytes): (Vec<(usize, char)>, _) = (bare.char_indices().collect(), bare.as_bytes());
        // In shorter names one letter makes another name.
        let enough = letters.len() >= 9;
        let without = move |(at, letter): (usize, char)| fnv(bytes[..at].iter().chain(&bytes[at + letter.len_utf8()..]));
        let all = letters.into_iter().map(without).chain([fnv(bytes)]);
        all.filter(move |_| enough).map(move |hash| (hash, file))
    });
    let mut lacking: Vec<(u64, usize)> = lacking.collect();
    lacking.par_sort_unstable();
    lacking.dedup();
    let mut pairs = BTreeSet::new();
    for group in lacking.chunk_by(|one, two| one.0 == two.0).filter(|group| group.len() > 1) {
        let first = group[0].1;
        let near = |file: usize| {
            let (one, two) = (&briefs[first].name, &briefs[file].name);
            digits(one) == digits(two) && resemble(one, two)
        };
        pairs.extend(group[1..].iter().map(|(_, file)| *file).filter(|file| near(*file)).map(|file| (first, file)));
    }
    let spot = |file| Spot { file, what: What::NearName };
    pairs.into_iter().map(|(one, two)| vec![spot(one), spot(two)]).collect()
}

/// Numbers with fewer digits are those of services, not of people.
const TELLING_DIGITS: usize = 8;

/// By phone numbers, with or without what is dialled before them, and mail addresses.
fn reached_by(briefs: &[Brief]) -> Vec<Vec<Spot>> {
    let said = briefs.par_iter().enumerate().flat_map_iter(|(file, brief)| {
        brief.reached_by.iter().enumerate().filter_map(move |(at, (_, way))| {
            let spot = Spot { file, what: What::Way(at) };
            if way.contains('@') {
                return Some((fold(way), spot));
            }
            let number = digits(&fold(way));
            Some((number[number.len().checked_sub(TELLING_DIGITS)?..].to_string(), spot))
        })
    });
    let same = |group: Vec<(String, Spot)>| {
        let mut spots = spots(group);
        let way = |spot: &Spot| match spot.what {
            What::Way(at) => briefs[spot.file].reached_by[at].1.as_str(),
            _ => "",
        };
        let first = way(&spots[0]);
        spots.retain(|spot| first.contains('@') || same_number(first, way(spot)));
        spots
    };
    grouped(said.collect()).map(same).collect()
}
