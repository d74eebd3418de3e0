//! Tests of the whole room, on a small record of their own.

mod editing;
mod laws;
mod listing;
mod poison;
mod quick;
mod reading;
mod scribe;
mod setting;

use serde::{Deserialize, Serialize};

/// A client file in small: every shape that the real one has.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Card {
    pub client: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub value: Option<u64>,
    #[serde(default)]
    pub written: Option<bool>,
    #[serde(default)]
    pub deals: Vec<Deal>,
    #[serde(default)]
    pub log: Vec<Entry>,
    #[serde(default)]
    pub lost: Option<Lost>,
    #[serde(default)]
    pub notes: Option<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Deal {
    pub name: String,
    #[serde(default)]
    pub stage: Option<String>,
    #[serde(default)]
    pub probability: Option<u8>,
    #[serde(default)]
    pub needs: Vec<Need>,
    #[serde(default)]
    pub rivals: Vec<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Need {
    pub need: String,
    #[serde(default)]
    pub kind: Option<Kind>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Stated,
    Latent,
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Entry {
    pub at: String,
    pub by: String,
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub summary: Option<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Lost {
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
}
