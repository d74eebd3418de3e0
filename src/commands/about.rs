//! What can be said about a contact person or a deal on the command line, and how it goes into the record.

use clap::Args;

use super::Desk;
use super::entry::{amount, currency, line_if};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Contact, Day, Deal, Money};
use crate::text;

/// What can be said about a contact person.
#[derive(Args, Clone, Debug, Default)]
pub struct AboutContact {
    /// The part that the person plays in the purchase
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// The position in the company
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The phone number
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// The mail address
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// The WeChat id
    #[arg(long, value_name = "ID")]
    wechat: Option<String>,
    /// The attitude to our proposal
    #[arg(long, value_name = "ATTITUDE")]
    attitude: Option<String>,
}

/// What can be said about a deal.
#[derive(Args, Clone, Debug, Default)]
pub struct AboutDeal {
    /// What the deal is worth: `480000`, `48万`, `480k`, `USD 30k`
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    value: Option<String>,
    /// The currency, where it is not the team's: an ISO 4217 code
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The day on which it is expected to be signed
    #[arg(long, value_name = "DATE")]
    close: Option<String>,
    /// The client's degree of interest
    #[arg(long, value_name = "DEGREE")]
    intent: Option<String>,
}

impl AboutContact {
    /// The first option that was given.
    pub fn first(&self) -> Option<&'static str> {
        let given = [
            (&self.role, "--role"),
            (&self.title, "--title"),
            (&self.phone, "--phone"),
            (&self.email, "--email"),
            (&self.wechat, "--wechat"),
            (&self.attitude, "--attitude"),
        ];
        given.into_iter().find(|(said, _)| said.is_some()).map(|(_, option)| option)
    }

    /// Puts what was said into the contact.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous` for a word that is not the team's; `Usage` for an empty one.
    pub fn put(&self, desk: &Desk, contact: &mut Contact) -> Result<()> {
        let vocabulary = &desk.team.vocabulary;
        if let Some(said) = &self.role {
            contact.role = Some(desk.term(&vocabulary.roles, said, Text::fixed("role", "角色"))?);
        }
        if let Some(said) = &self.attitude {
            contact.attitude = Some(desk.term(&vocabulary.attitudes, said, Text::fixed("attitude", "态度"))?);
        }
        if let Some(said) = line_if(self.title.as_deref(), &Text::fixed("title", "职务"))? {
            contact.title = Some(said);
        }
        self.put_reach(contact)
    }

    /// Puts in only how the person is reached.
    ///
    /// # Errors
    /// `Usage` for an empty word.
    pub fn put_reach(&self, contact: &mut Contact) -> Result<()> {
        for (said, what, place) in [
            (&self.phone, Text::fixed("phone number", "电话号码"), &mut contact.phone),
            (&self.email, Text::fixed("mail address", "邮箱"), &mut contact.email),
            (&self.wechat, Text::fixed("WeChat id", "微信号"), &mut contact.wechat),
        ] {
            if let Some(said) = line_if(said.as_deref(), &what)? {
                *place = Some(said);
            }
        }
        Ok(())
    }
}

impl AboutDeal {
    /// The first option that was given.
    pub fn first(&self) -> Option<&'static str> {
        let given = [
            (&self.value, "--value"),
            (&self.currency, "--currency"),
            (&self.close, "--close"),
            (&self.intent, "--intent"),
        ];
        given.into_iter().find(|(said, _)| said.is_some()).map(|(_, option)| option)
    }

    /// Puts what was said into the deal.
    ///
    /// # Errors
    /// `Usage` for what is no amount, currency or coming day; `NotFound` for a degree of interest that is not the
    /// team's.
    pub fn put(&self, desk: &Desk, deal: &mut Deal) -> Result<()> {
        if let Some(said) = &self.value {
            let Money { amount: value, currency: named } = amount(said, &desk.team.team.currency)?;
            if value.0.is_sign_negative() {
                return Err(Error::new(
                    Kind::Usage,
                    Text::fixed("the value of a deal is not negative", "商机金额不能是负数"),
                ));
            }
            deal.value = Some(value);
            if let (Some(code), Some(other)) = (named, &self.currency)
                && currency(other)? != code
            {
                return Err(Error::new(
                    Kind::Usage,
                    text!(
                        "“{said}” is in {code}, and `--currency` says {other}",
                        "“{said}”是 {code}，`--currency` 却是 {other}"
                    ),
                ));
            }
            if let Some(code) = named {
                deal.currency = (code != desk.team.team.currency).then(|| code.to_string());
            }
        }
        if let Some(said) = &self.currency {
            let code = currency(said)?;
            deal.currency = (code != desk.team.team.currency).then_some(code);
        }
        if let Some(said) = &self.close {
            deal.expected_close = Some(Day(desk.deadline(said)?.date));
        }
        if let Some(said) = &self.intent {
            let intents = &desk.team.vocabulary.intents;
            deal.intent = Some(desk.term(intents, said, Text::fixed("degree of interest", "意向程度"))?);
        }
        Ok(())
    }
}
