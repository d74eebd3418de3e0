//! The sheet that is signed: who hands over what to whom, why, until when, and in what state.

use super::Material;
use super::words::{Sums, counted, pair};
use crate::clock;
use crate::document::{Block, Document, Line, Tone};
use crate::lang::{Text, list};
use crate::record::Day;
use crate::record::handover as record;
use crate::text;

pub fn write(material: &Material, page: &mut Document) {
    people(material, page);
    page.heading(2, Text::fixed("Scope and state", "范围与数据状态"));
    let mut pairs = scope(material);
    pairs.extend(state(material));
    page.push(Block::Pairs(pairs));
    missing(material, page);
    page.push(Block::Signatures(material.signatures()));
}

fn people(material: &Material, page: &mut Document) {
    let handover = material.handover;
    let mut pairs = Vec::new();
    for part in record::Part::ALL {
        let people: Vec<String> = match part {
            record::Part::Receiver => material.receivers(),
            part => handover.people(part).into_iter().map(str::to_string).collect(),
        };
        if people.is_empty() && part == record::Part::Head {
            continue;
        }
        let names = if people.is_empty() { Text::same("—") } else { material.people(&people) };
        let line = match part {
            record::Part::Giver | record::Part::Receiver => Line::new().strong(names),
            _ => Line::from(names),
        };
        pairs.push((capital(&part.shown()), line));
    }
    let reason = handover.reason.map(|reason| Text::fixed(", ", "，").then(&reason.shown())).unwrap_or_default();
    pairs.push((Text::fixed("Kind and reason", "类型与原因"), Line::from(handover.kind().shown().then(&reason))));
    let by = handover.by.as_deref().map(|id| material.person(id));
    let by = by.map(|by| text!(", by {by}", "，{by}")).unwrap_or_default();
    pair(&mut pairs, Text::fixed("Made on", "制单"), handover.made.map(|made| material.moment(made).then(&by)));
    let until = handover.until.map(|day| super::words::due(day.0, material.today()));
    pair(&mut pairs, Text::fixed("The giver's last day", "交接人最后工作日"), until);
    let transition = handover.transition.as_ref().map(|transition| {
        let day = |day: Option<Day>| day.map_or_else(|| "…".into(), |day| day.to_string());
        let (from, until) = (day(transition.from), day(transition.until));
        text!("{from} to {until}", "{from} 至 {until}")
    });
    pair(&mut pairs, Text::fixed("Transition", "过渡期"), transition);
    pair(&mut pairs, Text::fixed("Closed on", "结束日期"), handover.closed.map(|day| clock::day(day.0)));
    pairs.push((Text::fixed("File", "交接编号"), Line::from(material.name.to_string())));
    page.push(Block::Pairs(pairs));
}

fn scope(material: &Material) -> Vec<(Text, Line)> {
    let (mut value, mut weighted, mut owed, mut late) =
        (Sums::default(), Sums::default(), Sums::default(), Sums::default());
    let (mut deals, mut actions, mut promises, mut contracts, mut rights) = (0, 0, 0, 0, 0);
    for subject in &material.subjects {
        let client = &subject.client;
        for at in client.open_deals(material.team) {
            let deal = &client.deals[at];
            let currency = material.currency(deal.currency.as_deref());
            deals += 1;
            value.add(currency, deal.value.unwrap_or_default().0);
            weighted.add(currency, material.weighted(deal).unwrap_or_default());
        }
        actions += client.actions.iter().filter(|action| action.is_open()).count();
        promises += client.promises.iter().filter(|promise| promise.kept.is_none()).count();
        contracts += client.contracts.len();
        rights += client.access.len();
        for debt in material.debts(subject) {
            owed.add(&debt.currency, debt.open);
            if debt.days_late(material.today()) > 0 {
                late.add(&debt.currency, debt.open);
            }
        }
    }
    let clients = material.subjects.len() + material.unread.len();
    let mut pairs =
        vec![(Text::fixed("Clients", "客户"), Line::new().strong(counted(clients, "client", "clients", "家")))];
    let worth = (material.sum(&value), material.sum(&weighted));
    pairs.push((
        Text::fixed("Open deals", "进行中商机"),
        Line::from(counted(deals, "deal", "deals", "个")).plain(Text::new(
            format!(", {} in all, {} weighted", worth.0.en, worth.1.en),
            format!("，金额合计 {}，加权 {}", worth.0.zh, worth.1.zh),
        )),
    ));
    let late = if late.is_zero() || material.withheld.amounts {
        Text::default()
    } else {
        let late = material.sum(&late);
        Text::new(format!(", {} of it overdue", late.en), format!("，其中逾期 {}", late.zh))
    };
    pairs.push((Text::fixed("Receivables", "应收账款"), Line::from(material.sum(&owed).then(&late))));
    let promises = counted(promises, "promise not kept yet", "promises not kept yet", "项承诺未兑现");
    let actions = counted(actions, "open action", "open actions", "项行动未完成");
    pairs.push((
        Text::fixed("Open matters", "未了事项"),
        Line::from(actions.then(&Text::fixed(", ", "，")).then(&promises)),
    ));
    let contracts = counted(contracts, "contract", "contracts", "份合同");
    let rights = counted(rights, "tool, document or right", "tools, documents and rights", "项工具、资料与权限");
    pairs.push((
        Text::fixed("To be given", "移交物"),
        Line::from(contracts.then(&Text::fixed(", ", "，")).then(&rights)),
    ));
    pairs
}

/// What the bundle shows, and how complete it is.
fn state(material: &Material) -> Vec<(Text, Line)> {
    let mut pairs = vec![(Text::fixed("Shows", "数据时点"), Line::from(material.moment_shown()))];
    let open =
        material.subjects.iter().flat_map(|subject| &subject.questions).filter(|question| !question.answered).count();
    let questions = counted(open, "open question to the giver", "open questions to the giver", "个问题待交接人回答");
    let score =
        material.handover.score().map(|score| text!("{score}% when made, ", "制单时 {score}%，")).unwrap_or_default();
    pairs.push((Text::fixed("Completeness", "完整度"), Line::from(score.then(&questions))));
    let (settled, all) = material.handover.progress();
    pairs.push((
        Text::fixed("Progress", "交接进度"),
        Line::from(text!("{settled} of {all} settled", "已办妥 {settled}/{all}")),
    ));
    pairs
}

/// What is not in the bundle.
fn missing(material: &Material, page: &mut Document) {
    let withheld = material.withheld;
    let left_out: Vec<Text> = [
        (withheld.phones, Text::fixed("phone numbers", "电话")),
        (withheld.mails, Text::fixed("mail addresses", "邮箱")),
        (withheld.amounts, Text::fixed("amounts", "金额")),
        (withheld.notes, Text::fixed("remarks and personal notes", "备注与个人偏好")),
    ]
    .into_iter()
    .filter_map(|(gone, what)| gone.then_some(what))
    .collect();
    if !left_out.is_empty() {
        let left_out = list(&left_out);
        page.push(Block::note(
            Tone::Warn,
            Text::fixed("Withheld in this copy", "本副本隐去的内容"),
            [Line::from(Text::new(
                format!("{}; the records have them.", left_out.en),
                format!("{}；完整内容见客户档案。", left_out.zh),
            ))],
        ));
    }
    if !material.unread.is_empty() {
        let lines =
            material.unread.iter().map(|(id, why)| Line::new().strong(id.clone()).plain("  ").plain(why.clone()));
        page.push(Block::note(
            Tone::Bad,
            Text::fixed(
                "These client files cannot be read; what they hold is not in this bundle",
                "以下客户文件无法读取，其内容不在本材料中",
            ),
            lines,
        ));
    }
}

/// A label with a capital, as it stands at the beginning of a line.
pub fn capital(text: &Text) -> Text {
    let mut letters = text.en.chars();
    let en = letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str());
    Text::new(en.unwrap_or_default(), text.zh.to_string())
}
