use snapbox::{assert_data_eq, str};

use super::submitted;
use crate::support::Records;

#[test]
fn the_minutes_are_what_the_meeting_talks_through() {
    let records = submitted();
    records.run(&["review", "approve", "harbour", "--comment", "clear"]).ok();
    records
        .run(&[
            "review",
            "return",
            "ashcombe",
            "--comment",
            "who signs?",
            "--action",
            "Ask George who signs",
            "--due",
            "tue",
        ])
        .ok();
    assert_data_eq!(
        records.run(&["review", "minutes"]).screen(),
        str![[r##"
# Weekly sales meeting

Tidewell Monitoring, UK sales  2026-W26 (06-22 – 06-28)

2026-W26, as of 2026-06-26 Fri 16:30

<a id="h1"></a>

## Who has submitted

- **Tom Ashdown**  submitted  2026-06-26 Fri 16:30
- **Priya Nair**  not yet
- **Callum Reid**  submitted  2026-06-26 Fri 16:30

<a id="h2"></a>

## Where deals get stuck

Weakest link: Needs confirmed, from which 11 of 13 went on

**What became of the deals that entered a stage**

| Stage | Entered | Advanced | Lost | Still open | Conversion | Won | Skipped | Back | Reopened |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| Lead nurturing | 20 | 17 | 0 | 3 | 100% | 5 | 0 | 0 | 0 |
| Needs confirmed | 16 | 11 | 2 | 3 | 84.6% | 4 | 1 | 0 | 1 |
| Proposal | 11 | 7 | 1 | 3 | 87.5% | 4 | 1 | 0 | 0 |
| Negotiation | 7 | 4 | 0 | 3 | 100% | 4 | 1 | 1 | 0 |

Conversion: advanced ÷ (advanced + lost).

<a id="h3"></a>

## How fast we follow up

- **written down within 24 hours**: 6 of 6 contacts
- **middle delay**: 20 min
- **actions done in time**: 1 of 4 that fell due

<a id="h4"></a>

## Tom Ashdown

| Client | This week | Next | To ask | Review |
| --- | --- | --- | --- | --- |
| Ashcombe Dairies Ltd | 1 contact, 2 actions agreed | 06-29 Check the leasing terms with the bank for 36 months | signing pushed from 2026-06-30 to 2026-07-10, by 10 days; to be signed in 14 days, on 2026-07-10, and now in Negotiation | returned |
| Harbour Foods Ltd | 1 contact, 1 new need, 1 action agreed | 07-01 Present the 40-point design in Poole and leave quote Q-2641 | | approved |

<a id="h5"></a>

## Callum Reid

| Client | This week | Next | To ask | Review |
| --- | --- | --- | --- | --- |
| Agnes Whitlock | 1 contact, 1 action agreed | 06-30 Text Agnes the price for two nodes with and without shelf labels | | to be reviewed |
| Kelso Museum Trust | 2 contacts, Negotiation → Signing, 2 actions agreed | 07-02 Collect the countersigned contract in Kelso and fix the fitting day | | to be reviewed |

<a id="h6"></a>

## What was decided

1 record approved, 1 returned, 2 still to be reviewed.

- **Ashcombe Dairies Ltd**  back to Tom Ashdown, until 2026-06-30 Tue  who signs?
- **Ashcombe Dairies Ltd**  Ask George who signs  Tom Ashdown  2026-06-30 Tue
- **Harbour Foods Ltd**  approved  clear

"##]]
    );
    let records = Records::zh();
    records.run(&["submit"]).ok();
    assert_data_eq!(
        records.run(&["--as", "chen.yuehua", "review", "minutes"]).screen(),
        str![[r##"
# 销售周会纪要

澄岚自动化销售部  2026-W26（06-22 至 06-28）

2026-W26，数据时点 2026-06-26 周五 16:30

<a id="h1"></a>

## 提交情况

- **林晓枫**  已提交  2026-06-26 周五 16:30
- **赵明远**  未提交
- **何静**  未提交

<a id="h2"></a>

## 商机卡在哪里

薄弱环节：需求确认，13 个中有 11 个向前推进

**进入各阶段的商机后来如何**

| 阶段 | 进入 | 推进 | 丢单 | 仍在谈 | 转化率 | 赢单 | 跳过 | 退回 | 重启 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 线索培育 | 20 | 17 | 0 | 3 | 100% | 5 | 0 | 0 | 0 |
| 需求确认 | 16 | 11 | 2 | 3 | 84.6% | 4 | 1 | 0 | 1 |
| 方案呈现 | 11 | 7 | 1 | 3 | 87.5% | 4 | 1 | 0 | 0 |
| 谈判推进 | 7 | 4 | 0 | 3 | 100% | 4 | 1 | 1 | 0 |

转化率：推进 ÷（推进 + 丢单）。

<a id="h3"></a>

## 跟进速度

- **24 小时内记录**：6 次沟通中 6 次
- **中位用时**：25 分钟
- **行动按时完成**：5 项到期行动中 1 项

<a id="h4"></a>

## 林晓枫

| 客户 | 本周 | 下一步 | 要问的 | 审核 |
| --- | --- | --- | --- | --- |
| 昆山恒昱精密制造有限公司 | 1 次沟通，1 条新需求，1 项新行动 | 06-30 带投资回收期测算表到恒昱参加报价评审 | 手机中框尺寸检测：预计签约由 2026-07-17 推迟到 2026-07-31（14 天） | 待审核 |
| 星河包装有限公司 | 1 次沟通，1 项新行动 | 06-30 到星河当面讲四条线方案，递交报价 Q-0626 | | 待审核 |

<a id="h5"></a>

## 会议决定

已通过 0 份档案，退回 0 份，待审核 2 份。

"##]]
    );
}

#[test]
fn the_minutes_are_made_as_a_word_file_and_over_no_other() {
    let records = submitted();
    records.run(&["review", "minutes", "--format", "docx", "--out", "week 26.docx"]).ok();
    let bytes = std::fs::read(records.file("week 26.docx")).expect("a file");
    assert!(bytes.starts_with(b"PK"), "a Word file is a zip");
    assert_data_eq!(
        records.run(&["review", "minutes", "--format", "docx", "--out", "week 26.docx"]).screen(),
        str![[r#"
| error: there is a file of that name already
|  --> week 26.docx
| hint: `--force` writes over it
exit 2

"#]]
    );
    records.run(&["review", "minutes", "--format", "docx", "--out", "week 26.docx", "--force"]).ok();
    assert_eq!(
        std::fs::read(records.file("week 26.docx")).expect("a file"),
        bytes,
        "the same week gives the same bytes"
    );
    records.run(&["review", "minutes", "--out", "by name.docx"]).ok();
    assert_eq!(std::fs::read(records.file("by name.docx")).expect("a file"), bytes, "the name says the form");
    assert_data_eq!(
        records.run(&["review", "minutes", "--format", "xlsx"]).screen(),
        str![[r#"
| error: minutes are made as md or docx
| hint: for Word: `--format docx --out FILE`
exit 2

"#]]
    );
}
