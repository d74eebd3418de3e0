//! What is on a person's desk: clients, open deals, what they are worth, what is overdue.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::commands::shown::{object, record_json};
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Cell, Document, Line};
use crate::error::Result;
use crate::lang::{Text, count};
use crate::record::{Amount, Client, Person, StageKind};

/// What the person is, as data.
pub fn facts(person: &Person) -> Map<String, Value> {
    object(json!({
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "role": person.role.code(),
        "region": person.region,
        "manager": person.manager,
        "active": person.active,
    }))
}

/// What one client puts on the desk.
#[derive(Default)]
struct Share {
    own: bool,
    /// The value and the currency of every open deal.
    deals: Vec<(Option<Decimal>, String)>,
    overdue: usize,
}

/// The person with the figures of the clients that the team works with.
pub fn show(desk: &Desk, person: &Person) -> Result<Outcome> {
    let scan = desk.store.scan(desk.store.files(false), |_, client| share(desk, person, &client));
    let clients = scan.found.iter().filter(|share| share.own).count();
    let overdue: usize = scan.found.iter().map(|share| share.overdue).sum();
    let mut deals = 0;
    let mut values: BTreeMap<&str, Decimal> = BTreeMap::new();
    for (value, currency) in scan.found.iter().flat_map(|share| &share.deals) {
        deals += 1;
        if let Some(value) = value {
            *values.entry(currency).or_default() += value;
        }
    }
    let mut data = facts(person);
    let listed: Vec<Value> = values
        .iter()
        .map(|(currency, value)| json!({"currency": currency, "value": record_json(&Amount(*value))}))
        .collect();
    data.extend(object(json!({
        "clients": clients,
        "open_deals": deals,
        "open_value": listed,
        "overdue": overdue,
    })));
    let mut document = Document::new();
    let title = Line::new().strong(person.shown().to_string()).plain("  ").plain(person.id.clone()).plain("  ");
    document.paragraph(title.dim(person.role.shown()));
    let mut pairs = about(desk, person);
    pairs.push((Text::fixed("clients", "客户"), Line::from(clients.to_string())));
    let worth = values.iter().map(|(currency, value)| Cell::amount(*value, *currency).words());
    let mut line = Line::from(count(deals, "deal", "deals", "个"));
    for worth in worth {
        line = line.plain("  ").plain(worth);
    }
    pairs.push((Text::fixed("open deals", "进行中的商机"), line));
    let late = Text::same(overdue.to_string());
    pairs.push((Text::fixed("overdue", "逾期"), if overdue > 0 { Line::new().bad(late) } else { Line::new().good(late) }));
    document.push(Block::Pairs(pairs));
    Ok(Outcome::document("person", document, Value::Object(data)).problems(scan.problems))
}

fn about(desk: &Desk, person: &Person) -> Vec<(Text, Line)> {
    let manager = person.manager.as_deref().map(|id| desk.person_name(id));
    let known = [
        (Text::fixed("mail", "邮箱"), person.email.clone()),
        (Text::fixed("region", "区域"), person.region.clone()),
        (Text::fixed("manager", "上级"), manager),
    ];
    let mut pairs: Vec<(Text, Line)> =
        known.into_iter().filter_map(|(label, value)| Some((label, Line::from(value?)))).collect();
    if !person.active {
        pairs.push((Text::fixed("status", "状态"), Line::new().warn(Text::fixed("has left", "离职"))));
    }
    pairs
}

/// What is due falls to its own owner, or, where it has none, to the client's; milestones of lost deals are past.
fn share(desk: &Desk, person: &Person, client: &Client) -> Option<Share> {
    let stages = &desk.team.stages;
    let own = client.owner.as_deref() == Some(person.id.as_str());
    let falls = |owner: Option<&str>| owner.or(client.owner.as_deref()) == Some(person.id.as_str());
    let open = client.open_deals(&desk.team).into_iter().map(|index| &client.deals[index]);
    let deals = open.filter(|_| own).map(|deal| (deal.value.map(|value| value.0), desk.currency(deal).to_string()));
    let deals = deals.collect();
    let actions = client.actions.iter().filter(|action| falls(action.owner.as_deref()) && action.is_overdue(&desk.clock));
    let milestones = client.deals.iter().filter(|deal| stages.kind(deal) != StageKind::Lost).flat_map(|deal| &deal.milestones);
    let now = desk.clock.now();
    let late = milestones.filter(|milestone| {
        let passed = milestone.due.is_some_and(|due| due.end(&desk.clock) < now);
        passed && milestone.done.is_none() && falls(milestone.owner.as_deref())
    });
    let share = Share { own, deals, overdue: actions.count() + late.count() };
    (share.own || share.overdue > 0).then_some(share)
}
