mod decisions;
mod hard;
mod meeting;
mod reading;
mod slips;

use crate::support::Records;

const TOM: &str = "reviews/2026-W26_tom.ashdown.yaml";
const HARBOUR: &str = "clients/Harbour Foods Ltd_20260512.yaml";

/// The English example after Tom and Callum have submitted their week, with the manager at the keyboard.
fn submitted() -> Records {
    let records = Records::en().var("SALESREC_ME", "margaret.oduya");
    records.run(&["--as", "tom.ashdown", "submit"]).ok();
    records.run(&["--as", "callum.reid", "submit"]).ok();
    records
}

/// The same with another person in the team.
fn with_person(id: &str, role: &str, manager: Option<&str>) -> Records {
    let records = submitted();
    let manager = manager.map(|manager| format!("manager = \"{manager}\"\n")).unwrap_or_default();
    let person = format!("[[people]]\nid = \"{id}\"\nrole = \"{role}\"\n{manager}\n[[people]]\n");
    records.write("salesrec.toml", records.read("salesrec.toml").replacen("[[people]]\n", &person, 1));
    records
}
