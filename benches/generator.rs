//! Records directories of any size, always the same for the same size: client files of about 3 KB as a team would have
//! after some months, one in seven with an overdue action.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

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

fn client(number: usize, settings: &str, entries: usize) -> String {
    let owner =
        settings.split("id = \"").nth(number % 3 + 2).and_then(|rest| rest.split('"').next()).expect("a person");
    let (trade, industry) = TRADES[number % TRADES.len()];
    let (day, phone) = (number % 28 + 1, 13_800_000_000_u64 + number as u64);
    let reached = number % STAGES.len();
    let mut text = format!(
        "client: {trade}{number:06}有限公司\naliases: [{trade}{number:06}]\nindustry: {industry}\nregion: 华东\n\
         address: 苏州市工业园区星湖街 {number} 号\nsource: 展会推荐\nfirst_contact: 2026-03-{day:02}\nowner: {owner}\n\n\
         contacts:\n  - name: 王总\n    role: 决策人\n    title: 总经理\n    phone: \"{phone}\"\n    \
         email: wang{number}@example.com\n    preferences: 先看数据再谈价格，上午接电话\n  - name: 李工\n    role: 执行人\n    \
         phone: \"{}\"\n\ndeals:\n  - name: 智能仓储系统\n    stage: {}\n    value: {}\n    expected_close: 2026-08-{day:02}\n    \
         intent: 高\n    needs:\n      - {{need: 交付周期缩短至7天, kind: stated}}\n      - {{need: 长期维护费用可控, kind: latent}}\n    \
         pains:\n      - {{pain: 人工分拣效率低，产能不足, need: 交付周期缩短至7天}}\n    history:\n",
        phone + 1_000_000,
        STAGES[reached],
        (number % 90 + 10) * 10_000,
    );
    for (at, stage) in STAGES.iter().take(reached + 1).enumerate() {
        let _ = writeln!(text, "      - {{stage: {stage}, since: 2026-{:02}-{day:02}, by: {owner}}}", 3 + at);
    }
    text.push_str("\nlog:\n");
    for entry in 0..entries {
        let _ = write!(
            text,
            "  - at: 2026-{:02}-{day:02} 14:30\n    recorded: 2026-{:02}-{day:02} 16:05\n    by: {owner}\n    method: 电话拜访\n    \
             with: [王总]\n    deal: 智能仓储系统\n    summary: |\n      客户反馈现有供应商交付周期长，希望缩短至{}天；\n      \
             我方介绍了智能仓储方案，并约定下周给出初步报价。\n",
            3 + entry / 2 % 4,
            3 + entry / 2 % 4,
            7 + entry,
        );
    }
    let late = number.is_multiple_of(7);
    let _ = write!(
        text,
        "\nactions:\n  - id: k7q2\n    action: 现场演示产品\n    owner: {owner}\n    due: 2026-{}-{day:02} 14:00\n    \
         deal: 智能仓储系统\n    created: 2026-05-20\n  - id: m3x9\n    action: 发送报价单\n    owner: {owner}\n    \
         due: 2026-04-{day:02}\n    created: 2026-04-01\n    done: 2026-04-{day:02} 10:00\n\nnotes: |\n  董事会每季度末审预算。\n",
        if late { "06" } else { "09" },
    );
    text
}
