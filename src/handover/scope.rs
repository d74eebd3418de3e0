//! Which clients are covered, who gets which, and how much that is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Tier, tier};
use crate::clock::Clock;
use crate::record::{Amount, Client, TeamFile, fold};

/// What is known of a client that is to be handed over.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The client's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its sales region.
    pub region: Option<String>,
    /// Its class.
    pub class: Option<String>,
    /// The stages of its deals.
    pub stages: Vec<String>,
    /// What goes with it, by name: tools, documents, rights.
    pub access: Vec<String>,
    /// What a person would carry with it.
    pub load: Load,
    /// How urgent it is.
    pub tier: Tier,
}

impl Covered {
    /// What is known of a client.
    pub fn of(id: &str, client: &Client, team: &TeamFile, clock: &Clock) -> Self {
        Self {
            id: id.to_string(),
            name: client.client.clone(),
            region: client.region.clone(),
            class: client.class.clone(),
            stages: client.deals.iter().filter_map(|deal| deal.stage.clone()).collect(),
            access: client.access.iter().map(|access| access.what.clone()).filter(|what| !what.is_empty()).collect(),
            load: Load::of(client, team, clock),
            tier: tier(client, team, clock),
        }
    }

    /// What its open deals are worth in a currency.
    pub fn value(&self, currency: &str) -> Decimal {
        self.load.values.get(currency).copied().unwrap_or_default()
    }
}

/// Puts the most valuable first: by the open deals in the team's currency, then those in others, which are not converted;
/// then by their number, then by urgency.
pub fn by_value(covered: &mut [Covered], currency: &str) {
    covered.sort_by(|a, b| {
        let foreign = |client: &Covered| client.load.values.values().max().copied();
        let key = |client: &Covered| {
            let value = client.value(currency);
            (Reverse(value), Reverse(foreign(client)), Reverse(client.load.deals), client.tier.tier)
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
}

/// What somebody has to look after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Clients.
    pub clients: usize,
    /// Open deals.
    pub deals: usize,
    /// What they are worth, by currency.
    pub values: BTreeMap<String, Decimal>,
    /// Overdue actions.
    pub overdue: usize,
}

impl Load {
    /// That of one client.
    pub fn of(client: &Client, team: &TeamFile, clock: &Clock) -> Self {
        let mut load = Self { clients: 1, ..Self::default() };
        for at in client.open_deals(team) {
            let deal = &client.deals[at];
            load.deals += 1;
            let currency = deal.currency.as_deref().unwrap_or(&team.team.currency);
            if let Some(Amount(value)) = deal.value {
                *load.values.entry(currency.to_string()).or_default() += value;
            }
        }
        load.overdue = client.actions.iter().filter(|action| action.is_overdue(clock)).count();
        load
    }

    /// Adds another load to it.
    pub fn add(&mut self, other: &Self) {
        self.clients += other.clients;
        self.deals += other.deals;
        self.overdue += other.overdue;
        for (currency, value) in &other.values {
            *self.values.entry(currency.clone()).or_default() += value;
        }
    }
}

/// Which clients a receiver gets: those that meet every condition that is set; without one, those that are left over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// The receiver: the id of a person.
    pub to: String,
    /// The sales region.
    pub region: Option<String>,
    /// The class.
    pub class: Option<String>,
    /// A stage that one of the deals is in.
    pub stage: Option<String>,
    /// What the open deals in the team's currency are worth at least.
    pub at_least: Option<Amount>,
    /// The clients by id.
    pub clients: Vec<String>,
}

impl Rule {
    /// Whether it takes what the others leave.
    pub fn is_rest(&self) -> bool {
        *self == Self { to: self.to.clone(), ..Self::default() }
    }

    fn takes(&self, client: &Covered, currency: &str) -> bool {
        let same = |wanted: &Option<String>, own: Option<&String>| {
            wanted.as_ref().is_none_or(|wanted| own.is_some_and(|own| fold(own) == fold(wanted)))
        };
        same(&self.region, client.region.as_ref())
            && same(&self.class, client.class.as_ref())
            && self.stage.as_ref().is_none_or(|stage| client.stages.contains(stage))
            && self.at_least.is_none_or(|least| client.value(currency) >= least.0)
            && (self.clients.is_empty() || self.clients.contains(&client.id))
    }
}

/// A client that is not given to exactly one receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The client's id.
    pub client: String,
    /// Who would get it: nobody, or several.
    pub receivers: Vec<String>,
}

/// Who gets each client, by its position among the rules; or all clients that nobody or several would get.
pub fn assign(covered: &[Covered], rules: &[Rule], currency: &str) -> Result<Vec<String>, Vec<Misfit>> {
    let mut misfits = Vec::new();
    let mut given = Vec::new();
    for client in covered {
        let taking = |rest: bool| {
            let rules = rules.iter().filter(|rule| rule.is_rest() == rest && rule.takes(client, currency));
            let mut receivers: Vec<String> = rules.map(|rule| rule.to.clone()).collect();
            receivers.sort();
            receivers.dedup();
            receivers
        };
        let mut receivers = taking(false);
        if receivers.is_empty() {
            receivers = taking(true);
        }
        match &receivers[..] {
            [only] => given.push(only.clone()),
            _ => misfits.push(Misfit { client: client.id.clone(), receivers }),
        }
    }
    if misfits.is_empty() { Ok(given) } else { Err(misfits) }
}

/// A balanced split among people with a load and a region each: the heaviest client first, always to whoever then
/// carries least; a person of the client's own region carries it more easily. The answer is a position among the people
/// for each client.
pub fn split(covered: &[Covered], people: &[(Load, Option<String>)], currency: &str) -> Vec<usize> {
    let value = |load: &Load| load.values.get(currency).copied().unwrap_or_default();
    let all: Decimal =
        covered.iter().map(|client| value(&client.load)).chain(people.iter().map(|(load, _)| value(load))).sum();
    let clients = covered.len() + people.iter().map(|(load, _)| load.clients).sum::<usize>();
    // A client counts one; an open deal and an overdue action too; and all the value as much as all the clients.
    let weight = |load: &Load| {
        let counted = Decimal::from(load.clients + load.deals + load.overdue);
        let share = value(load).checked_div(all).unwrap_or_default();
        counted + share * Decimal::from(clients)
    };
    let mut carried: Vec<Decimal> = people.iter().map(|(load, _)| weight(load)).collect();
    let mut order: Vec<usize> = (0..covered.len()).collect();
    order.sort_by_key(|&at| Reverse(weight(&covered[at].load)));
    let mut given = vec![0; covered.len()];
    for at in order {
        let client = &covered[at];
        let own = weight(&client.load);
        let at_home = |person: usize| {
            let region = people[person].1.as_deref();
            region.is_some_and(|region| client.region.as_deref().is_some_and(|own| fold(own) == fold(region)))
        };
        let eased = |person: usize| if at_home(person) { carried[person] } else { carried[person] + own };
        let best = (0..people.len()).min_by_key(|&person| (eased(person), person)).unwrap_or_default();
        carried[best] += own;
        given[at] = best;
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(id: &str, region: &str, value: i64) -> Covered {
        let values = BTreeMap::from([("CNY".to_string(), Decimal::from(value))]);
        Covered {
            id: id.into(),
            name: id.into(),
            region: Some(region.into()),
            class: None,
            stages: vec!["方案呈现".into()],
            access: Vec::new(),
            load: Load { clients: 1, deals: 1, values, overdue: 0 },
            tier: Tier { tier: 2, reasons: Vec::new() },
        }
    }

    fn rule(to: &str) -> Rule {
        Rule { to: to.into(), ..Rule::default() }
    }

    #[test]
    fn the_rest_goes_to_who_takes_the_rest() {
        let covered = [client("a", "华东", 1), client("b", "华南", 2)];
        let rules = [Rule { region: Some("华东".into()), ..rule("x") }, rule("y")];
        assert_eq!(assign(&covered, &rules, "CNY").unwrap(), ["x", "y"]);
        let rules = [
            Rule { at_least: Some(Amount(Decimal::TWO)), ..rule("x") },
            Rule { clients: vec!["a".into()], ..rule("y") },
        ];
        assert_eq!(assign(&covered, &rules, "CNY").unwrap(), ["y", "x"]);
    }

    #[test]
    fn who_is_covered_twice_or_not_at_all_is_named() {
        let covered = [client("a", "华东", 1), client("b", "华南", 2)];
        let rules = [
            Rule { region: Some("华东".into()), ..rule("x") },
            Rule { stage: Some("方案呈现".into()), region: Some("华东".into()), ..rule("y") },
        ];
        let misfits = assign(&covered, &rules, "CNY").unwrap_err();
        assert_eq!(
            misfits,
            [
                Misfit { client: "a".into(), receivers: vec!["x".into(), "y".into()] },
                Misfit { client: "b".into(), receivers: vec![] }
            ]
        );
        assert_eq!(assign(&covered, &[rule("x"), rule("x")], "CNY").unwrap(), ["x", "x"], "twice the same receiver");
    }

    #[test]
    fn a_split_is_even_and_looks_at_what_is_carried_already() {
        let covered: Vec<Covered> = (0..6).map(|at| client(&at.to_string(), "", 100)).collect();
        let nobody = (Load::default(), None);
        let given = split(&covered, &[nobody.clone(), nobody.clone()], "CNY");
        assert_eq!(given.iter().filter(|person| **person == 0).count(), 3);
        let busy = Load { clients: 4, deals: 4, ..Load::default() };
        let given = split(&covered, &[(busy, None), nobody], "CNY");
        assert!(given.iter().filter(|person| **person == 0).count() < 3);
    }

    #[test]
    fn a_client_stays_in_its_region_when_the_load_allows() {
        let covered = [client("a", "华南", 100), client("b", "华东", 100)];
        let people = [(Load::default(), Some("华东".to_string())), (Load::default(), Some("华南".to_string()))];
        assert_eq!(split(&covered, &people, "CNY"), [1, 0]);
    }
}
