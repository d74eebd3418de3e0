//! What is known: people, earlier owners, deals, needs, stages, milestones, projects, contacts made.

use super::super::Material;
use super::super::words::{day_cell, text_cell};
use super::{each, either, sheet};
use crate::document::{Cell, Column, Sheet};
use crate::lang::Text;
use crate::record::{Amount, Client, Deal};

pub fn sheets(material: &Material) -> Vec<Sheet> {
    vec![
        contacts(material),
        owners(material),
        deals(material),
        needs(material),
        history(material),
        milestones(material),
        projects(material),
        log(material),
    ]
}

fn contacts(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("name", Text::fixed("Name", "姓名")),
        Column::new("role", Text::fixed("Role", "角色")),
        Column::new("title", Text::fixed("Position", "职务")),
        Column::new("phone", Text::fixed("Phone", "电话")),
        Column::new("email", Text::fixed("Mail", "邮箱")),
        Column::new("wechat", Text::fixed("WeChat", "微信")),
        Column::new("attitude", Text::fixed("Attitude", "态度")),
        Column::new("interests", Text::fixed("Likes to talk about", "兴趣")),
        Column::new("preferences", Text::fixed("How to deal with them", "沟通偏好")).grow(),
        Column::new("avoid", Text::fixed("To avoid", "忌讳")).grow(),
        Column::new("left", Text::fixed("Left on", "离职日期")),
    ];
    let name = Text::fixed("Contacts", "联系人");
    sheet(
        material,
        "contacts",
        name,
        columns,
        |subject| each(&subject.client.contacts),
        |_, contact| {
            vec![
                Cell::text(contact.name.clone()),
                text_cell(contact.role.as_deref()),
                text_cell(contact.title.as_deref()),
                text_cell(contact.phone.as_deref()),
                text_cell(contact.email.as_deref()),
                text_cell(contact.wechat.as_deref()),
                text_cell(contact.attitude.as_deref()),
                Cell::list(contact.interests.clone()),
                text_cell(contact.preferences.as_deref()),
                text_cell(contact.avoid.as_deref()),
                day_cell(contact.left),
            ]
        },
    )
}

fn owners(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("from", Text::fixed("From", "起")),
        Column::new("until", Text::fixed("Until", "止")),
        Column::new("handover", Text::fixed("Handover", "交接编号")),
    ];
    let name = Text::fixed("Earlier owners", "历任负责人");
    sheet(
        material,
        "owners",
        name,
        columns,
        |subject| each(&subject.client.owners),
        |_, period| {
            vec![
                material.person_cell(period.owner.as_deref()),
                day_cell(period.from),
                day_cell(period.until),
                text_cell(period.handover.as_deref()),
            ]
        },
    )
}

fn deals(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("deal", Text::fixed("Deal", "商机")).grow(),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::amount("value", Text::fixed("Value", "金额")),
        Column::number("probability", Text::fixed("Likelihood", "成交概率")),
        Column::amount("weighted", Text::fixed("Weighted", "加权金额")),
        Column::new("expected_close", Text::fixed("Expected close", "预计签约")),
        Column::new("intent", Text::fixed("Interest", "意向程度")),
        Column::new("competitors", Text::fixed("Competitors", "竞争对手")),
        Column::new("since", Text::fixed("In the stage since", "进入阶段")),
        Column::new("lost_reason", Text::fixed("Lost because of", "丢单原因")),
        Column::new("lost_to", Text::fixed("Lost to", "输给")),
        Column::new("lost_note", Text::fixed("What happened", "经过")).grow(),
        Column::new("revisit", Text::fixed("Ask again", "再次联系")),
    ];
    let name = Text::fixed("Deals", "商机");
    let stages = material.team.stages.0.iter().map(|stage| Text::same(stage.name.clone()));
    sheet(
        material,
        "deals",
        name,
        columns,
        |subject| each(&subject.client.deals),
        |_, deal| {
            let currency = deal.currency.as_deref();
            let open = material.team.stages.is_open(deal);
            let lost = deal.lost.clone().unwrap_or_default();
            vec![
                Cell::text(deal.name.clone()),
                text_cell(deal.stage.as_deref()),
                material.money_cell(deal.value, currency),
                Cell::maybe(material.team.stages.probability(deal), Cell::Percent),
                material.money_cell(material.weighted(deal).filter(|_| open).map(Amount), currency),
                day_cell(deal.expected_close),
                text_cell(deal.intent.as_deref()),
                Cell::list(deal.competitors.clone()),
                Cell::maybe(deal.since(), Cell::Day),
                text_cell(lost.reason.as_deref()),
                text_cell(lost.to.as_deref()),
                text_cell(lost.note.as_deref()),
                day_cell(lost.revisit),
            ]
        },
    )
    .choices("stage", stages)
}

/// The things of each deal, with the deal.
fn of_deals<T>(client: &Client, things: impl Fn(&Deal) -> &[T]) -> Vec<(&Deal, &T)> {
    client.deals.iter().flat_map(|deal| things(deal).iter().map(move |thing| (deal, thing))).collect()
}

fn needs(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("words", Text::fixed("Need or pain", "需求或痛点")).grow(),
        Column::new("need", Text::fixed("Pain behind the need", "痛点对应的需求")).grow(),
    ];
    let stated = Text::fixed("stated need", "明确需求");
    let latent = Text::fixed("latent need", "潜在需求");
    let pain = Text::fixed("pain", "痛点");
    let name = Text::fixed("Needs and pains", "需求与痛点");
    let choices = [stated.clone(), latent.clone(), pain.clone()];
    sheet(
        material,
        "needs",
        name,
        columns,
        |subject| {
            let client = &subject.client;
            let needs = of_deals(client, |deal| &deal.needs).into_iter().map(|(deal, need)| {
                let kind = if need.is_stated() { &stated } else { &latent };
                (deal, kind.clone(), need.need.clone(), None)
            });
            let pains = of_deals(client, |deal| &deal.pains);
            let pains =
                pains.into_iter().map(|(deal, told)| (deal, pain.clone(), told.pain.clone(), told.need.clone()));
            needs.chain(pains).collect()
        },
        |_, (deal, kind, words, need)| {
            vec![
                Cell::text(deal.name.clone()),
                Cell::label(kind.en.clone(), kind),
                Cell::text(words),
                text_cell(need.as_deref()),
            ]
        },
    )
    .choices("kind", choices)
}

fn history(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::new("since", Text::fixed("Since", "进入日期")),
        Column::new("by", Text::fixed("By", "操作人")),
        Column::new("note", Text::fixed("Note", "说明")).grow(),
    ];
    let name = Text::fixed("Stage history", "阶段历程");
    sheet(
        material,
        "history",
        name,
        columns,
        |subject| of_deals(&subject.client, |deal| &deal.history),
        |_, (deal, entry)| {
            vec![
                Cell::text(deal.name.clone()),
                Cell::text(entry.stage.clone()),
                day_cell(entry.since),
                material.person_cell(entry.by.as_deref()),
                text_cell(entry.note.as_deref()),
            ]
        },
    )
}

fn milestones(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::new("milestone", Text::fixed("Milestone", "里程碑")).grow(),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("done", Text::fixed("Reached", "完成")),
        Column::new("status", Text::fixed("Status", "状态")),
    ];
    let (reached, open) = (Text::fixed("reached", "已完成"), Text::fixed("open", "未完成"));
    let name = Text::fixed("Milestones", "里程碑");
    sheet(
        material,
        "milestones",
        name,
        columns,
        |subject| of_deals(&subject.client, |deal| &deal.milestones),
        |_, (deal, milestone)| {
            vec![
                Cell::text(deal.name.clone()),
                Cell::text(milestone.milestone.clone()),
                text_cell(milestone.stage.as_deref()),
                material.person_cell(milestone.owner.as_deref()),
                material.moment_cell(milestone.due),
                material.moment_cell(milestone.done),
                either(!milestone.is_open(), &reached, &open),
            ]
        },
    )
    .choices("status", [open.clone(), reached.clone()])
}

/// One line of a project: the deal, what kind of line, the words, and what belongs to them.
type ProjectLine<'m> = (&'m Deal, Text, String, Option<String>, Option<&'m str>, Option<crate::record::Moment>);

fn projects(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("words", Text::fixed("What", "内容")).grow(),
        Column::new("more", Text::fixed("Solution or measure", "解决办法或应对")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("due", Text::fixed("Due", "期限")),
    ];
    let name = Text::fixed("Projects", "项目");
    sheet(
        material,
        "projects",
        name,
        columns,
        |subject| subject.client.deals.iter().flat_map(project).collect(),
        |_, line| {
            let (deal, kind, words, more, owner, due): ProjectLine = line;
            vec![
                Cell::text(deal.name.clone()),
                Cell::label(kind.en.clone(), kind),
                Cell::text(words),
                text_cell(more.as_deref()),
                material.person_cell(owner),
                material.moment_cell(due),
            ]
        },
    )
}

fn project(deal: &Deal) -> Vec<ProjectLine<'_>> {
    let Some(work) = &deal.project else { return Vec::new() };
    let mut lines: Vec<ProjectLine> = Vec::new();
    let plain = |kind: Text, words: &String| (deal, kind, words.clone(), None, None, None);
    lines.extend(work.goal.iter().map(|words| plain(Text::fixed("goal", "目标"), words)));
    lines.extend(work.done.iter().map(|words| plain(Text::fixed("done", "已完成"), words)));
    lines.extend(work.doing.iter().map(|words| plain(Text::fixed("under way", "进行中"), words)));
    lines.extend(work.todo.iter().map(|words| plain(Text::fixed("to do", "待办"), words)));
    lines.extend(work.issues.iter().map(|issue| {
        let kind = Text::fixed("problem", "问题");
        (deal, kind, issue.issue.clone(), issue.solution.clone(), issue.owner.as_deref(), issue.due)
    }));
    lines.extend(work.resources.iter().map(|resource| plain(Text::fixed("resource", "资源"), &resource.resource)));
    lines.extend(work.risks.iter().map(|risk| {
        let how: Vec<&str> = [risk.likelihood.as_deref(), risk.impact.as_deref()].into_iter().flatten().collect();
        let words = if how.is_empty() { risk.risk.clone() } else { format!("{} ({})", risk.risk, how.join(" / ")) };
        (deal, Text::fixed("risk", "风险"), words, risk.measure.clone(), risk.owner.as_deref(), None)
    }));
    lines
}

fn log(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("at", Text::fixed("When", "时间")),
        Column::new("by", Text::fixed("By", "沟通人")),
        Column::new("method", Text::fixed("Method", "方式")),
        Column::new("with", Text::fixed("With", "对方")),
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::new("summary", Text::fixed("Summary", "内容摘要")).grow(),
        Column::new("agreed", Text::fixed("Agreed", "达成一致")).grow(),
        Column::new("no_next", Text::fixed("Why without a next step", "没有下一步的原因")),
        Column::new("attachments", Text::fixed("Files", "附件")),
        Column::new("recorded", Text::fixed("Written down", "记录时间")),
    ];
    let name = Text::fixed("Contacts made", "沟通记录");
    sheet(
        material,
        "log",
        name,
        columns,
        |subject| each(&subject.client.log),
        |_, entry| {
            vec![
                material.moment_cell(entry.at),
                material.person_cell(entry.by.as_deref()),
                text_cell(entry.method.as_deref()),
                Cell::list(entry.with.clone()),
                text_cell(entry.deal.as_deref()),
                Cell::text(entry.summary.clone()),
                text_cell(entry.agreed.as_deref()),
                text_cell(entry.no_next.as_deref()),
                Cell::list(entry.attachments.clone()),
                material.moment_cell(entry.recorded),
            ]
        },
    )
}
