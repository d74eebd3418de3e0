//! What in a record keeps a figure from being right: counted and named under the table, never silently left out.

use crate::lang::Text;

/// Something that a record lacks or says wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// A deal without a stage.
    NoStage,
    /// A stage that salesrec.toml does not have.
    UnknownStage,
    /// A deal whose history does not end with its stage.
    StageAgainstHistory,
    /// A stage entered on no day.
    UndatedStage,
    /// Stages whose days run backwards.
    StagesOutOfOrder,
    /// A stage entered on a day that has not come.
    StageInFuture,
    /// A currency that is none.
    UnknownCurrency,
    /// Somebody whom salesrec.toml does not have.
    UnknownPerson,
    /// A signed contract without its sum, a payment without its day or sum.
    IncompletePaper,
    /// A contact without its time.
    UndatedContact,
    /// A contact, contract, order, payment or survey of a day that has not come.
    NotYet,
    /// A value that could not be read.
    UnreadValue,
}

impl Flaw {
    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoStage => "no_stage",
            Self::UnknownStage => "unknown_stage",
            Self::StageAgainstHistory => "stage_against_history",
            Self::UndatedStage => "undated_stage",
            Self::StagesOutOfOrder => "stages_out_of_order",
            Self::StageInFuture => "stage_in_future",
            Self::UnknownCurrency => "unknown_currency",
            Self::UnknownPerson => "unknown_person",
            Self::IncompletePaper => "incomplete_paper",
            Self::UndatedContact => "undated_contact",
            Self::NotYet => "not_yet",
            Self::UnreadValue => "unread_value",
        }
    }

    /// What it means for the figures.
    pub const fn words(self) -> Text {
        match self {
            Self::NoStage => {
                Text::fixed("no stage: counted as open, in no stage", "没有阶段：计为进行中，不属于任何阶段")
            }
            Self::UnknownStage => Text::fixed(
                "a stage that salesrec.toml does not have: counted as open, in no stage",
                "阶段不在 salesrec.toml 中：计为进行中，不属于任何阶段",
            ),
            Self::StageAgainstHistory => Text::fixed(
                "the history does not end with the deal's stage: left out of times and conversions",
                "阶段历史的最后一项与当前阶段不符：不计入时长和转化",
            ),
            Self::UndatedStage => Text::fixed(
                "a stage without its day: left out of times and conversions",
                "阶段没有进入日期：不计入时长和转化",
            ),
            Self::StagesOutOfOrder => Text::fixed(
                "the days of the stages run backwards: left out of times and conversions",
                "各阶段日期先后颠倒：不计入时长和转化",
            ),
            Self::StageInFuture => Text::fixed(
                "a stage entered on a day that has not come: left out of times and conversions",
                "进入阶段的日期还没有到：不计入时长和转化",
            ),
            Self::UnknownCurrency => {
                Text::fixed("a currency that is none: its value is left out", "币种无效：金额不计入")
            }
            Self::UnknownPerson => {
                Text::fixed("a person whom salesrec.toml does not have", "人员不在 salesrec.toml 中")
            }
            Self::IncompletePaper => Text::fixed(
                "a signed contract without its sum, or a payment without its day or sum: left out",
                "已签合同没有金额，或回款没有日期或金额：不计入",
            ),
            Self::UndatedContact => {
                Text::fixed("a contact without its time: left out of contacts", "沟通记录没有时间：不计入沟通")
            }
            Self::NotYet => Text::fixed(
                "a contact, contract, order, payment or survey of a day that has not come: left out",
                "沟通、合同、订单、回款或调查的日期还没有到：不计入",
            ),
            Self::UnreadValue => {
                Text::fixed("values that could not be read are counted as absent", "有无法读取的值，按未填写计")
            }
        }
    }
}

/// A flaw, and whose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flawed {
    /// What.
    pub flaw: Flaw,
    /// The client's id.
    pub client: String,
    /// The deal, where one is meant.
    pub deal: Option<String>,
}

/// The flaws of one client, as they are met.
#[derive(Debug)]
pub struct Flaws {
    client: String,
    pub(super) met: Vec<Flawed>,
}

impl Flaws {
    pub(super) fn of(client: &str) -> Self {
        Self { client: client.to_string(), met: Vec::new() }
    }

    /// Notes a flaw of the client or of one of its deals; the same one once.
    pub fn add(&mut self, flaw: Flaw, deal: Option<&str>) {
        let new = Flawed { flaw, client: self.client.clone(), deal: deal.map(str::to_string) };
        if !self.met.contains(&new) {
            self.met.push(new);
        }
    }
}
