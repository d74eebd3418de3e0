//! What is on a person's desk: clients, open deals, what they are worth, what is overdue.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::commands::due::{Counts, Rows};
use crate::commands::shown::{object, record_json};
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Cell, Document, Line};
use crate::error::Result;
use crate::lang::{Text, list};
use crate::record::{Amount, Client, Person};

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

/// The person with the figures of the clients that the team works with.
pub fn show(desk: &Desk, person: &Person) -> Result<Outcome> {
    let own = desk.store.scan(desk.store.files(false), |_, client| open_deals(desk, person, &client));
    let wish = desk.wish(&Rows { owner: Some(person.id.clone()), ..Rows::default() })?;
    let overdue = Counts::of(&desk.due(&wish).found).overdue();
    let mut values: BTreeMap<&str, Decimal> = BTreeMap::new();
    for (value, currency) in own.found.iter().flatten() {
        *values.entry(currency).or_default() += value.unwrap_or_default();
    }
    let (clients, deals) = (own.found.len(), own.found.iter().flatten().count());
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
    pairs.push((Text::fixed("open deals", "进行中的商机"), Line::from(deals.to_string())));
    let worth = values.iter().filter(|(_, value)| !value.is_zero());
    let worth: Vec<Text> = worth.map(|(currency, value)| Cell::amount(*value, *currency).words()).collect();
    if !worth.is_empty() {
        pairs.push((Text::fixed("open value", "商机金额"), Line::from(list(&worth))));
    }
    let late = Text::same(overdue.to_string());
    pairs.push((Text::fixed("overdue", "逾期"), if overdue > 0 { Line::new().bad(late) } else { Line::new().good(late) }));
    document.push(Block::Pairs(pairs));
    Ok(Outcome::document("person", document, Value::Object(data)).problems(own.problems))
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

/// The value and the currency of every open deal, when the client is the person's.
fn open_deals(desk: &Desk, person: &Person, client: &Client) -> Option<Vec<(Option<Decimal>, String)>> {
    let open = || client.open_deals(&desk.team).into_iter().map(|index| &client.deals[index]);
    let own = client.owner.as_deref() == Some(person.id.as_str());
    own.then(|| open().map(|deal| (deal.value.map(|value| value.0), desk.currency(deal).to_string())).collect())
}
