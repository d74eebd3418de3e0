//! XML of the house's own: elements that are always closed, text that is always escaped.

/// Text or an attribute's value as XML shows it.
///
/// Controls are for [`visible`](super::visible) to spell out; what XML 1.0 does not allow at all becomes U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if is_allowed(character) => out.push(character),
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

/// Whether a character may stand in XML 1.0 at all.
pub(super) const fn is_allowed(character: char) -> bool {
    !matches!(character, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// A document as it is written, element by element.
#[derive(Debug, Default)]
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A document with its declaration.
    pub(super) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".into() }
    }

    /// Elements that come into another document.
    pub(super) const fn part() -> Self {
        Self { out: String::new() }
    }

    /// An element with what `inside` writes.
    pub(super) fn wrap(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        let before = self.out.len();
        self.out.push('>');
        inside(self);
        if self.out.len() == before + 1 {
            self.out.truncate(before);
            self.out.push_str("/>");
        } else {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// An element with text.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.out.push('>');
        self.out.push_str(&escape(text));
        self.out.push_str(&format!("</{name}>"));
    }

    /// XML that is known to be sound.
    pub(super) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// The whole.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup_and_elements_are_closed() {
        let mut xml = Xml::part();
        xml.wrap("a", &[("b", "\"<&")], |xml| {
            xml.leaf("c", &[], "<script>&amp;\u{0}\u{ffff}");
            xml.wrap("d", &[], |_| {});
        });
        assert_eq!(xml.finish(), "<a b=\"&quot;&lt;&amp;\"><c>&lt;script&gt;&amp;amp;\u{fffd}\u{fffd}</c><d/></a>");
    }
}
