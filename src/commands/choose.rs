//! What is meant by a word: a person, stage, value of a vocabulary, deal, contact or action. Every miss names what there
//! is; several hits are never guessed between.

use std::collections::BTreeSet;

use super::{Desk, verb_near};
use crate::error::{Candidate, Error, Kind, Result};
use crate::lang::{Text, list_of, quoted};
use crate::record::{Client, Contact, Deal, Milestone, Person, Pick, Stage, Term, fold, pick, pick_person};
use crate::text;

/// What is looked for, for messages: `no stage named …`, `没有叫…的阶段`.
struct Sort(Text);

/// How a word is compared with names.
type Picker = fn(&str, &[Vec<&str>]) -> Pick;

impl Desk {
    /// The person of the team who is meant: by id, name, mail or a part only one has.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous`.
    pub fn person(&self, said: &str) -> Result<&Person> {
        let people = &self.team.people;
        // The whole team shares what stands behind the @ of its addresses: it tells nobody from another.
        let ends: &[char] = if said.contains('@') { &[] } else { &['@'] };
        let own = |name| str::split(name, ends).next().unwrap_or(name);
        let names: Vec<Vec<&str>> = people.iter().map(|person| person.names().into_iter().map(own).collect()).collect();
        let known: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
        let sort = Sort(Text::fixed("person of the team", "团队成员"));
        let slips =
            || -> Vec<&str> { (0..people.len()).filter(|at| is_slip(said, &names[*at])).map(|at| known[at]).collect() };
        let at = one_by(pick_person, said, &names, (&known, &known), &sort).map_err(|error| {
            let unknown = error.kind == Kind::NotFound && error.candidates.is_empty();
            let slips = if unknown { slips() } else { Vec::new() };
            let error = if slips.is_empty() {
                error
            } else {
                let near = list_of(&slips);
                let hint = Text::new(format!("did you mean {}?", near.en), format!("是不是 {}？", near.zh));
                Error { hints: vec![hint], ..error }.instead_of(said, slips.iter().map(ToString::to_string))
            };
            error.hint(Text::fixed("`salesrec person list` shows the team", "`salesrec person list` 列出团队成员"))
        })?;
        Ok(&people[at])
    }

    /// The person that an `--owner` names, where `me` is who is at the keyboard.
    ///
    /// # Errors
    /// As [`Desk::person`] and [`Desk::me`].
    pub fn person_or_me(&self, said: &str) -> Result<&Person> {
        if matches!(fold(said).as_str(), "me" | "我" | "自己" | "本人") { self.me() } else { self.person(said) }
    }

    /// That clients or people of a region are known, for lists that found none of it.
    ///
    /// # Errors
    /// `NotFound` naming the regions that there are.
    pub fn region(&self, said: &str) -> Result<()> {
        let people = self.team.people.iter().filter_map(|person| person.region.clone());
        let clients = self.store.scan(self.store.files(true), |_, client| client.region).found;
        let known: BTreeSet<String> = people.chain(clients).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        match item(said, &known, Text::fixed("region", "区域")) {
            Err(error) if error.kind == Kind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The stage that is meant.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous`.
    pub fn stage(&self, said: &str) -> Result<&Stage> {
        let stages = &self.team.stages.0;
        let names: Vec<Vec<&str>> = stages.iter().map(Stage::names).collect();
        let known: Vec<&str> = stages.iter().map(|stage| stage.name.as_str()).collect();
        Ok(&stages[one(said, &names, &known, &Sort(Text::fixed("stage", "销售阶段")))?])
    }

    /// The value of a vocabulary that is meant; a team that keeps no such vocabulary may say anything.
    ///
    /// # Errors
    /// `NotFound` naming the values that there are, `Ambiguous`.
    pub fn term(&self, terms: &[Term], said: &str, what: Text) -> Result<String> {
        if terms.is_empty() {
            return Ok(said.to_string());
        }
        let names: Vec<Vec<&str>> = terms.iter().map(Term::names).collect();
        let known: Vec<&str> = terms.iter().map(|term| term.name.as_str()).collect();
        let at = one(said, &names, &known, &Sort(what)).map_err(|error| {
            if error.kind != Kind::NotFound {
                return error;
            }
            error.hint(Text::fixed(
                "a new value is added under [vocabulary] in salesrec.toml",
                "新的取值请加到 salesrec.toml 的 [vocabulary] 中",
            ))
        })?;
        Ok(terms[at].name.clone())
    }

    /// The deal that is meant: by name; without one the only open deal, or the only deal.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous`, also when the client has several and none is named.
    pub fn deal(&self, client: &Client, said: Option<&str>) -> Result<usize> {
        let names: Vec<Vec<&str>> = client.deals.iter().map(|deal| vec![deal.name.as_str()]).collect();
        let known: Vec<&str> = client.deals.iter().map(|deal| deal.name.as_str()).collect();
        if let Some(said) = said {
            return one(said, &names, &known, &Sort(Text::fixed("deal of this client", "该客户的商机")));
        }
        let typed = quoted(&client.client);
        match (&self.team.stages, client.open_deals(&self.team).as_slice(), client.deals.len()) {
            (_, [only], _) => Ok(*only),
            (_, [], 1) => Ok(0),
            (_, _, 0) => {
                Err(Error::new(Kind::NotFound, Text::fixed("this client has no deal yet", "该客户还没有商机")).hint(
                    text!(
                        "`salesrec deal add {typed} NAME` opens one",
                        "`salesrec deal add {typed} 名称` 新建一个商机"
                    ),
                ))
            }
            _ => Err(Error::new(Kind::Ambiguous, Text::fixed("this client has several deals", "该客户有多个商机"))
                .hint(Text::fixed("`--deal` with one of: ", "用 `--deal` 指定其中之一：").then(&list_of(&known)))
                .with_option("--deal", known.iter().map(ToString::to_string))),
        }
    }

    /// The deal that a contact or action is about: as [`Desk::deal`], but a client without a clear one has none.
    ///
    /// # Errors
    /// As [`Desk::deal`] when one is named; `Ambiguous` when several are open.
    pub fn deal_if_any(&self, client: &Client, said: Option<&str>) -> Result<Option<usize>> {
        if said.is_none() && client.open_deals(&self.team).is_empty() {
            return Ok(None);
        }
        self.deal(client, said).map(Some)
    }
}

/// The contact person that is meant, by name, title or phone.
///
/// # Errors
/// `NotFound`, `Ambiguous`.
pub fn contact(client: &Client, said: &str) -> Result<usize> {
    let names: Vec<Vec<&str>> = client.contacts.iter().map(contact_names).collect();
    let known: Vec<&str> = client.contacts.iter().map(|contact| contact.name.as_str()).collect();
    let sort = Sort(Text::fixed("contact person of this client", "该客户的联系人"));
    one_by(pick_person, said, &names, (&known, &known), &sort)
}

fn contact_names(contact: &Contact) -> Vec<&str> {
    [Some(contact.name.as_str()), contact.phone.as_deref(), contact.email.as_deref()].into_iter().flatten().collect()
}

/// The open action that is meant, as [`action`] takes it; where none is said, the only open one.
///
/// # Errors
/// As [`action`]; `Ambiguous` when several are open and none is said, `NotFound` when none is.
pub fn action_or_only(client: &Client, said: Option<&str>) -> Result<usize> {
    if let Some(said) = said {
        return action(client, said);
    }
    let open: Vec<usize> = (0..client.actions.len()).filter(|&at| client.actions[at].is_open()).collect();
    if let [only] = open[..] {
        return Ok(only);
    }
    if open.is_empty() {
        return Err(Error::new(
            Kind::NotFound,
            Text::fixed("this client has no open action", "该客户没有未完成的行动"),
        ));
    }
    let candidate = |&at: &usize| {
        let action = &client.actions[at];
        match &action.id {
            Some(id) => Candidate { word: id.clone(), beside: Text::same(action.action.clone()) },
            None => Candidate::from(action.action.clone()),
        }
    };
    let candidates: Vec<Candidate> = open.iter().map(candidate).collect();
    let lines = candidates.iter().map(|candidate| candidate.line().then(&Text::same("\n")));
    let shown = lines.fold(Text::same("\n"), |shown, line| shown.then(&line));
    let message = Text::fixed("this client has several open actions", "该客户有多条未完成的行动");
    Err(Error::new(Kind::Ambiguous, message)
        .hint(
            Text::fixed("name one of them:", "请指明其中一条：").then(&shown.map(|shown| shown.trim_end().to_string())),
        )
        .with_word(candidates))
}

/// The open action that is meant: its id, a unique prefix of it, or a part of its words.
///
/// # Errors
/// `NotFound` naming the open ones, `Ambiguous`; `Refused` when that action is ended already.
pub fn action(client: &Client, said: &str) -> Result<usize> {
    let id = |at: usize| client.actions[at].id.as_deref().unwrap_or("");
    let open: Vec<usize> = (0..client.actions.len()).filter(|&at| client.actions[at].is_open()).collect();
    let by_id: Vec<usize> = open.iter().copied().filter(|&at| !said.is_empty() && id(at).starts_with(said)).collect();
    if let [only] = by_id[..] {
        return Ok(only);
    }
    if let Some(exact) = by_id.iter().copied().find(|&at| id(at) == said) {
        return Ok(exact);
    }
    if let Some(ended) = client.actions.iter().find(|action| !action.is_open() && action.id.as_deref() == Some(said)) {
        let what = &ended.action;
        return Err(Error::new(Kind::Refused, text!("“{what}” has ended already", "“{what}”已经结束")));
    }
    let names: Vec<Vec<&str>> = open.iter().map(|&at| vec![client.actions[at].action.as_str()]).collect();
    let shown: Vec<String> = open.iter().map(|&at| format!("{} {}", id(at), client.actions[at].action)).collect();
    let known: Vec<&str> = shown.iter().map(String::as_str).collect();
    let sort = Sort(Text::fixed("open action of this client", "该客户未完成的行动"));
    one(said, &names, &known, &sort).map(|at| open[at]).map_err(|mut error| {
        for candidate in &mut error.candidates {
            if let Some((id, words)) = candidate.word.split_once(' ').filter(|(id, _)| !id.is_empty()) {
                *candidate = Candidate { beside: Text::same(words), word: id.to_string() };
            }
        }
        if error.kind != Kind::NotFound {
            return error;
        }
        if open.is_empty() && !client.actions.is_empty() {
            error.hints = vec![Text::fixed("all actions of this client have ended", "该客户的行动都已结束")];
        }
        match milestone(client, said) {
            Some(hint) => error.hint(hint),
            None => error,
        }
    })
}

/// What to type when the words are those of a milestone, which is no action.
fn milestone(client: &Client, said: &str) -> Option<Text> {
    let each = client.deals.iter().flat_map(|deal| deal.milestones.iter().map(move |milestone| (deal, milestone)));
    let open: Vec<(&Deal, &Milestone)> = each.filter(|(_, milestone)| milestone.done.is_none()).collect();
    let names: Vec<Vec<&str>> = open.iter().map(|(_, milestone)| vec![milestone.milestone.as_str()]).collect();
    let Pick::One(at) = pick(said, &names) else { return None };
    let (deal, name) = (open[at].0, &open[at].1.milestone);
    let typed = quoted(&client.client);
    let deal = if client.deals.len() > 1 { format!(" --deal {}", quoted(&deal.name)) } else { String::new() };
    let which = quoted(name);
    Some(text!(
        "“{name}” is a milestone: `salesrec milestone done {typed} {which}{deal}`, or `salesrec milestone set {typed} {which}{deal} --due DATE`",
        "“{name}”是里程碑：`salesrec milestone done {typed} {which}{deal}`，或 `salesrec milestone set {typed} {which}{deal} --due 日期`"
    ))
}

/// An item of a list that is meant by a part of its text.
///
/// # Errors
/// `NotFound` naming what there is, `Ambiguous`.
pub fn item(said: &str, texts: &[&str], what: Text) -> Result<usize> {
    let names: Vec<Vec<&str>> = texts.iter().map(|text| vec![*text]).collect();
    one(said, &names, texts, &Sort(what))
}

/// One of the program's own things, each typed by its code or called by its name in either language; Chinese lists both.
///
/// # Errors
/// As [`item`].
pub fn named(said: &str, things: &[(&str, Text)], what: Text) -> Result<usize> {
    let names: Vec<Vec<&str>> = things.iter().map(|(code, name)| vec![*code, &name.en, &name.zh]).collect();
    let codes: Vec<&str> = things.iter().map(|(code, _)| *code).collect();
    let both: Vec<String> = things.iter().map(|(code, name)| format!("{code}（{}）", name.zh)).collect();
    let both: Vec<&str> = both.iter().map(String::as_str).collect();
    one_by(pick, said, &names, (&codes, &both), &Sort(what))
}

/// More names than this are counted and not listed.
const LISTED: usize = 40;

fn one(said: &str, names: &[Vec<&str>], known: &[&str], sort: &Sort) -> Result<usize> {
    one_by(pick, said, names, (known, known), sort)
}

/// Whether a word is a part of somebody's names, such as the first name, but for one letter.
fn is_slip(said: &str, names: &[&str]) -> bool {
    let parts: Vec<String> = names.iter().flat_map(|name| name.split([' ', '.'])).map(str::to_lowercase).collect();
    said.len() > 2 && said.is_ascii() && verb_near(said, parts.iter().map(String::as_str)).is_some()
}

/// `known` are the names to tell in each language; the English ones are what is typed.
fn one_by(
    pick: Picker,
    said: &str,
    names: &[Vec<&str>],
    (known, known_zh): (&[&str], &[&str]),
    sort: &Sort,
) -> Result<usize> {
    let what = &sort.0;
    let list = |at: &[usize]| {
        let each = |known: &[&str]| list_of(&at.iter().map(|at| known[*at]).collect::<Vec<_>>());
        Text::new(each(known).en, each(known_zh).zh)
    };
    match pick(said, names) {
        Pick::One(at) => Ok(at),
        Pick::Many(found) => {
            let words: Vec<&str> = found.iter().map(|at| known[*at]).collect();
            let message = Text::new(
                format!("“{said}” could mean more than one {}", what.en),
                format!("“{said}”对应不止一个{}", what.zh),
            );
            Err(Error::new(Kind::Ambiguous, message)
                .hint(Text::fixed("one of: ", "请从中选择：").then(&list(&found)))
                .instead_of(said, words.iter().map(ToString::to_string)))
        }
        Pick::None { near } => {
            let message = Text::new(format!("no {} “{said}”", what.en), format!("没有{}“{said}”", what.zh));
            let error = Error::new(Kind::NotFound, message);
            Err(if !near.is_empty() {
                let error = error.instead_of(said, near.iter().map(|at| known[*at].to_string()));
                let near = list(&near);
                error.hint(Text::new(format!("did you mean {}?", near.en), format!("是不是 {}？", near.zh)))
            } else if known.is_empty() {
                error.hint(Text::fixed("there is none yet", "目前一个也没有"))
            } else {
                let shown: Vec<usize> = (0..known.len().min(LISTED)).collect();
                let hint = Text::fixed("there are: ", "现有：").then(&list(&shown));
                let more = known.len() - shown.len();
                error.hint(if more == 0 {
                    hint
                } else {
                    hint.then(&text!(", and {more} more", "，另有 {more} 个"))
                })
            })
        }
    }
}
