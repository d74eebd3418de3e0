use clap::Args as ClapArgs;
use serde_json::json;

use super::about::AboutContact;
use super::changes::Changes;
use super::entry::{line, line_if};
use super::shown::{headline, object, record_json};
use crate::lang::quoted;
use super::{Context, Desk, Outcome, Writing, choose};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, is_blank, list_of};
use crate::record::{Client, Contact, Day, fold, same_number};
use crate::text;

/// Add a contact person to a client, or change one
///
/// A name that the client has already changes that person; a new name adds one. A name that is only like one of them
/// is refused, so that a slip of the finger does not make a second person: `--new` adds it all the same.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The person's name, in full
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    about: AboutContact,
    /// What the person likes to talk about; added to what is there, may be repeated
    #[arg(long, value_name = "INTEREST")]
    interest: Vec<String>,
    /// How the person likes to be dealt with
    #[arg(long, value_name = "TEXT")]
    preferences: Option<String>,
    /// What to avoid
    #[arg(long, value_name = "TEXT")]
    avoid: Option<String>,
    /// The day on which the person left the company
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with = "new")]
    left: Option<String>,
    /// Call the person so from now on, also in the log and in promises
    #[arg(long, value_name = "NEW", conflicts_with = "new")]
    rename: Option<String>,
    /// Add a person although one of a similar name is there
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    writing: Writing,
}

/// What became of the person.
struct Put {
    client: String,
    contact: Contact,
    added: bool,
    renamed: Option<Renamed>,
    changes: Changes,
    /// The positions of the open deals.
    open: Vec<usize>,
}

/// A new name, and how many places followed it.
struct Renamed {
    from: String,
    followed: usize,
}

/// Adds or changes the person.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let file = desk.client(&args.client)?;
    let (change, put) = desk.store.change(&file, args.writing.dry_run, |client| put(&args, &desk, client))?;
    let missing = desk.missing(&change, None, &put.open, &args.client).of_facts();
    let data = json!({
        "contact": record_json(&put.contact),
        "added": put.added,
        "changed": put.changes.data(),
        "missing": missing.data(),
    });
    let mut document = put.document(&desk);
    missing.tell(&mut document);
    Ok(Outcome::written("contact", &change, args.writing.dry_run, document, object(data)))
}

fn put(args: &Args, desk: &Desk, client: &mut Client) -> Result<Put> {
    let name = line(&args.name, &contact_name())?;
    let index = known(args, client, &name)?;
    let before = index.map(|at| client.contacts[at].clone()).unwrap_or_default();
    let mut contact = if index.is_some() { before.clone() } else { Contact { name, ..Contact::default() } };
    describe(args, desk, &mut contact)?;
    let renamed = match &args.rename {
        Some(new) => {
            contact.name = line(new, &contact_name())?;
            rename(client, &before.name, &contact.name)?
        }
        None => None,
    };
    match index {
        Some(at) => client.contacts[at] = contact.clone(),
        None => client.contacts.push(contact.clone()),
    }
    Ok(Put {
        client: client.client.clone(),
        changes: Changes::between(&before, &contact).without("name"),
        contact,
        added: index.is_none(),
        renamed,
        open: client.open_deals(&desk.team),
    })
}

const fn contact_name() -> Text {
    Text::fixed("contact's name", "联系人姓名")
}

fn describe(args: &Args, desk: &Desk, contact: &mut Contact) -> Result<()> {
    args.about.put(desk, contact)?;
    for said in &args.interest {
        let interest = line(said, &Text::fixed("interest", "兴趣"))?;
        if contact.interests.iter().all(|known| fold(known) != fold(&interest)) {
            contact.interests.push(interest);
        }
    }
    if let Some(said) = line_if(args.preferences.as_deref(), &Text::fixed("preferences", "沟通偏好"))? {
        contact.preferences = Some(said);
    }
    if let Some(said) = line_if(args.avoid.as_deref(), &Text::fixed("what to avoid", "要避免的事"))? {
        contact.avoid = Some(said);
    }
    if let Some(said) = &args.left {
        contact.left = Some(Day(desk.past(said)?.date));
    }
    Ok(())
}

/// The person of that very name; none when the name is a new one.
///
/// # Errors
/// `Ambiguous` when it is like one that is there, or two people have it; `NotFound` when it is new, but somebody who
/// is there is meant.
fn known(args: &Args, client: &Client, name: &str) -> Result<Option<usize>> {
    let same: Vec<usize> =
        (0..client.contacts.len()).filter(|&at| fold(&client.contacts[at].name) == fold(name)).collect();
    match same[..] {
        _ if args.new => Ok(None),
        [only] => Ok(Some(only)),
        [_, _, ..] => Err(Error::new(Kind::Ambiguous, text!("two people here are called “{name}”", "有两位联系人都叫“{name}”"))
            .hint(Text::fixed("give one of them another name: `salesrec edit CLIENT`", "请先用 `salesrec edit 客户` 区分姓名"))),
        [] => {
            let near = near(args, client, name)?;
            if !near.is_empty() {
                return Err(slip(args, name, &near));
            }
            if args.left.is_some() || args.rename.is_some() {
                return choose::contact(client, name).map(Some);
            }
            Ok(None)
        }
    }
}

/// Whether two names differ by a slip at most: one character, of long names two; names of two characters never.
fn slipped(one: &str, other: &str) -> bool {
    let slips = match one.chars().count().max(other.chars().count()) {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    };
    strsim::damerau_levenshtein(one, other) <= slips
}

/// The people who may be meant: with a name like it, or a part of it, or with the same phone, mail or WeChat id.
fn near<'c>(args: &Args, client: &'c Client, name: &str) -> Result<Vec<&'c str>> {
    let mut new = Contact::default();
    args.about.put_reach(&mut new)?;
    let name = fold(name);
    let reach = |new: &Option<String>, old: &Option<String>| {
        matches!((new, old), (Some(new), Some(old)) if fold(new) == fold(old))
    };
    let phone = |old: &Option<String>| {
        matches!((&new.phone, old), (Some(new), Some(old)) if same_number(new, old))
    };
    let is_near = |old: &&Contact| {
        let known = fold(&old.name);
        let part = !known.is_empty() && (known.contains(&name) || name.contains(&known));
        part || slipped(&known, &name) || phone(&old.phone) || reach(&new.email, &old.email) || reach(&new.wechat, &old.wechat)
    };
    Ok(client.contacts.iter().filter(is_near).map(|contact| contact.name.as_str()).collect())
}

fn slip(args: &Args, name: &str, near: &[&str]) -> Error {
    let (client, new) = (quoted(&args.client), quoted(name));
    let add =
        text!("to add another: `salesrec contact {client} {new} … --new`", "另加一人：`salesrec contact {client} {new} … --new`");
    let named: Vec<&str> = near.iter().copied().filter(|name| !is_blank(name)).collect();
    let Some(old) = named.first().map(|old| quoted(old)) else {
        let message = text!(
            "somebody here who is reached in the same way has no name: is it “{name}”?",
            "已有一位未写姓名的联系人，联系方式相同，是不是“{name}”？"
        );
        return Error::new(Kind::Ambiguous, message)
            .hint(text!("to write the name: `salesrec edit {client}`", "补上姓名：`salesrec edit {client}`"))
            .hint(add);
    };
    let near = named;
    let there = list_of(&near);
    let message = Text::new(
        format!("there is no “{name}” here, but {}", there.en),
        format!("没有叫“{name}”的联系人，但有{}", there.zh),
    );
    Error::new(Kind::Ambiguous, message)
        .hint(text!("to change that person: `salesrec contact {client} {old} …`", "修改已有的人：`salesrec contact {client} {old} …`"))
        .hint(add)
        .instead_of(name, near.iter().map(ToString::to_string))
}

/// Lets the log and the promises follow a new name.
fn rename(client: &mut Client, old: &str, new: &str) -> Result<Option<Renamed>> {
    if old == new {
        return Ok(None);
    }
    if client.contacts.iter().any(|contact| contact.name != old && fold(&contact.name) == fold(new)) {
        return Err(Error::new(
            Kind::Conflict,
            text!("there is a contact person “{new}” already", "已有叫“{new}”的联系人"),
        ));
    }
    let mentions = client.log.iter_mut().flat_map(|entry| &mut entry.with);
    let promised = client.promises.iter_mut().filter_map(|promise| promise.to.as_mut());
    let mut followed = 0;
    for mention in mentions.chain(promised).filter(|mention| mention.as_str() == old) {
        *mention = new.to_string();
        followed += 1;
    }
    Ok(Some(Renamed { from: old.to_string(), followed }))
}

impl Put {
    fn document(&self, desk: &Desk) -> Document {
        let mut document = Document::new();
        let mut pairs = self.changes.pairs(desk, "");
        if let Some(renamed) = &self.renamed {
            let line = Line::from(renamed.from.clone()).plain(" → ").strong(self.contact.name.clone());
            pairs.insert(0, (Text::fixed("name", "姓名"), line));
            if renamed.followed > 0 {
                let places = crate::lang::count(renamed.followed, "place", "places", "处");
                let line = Text::new(
                    format!("{} of the log and promises follow", places.en),
                    format!("沟通记录和承诺中 {}随之改名", places.zh),
                );
                pairs.push((Text::fixed("mentions", "引用"), Line::new().dim(line)));
            }
        }
        let done = match (self.added, pairs.is_empty()) {
            (true, _) => Text::fixed("Added", "已添加"),
            (false, false) => Text::fixed("Changed", "已修改"),
            (false, true) => Text::fixed("Nothing to change:", "没有变化"),
        };
        document.paragraph(headline(done, &self.contact.name, Some(&self.client)));
        if !pairs.is_empty() {
            document.push(Block::Pairs(pairs));
        }
        document
    }
}
