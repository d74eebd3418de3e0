//! The reminder to hand in the week, as a calendar file that everybody imports once.

use std::path::Path;

use chrono::TimeDelta;

use crate::clock::{Clock, Week};
use crate::commands::env;
use crate::config;
use crate::document::ics::{self, Event, Head};
use crate::error::Result;
use crate::lang::{Lang, Text};
use crate::record::TeamFile;
use crate::store::SETTINGS;

/// Where it lies.
pub(super) const PATH: &str = "reviews/reminder.ics";

/// The reminder: every Friday, an hour before close of work by these settings.
///
/// # Errors
/// `Unreadable` when the settings do not parse.
pub(super) fn calendar(settings: &str, lang: Lang) -> Result<String> {
    let team: TeamFile = config::parse(Path::new(SETTINGS), settings)?;
    let clock = Clock::new(&team.team.timezone, env("SALESREC_NOW").as_deref())?;
    let this = Week::of(clock.today()).friday();
    let first = if this < clock.today() { this + TimeDelta::days(7) } else { this };
    let (time, _) = team.review.close.overflowing_sub_signed(TimeDelta::hours(1));
    let said = |text: Text| text.get(lang).to_string();
    let event = Event {
        uid: "weekly-review@salesrec".to_string(),
        date: first,
        time: Some(time),
        summary: said(Text::fixed("Submit the week's records", "提交本周销售档案")),
        description: vec![
            said(Text::fixed("First: salesrec lint, salesrec overdue", "先看：salesrec lint，salesrec overdue")),
            said(Text::fixed("Then: salesrec submit", "再提交：salesrec submit")),
        ],
        priority: None,
        alarm: true,
        weekly: true,
    };
    let name = format!("salesrec {}", team.team.name);
    Ok(ics::write(&[event], Head { name: &name, zone: clock.zone(), now: clock.utc(), lang: lang.code() }))
}
