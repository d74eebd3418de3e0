//! How far a handover has come, and what is still open.

use chrono::NaiveDate;

use super::{HandedClient, Handover, HandoverKind, Part, Rejection, Transition};
use crate::lang::Text;

/// How far one client has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The receiver has not answered yet.
    Offered,
    /// The receiver sent it back.
    Rejected,
    /// The receiver accepted it; a countersignature is missing.
    Unsigned,
    /// Everybody has signed; it can be moved.
    Accepted,
    /// It has its new owner.
    Moved,
    /// It is back with the giver.
    Returned,
}

impl Standing {
    /// How it is written in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Rejected => "rejected",
            Self::Unsigned => "unsigned",
            Self::Accepted => "accepted",
            Self::Moved => "moved",
            Self::Returned => "returned",
        }
    }

    /// What people are shown.
    pub const fn shown(self) -> Text {
        match self {
            Self::Offered => Text::fixed("to be accepted", "待接收"),
            Self::Rejected => Text::fixed("sent back", "已退回"),
            Self::Unsigned => Text::fixed("to be countersigned", "待会签"),
            Self::Accepted => Text::fixed("accepted", "已接收"),
            Self::Moved => Text::fixed("moved", "已过户"),
            Self::Returned => Text::fixed("given back", "已交还"),
        }
    }
}

/// Something that keeps a handover from being closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenMatter {
    /// A client that is not settled: its position.
    Client(usize, Standing),
    /// A client that changed its owner at once and that the receiver has still to accept: its position.
    Unaccepted(usize),
    /// A step that is not done: its position.
    Step(usize),
    /// The meeting was not held.
    Meeting,
    /// A point of the checklists that is not done: its position.
    Item(usize),
    /// A question without an answer: the position of the note.
    Note(usize),
}

impl HandedClient {
    /// The rejection that stands: the last one, unless the client was accepted or moved afterwards.
    pub fn rejection(&self) -> Option<&Rejection> {
        self.rejected.last().filter(|_| self.accepted.is_none())
    }

    /// Whether somebody has signed in this part.
    pub fn is_signed(&self, part: Part) -> bool {
        self.countersigned.iter().any(|signature| signature.part == Some(part))
    }
}

impl Handover {
    /// Whether nobody has closed it.
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Its kind; a full one when none is written.
    pub fn kind(&self) -> HandoverKind {
        self.kind.unwrap_or_default()
    }

    /// The client of that id in the scope.
    pub fn client(&self, id: &str) -> Option<&HandedClient> {
        self.clients.iter().find(|client| client.client == id)
    }

    /// Whether anything in it is about the client of that id.
    pub fn names(&self, id: &str) -> bool {
        let plan = self.transition.iter().flat_map(|transition| &transition.plan);
        self.client(id).is_some()
            || self.questions.iter().any(|question| question.client == id)
            || self.notes.iter().any(|note| note.client.as_deref() == Some(id))
            || plan.into_iter().any(|planned| planned.client == id)
    }

    /// Calls a client by its new id.
    pub fn rename(&mut self, old: &str, new: &str) {
        let plan = self.transition.iter_mut().flat_map(|transition| &mut transition.plan);
        let ids = self.clients.iter_mut().map(|client| &mut client.client);
        let ids = ids.chain(self.checklist.iter_mut().filter_map(|item| item.client.as_mut()));
        let ids = ids.chain(self.questions.iter_mut().map(|question| &mut question.client));
        let ids = ids.chain(self.notes.iter_mut().filter_map(|note| note.client.as_mut()));
        for id in ids.chain(plan.map(|planned| &mut planned.client)).filter(|id| *id == old) {
            new.clone_into(id);
        }
    }

    /// The receiver of a client: its own, else the only one of the handover.
    pub fn receiver<'h>(&'h self, client: &'h HandedClient) -> Option<&'h str> {
        client.to.as_deref().or(match &self.to[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    /// The clients of one receiver, in the order of the scope.
    pub fn clients_of<'h>(&'h self, receiver: &'h str) -> impl Iterator<Item = &'h HandedClient> {
        self.clients.iter().filter(move |client| self.receiver(client) == Some(receiver))
    }

    /// Who plays a part; of the receivers, all.
    pub fn people(&self, part: Part) -> Vec<&str> {
        match part {
            Part::Giver => vec![self.from.as_str()],
            Part::Receiver => self.to.iter().map(String::as_str).collect(),
            Part::Supervisor => self.supervisor.as_deref().into_iter().collect(),
            Part::Finance => self.finance.as_deref().into_iter().collect(),
            Part::Head => self.head.as_deref().into_iter().collect(),
        }
    }

    /// The parts that have to countersign a client before it is moved.
    pub fn countersigners(&self) -> impl Iterator<Item = Part> + '_ {
        self.signers.iter().copied().filter(|part| !matches!(part, Part::Giver | Part::Receiver))
    }

    /// The parts whose signature a client still lacks.
    pub fn unsigned(&self, client: &HandedClient) -> Vec<Part> {
        self.countersigners().filter(|part| !client.is_signed(*part)).collect()
    }

    /// How far a client has come.
    pub fn standing(&self, client: &HandedClient) -> Standing {
        if client.returned.is_some() {
            Standing::Returned
        } else if client.moved.is_some() {
            Standing::Moved
        } else if client.accepted.is_some() && self.unsigned(client).is_empty() {
            Standing::Accepted
        } else if client.accepted.is_some() {
            Standing::Unsigned
        } else if client.rejection().is_some() {
            Standing::Rejected
        } else {
            Standing::Offered
        }
    }

    /// What keeps it from being closed, in the order in which it should be settled; actions on the clients not counted.
    pub fn open_matters(&self) -> Vec<OpenMatter> {
        let clients = self.clients.iter().enumerate().filter_map(|(at, client)| match self.standing(client) {
            Standing::Moved | Standing::Returned => client.accepted.is_none().then_some(OpenMatter::Unaccepted(at)),
            standing => Some(OpenMatter::Client(at, standing)),
        });
        let steps = self.steps.iter().enumerate().filter(|(_, step)| step.done.is_none());
        let meeting = self.meeting.iter().filter(|meeting| meeting.held.is_none());
        let items = self.checklist.iter().enumerate().filter(|(_, item)| item.done.is_none());
        let asked = |note: &super::HandoverNote| note.question == Some(true) && note.answered.is_none();
        let notes = self.notes.iter().enumerate().filter(|(_, note)| asked(note));
        clients
            .chain(steps.map(|(at, _)| OpenMatter::Step(at)))
            .chain(meeting.map(|_| OpenMatter::Meeting))
            .chain(items.map(|(at, _)| OpenMatter::Item(at)))
            .chain(notes.map(|(at, _)| OpenMatter::Note(at)))
            .collect()
    }

    /// How much is settled, of how much: clients, steps, the meeting and the points of the checklists.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.clients.len() + self.steps.len() + self.checklist.len() + usize::from(self.meeting.is_some());
        let open = self.open_matters().iter().filter(|matter| !matches!(matter, OpenMatter::Note(_))).count();
        (all.saturating_sub(open), all)
    }

    /// The same of the clients alone, and of the rest.
    pub fn progress_by_part(&self) -> [(usize, usize); 2] {
        let (done, all) = self.progress();
        let of_client = |matter: &&OpenMatter| matches!(matter, OpenMatter::Client(..) | OpenMatter::Unaccepted(_));
        let clients = self.clients.len();
        let settled = clients.saturating_sub(self.open_matters().iter().filter(of_client).count());
        [(settled, clients), (done.saturating_sub(settled), all - clients)]
    }

    /// How complete the records of the scope were, in percent: the mean of its clients.
    pub fn score(&self) -> Option<u8> {
        mean(self.clients.iter().filter_map(|client| client.score))
    }

    /// How complete they were when they were moved, in percent.
    pub fn score_moved(&self) -> Option<u8> {
        mean(self.clients.iter().filter_map(|client| client.score_moved))
    }

    /// The last day of the transition.
    pub fn ends(&self) -> Option<NaiveDate> {
        self.transition.as_ref().and_then(|Transition { until, .. }| *until).map(|day| day.0)
    }
}

fn mean(scores: impl Iterator<Item = u8>) -> Option<u8> {
    let (sum, number) = scores.fold((0_u32, 0_u32), |(sum, number), score| (sum + u32::from(score), number + 1));
    (number > 0).then(|| u8::try_from((sum + number / 2) / number).unwrap_or(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Day;
    use crate::record::handover::{HandoverNote, Meeting, PlanStep, Signature};

    fn day() -> Option<Day> {
        Some("2026-06-26".parse().unwrap())
    }

    fn client(id: &str) -> HandedClient {
        HandedClient { client: id.into(), ..HandedClient::default() }
    }

    #[test]
    fn a_client_is_accepted_when_everybody_has_signed() {
        let mut handover = Handover { signers: vec![Part::Receiver, Part::Finance], ..Handover::default() };
        let mut one = client("a");
        assert_eq!(handover.standing(&one), Standing::Offered);
        one.rejected.push(Rejection::default());
        assert_eq!(handover.standing(&one), Standing::Rejected);
        one.accepted = day();
        assert_eq!(handover.standing(&one), Standing::Unsigned);
        assert_eq!(handover.unsigned(&one), [Part::Finance]);
        one.countersigned.push(Signature { part: Some(Part::Finance), ..Signature::default() });
        assert_eq!(handover.standing(&one), Standing::Accepted);
        handover.signers.clear();
        one.moved = day();
        assert_eq!(handover.standing(&one), Standing::Moved);
    }

    #[test]
    fn what_is_open_is_told_in_the_order_in_which_it_should_be_settled() {
        let mut moved = client("b");
        moved.moved = day();
        let handover = Handover {
            clients: vec![client("a"), moved],
            steps: vec![PlanStep { done: day(), ..PlanStep::default() }, PlanStep::default()],
            meeting: Some(Meeting::default()),
            notes: vec![HandoverNote::default(), HandoverNote { question: Some(true), ..HandoverNote::default() }],
            ..Handover::default()
        };
        let open = handover.open_matters();
        assert_eq!(
            open,
            [
                OpenMatter::Client(0, Standing::Offered),
                OpenMatter::Unaccepted(1),
                OpenMatter::Step(1),
                OpenMatter::Meeting,
                OpenMatter::Note(1)
            ]
        );
        assert_eq!(handover.progress(), (1, 5));
    }

    #[test]
    fn a_score_is_the_mean_of_those_that_have_one() {
        let scores = [Some(70), None, Some(81)];
        let clients = scores.map(|score| HandedClient { score, ..HandedClient::default() });
        assert_eq!(Handover { clients: clients.to_vec(), ..Handover::default() }.score(), Some(76));
        assert_eq!(Handover::default().score(), None);
    }
}
