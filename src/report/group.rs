//! What figures are grouped by.

use super::{Course, Question, Subject};
use crate::document::{Cell, Tone};
use crate::lang::Text;

/// A way to group deals or clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Whose result it is.
    Owner,
    /// The stage of the deal.
    Stage,
    /// The client's region.
    Region,
    /// The client's class.
    Class,
    /// How the client came.
    Source,
    /// The client's industry, first level.
    Industry,
    /// What is being sold: the deal's name.
    Product,
    /// The week, Monday to Sunday.
    Week,
    /// The month.
    Month,
    /// The quarter.
    Quarter,
    /// The client.
    Client,
    /// Why it was lost.
    Reason,
    /// To whom it was lost.
    Competitor,
    /// By which means of contact.
    Method,
    /// Who of the team.
    Person,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Owner,
        Self::Stage,
        Self::Region,
        Self::Class,
        Self::Source,
        Self::Industry,
        Self::Product,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Client,
        Self::Reason,
        Self::Competitor,
        Self::Method,
        Self::Person,
    ];

    /// How it is typed, and its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Stage => "stage",
            Self::Region => "region",
            Self::Class => "class",
            Self::Source => "source",
            Self::Industry => "industry",
            Self::Product => "product",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Client => "client",
            Self::Reason => "reason",
            Self::Competitor => "competitor",
            Self::Method => "method",
            Self::Person => "person",
        }
    }

    /// The title of its column.
    pub const fn title(self) -> Text {
        match self {
            Self::Owner => Text::fixed("Owner", "负责人"),
            Self::Stage => Text::fixed("Stage", "阶段"),
            Self::Region => Text::fixed("Region", "区域"),
            Self::Class => Text::fixed("Class", "分类"),
            Self::Source => Text::fixed("Source", "来源渠道"),
            Self::Industry => Text::fixed("Industry", "行业"),
            Self::Product => Text::fixed("Product", "产品"),
            Self::Week => Text::fixed("Week", "周"),
            Self::Month => Text::fixed("Month", "月份"),
            Self::Quarter => Text::fixed("Quarter", "季度"),
            Self::Client => Text::fixed("Client", "客户"),
            Self::Reason => Text::fixed("Reason", "原因"),
            Self::Competitor => Text::fixed("Competitor", "竞争对手"),
            Self::Method => Text::fixed("Method", "方式"),
            Self::Person => Text::fixed("Person", "人员"),
        }
    }
}

/// The name of a group, with its place among the others: what has no name comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    place: usize,
    name: Option<String>,
}

impl Group {
    /// A group by its name; groups stand in the order of their names.
    pub fn named(name: Option<impl Into<String>>) -> Self {
        let name = name.map(Into::into);
        Self { place: if name.is_some() { 0 } else { usize::MAX }, name }
    }

    /// A group that stands at a place of its own.
    pub fn at(place: usize, name: impl Into<String>) -> Self {
        Self { place, name: Some(name.into()) }
    }

    /// The group as a cell: people by their names, what has none as `(none)`.
    pub fn cell(&self, by: By, question: &Question<'_>) -> Cell {
        match (&self.name, by) {
            (None, _) => Cell::label("", Text::fixed("(none)", "（无）")).toned(Tone::Dim),
            (Some(id), By::Owner | By::Person) => question.person(Some(id)),
            (Some(name), _) => Cell::text(name.as_str()),
        }
    }
}

impl Subject<'_> {
    /// The group of a deal, for what does not depend on a day.
    pub fn group(&self, by: By, course: &Course) -> Group {
        let client = self.client;
        match by {
            By::Stage => course.stage.map_or_else(
                || Group::named(None::<String>),
                |at| Group::at(at, self.question.team.stages.0[at].name.clone()),
            ),
            By::Region => Group::named(client.region.as_deref()),
            By::Class => Group::named(client.class.as_deref()),
            By::Source => Group::named(client.source.as_deref()),
            // The first of its two levels.
            By::Industry => Group::named(client.industry.as_deref().and_then(|industry| industry.split('-').next())),
            By::Product => Group::named(Some(course.deal.as_str())),
            By::Client => Group::named(Some(client.client.as_str())),
            _ => Group::named(course.owner.as_deref()),
        }
    }
}
