//! The weekly review: what somebody worked on in a week, what a manager should ask about it, what has changed since the
//! last review, and how fast the team follows up.
//!
//! Everything here is computed from records and from what the checks find; commands read and write them.

mod concern;
mod facts;
mod figures;
mod frozen;
mod handed;
mod minutes;
mod touched;

pub use concern::{Concern, Days, Draft, Remark, View, draft, foremost, is_clean};
pub use figures::{FollowUp, Followed};
pub use frozen::{changes, freeze, stood};
pub use handed::{Handed, HandedIn};
pub use minutes::{ClientWeek, Minutes, Part, document};
pub use touched::{Touch, touched};
