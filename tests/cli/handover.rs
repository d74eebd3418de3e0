mod life;
mod moving;
mod refused;
mod slips;
mod start;
mod tasks;

use crate::support::Records;

/// The English example with the manager at the keyboard.
fn en() -> Records {
    Records::en().var("SALESREC_ME", "margaret.oduya")
}

/// The same, with a handover of all of Tom's clients to Priya.
fn from_tom_to_priya() -> Records {
    let records = en();
    records.run(&["handover", "--from", "tom", "--to", "priya", "--reason", "leaving"]).ok();
    records
}

const TOM: &str = "handovers/2026-06-26_tom.ashdown_priya.nair.yaml";
