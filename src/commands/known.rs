//! Whose client is it: existing clients that a new one, or one with a new name, may be.

use serde_json::{Value, json};

use super::Desk;
use crate::document::Line;
use crate::error::{Error, Kind};
use crate::lang::{Text, list, quoted};
use crate::record::{Client, fold, resemble, same_number};
use crate::store::{ClientFile, Shelf};
use crate::text;

/// An existing client that has something in common with the new one.
#[derive(Clone, Debug)]
pub struct Known {
    id: String,
    owner: Option<String>,
    archived: bool,
    same: Vec<Same>,
}

/// What two clients have in common, as the existing one has it.
#[derive(Clone, Debug)]
struct Same {
    kind: &'static str,
    what: Text,
    value: String,
}

/// So many are told one by one.
const TOLD: usize = 10;

/// What an existing client has in common with the new one, if anything.
pub fn compare(new: &Client, file: &ClientFile, old: &Client) -> Option<Known> {
    let mut same = Vec::new();
    let mut add = |kind, what: Text, value: &str| same.push(Same { kind, what, value: value.to_string() });
    if let Some(name) = names(old).find(|old| names(new).any(|new| fold(new) == fold(old) || resemble(new, old))) {
        add("name", Text::fixed("name", "名称"), name);
    }
    for contact in &old.contacts {
        let news = || new.contacts.iter();
        if let Some(phone) = &contact.phone
            && news().filter_map(|new| new.phone.as_deref()).any(|new| same_number(new, phone))
        {
            add("phone", Text::fixed("phone", "电话"), phone);
        }
        if let Some(mail) = &contact.email
            && news().filter_map(|new| new.email.as_deref()).any(|new| fold(new) == fold(mail))
        {
            add("email", Text::fixed("mail", "邮箱"), mail);
        }
        if let Some(wechat) = &contact.wechat
            && news().filter_map(|new| new.wechat.as_deref()).any(|new| fold(new) == fold(wechat))
        {
            add("wechat", Text::fixed("WeChat", "微信"), wechat);
        }
    }
    if let (Some(new), Some(old)) = (&new.tax_id, &old.tax_id)
        && letters(new) == letters(old)
    {
        add("tax_id", Text::fixed("tax number", "税号"), old);
    }
    if same.is_empty() {
        return None;
    }
    let archived = file.shelf() == Shelf::Archive;
    Some(Known { id: file.id().to_string(), owner: old.owner.clone(), archived, same })
}

fn names(client: &Client) -> impl Iterator<Item = &str> {
    std::iter::once(&client.client).chain(&client.aliases).map(String::as_str)
}

fn letters(number: &str) -> String {
    fold(number).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Known {
    /// The id, whose client it is, and what is the same, in one line.
    pub fn line(&self, desk: &Desk) -> Text {
        let id = &self.id;
        let whose = match &self.owner {
            Some(owner) => {
                let name = desk.person_name(owner);
                text!("looked after by {name}", "{name}负责")
            }
            None => Text::fixed("looked after by nobody", "无人负责"),
        };
        let archived = if self.archived { Text::fixed(", archived", "，已归档") } else { Text::default() };
        let same: Vec<Text> = self
            .same
            .iter()
            .map(|Same { what, value, .. }| {
                Text::new(format!("{} “{value}”", what.en), format!("{}“{value}”", what.zh))
            })
            .collect();
        let same = list(&same);
        Text::new(
            format!("{id} ({}{}): {}", whose.en, archived.en, same.en),
            format!("{id}（{}{}）：{}", whose.zh, archived.zh, same.zh),
        )
    }

    /// As data.
    pub fn data(&self) -> Value {
        let same = self.same.iter().map(|same| json!({"kind": same.kind, "value": same.value}));
        json!({
            "client": self.id,
            "owner": self.owner,
            "archived": self.archived,
            "same": same.collect::<Vec<_>>(),
        })
    }
}

/// The refusal of a client that may be there already; `force` tells how to go on all the same.
pub fn refuse(desk: &Desk, new: &Client, known: &[Known], force: Text) -> Error {
    let name = &new.client;
    let message = text!("“{name}” may be a client already", "“{name}”可能已经是客户");
    let mut error = Error::new(Kind::Conflict, message);
    for known in known.iter().take(TOLD) {
        error = error.cause(known.line(desk));
    }
    let more = known.len().saturating_sub(TOLD);
    if more > 0 {
        error = error.cause(text!("and {more} more", "另有 {more} 个"));
    }
    if let Some(first) = known.first() {
        let id = quoted(&first.id);
        let all = if first.archived { " --all" } else { "" };
        error =
            error.hint(text!("`salesrec show {id}{all}` shows the record", "`salesrec show {id}{all}` 查看这份记录"));
    }
    error.hint(force).candidates(known.iter().map(|known| known.id.clone()))
}

/// The same, as points of the answer.
pub fn points(desk: &Desk, known: &[Known]) -> Vec<Line> {
    known.iter().take(TOLD).map(|known| Line::new().warn(known.line(desk))).collect()
}
