//! The table of examples/README.md: what is clean there is clean, and every defect that it names is found.

use std::path::Path;

use salesrec::lint::ALL;
use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// What the table says of a defect, and the rule that finds it.
const DEFECTS: [(&str, &str); 58] = [
    ("receivable", "overdue-receivable"),
    ("order overdue", "overdue-delivery"),
    ("actions overdue", "overdue-action"),
    ("action overdue", "overdue-action"),
    ("milestones missing", "missing-milestone"),
    ("milestone missing", "missing-milestone"),
    ("milestones missing and overdue", "overdue-milestone"),
    ("milestone overdue", "overdue-milestone"),
    ("demonstration overdue", "overdue-milestone"),
    ("without owner", "milestone-without-owner"),
    ("stale", "stale-stage"),
    ("recorded late", "late-record"),
    ("no contact for", "no-recent-contact"),
    ("postponed three times", "often-postponed"),
    ("close date past", "close-date-past"),
    ("skipped stages", "skipped-stage"),
    ("no contract", "won-without-contract"),
    ("industry in one level", "one-level-industry"),
    ("no decision-maker", "missing-decision-maker"),
    ("no next action", "missing-next-action"),
    ("no industry", "missing-industry"),
    ("pains without need", "pain-without-need"),
    ("vague action", "vague-action"),
    ("contacts without role", "contact-without-role"),
    ("empty words", "empty-words"),
    ("应收", "overdue-receivable"),
    ("订单逾期", "overdue-delivery"),
    ("行动逾期", "overdue-action"),
    ("里程碑缺失", "missing-milestone"),
    ("里程碑缺失、逾期", "overdue-milestone"),
    ("里程碑逾期", "overdue-milestone"),
    ("演示逾期", "overdue-milestone"),
    ("没有负责人", "milestone-without-owner"),
    ("停滞", "stale-stage"),
    ("补得晚", "late-record"),
    ("延期三次", "often-postponed"),
    ("预计成交日已过", "close-date-past"),
    ("跳过阶段", "skipped-stage"),
    ("没有合同", "won-without-contract"),
    ("行业只有一级", "one-level-industry"),
    ("没有决策人", "missing-decision-maker"),
    ("没有下一步", "missing-next-action"),
    ("没有行业", "missing-industry"),
    ("痛点没有对应需求", "pain-without-need"),
    ("行动空泛", "vague-action"),
    ("税号校验位不对", "malformed-tax-id"),
    ("天没有联系", "no-recent-contact"),
    ("联系人没有角色", "contact-without-role"),
    ("记录空泛", "empty-words"),
    ("stub: a name and a telephone number", "missing-industry"),
    ("stub: a name and a telephone number", "missing-source"),
    ("stub: a name and a telephone number", "missing-first-contact"),
    ("stub: a name and a telephone number", "missing-owner"),
    ("只有名字和电话", "missing-industry"),
    ("只有名字和电话", "missing-source"),
    ("只有名字和电话", "missing-first-contact"),
    ("只有名字和电话", "missing-owner"),
    ("只有名字和电话", "missing-contact"),
];

/// A client of a team.
struct Row {
    client: String,
    stage: String,
    state: String,
}

/// The clients of a team with their states.
fn table(team: &str) -> Vec<Row> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/README.md");
    let page = std::fs::read_to_string(page).expect("the table");
    let section = page.split("\n## ").find(|section| section.starts_with(team)).expect("the team");
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [client, stage, state] = [1, 2, 3].map(|at| cells[at].to_string());
        Row { client, stage, state }
    })
    .collect()
}

/// Each finding as its path and what is said.
fn findings(records: &Records) -> Vec<String> {
    let shown = records.run(&["lint", "--all", "--output=concise", "--fail-on=never"]);
    shown.ok().lines().map(str::to_string).collect()
}

#[test]
fn the_clean_clients_of_the_examples_give_no_finding() {
    for (team, records, clean) in [("team-en", Records::en(), "clean"), ("team-zh", Records::zh(), "完整")] {
        let clean: Vec<String> =
            table(team).into_iter().filter(|row| row.state.starts_with(clean)).map(|row| row.client).collect();
        assert_eq!(clean.len(), 8, "{clean:?}");
        let found: Vec<String> = findings(&records)
            .into_iter()
            .filter(|line| clean.iter().any(|client| line.contains(&format!("/{client}_"))))
            .collect();
        assert!(found.is_empty(), "false alarms:\n{}", found.join("\n"));
    }
}

#[test]
fn every_defect_that_the_table_of_the_examples_names_is_found() {
    let mut missed = Vec::new();
    let mut looked = 0;
    for (team, records) in [("team-en", Records::en()), ("team-zh", Records::zh())] {
        let found = findings(&records);
        for Row { client, stage, state } in table(team) {
            for (_, rule) in DEFECTS.iter().filter(|(words, _)| state.contains(words)) {
                assert!(ALL.iter().any(|known| known.about().id == *rule), "{rule}");
                looked += 1;
                let own = |line: &&String| line.contains(&format!("/{client}_")) && line.contains(&format!("[{rule}]"));
                // Who decides has to be known from the stage on whose requirements say so, which is the next one.
                let early = ["Needs confirmed", "需求确认"].contains(&stage.as_str());
                let expected = *rule != "missing-decision-maker" || !early;
                if found.iter().any(|line| own(&line)) != expected {
                    missed.push(format!("{client}: {rule} ({state})"));
                }
            }
        }
    }
    assert!(looked > 50, "{looked}");
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
}

#[test]
fn a_record_is_late_by_the_clock_or_by_working_days_as_the_team_has_set_it() {
    let records = Records::zh();
    let path = "clients/东莞市永利达五金塑胶有限公司_20260506.yaml";
    let late = || records.run(&["lint", path, "--select", "late-record", "--output=concise"]).ok().to_string();
    assert_data_eq!(
        late(),
        str![[r#"
clients/东莞市永利达五金塑胶有限公司_20260506.yaml:30:38: warning[late-record] 沟通之后 43 小时才补记，规定是 24 小时之内
clients/东莞市永利达五金塑胶有限公司_20260506.yaml:31:38: warning[late-record] 沟通之后 70 小时才补记，规定是 24 小时之内

"#]]
    );
    let team = records.read("salesrec.toml").replace("[lint]\n", "[lint]\nlate-record = {working_hours = true}\n");
    records.write("salesrec.toml", team);
    assert_data_eq!(
        late(),
        str![[r#"
clients/东莞市永利达五金塑胶有限公司_20260506.yaml:30:38: warning[late-record] 沟通之后 43 小时（只算工作日）才补记，规定是 24 小时之内
clients/东莞市永利达五金塑胶有限公司_20260506.yaml:31:38: warning[late-record] 沟通之后 61 小时（只算工作日）才补记，规定是 24 小时之内

"#]]
    );
}
