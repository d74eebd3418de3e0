use crate::lang::is_blank;
use crate::lint::OptionDefault::{Number, Words};
use crate::lint::wording::{Phrases, cited, names};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

const STOCK: &[&str] = &[
    "已联系", "已沟通", "已电话沟通", "已电话联系", "已微信沟通", "已跟进", "已拜访", "已回访", "电话沟通", "电话联系", "微信沟通",
    "联系客户", "跟进客户", "待反馈", "等反馈", "等待反馈", "等回复", "待回复", "等待回复", "等通知", "继续跟进", "持续跟进",
    "保持联系", "后续跟进", "正常沟通", "沟通顺利", "聊得不错", "无人接听", "没接电话", "未接通", "没人接", "暂无进展", "没有进展",
    "客户考虑中", "客户再考虑", "再考虑考虑", "follow up", "followed up", "following up", "called", "rang", "phoned", "emailed",
    "called client", "called customer", "spoke to client", "spoke to customer", "spoke with client", "spoke with customer",
    "contacted", "in touch", "kept in touch", "keep in touch", "touched base", "checked in", "no answer", "no reply",
    "no response", "left message", "left a message", "left voicemail", "waiting for feedback", "awaiting feedback",
    "waiting for reply", "awaiting reply", "will get back", "no news", "no update", "nothing new", "all good", "good call",
    "good meeting", "tbd", "n a", "ok", "done", "test",
];

/// What is longer, in bytes, is not made of stock phrases alone.
const LONG: usize = 120;

/// An entry that says that there was a contact, and nothing of what was said.
pub struct EmptyWords;

impl Rule for EmptyWords {
    fn about(&self) -> &'static About {
        crate::about!(
            "empty-words", Log, Warning, "a log entry says nothing", "沟通记录空泛",
            "words" = Words(STOCK), "shortest" = Number(8),
        )
    }

    fn entry(&self, check: &mut Check<'_>, client: &Client, at: usize, entry: &LogEntry) {
        if is_blank(&entry.summary) || entry.summary.len() > LONG {
            return;
        }
        let all = format!("{} {}", entry.summary, entry.agreed.as_deref().unwrap_or_default());
        let left = Phrases::new(names(client)).columns_left_of(&check.phrases("words").left_of(&all));
        if left as i64 >= check.number("shortest") {
            return;
        }
        let (id, said) = (check.id(), cited(&entry.summary));
        check
            .report(
                Route::root().key("log").index(at).key("summary"),
                text!("“{said}” does not say what was said", "“{said}”看不出沟通了什么"),
            )
            .mend(text!(
                "`salesrec edit {id}`: what the client asked, what we said, what was agreed",
                "`salesrec edit {id}`：写上客户说了什么、我方答复什么、约定了什么"
            ));
    }
}
