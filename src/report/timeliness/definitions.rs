//! What the figures of timeliness mean.

use crate::lang::Text;
use crate::report::Definition;

/// The 24-hour rule of the standard sales record, and the speed of follow-up that its weekly review looks at.
pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "contacts",
        name: Text::fixed("Contacts", "沟通"),
        says: Text::fixed(
            "Entries of the log, with --from or --to those of contacts in that time, by who made them.",
            "沟通记录条数，按记录人计；用 --from、--to 时只计此期间的沟通。",
        ),
    },
    Definition {
        key: "known",
        name: Text::fixed("Known", "时间齐全"),
        says: Text::fixed(
            "Of the contacts, those of which the record says when they took place and when they were written down. Shares and times are of \
             these.",
            "其中写明了沟通时间和补记时间的条数。占比和时长只按这些计算。",
        ),
    },
    Definition {
        key: "within_24h",
        name: Text::fixed("Within 24 h", "24 小时内"),
        says: Text::fixed(
            "Of the known, those written down within 24 hours of the contact. Where only days are known they count in the writer's favour: from \
             the end of the day of the contact to the beginning of the day of writing.",
            "其中在沟通后 24 小时内记下的条数。只写了日期的从宽计算：从沟通当天结束算到补记当天开始。",
        ),
    },
    Definition {
        key: "share",
        name: Text::fixed("Share", "占比"),
        says: Text::fixed(
            "Within 24 hours, of the known; in the table of delays, this delay of all contacts.",
            "24 小时内的条数占时间齐全的；在间隔表中，该间隔占全部沟通的。",
        ),
    },
    Definition {
        key: "median",
        name: Text::fixed("Median h", "中位数（小时）"),
        says: Text::fixed(
            "The median of the hours from the contact to the record, in tenths; one recorded before its contact counts as none.",
            "从沟通到记下的小时数（精确到 0.1）的中位数；记录时间早于沟通的按 0 计。",
        ),
    },
    Definition {
        key: "p90",
        name: Text::fixed("90% within h", "九成（小时内）"),
        says: Text::fixed("The 90th percentile of the same hours.", "同样的小时数的第 90 百分位。"),
    },
    Definition {
        key: "delay",
        name: Text::fixed("Delay", "间隔"),
        says: Text::fixed(
            "From the contact to the record; each contact stands in one row, up to and with the time it names.",
            "从沟通到记下的时间；每条沟通计入一行，含该行所写的时限。",
        ),
    },
    Definition {
        key: "due",
        name: Text::fixed("Due", "到期"),
        says: Text::fixed(
            "Actions whose last deadline has passed, with --from or --to those whose deadline lies in that time, by who is to do them. Cancelled \
             ones are not among them.",
            "最后期限已过的行动，按负责人计；用 --from、--to 时只计期限在此期间的。已取消的不算。",
        ),
    },
    Definition {
        key: "on_time",
        name: Text::fixed("On time", "按时"),
        says: Text::fixed(
            "Of these, those done by their last deadline; a deadline without an hour is kept until the day is over.",
            "其中在最后期限之前完成的；期限没写几点的，到当天结束为止。",
        ),
    },
    Definition {
        key: "on_time_share",
        name: Text::fixed("Share", "按时率"),
        says: Text::fixed("On time, of the due.", "按时完成的占到期的。"),
    },
    Definition {
        key: "late",
        name: Text::fixed("Late", "迟完成"),
        says: Text::fixed("Of the due, those done after it.", "其中过期后才完成的。"),
    },
    Definition {
        key: "open",
        name: Text::fixed("Overdue", "逾期未完成"),
        says: Text::fixed("Of the due, those that are not done yet.", "其中至今没有完成的。"),
    },
    Definition {
        key: "postponed",
        name: Text::fixed("Postponed", "推迟次数"),
        says: Text::fixed(
            "How often the deadlines of the due were moved. One that was moved and then kept counts as on time.",
            "到期行动的期限共推迟了几次。推迟后按新期限完成的，仍算按时。",
        ),
    },
    Definition {
        key: "leads",
        name: Text::fixed("Leads", "新线索"),
        says: Text::fixed(
            "Clients with a first-contact date, with --from or --to those of which it lies in that time, by who owned the client on that day.",
            "有首次接触日期的客户，按当天的负责人计；用 --from、--to 时只计日期在此期间的。",
        ),
    },
    Definition {
        key: "answered",
        name: Text::fixed("Answered", "已回应"),
        says: Text::fixed(
            "Of the leads, those with a log entry on the day of first contact or later. The record has the day on which the client came and no \
             hour, so answers are counted in days.",
            "其中在首次接触当天或之后有沟通记录的。档案只有客户到来的日期、没有钟点，所以按天计。",
        ),
    },
    Definition {
        key: "next_day",
        name: Text::fixed("By next day", "次日内"),
        says: Text::fixed(
            "Of the answered, those answered the same day or by the next working day.",
            "其中在当天或下一个工作日之内回应的。",
        ),
    },
    Definition {
        key: "days",
        name: Text::fixed("Median days", "中位天数"),
        says: Text::fixed(
            "The median of the days from the first contact to the first entry, 0 for the same day.",
            "从首次接触到第一条沟通记录的天数的中位数，当天为 0。",
        ),
    },
    Definition {
        key: "waiting",
        name: Text::fixed("Waiting", "未回应"),
        says: Text::fixed("Of the leads, those without any such entry.", "其中还没有这样的沟通记录的。"),
    },
];
