//! The weekly review: what somebody worked on in a week, what a manager should ask about it, what has changed since the
//! last review, and where the team's deals get stuck.
//!
//! Everything here is computed from records and from what the checks find; commands read and write them.

mod concern;
mod facts;
mod figures;
mod frozen;
mod minutes;
mod touched;

pub use concern::{Concern, Remark, View, crowded_days, is_clean, remarks};
pub use figures::{Conversion, FollowUp, conversions, weak_link};
pub use frozen::{changes, freeze};
pub use minutes::{ClientWeek, Minutes, Part, document};
pub use touched::{Touch, touched};
