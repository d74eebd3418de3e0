//! The command that supplies each fact.

use super::Fact;
use crate::lang::Text;
use crate::text;

impl Fact {
    /// The command that supplies the fact. `client` is as it is typed, quoted for a shell; `deal` is ` --deal NAME` where
    /// the client has several, else empty; `decides` is a role that decides.
    pub fn mend(self, client: &str, deal: &str, decides: &str) -> Text {
        match self {
            Self::Industry => text!(
                "`salesrec edit {client}`: industry, in two levels",
                "`salesrec edit {client}`：补上 industry（两级行业）"
            ),
            Self::Source => {
                text!("`salesrec edit {client}`: source", "`salesrec edit {client}`：补上 source（来源渠道）")
            }
            Self::Contact => {
                text!("`salesrec contact {client} NAME --phone …`", "`salesrec contact {client} 姓名 --phone …`")
            }
            Self::DecisionMaker => text!(
                "`salesrec contact {client} NAME --role {decides}`",
                "`salesrec contact {client} 姓名 --role {decides}`"
            ),
            Self::Needs => {
                text!("`salesrec need add {client} \"NEED\"{deal}`", "`salesrec need add {client} \"需求\"{deal}`")
            }
            Self::Pains => text!(
                "`salesrec need pain {client} \"PAIN\" --need \"NEED\"{deal}`",
                "`salesrec need pain {client} \"痛点\" --need \"需求\"{deal}`"
            ),
            Self::Value => {
                text!(
                    "`salesrec deal set {client}{deal} --value AMOUNT`",
                    "`salesrec deal set {client}{deal} --value 金额`"
                )
            }
            Self::ExpectedClose => {
                text!(
                    "`salesrec deal set {client}{deal} --close DATE`",
                    "`salesrec deal set {client}{deal} --close 日期`"
                )
            }
            Self::Intent => {
                text!(
                    "`salesrec deal set {client}{deal} --intent DEGREE`",
                    "`salesrec deal set {client}{deal} --intent 意向程度`"
                )
            }
            Self::Competitors => text!(
                "`salesrec deal set {client}{deal} --competitor NAME`",
                "`salesrec deal set {client}{deal} --competitor 名称`"
            ),
            Self::ProjectGoal => {
                text!(
                    "`salesrec project goal {client} \"GOAL\"{deal}`",
                    "`salesrec project goal {client} \"目标\"{deal}`"
                )
            }
            Self::Contract => {
                text!("`salesrec edit {client}`: contracts", "`salesrec edit {client}`：补上 contracts（合同）")
            }
            Self::NextAction => text!(
                "`salesrec log {client} …{deal} --next \"DEED\" --due DATE`",
                "`salesrec log {client} …{deal} --next \"具体行动\" --due 日期`"
            ),
            Self::Milestones => text!(
                "`salesrec milestone done {client} \"MILESTONE\"{deal}`",
                "`salesrec milestone done {client} \"里程碑\"{deal}`"
            ),
        }
    }
}
