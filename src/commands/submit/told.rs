//! What is said of a week that was handed in.

use serde_json::{Map, Value, json};

use crate::clock::{self, Week};
use crate::commands::shown::{object, record_json};
use crate::commands::weekly::clients_table;
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Document, Line};
use crate::lang::{Text, count};
use crate::record::review::{ReviewedClient, Verdict};
use crate::record::{Person, Review};
use crate::store::Change;
use crate::text;

/// What is different from what was handed in before.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Whether nothing was handed in before.
    pub first: bool,
    /// Clients that are new in it.
    pub added: Vec<String>,
    /// Clients whose records have changed, and what.
    pub changed: Vec<(String, Vec<Text>)>,
    /// Clients that are no longer in it.
    pub gone: Vec<String>,
    /// Clients that were sent back and have been mended.
    pub settled: Vec<String>,
    /// Clients that were sent back to an earlier owner and have been mended.
    pub inherited: Vec<String>,
    /// Clients that were sent back and are as they were.
    pub unsettled: Vec<String>,
    /// Clients that were changed after they were approved.
    pub since_approved: Vec<String>,
}

impl Told {
    pub(super) fn is_nothing(&self) -> bool {
        let lists = [&self.added, &self.gone, &self.settled, &self.inherited];
        !self.first && self.changed.is_empty() && lists.iter().all(|list| list.is_empty())
    }

    pub(super) fn errors(&self, review: &Review) -> u32 {
        review.clients.iter().filter_map(|client| client.errors).sum()
    }

    pub(super) fn outcome(
        &self,
        desk: &Desk,
        week: Week,
        me: &Person,
        review: &Review,
        (changes, dry): (&[Change], bool),
        for_people: bool,
    ) -> Outcome {
        let mut document = Document::new();
        let done = match (self.first, dry) {
            (true, false) => Text::fixed("Submitted ", "已提交 "),
            (true, true) => Text::fixed("Would submit ", "将提交 "),
            (false, false) => Text::fixed("Submitted again ", "已重新提交 "),
            (false, true) => Text::fixed("Would submit again ", "将重新提交 "),
        };
        let number = count(review.clients.len(), "client", "clients", "个客户");
        document.paragraph(Line::new().good(done).strong(week.shown()).plain("  ").plain(number));
        let mut pairs = Vec::new();
        pairs.extend(review.note.iter().map(|note| (Text::fixed("note", "说明"), Line::from(note.clone()))));
        pairs.extend(review.gaps.iter().map(|gaps| (Text::fixed("with gaps", "带缺项提交"), Line::new().warn(gaps.clone()))));
        if let Some(manager) = me.manager.as_deref() {
            pairs.push((Text::fixed("reviewed by", "审核人"), Line::from(desk.person_name(manager))));
        }
        if !pairs.is_empty() {
            document.push(Block::Pairs(pairs));
        }
        let points = self.points();
        if !points.is_empty() {
            let first = Text::fixed("Sent back before the handover", "交接前被退回的档案");
            let again = Text::fixed("Changed since it was submitted", "与上次提交相比");
            document.heading(2, if self.first { first } else { again });
            document.push(Block::List(points));
        }
        document.push(Block::Table(clients_table(desk, review.clients.iter())));
        // Of thousands of clients it is no small object.
        let mut data = if for_people { Map::new() } else { data(week, review) };
        data.extend(object(json!({
            "added": self.added,
            "changed": self.changed.iter().map(|(id, _)| id).collect::<Vec<_>>(),
            "gone": self.gone,
            "settled": self.settled.iter().chain(&self.inherited).collect::<Vec<_>>(),
            "unsettled": self.unsettled,
            "changed_since_approved": self.since_approved,
            "path": changes.first().map(|change| change.path.to_string_lossy().replace('\\', "/")),
            "written": !dry,
        })));
        if dry {
            let diff: String = changes.iter().map(Change::diff).collect();
            data.insert("diff".into(), diff.as_str().into());
            document.push(Block::Diff(diff));
            let outcome = Outcome::document("submit", document, Value::Object(data));
            return outcome.note(crate::commands::answer::DRY_RUN);
        }
        let mut outcome = Outcome::document("submit", document, Value::Object(data));
        if let Ok(Some(deadline)) = desk.week_deadline(week)
            && desk.clock.now() > deadline
            && self.first
        {
            let until = clock::moment(deadline.date(), Some(deadline.time()));
            outcome = outcome.note(Text::new(
                format!("late: it was due on {}", until.en),
                format!("逾期提交：应在 {} 前提交", until.zh),
            ));
        }
        outcome
    }

    fn points(&self) -> Vec<Line> {
        let mut points = Vec::new();
        for id in &self.added {
            points.push(Line::from(text!("{id}: new", "{id}：新增")));
        }
        for (id, what) in self.changed.iter().filter(|(id, _)| !self.inherited.contains(id)) {
            let what = if what.is_empty() { vec![Text::fixed("changed", "有改动")] } else { what.clone() };
            let joined = Text::new(
                what.iter().map(|said| said.en.as_ref()).collect::<Vec<_>>().join("; "),
                what.iter().map(|said| said.zh.as_ref()).collect::<Vec<_>>().join("；"),
            );
            points.push(Line::from(Text::new(format!("{id}: {}", joined.en), format!("{id}：{}", joined.zh))));
        }
        for id in &self.inherited {
            points.push(Line::new().good(text!(
                "{id}: mended after it was returned to its earlier owner",
                "{id}：退回给前任负责人的档案，已补正"
            )));
        }
        for id in &self.settled {
            points.push(Line::new().good(text!("{id}: mended after it was returned", "{id}：退回后已补正")));
        }
        for id in &self.unsettled {
            points.push(Line::new().bad(text!(
                "{id}: returned, and the record has not changed since",
                "{id}：已被退回，档案此后没有改动"
            )));
        }
        for id in &self.gone {
            points.push(Line::from(text!("{id}: no longer in it", "{id}：不再包含")));
        }
        for id in &self.since_approved {
            points.push(Line::new().dim(text!(
                "{id}: approved as it was; what came since belongs to the next review",
                "{id}：按当时内容已通过；此后的改动留待下次审核"
            )));
        }
        points
    }
}

/// That nothing is different.
pub(super) fn unchanged(desk: &Desk, week: Week, review: &Review) -> Outcome {
    let mut document = Document::new();
    document.paragraph(text!(
        "{week} is submitted already, and nothing has changed since.",
        "{week} 已经提交，此后没有变化。"
    ));
    let returned: Vec<&ReviewedClient> = review.clients.iter().filter(|client| client.verdict() == Verdict::Returned).collect();
    if !returned.is_empty() {
        document.heading(2, Text::fixed("Returned, and still to be mended", "已退回，尚待补正"));
        document.push(Block::Table(clients_table(desk, returned.into_iter())));
    }
    let mut data = data(week, review);
    data.insert("written".into(), false.into());
    Outcome::document("submit", document, Value::Object(data))
}

fn data(week: Week, review: &Review) -> Map<String, Value> {
    let clients = review.clients.iter().map(|client| {
        let mut all = object(record_json(client));
        all.insert("verdict".into(), client.verdict().code().into());
        Value::Object(all)
    });
    object(json!({
        "week": week.to_string(),
        "person": review.person,
        "submitted": review.submitted.map(|moment| moment.to_string()),
        "again": review.again.map(|moment| moment.to_string()),
        "note": review.note,
        "gaps": review.gaps,
        "clients": clients.collect::<Vec<_>>(),
    }))
}
