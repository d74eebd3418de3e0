use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Contact};
use crate::text;
use crate::yaml::Route;

/// One of several people at the client of whom nobody knows what part they play.
pub struct ContactWithoutRole;

impl Rule for ContactWithoutRole {
    fn about(&self) -> &'static About {
        crate::about!(
            "contact-without-role",
            Basics,
            Warning,
            "one of several contacts has no role",
            "有多位联系人时，联系人没有写角色"
        )
    }

    fn contact(&self, check: &mut Check<'_>, client: &Client, at: usize, contact: &Contact) {
        let several = client.contacts.iter().filter(|contact| contact.is_there()).count() > 1;
        let unsaid = contact.role.as_deref().is_none_or(is_blank);
        if several && unsaid && contact.is_there() {
            let (who, role) = (check.who(contact), Text::fixed("ROLE", "角色"));
            let command = check.contact_command(contact, "role", &role);
            let roles: Vec<&str> = check.team.vocabulary.roles.iter().map(|role| role.name.as_str()).collect();
            let roles = roles.join(" | ");
            check
                .report(
                    Route::root().key("contacts").index(at).key("role"),
                    Text::new(
                        format!("it is not written down what part {} plays", who.en),
                        format!("没有写{}在采购中的角色", who.zh),
                    ),
                )
                .mend(command.then(&text!(": {roles}", "：{roles}")));
        }
    }
}
