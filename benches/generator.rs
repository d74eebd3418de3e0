//! Records directories of any size, always the same for the same size: client files of about 3 KB as a team would have
//! after some months, one in seven with an overdue action.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, Days, NaiveDate};

/// The moment for which the records are made.
pub const NOW: &str = "2026-06-26 16:30";

/// The id of a client that is there at every size.
pub fn id(number: usize) -> String {
    format!("{}{number:06}有限公司_202603{:02}", TRADES[number % TRADES.len()].0, number % 28 + 1)
}

const TRADES: [(&str, &str); 6] = [
    ("星河包装", "制造业-包装材料"),
    ("远山物流", "物流-冷链运输"),
    ("华辰电子", "制造业-电子元件"),
    ("东湖食品", "食品-乳制品"),
    ("明德教育", "教育-职业培训"),
    ("海棠医疗", "医疗-诊断设备"),
];

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 26).expect("a day");

const MILESTONES: [(&str, &str); 4] =
    [("需求确认", "需求调研"), ("方案呈现", "方案演示"), ("方案呈现", "报价"), ("谈判推进", "商务条款确认")];

const STAGES: [&str; 4] = ["线索培育", "需求确认", "方案呈现", "谈判推进"];

/// Makes the directory with `clients` files, unless it is there already, and returns its root.
#[allow(clippy::disallowed_methods)]
pub fn records(folder: &Path, clients: usize) -> PathBuf {
    let root = folder.join(format!("records-{clients}"));
    let done = root.join(".complete");
    if done.exists() {
        return root;
    }
    std::fs::create_dir_all(root.join("clients")).expect("a folder");
    let settings = include_str!("../examples/team-zh/salesrec.toml");
    std::fs::write(root.join("salesrec.toml"), settings).expect("settings");
    for number in 0..clients {
        let path = root.join("clients").join(id(number)).with_extension("yaml");
        std::fs::write(path, client(number, settings, ENTRIES)).expect("a record");
    }
    std::fs::write(done, "").expect("a mark");
    // A team's records have long been on the disk; what is measured must not wait for them.
    std::process::Command::new("sync").status().ok();
    root
}

/// Makes the directory of a handover: `clients` files of one giver with so many log entries each, and its file.
#[allow(clippy::disallowed_methods)]
pub fn handed(folder: &Path, clients: usize, entries: usize) -> PathBuf {
    let root = folder.join(format!("handed-{clients}-{entries}"));
    let done = root.join(".complete");
    if done.exists() {
        return root;
    }
    std::fs::create_dir_all(root.join("clients")).expect("a folder");
    std::fs::create_dir_all(root.join("handovers")).expect("a folder");
    std::fs::write(root.join("salesrec.toml"), include_str!("../examples/team-zh/salesrec.toml")).expect("settings");
    let mut scope = String::new();
    for number in 0..clients {
        // One client in three of the team is lin.xiaofeng's.
        let text = client(number * 3, include_str!("../examples/team-zh/salesrec.toml"), entries);
        std::fs::write(root.join("clients").join(id(number * 3)).with_extension("yaml"), text).expect("a record");
        let _ = writeln!(scope, "  - {{client: {}, to: zhao.mingyuan}}", id(number * 3));
    }
    let text = format!("from: lin.xiaofeng\nto: [zhao.mingyuan]\nmade: {NOW}\nuntil: 2026-07-10\nclients:\n{scope}");
    std::fs::write(root.join("handovers/2026-06-26_lin.xiaofeng_zhao.mingyuan.yaml"), text).expect("a handover");
    std::fs::write(done, "").expect("a mark");
    root
}

/// The log entries of a client in the directories of [`records`].
const ENTRIES: usize = 7;

/// A complete record, so that what is measured is looking, not reporting.
fn client(number: usize, settings: &str, entries: usize) -> String {
    let owner =
        settings.split("id = \"").nth(number % 3 + 2).and_then(|rest| rest.split('"').next()).expect("a person");
    let (trade, industry) = TRADES[number % TRADES.len()];
    let (day, phone) = (number % 28 + 1, 13_800_000_000_u64 + number as u64);
    let reached = 1 + number % (STAGES.len() - 1);
    // Days before the moment for which the records are made.
    let ago = |days: usize| TODAY.checked_sub_days(Days::new(days as u64)).expect("a day");
    let entered = |at: usize| match at {
        0 => TODAY.with_month(3).and_then(|date| date.with_day(day as u32)).expect("a day"),
        _ => ago((reached - at) * 8 + number % 7 + 3),
    };
    let mut text = format!(
        "client: {trade}{number:06}有限公司\naliases: [{trade}{number:06}]\nindustry: {industry}\nregion: 华东\n\
         address: 苏州市工业园区星湖街 {number} 号\nsource: 展会推荐\nfirst_contact: {}\nowner: {owner}\n\n\
         contacts:\n  - name: 王总\n    role: 决策人\n    title: 总经理\n    phone: \"{phone}\"\n    \
         email: wang{number}@example.com\n    preferences: 先看数据再谈价格，上午接电话\n  - name: 李工\n    role: 执行人\n    \
         phone: \"{}\"\n\ndeals:\n  - name: 智能仓储系统\n    stage: {}\n    value: {}\n    expected_close: 2026-08-{day:02}\n    \
         intent: 高\n    needs:\n      - {{need: 交付周期缩短至7天, kind: stated}}\n      - {{need: 长期维护费用可控, kind: latent}}\n    \
         pains:\n      - {{pain: 人工分拣效率低，产能不足, need: 交付周期缩短至7天}}\n    milestones:\n",
        entered(0),
        phone + 1_000_000,
        STAGES[reached],
        (number % 90 + 10) * 10_000,
    );
    for (stage, milestone) in MILESTONES {
        let at = STAGES.iter().position(|known| *known == stage).expect("a stage");
        if at <= reached {
            let day = entered(at);
            let _ = writeln!(
                text,
                "      - {{milestone: {milestone}, stage: {stage}, owner: {owner}, due: {day}, done: {day}}}"
            );
        }
    }
    text.push_str("    history:\n");
    for (at, stage) in STAGES.iter().take(reached + 1).enumerate() {
        let _ = writeln!(text, "      - {{stage: {stage}, since: {}, by: {owner}}}", entered(at));
    }
    text.push_str("\nlog:\n");
    for entry in 0..entries {
        let day = if entry == 0 { entered(0) } else { ago((entries - 1 - entry) * (49 / entries) + number % 5 + 1) };
        let _ = write!(
            text,
            "  - at: {day} 14:30\n    recorded: {day} 16:05\n    by: {owner}\n    method: 电话拜访\n    \
             with: [王总]\n    deal: 智能仓储系统\n    summary: |\n      客户反馈现有供应商交付周期长，希望缩短至{}天；\n      \
             我方介绍了智能仓储方案，并约定下周给出初步报价。\n",
            7 + entry,
        );
    }
    let due = if number.is_multiple_of(7) { ago(number % 10 + 1) } else { ago(0) + Days::new(number as u64 % 60 + 1) };
    let _ = write!(
        text,
        "\nactions:\n  - id: k7q2\n    action: 现场演示产品\n    owner: {owner}\n    due: {due} 14:00\n    \
         deal: 智能仓储系统\n    created: 2026-05-20\n  - id: m3x9\n    action: 发送报价单\n    owner: {owner}\n    \
         due: 2026-04-{day:02}\n    created: 2026-04-01\n    done: 2026-04-{day:02} 10:00\n\nnotes: |\n  董事会每季度末审预算。\n",
    );
    text
}
