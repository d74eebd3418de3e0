use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, Which, takes_part};
use super::told;
use crate::commands::entry::{line_if, standard_input, words};
use crate::commands::shown::{object, record_json};
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::Result;
use crate::lang::Text;
use crate::record::handover::{Meeting, Part, Participant};
use crate::record::{Day, Handover};

/// The meeting.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// When it is
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// Where it is
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Somebody else who takes part; may be repeated
    #[arg(long, value_name = "PERSON")]
    with: Vec<String>,
    /// It was held; the day, today when it is left out
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "today")]
    held: Option<String>,
    /// What was said and agreed; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    minutes: Option<String>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Shows the meeting, or changes it.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::open_handover(desk, args.which.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let minutes = match args.minutes.as_deref() {
        Some("-") => Some(standard_input()?),
        said => said.map(str::to_string),
    };
    let minutes = minutes.map(|said| words(&said, &Text::fixed("minutes", "会议纪要"))).transpose()?;
    let dry = args.writing.dry_run;
    let (change, meeting) = desk.store.change_handover(&file.path, dry, |handover| {
        set(args, desk, handover, minutes.clone())?;
        Ok(handover.meeting.clone().unwrap_or_default())
    })?;
    let mut document = Document::new();
    document.paragraph(
        Line::new().good(Text::fixed("The meeting", "交接会议")).plain("  ").dim(file.name().to_string()),
    );
    document.push(Block::Pairs(pairs(desk, &meeting)));
    if let Some(minutes) = &meeting.minutes {
        document.push(Block::Verbatim(minutes.clone()));
    }
    let data = object(json!({"meeting": record_json(&meeting)}));
    Ok(told::written("handover-meeting", file.name(), &[change], dry, document, data))
}

fn set(args: &Args, desk: &Desk, handover: &mut Handover, minutes: Option<String>) -> Result<()> {
    let mut meeting = handover.meeting.take().unwrap_or_default();
    if let Some(said) = &args.at {
        meeting.at = Some(desk.deadline(said)?);
    }
    meeting.place = line_if(args.place.as_deref(), &Text::fixed("place", "地点"))?.or(meeting.place);
    for said in &args.with {
        let person = desk.person(said)?.id.clone();
        if meeting.people.iter().all(|known| known.person != person) {
            let part = Part::ALL.into_iter().find(|part| handover.people(*part).contains(&person.as_str()));
            meeting.people.push(Participant { person, part });
        }
    }
    if let Some(said) = &args.held {
        meeting.held = Some(Day(desk.past(said)?.date));
    }
    if minutes.is_some() {
        meeting.held = meeting.held.or(Some(Day(desk.clock.today())));
        meeting.minutes = minutes;
    }
    handover.meeting = Some(meeting);
    Ok(())
}

fn pairs(desk: &Desk, meeting: &Meeting) -> Vec<(Text, Line)> {
    let mut pairs = Vec::new();
    if let Some(at) = meeting.at {
        pairs.push((Text::fixed("when", "时间"), Line::from(desk.moment_text(at))));
    }
    if let Some(place) = &meeting.place {
        pairs.push((Text::fixed("where", "地点"), Line::from(place.clone())));
    }
    let mut people = Line::new();
    for (at, one) in meeting.people.iter().enumerate() {
        people = if at > 0 { people.plain(Text::fixed(", ", "、")) } else { people };
        people = people.plain(desk.person_name(&one.person));
        if let Some(part) = one.part {
            let part = part.shown();
            people = people.dim(Text::new(format!(" ({})", part.en), format!("（{}）", part.zh)));
        }
    }
    pairs.push((Text::fixed("who", "参加人"), people));
    if let Some(held) = meeting.held {
        pairs.push((Text::fixed("held", "召开日期"), told::day_line(held)));
    }
    pairs
}
