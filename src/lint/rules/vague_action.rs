use crate::lang::is_blank;
use crate::lint::OptionDefault::Words;
use crate::lint::wording::{Phrases, cited, names};
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client};
use crate::text;
use crate::yaml::Route;

const VAGUE: &[&str] = &[
    "跟进", "跟进一下", "继续跟进", "持续跟进", "后续跟进", "跟踪", "继续跟踪", "联系", "联系一下", "再联系", "保持联系", "保持沟通",
    "沟通", "沟通一下", "继续沟通", "推进", "继续推进", "推动", "维护关系", "维护客情", "客情维护", "回访", "催一下", "问一下进展",
    "了解进展", "看情况", "等反馈", "等待反馈", "等消息", "等通知", "待定", "follow up", "followup", "follow up on", "following up",
    "keep in touch", "stay in touch", "get in touch", "touch base", "check in", "check", "contact", "reach out", "call", "call back",
    "ring", "email", "talk", "catch up", "chase", "chase up", "chase it", "push", "wait", "wait for reply", "wait for feedback",
    "monitor", "next steps", "tbd", "to be decided",
];

/// What goes with a vague word and makes it no clearer.
const FILLERS: &[&str] = &[
    "客户", "对方", "该", "与", "和", "给", "一次", "一下", "尽快", "下周", "近期", "情况", "项目", "进展", "the", "a", "again", "soon",
    "with", "to", "on", "for", "by", "client", "customer", "him", "her", "them", "next week", "deal", "project", "progress", "please",
    "and", "then", "it", "up", "in",
];

/// What is left when the vague words are out is an object from more columns than this on.
const OBJECT_COLUMNS: usize = 3;

/// An action of which nobody could say whether it is done.
pub struct VagueAction;

impl Rule for VagueAction {
    fn about(&self) -> &'static About {
        crate::about!(
            "vague-action", Actions, Warning, "an action is vague", "行动空泛",
            "words" = Words(VAGUE),
        )
    }

    fn action(&self, check: &mut Check<'_>, client: &Client, at: usize, action: &Action) {
        if !action.is_open() || is_blank(&action.action) {
            return;
        }
        let vague = check.phrases("words");
        if !vague.any_in(&action.action) {
            return;
        }
        let besides = Phrases::new(FILLERS.iter().copied().chain(names(client)));
        if besides.columns_left_of(&vague.left_of(&action.action)) > OBJECT_COLUMNS {
            return;
        }
        let (id, said) = (check.id(), cited(&action.action));
        check
            .report(
                Route::root().key("actions").index(at).key("action"),
                text!("“{said}” does not say what is to be done", "“{said}”没有说清要做什么"),
            )
            .mend(text!(
                "`salesrec edit {id}`: a deed that can be ticked off, such as “send the parameter sheet to …”",
                "`salesrec edit {id}`：写一件做完能打勾的事，如“把产品参数表发到客户邮箱”"
            ));
    }
}
