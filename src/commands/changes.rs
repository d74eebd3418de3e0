//! What became different in a thing of a record, said field by field.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Desk;
use super::shown::{object, record_json};
use crate::document::{Cell, Line};
use crate::lang::Text;
use crate::record::{Amount, Moment};

/// The fields of a thing before and after, where they differ.
#[derive(Clone, Debug, Default)]
pub struct Changes(Vec<Change>);

#[derive(Clone, Debug)]
struct Change {
    key: String,
    from: Value,
    to: Value,
}

/// How the value of a field is read.
#[derive(Clone, Copy)]
enum Form {
    Words,
    When,
    Person,
    Money,
    Percent,
    YesNo,
}

/// The fields of contacts, deals, milestones, promises and projects that commands change, with their names for people.
static FIELDS: [(&str, Text, Form); 32] = [
    ("name", Text::fixed("name", "名称"), Form::Words),
    ("milestone", Text::fixed("milestone", "里程碑"), Form::Words),
    ("promise", Text::fixed("promise", "承诺"), Form::Words),
    ("role", Text::fixed("role", "角色"), Form::Words),
    ("title", Text::fixed("title", "职务"), Form::Words),
    ("phone", Text::fixed("phone", "电话"), Form::Words),
    ("email", Text::fixed("mail", "邮箱"), Form::Words),
    ("wechat", Text::fixed("WeChat", "微信"), Form::Words),
    ("attitude", Text::fixed("attitude", "态度"), Form::Words),
    ("interests", Text::fixed("interests", "兴趣"), Form::Words),
    ("preferences", Text::fixed("preferences", "沟通偏好"), Form::Words),
    ("avoid", Text::fixed("avoid", "避免"), Form::Words),
    ("left", Text::fixed("left", "离职"), Form::When),
    ("stage", Text::fixed("stage", "阶段"), Form::Words),
    ("value", Text::fixed("value", "金额"), Form::Money),
    ("currency", Text::fixed("currency", "币种"), Form::Words),
    ("probability", Text::fixed("probability", "成交概率"), Form::Percent),
    ("expected_close", Text::fixed("close", "预计签约"), Form::When),
    ("intent", Text::fixed("intent", "意向程度"), Form::Words),
    ("competitors", Text::fixed("competitors", "竞争对手"), Form::Words),
    ("to", Text::fixed("to", "对象"), Form::Words),
    ("by", Text::fixed("by", "承诺人"), Form::Person),
    ("on", Text::fixed("on", "承诺日期"), Form::When),
    ("written", Text::fixed("in writing", "书面"), Form::YesNo),
    ("kept", Text::fixed("kept", "兑现"), Form::When),
    ("solution", Text::fixed("solution", "解决办法"), Form::Words),
    ("likelihood", Text::fixed("likelihood", "可能性"), Form::Words),
    ("impact", Text::fixed("impact", "影响"), Form::Words),
    ("measure", Text::fixed("measure", "应对"), Form::Words),
    ("owner", Text::fixed("owner", "负责人"), Form::Person),
    ("due", Text::fixed("due", "期限"), Form::When),
    ("done", Text::fixed("done", "完成"), Form::When),
];

impl Changes {
    /// What differs between a thing before and after; of a new thing, before is its default.
    pub fn between<T: Serialize>(before: &T, after: &T) -> Self {
        let (before, after) = (object(record_json(before)), object(record_json(after)));
        let there = |map: &Map<String, Value>, key: &str| map.get(key).cloned().unwrap_or(Value::Null);
        let keys = FIELDS.iter().map(|(key, ..)| *key);
        let changed = keys.filter(|key| there(&before, key) != there(&after, key));
        Self(
            changed
                .map(|key| Change { key: key.to_string(), from: there(&before, key), to: there(&after, key) })
                .collect(),
        )
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same without a field: one that the headline says.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.0.retain(|change| change.key != key);
        self
    }

    /// As labelled lines; amounts are in `currency`, and where that has changed, they were in the one before.
    pub fn pairs(&self, desk: &Desk, currency: &str) -> Vec<(Text, Line)> {
        let changed = self.0.iter().find(|change| change.key == "currency");
        let before = changed.map_or(currency, |change| change.from.as_str().unwrap_or(&desk.team.team.currency));
        let pair = |change: &Change| {
            let (_, name, form) = FIELDS.iter().find(|(key, ..)| *key == change.key)?;
            let (from, to) = (desk.read(&change.from, *form, before), desk.read(&change.to, *form, currency));
            let line = if from.en.is_empty() { Line::new() } else { Line::from(from).plain(" → ") };
            let line = if to.en.is_empty() { line.plain("—") } else { line.strong(to) };
            Some((name.clone(), line))
        };
        self.0.iter().filter_map(pair).collect()
    }

    /// As data: by key, what it was and what it is.
    pub fn data(&self) -> Value {
        let entry = |change: &Change| (change.key.clone(), json!({"from": change.from, "to": change.to}));
        Value::Object(self.0.iter().map(entry).collect())
    }
}

impl Desk {
    fn read(&self, value: &Value, form: Form, currency: &str) -> Text {
        let words = match value {
            Value::Null => return Text::default(),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().filter_map(Value::as_str).map(str::to_string).collect();
                return Cell::list(items).words();
            }
            Value::String(words) => words.clone(),
            other => other.to_string(),
        };
        let number = || words.parse::<Amount>().map(|amount| amount.0).ok();
        let cell = match form {
            Form::Words => None,
            Form::When => words.parse::<Moment>().ok().map(|moment| self.moment_cell(Some(moment))),
            Form::Person => Some(Cell::text(self.person_name(&words))),
            Form::Money => number().map(|value| Cell::amount(value, Arc::<str>::from(currency))),
            Form::Percent => number().map(Cell::Percent),
            Form::YesNo => {
                let yes = words == "true";
                return if yes { Text::fixed("yes", "是") } else { Text::fixed("no", "否") };
            }
        };
        cell.unwrap_or_else(|| Cell::text(words)).words()
    }
}
