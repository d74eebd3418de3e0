//! What is wrong with the records: whether they are complete, true and in time.
//!
//! A rule looks at typed records and names a place by its route; the engine finds line and column, applies levels and
//! suppressions, and sorts. Every finding is data; `output/` writes it in the formats that people and machines read.

mod alike;
mod book;
mod check;
mod engine;
mod filed;
mod finding;
mod fix;
mod history;
mod numeral;
pub mod output;
mod private;
mod rule;
mod rules;
mod secret;
mod settings;
mod suppress;
mod survey;
mod unread;
mod wording;

pub use book::{Book, Page, Said, What};
pub use check::Check;
pub use engine::{Engine, Linted};
pub use finding::{Finding, Fix, Level, Suppressed, shown_path};
pub use fix::{Mended, mend};
pub use history::{History, LineTimes};
pub use rule::{About, Fixable, Group, OptionDefault, Rule};
pub use rules::ALL;
pub use settings::{Misfit, Settings, Setup, is_known};
pub use survey::Surveyed;
