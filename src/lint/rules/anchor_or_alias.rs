use crate::lint::{About, Check, Rule};
use crate::text;
use crate::yaml::{self, Limits};

/// An anchor or an alias: one text that is meant in several places, which no command can then change in one of them.
pub struct AnchorOrAlias;

impl Rule for AnchorOrAlias {
    fn about(&self) -> &'static About {
        crate::about!("anchor-or-alias", File, Warning, "an anchor or an alias", "使用了锚点或别名")
    }

    fn file(&self, check: &mut Check<'_>, text: &str) {
        // Names have `&` in them too: only where one could be meant is the text parsed once more.
        let bytes = text.as_bytes();
        if !memchr::memchr2_iter(b'&', b'*', bytes).any(|at| could_be(bytes, at)) {
            return;
        }
        let Ok(tree) = yaml::parse(text, &Limits::default()) else { return };
        for (span, route) in tree.anchors_and_aliases() {
            let sign = text[span.clone()].to_string();
            let message = if sign.starts_with('*') {
                text!("an alias stands for a value written elsewhere", "这里用别名引用了写在别处的值")
            } else if !text.contains(&sign.replacen('&', "*", 1)) {
                let message = text!("an anchor that no alias leads to", "这里有锚点，但没有别名引用它");
                check.report_at(span, route, message).mend(text!("delete `{sign}`", "请删除 `{sign}`"));
                continue;
            } else {
                text!("an anchor: this value is meant in other places too", "这里有锚点，同一个值还用在别处")
            };
            check.report_at(span, route, message).mend(text!(
                "write the value out in each place; a command cannot change a shared one",
                "请在每一处都写出完整的值；命令无法修改共用的值"
            ));
        }
    }
}

/// Whether a sign stands at the beginning of a word.
fn could_be(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b'\n', |before| bytes[before]);
    let after = bytes.get(at + 1).is_some_and(|after| !after.is_ascii_whitespace());
    after && matches!(before, b' ' | b'\t' | b'\n' | b'[' | b'{' | b',')
}
