//! What a team agrees on about the weekly review.

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer};

/// The table `[review]` of salesrec.toml.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewSettings {
    /// Who reviews whose records.
    pub reviewers: Reviewers,
    /// Close of work on the last working day of the week; until then a week is handed in.
    #[serde(deserialize_with = "hour")]
    pub close: NaiveTime,
}

impl Default for ReviewSettings {
    fn default() -> Self {
        Self { reviewers: Reviewers::default(), close: NaiveTime::from_hms_opt(18, 0, 0).unwrap_or(NaiveTime::MIN) }
    }
}

/// Who reviews whose records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reviewers {
    /// The manager of a person, and the managers above; those who have none, any manager.
    #[default]
    Own,
    /// Any manager.
    Any,
}

fn hour<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
    let written = String::deserialize(deserializer)?;
    NaiveTime::parse_from_str(&written, "%H:%M")
        .map_err(|_| serde::de::Error::invalid_value(serde::de::Unexpected::Str(&written), &"an hour such as 18:00"))
}
