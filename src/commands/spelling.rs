//! Names that look like slips of names that are known already: asked about on a terminal, warned of elsewhere.

use std::collections::BTreeSet;

use super::Desk;
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, quoted};
use crate::record::{Client, NEAR, Wanted, digits, fold, resemble};
use crate::store::Problem;
use crate::text;

/// A name that was typed, and the known one that it looks like.
#[derive(Clone, Debug)]
pub struct Slip {
    typed: String,
    near: String,
}

impl Slip {
    /// The warning, with the command that corrects.
    pub fn warning(&self, correct: Text) -> Problem {
        let Self { typed, near } = self;
        let message = text!("“{typed}” looks like “{near}”, which is there already", "“{typed}”与已有的“{near}”相近");
        Problem::warning(Error::new(Kind::Conflict, message).hint(correct))
    }

    /// The known name.
    pub fn near(&self) -> &str {
        &self.near
    }

    /// The name that was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }
}

/// What clients have been said to be, each once.
#[derive(Debug, Default)]
pub struct Said {
    industries: BTreeSet<String>,
    regions: BTreeSet<String>,
}

impl Said {
    /// Notes what one client is said to be.
    pub fn note(&mut self, industry: Option<String>, region: Option<String>) {
        self.industries.extend(industry);
        self.regions.extend(region);
    }
}

impl Desk {
    /// Puts the industry and the region that are meant into a record about to be made, in the place of likely slips of
    /// those of other clients and of the team; elsewhere than on a terminal the warnings come back, with the command that makes the
    /// record once more as it was meant.
    ///
    /// # Errors
    /// As [`Desk::spelling`].
    pub fn said_before(&self, client: &mut Client, mut said: Said, dry_run: bool) -> Result<Vec<Problem>> {
        said.regions.extend(self.team.people.iter().filter_map(|person| person.region.clone()));
        let mut warnings = Vec::new();
        for (value, known, option) in
            [(&mut client.industry, said.industries, "--industry"), (&mut client.region, said.regions, "--region")]
        {
            let Some(typed) = value.as_mut() else { continue };
            let known: Vec<String> = known.into_iter().filter(|known| levels_alike(typed, known)).collect();
            let (meant, slip) = self.spelling(typed, &known)?;
            *typed = meant;
            warnings.extend(slip.map(|slip| {
                let right = quoted(slip.near());
                slip.warning(if dry_run {
                    text!("if that is meant: `{option} {right}`", "如果就是它：`{option} {right}`")
                } else {
                    text!(
                        "if that is meant: `salesrec undo`, then the same again with `{option} {right}`",
                        "如果就是它：先 `salesrec undo`，再用 `{option} {right}` 重新新建"
                    )
                })
            }));
        }
        Ok(warnings)
    }

    /// The industry that is meant by an answer, as [`Desk::said_before`] takes it.
    ///
    /// # Errors
    /// As [`Desk::spelling`].
    pub fn industry(&self, typed: &str) -> Result<String> {
        let scan = self
            .store
            .scan(self.store.files(true), |_, client| client.industry.filter(|known| levels_alike(typed, known)));
        self.spelling(typed, &scan.found).map(|(meant, _)| meant)
    }

    /// The name that is meant: as it was typed, or on a terminal the known one when that is chosen. Elsewhere a likely
    /// slip comes back beside it.
    ///
    /// # Errors
    /// `Stopped` when the question is broken off.
    pub fn spelling(&self, typed: &str, known: &[String]) -> Result<(String, Option<Slip>)> {
        let Some(near) = near(typed, known) else { return Ok((typed.to_string(), None)) };
        if !self.ui.input {
            return Ok((typed.to_string(), Some(Slip { typed: typed.to_string(), near: near.clone() })));
        }
        let question = text!("“{typed}” is new here; which is meant?", "“{typed}”是新的；指的是哪一个？");
        let chosen = self.ui.choose(&question, vec![near.clone(), typed.to_string()], 0)?;
        Ok((if chosen == Some(0) { near.clone() } else { typed.to_string() }, None))
    }

    /// The competitors of all deals, each once.
    pub fn competitors(&self) -> Vec<String> {
        let scan = self.store.scan(self.store.files(true), |_, client| {
            let names: Vec<String> = client.deals.into_iter().flat_map(|deal| deal.competitors).collect();
            (!names.is_empty()).then_some(names)
        });
        let mut names: Vec<String> = scan.found.into_iter().flatten().collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The verb that `typed` is a slip of, if it is none itself: a letter wrong, missing, too many or two exchanged; in a
/// longer word two of that.
pub fn verb_near<'v>(typed: &str, verbs: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    let typed = typed.to_lowercase();
    let slips = |verb: &str| strsim::damerau_levenshtein(&typed, verb);
    let most = |verb: &str| if verb.len() > 5 { 2 } else { 1 };
    verbs.filter(|verb| (1..=most(verb)).contains(&slips(verb))).min_by_key(|verb| slips(verb))
}

/// Whether two industries may be one by a slip: level by level, as most of one trade share the first.
fn levels_alike(one: &str, other: &str) -> bool {
    let levels = |said: &str| said.split(['-', '－', '/']).map(|level| level.trim().to_string()).collect::<Vec<_>>();
    let (one, other) = (levels(one), levels(other));
    let alike =
        |(one, other): (&String, &String)| fold(one) == fold(other) || near(one, std::slice::from_ref(other)).is_some();
    one.len() == other.len() && one.iter().zip(&other).all(alike)
}

/// The known name that `typed` looks like, when it is not one of them. Other numbers are other things: `Line 2`.
fn near<'k>(typed: &str, known: &'k [String]) -> Option<&'k String> {
    let folded = fold(typed);
    if known.iter().any(|name| fold(name) == folded) {
        return None;
    }
    let wanted = Wanted::new(typed);
    let score = |name: &String| {
        if digits(&fold(name)) != digits(&folded) {
            0.0
        } else if resemble(name, typed) {
            1.0
        } else {
            wanted.similarity(name)
        }
    };
    let scored = known.iter().map(|name| (score(name), name)).filter(|(score, _)| *score >= NEAR);
    scored.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_number_is_not() {
        let known = ["苏州启越自动化".to_string(), "Nordvik Systems Ltd".to_string(), "Line 1".to_string()];
        let near = |typed: &str| near(typed, &known).map(String::as_str);
        assert_eq!(near("苏州启跃自动化"), Some("苏州启越自动化"));
        assert_eq!(near("Nordvick Systems"), Some("Nordvik Systems Ltd"));
        assert_eq!(near("Nordvik Systems Limited"), Some("Nordvik Systems Ltd"));
        assert_eq!(near("Line 2"), None);
        assert_eq!(near("nordvik systems ltd"), None, "the same but for case");
        assert_eq!(near("Braun"), None);
    }

    #[test]
    fn a_verb_is_near_by_a_letter_or_two() {
        let near = |typed: &str| verb_near(typed, ["approve", "return", "show"].into_iter());
        assert_eq!(
            ["aprove", "Approev", "retrun", "shw"].map(near),
            [Some("approve"), Some("approve"), Some("return"), Some("show")]
        );
        assert_eq!(["approve", "tom", "who", "she"].map(near), [None; 4]);
    }

    #[test]
    fn industries_are_compared_level_by_level() {
        assert!(levels_alike("制造业-包装材枓", "制造业-包装材料"));
        assert!(levels_alike("Manufactring-batteries", "manufacturing-batteries"));
        assert!(!levels_alike("制造业-新能源电池", "制造业-新能源汽车"), "another branch of one trade");
        assert!(!levels_alike("华东", "华北"));
    }
}
