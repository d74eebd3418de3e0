//! The few words that a handover's file uses, with their names for people.

use serde::{Deserialize, Serialize};

use crate::lang::Text;

/// What kind of handover it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HandoverKind {
    /// For good.
    #[default]
    Full,
    /// While the giver is away; afterwards the clients go back.
    Temporary,
    /// At once: owners change first, acceptance follows.
    Emergency,
}

impl HandoverKind {
    /// How it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Temporary => "temporary",
            Self::Emergency => "emergency",
        }
    }

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::Full => Text::fixed("full handover", "正式交接"),
            Self::Temporary => Text::fixed("temporary handover", "临时交接"),
            Self::Emergency => Text::fixed("emergency handover", "紧急交接"),
        }
    }
}

/// Why clients are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// The giver leaves the company.
    Leaving,
    /// The giver takes over other work.
    Transfer,
    /// The giver is away for a time.
    Leave,
}

impl Reason {
    /// How it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leaving => "leaving",
            Self::Transfer => "transfer",
            Self::Leave => "leave",
        }
    }

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::Leaving => Text::fixed("leaving the company", "离职"),
            Self::Transfer => Text::fixed("other work", "调岗"),
            Self::Leave => Text::fixed("leave", "休假"),
        }
    }
}

/// The part that somebody plays in a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Hands over.
    #[serde(alias = "交接人", alias = "交接者", alias = "交出方")]
    Giver,
    /// Takes over.
    #[serde(alias = "接手人", alias = "接手者")]
    Receiver,
    /// Watches over it.
    #[serde(alias = "监交人")]
    Supervisor,
    /// Confirms contracts and money.
    #[serde(alias = "财务")]
    Finance,
    /// Heads the department.
    #[serde(alias = "head of department", alias = "部门负责人")]
    Head,
}

impl Part {
    /// Every part, in the order in which they sign.
    pub const ALL: [Self; 5] = [Self::Giver, Self::Receiver, Self::Supervisor, Self::Finance, Self::Head];

    /// How it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Receiver => "receiver",
            Self::Supervisor => "supervisor",
            Self::Finance => "finance",
            Self::Head => "head",
        }
    }

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::Giver => Text::fixed("giver", "交接人"),
            Self::Receiver => Text::fixed("receiver", "接手人"),
            Self::Supervisor => Text::fixed("supervisor", "监交人"),
            Self::Finance => Text::fixed("finance", "财务"),
            Self::Head => Text::fixed("head of department", "部门负责人"),
        }
    }
}

/// When a point of the checklists is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Before the meeting.
    Before,
    /// While clients are handed over.
    During,
    /// In the transition.
    After,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Self; 3] = [Self::Before, Self::During, Self::After];

    /// How it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
        }
    }

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::Before => Text::fixed("before", "交接前"),
            Self::During => Text::fixed("during", "交接中"),
            Self::After => Text::fixed("after", "交接后"),
        }
    }
}

/// What an action of the transition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlannedKind {
    /// To tell the client who looks after it now.
    Notice,
    /// To see the client together.
    Visit,
    /// To ask how it goes.
    CheckIn,
}

impl PlannedKind {
    /// How it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Visit => "visit",
            Self::CheckIn => "check-in",
        }
    }

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::Notice => Text::fixed("notice to the client", "告知客户"),
            Self::Visit => Text::fixed("joint visit", "共同拜访"),
            Self::CheckIn => Text::fixed("check-in", "过渡期回访"),
        }
    }
}
