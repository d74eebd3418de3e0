//! What both sides say of a handover.

use serde::{Deserialize, Serialize};

use crate::lang::Text;
use crate::record::Day;

/// One person's answers to the questionnaire.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SurveyReply {
    /// Who: the id of a person.
    pub by: Option<String>,
    /// On which side.
    pub side: Option<Side>,
    /// The day.
    pub on: Option<Day>,
    /// The points given.
    #[serde(default)]
    pub answers: Answers,
    /// In words.
    pub comment: Option<String>,
}

/// The side of a handover that somebody is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Handed over.
    Giver,
    /// Took over.
    Receiver,
}

impl Side {
    /// How it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Receiver => "receiver",
        }
    }

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::Giver => Text::fixed("giver", "交接人"),
            Self::Receiver => Text::fixed("receiver", "接手人"),
        }
    }
}

/// Points from 1, poor, to 5, very good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Was everything there?
    pub completeness: Option<u8>,
    /// Was it right?
    pub accuracy: Option<u8>,
    /// Was it in time?
    pub timeliness: Option<u8>,
    /// Did the two sides talk well?
    pub communication: Option<u8>,
}

impl Answers {
    /// The four questions by their keys, with their names for people and the points given.
    pub const fn all(&self) -> [(&'static str, Text, Option<u8>); 4] {
        [
            ("completeness", Text::fixed("completeness", "完整性"), self.completeness),
            ("accuracy", Text::fixed("accuracy", "准确性"), self.accuracy),
            ("timeliness", Text::fixed("timeliness", "及时性"), self.timeliness),
            ("communication", Text::fixed("communication", "沟通顺畅"), self.communication),
        ]
    }
}
