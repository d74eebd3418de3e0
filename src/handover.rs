//! Handing clients over: which clients, to whom, what is still to be asked, when what is due, and how well it went.
//!
//! Everything here is computed from records; commands read and write them.

pub mod bundle;
mod quality;
mod readiness;
mod schedule;
mod scope;
mod tier;
mod transfer;

pub use quality::{Fate, Quality, quality};
pub use readiness::{Asked, Readiness, readiness};
pub use schedule::{Dates, Support, support};
pub use scope::{Covered, Load, Misfit, Rule, assign, by_value, split};
pub use tier::{Tier, tier};
pub use transfer::{Move, Moved, transfer};
