use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn agenda_is_your_own_when_it_is_known_who_you_are() {
    assert_data_eq!(Records::zh().run(&["agenda"]).screen(), str![[r#""#]]);
}

#[test]
fn agenda_is_everybodys_when_it_is_not_known_who_you_are() {
    let records = Records::en().var("SALESREC_ME", "");
    let shown = records.run(&["agenda", "--days", "4"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
    let wrong = records.run(&["agenda", "--as", "nobody"]);
    assert_data_eq!(wrong.screen(), str![[r#""#]]);
}

#[test]
fn agenda_of_everybody_by_owner_fits_80_columns() {
    let shown = Records::zh().run(&["agenda", "--owner", "all", "--by", "owner", "--days", "3", "--width", "80"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}

#[test]
fn agenda_says_kindly_that_there_is_nothing() {
    let shown = Records::zh().run(&["agenda", "--client", "瑞泽"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
    let shown = Records::en().run(&["agenda", "--owner", "helen", "--days", "1", "--stage", "signing"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
}
