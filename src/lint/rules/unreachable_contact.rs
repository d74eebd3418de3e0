use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Contact};
use crate::yaml::Route;

/// Somebody at the client who cannot be reached.
pub struct UnreachableContact;

impl Rule for UnreachableContact {
    fn about(&self) -> &'static About {
        crate::about!(
            "unreachable-contact",
            Basics,
            Warning,
            "a contact has neither phone nor mail nor WeChat",
            "联系人没有任何联系方式"
        )
    }

    fn contact(&self, check: &mut Check<'_>, _client: &Client, at: usize, contact: &Contact) {
        let ways = [&contact.phone, &contact.email, &contact.wechat];
        let reachable = ways.into_iter().flatten().any(|way| !is_blank(way));
        if contact.is_there() && !reachable {
            let who = check.who(contact);
            let other = if is_blank(&contact.name) {
                Text::fixed(", email or wechat", "、email 或 wechat")
            } else {
                Text::fixed(", or --email, or --wechat", "，或用 --email、--wechat")
            };
            let command = check.contact_command(contact, "phone", &Text::fixed("NUMBER", "电话"));
            check
                .report(
                    Route::root().key("contacts").index(at),
                    Text::new(
                        format!("it is not written down how {} is reached", who.en),
                        format!("没有写怎样联系{}", who.zh),
                    ),
                )
                .lacks(Text::fixed("phone or mail", "联系方式"))
                .mend(command.then(&other));
        }
    }
}
