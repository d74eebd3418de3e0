//! What the figures of activity mean.

use crate::lang::Text;
use crate::report::Definition;

/// The communication log of the standard sales record, and the daily count of new and returning visitors and calls that a
/// sales floor keeps.
pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "contacts",
        name: Text::fixed("Contacts", "沟通次数"),
        says: Text::fixed(
            "Entries of the communication log, by the day on which the contact took place in the team's time zone: those from \
             --from to --to; without --from, of this week and the three before. With --owner, those that this person made. Of a \
             week, the row holds what lies in that time.",
            "沟通记录的条数，按沟通发生那天（团队时区）计：--from 至 --to 期间的；没有 --from 时为本周及之前三周。用 --owner 时只计此人的沟通。\
             每周一行，只含此期间内的。",
        ),
    },
    Definition {
        key: "clients",
        name: Text::fixed("Clients", "客户数"),
        says: Text::fixed(
            "Different clients contacted. Whom two people or two methods reached counts with each, and once in the total.",
            "联系过的不同客户数。两个人或两种方式都联系过的，各计一次；合计中只计一次。",
        ),
    },
    Definition {
        key: "new",
        name: Text::fixed("New", "新客户"),
        says: Text::fixed(
            "Of the clients, those contacted on the first day that their record knows: its first contact, or an earlier entry of the log.",
            "其中，沟通发生在档案所知的第一天（首次接触日期，或更早的沟通记录）的客户数。",
        ),
    },
    Definition {
        key: "day",
        name: Text::fixed("Day", "日期"),
        says: Text::fixed(
            "Working days, and other days with contacts. Where more than 62 days are asked for, only days with contacts.",
            "工作日，以及有沟通的其他日子。期间超过 62 天时只列有沟通的日子。",
        ),
    },
    Definition {
        key: "returning",
        name: Text::fixed("Returning", "老客户"),
        says: Text::fixed("Clients contacted that day that are not new on it.", "当天联系过、且不是当天新增的客户数。"),
    },
    Definition {
        key: "both",
        name: Text::fixed("New and returning", "新老合计"),
        says: Text::fixed(
            "Clients contacted that day. The total adds the days up, so a client counts once for each day.",
            "当天联系过的客户数。合计是各天之和，同一客户每天计一次。",
        ),
    },
    Definition {
        key: "deal",
        name: Text::fixed("Deal", "商机"),
        says: Text::fixed(
            "Open deals without contact for longer than their stage allows (`contact_every`; 14 days where the stage says nothing), whatever \
             --from and --to say.",
            "进行中、没有联系的时间超过阶段规定（`contact_every`；阶段没有规定的为 14 天）的商机，不受 --from、--to 限制。",
        ),
    },
    Definition {
        key: "last",
        name: Text::fixed("Last contact", "上次沟通"),
        says: Text::fixed(
            "The day of the last log entry that names the deal, or names none.",
            "最近一条写明该商机、或没有写明商机的沟通记录的日期。",
        ),
    },
    Definition {
        key: "days",
        name: Text::fixed("Days", "天数"),
        says: Text::fixed(
            "Days since then; without any entry, since the deal entered its first stage.",
            "距上次沟通的天数；从未沟通的，从进入第一个阶段算起。",
        ),
    },
    Definition {
        key: "allowed",
        name: Text::fixed("Allowed", "规定"),
        says: Text::fixed("How long the deal's stage lets it go without contact.", "该阶段允许多久不联系。"),
    },
];
