use crate::lang::{Text, count, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Contact, PhoneFault, half_width, phone_fault};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A phone number that cannot be one.
pub struct MalformedPhone;

impl Rule for MalformedPhone {
    fn about(&self) -> &'static About {
        crate::about!(
            "malformed-phone",
            Basics,
            Warning,
            "a phone number that cannot be dialled",
            "电话号码格式不对",
            fix = Safe
        )
    }

    fn contact(&self, check: &mut Check<'_>, _client: &Client, at: usize, contact: &Contact) {
        let Some(phone) = contact.phone.as_deref().filter(|phone| !is_blank(phone)) else { return };
        let fault = phone_fault(phone);
        if fault.is_none() && half_width(phone) == phone.trim() {
            return;
        }
        // Quotation marks of a text are no part of a number.
        let bare = half_width(phone);
        let bare = bare.trim_matches(QUOTES).trim();
        let fault = fault.filter(|_| phone_fault(bare).is_some());
        let Text { en: of, zh: whose } = check.who(contact);
        let route = Route::root().key("contacts").index(at).key("phone");
        let message = match fault {
            Some(PhoneFault::Character(letter)) => text!(
                "the phone number `{phone}` of {of} holds `{letter}`",
                "{whose}的电话 `{phone}` 中有 `{letter}`"
            ),
            Some(PhoneFault::TooFew(few)) => {
                let digits = count(few, "digit", "digits", "位数字");
                Text::new(
                    format!("the phone number “{phone}” of {of} has only {}", digits.en),
                    format!("{whose}的电话“{phone}”只有 {}", digits.zh),
                )
            }
            Some(PhoneFault::TooMany(count)) => text!(
                "the phone number “{phone}” of {of} has {count} digits",
                "{whose}的电话“{phone}”有 {count} 位数字，太多了"
            ),
            Some(PhoneFault::Mobile(count)) => text!(
                "the mobile number “{phone}” of {of} has {count} digits instead of 11",
                "{whose}的手机号“{phone}”是 {count} 位，应为 11 位"
            ),
            None => {
                let plain = bare;
                let edit = Edit::Set(route.clone(), Value::text(plain));
                let message = text!(
                    "the phone number {plain} of {of} is written in full-width, in quotation marks or with hidden characters",
                    "{whose}的电话 {plain} 用了全角、引号或不可见字符"
                );
                check.report(route, message).mend(text!("`salesrec lint --fix`", "`salesrec lint --fix`")).fix(vec![edit]);
                return;
            }
        };
        let command = check.contact_command(contact, "phone", &Text::fixed("NUMBER", "电话"));
        check.report(route, message).mend(command);
    }
}

/// Those that people and their input methods put around a text.
const QUOTES: [char; 8] = ['“', '”', '‘', '’', '"', '\'', '「', '」'];
