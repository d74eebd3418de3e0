//! Actions that end or are moved: which one is meant, and which open deals are left without a next one.

use serde_json::{Value, json};

use super::Desk;
use super::shown::{headline, object, record_json};
use crate::document::{Block, Document, Line};
use crate::lang::Text;
use crate::lang::quoted;
use crate::record::{Action, Client};
use crate::text;

/// An action after it was ended or moved.
pub struct Ended {
    /// The client's name.
    pub client: String,
    /// The action.
    pub action: Action,
    /// The open deals that it leaves without a next action, by name.
    pub without_next: Vec<String>,
}

impl Ended {
    /// The action at `index` of the client, and what its end leaves behind.
    pub fn of(desk: &Desk, client: &Client, index: usize) -> Self {
        let action = client.actions[index].clone();
        let left = client.open_deals(&desk.team).into_iter().map(|at| &client.deals[at]).filter(|deal| {
            action.deal.as_deref().is_none_or(|name| name == deal.name) && !client.has_next_action(deal)
        });
        let without_next = left.map(|deal| deal.name.clone()).collect();
        Self { client: client.client.clone(), action, without_next }
    }

    /// What is said to people: what was done to the action of whom, the particulars, then what is missing now.
    pub fn document(&self, done: Text, particulars: Vec<(Text, Line)>, said: &str) -> Document {
        let mut document = Document::new();
        document.paragraph(headline(done, &self.client, self.action.deal.as_deref()));
        let id = self.action.id.clone().unwrap_or_default();
        let gap = if id.is_empty() { "" } else { "  " };
        let deed = Line::new().dim(id).plain(gap).strong(self.action.action.clone());
        let mut pairs = vec![(Text::fixed("action", "行动"), deed)];
        pairs.extend(particulars);
        document.push(Block::Pairs(pairs));
        for deal in &self.without_next {
            let client = quoted(said);
            document.paragraph(
                Line::new().warn(text!("No next action left for “{deal}”: ", "“{deal}”没有下一步行动了：")).plain(
                    text!(
                        "`salesrec log {client} \"what was said\" --next \"a concrete deed\" --due DATE`",
                        "`salesrec log {client} \"沟通内容\" --next \"具体行动\" --due 日期`"
                    ),
                ),
            );
        }
        document
    }

    /// What is said to programs.
    pub fn data(&self) -> serde_json::Map<String, Value> {
        object(json!({"action": record_json(&self.action), "without_next": self.without_next}))
    }
}
