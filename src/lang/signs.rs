//! Which signs a screen shows.

/// With what figures are drawn on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Signs {
    /// Blocks, to an eighth of a column.
    #[default]
    Blocks,
    /// `#`, where a screen may not have blocks.
    Plain,
    /// Nothing: the figures are read in another way than by looking.
    None,
}

impl Signs {
    /// What bars are filled with, and what is left of their whole.
    pub const fn fills(self) -> (char, char) {
        match self {
            Self::Blocks => ('█', '░'),
            Self::Plain => ('#', '.'),
            Self::None => (' ', ' '),
        }
    }

    /// What the environment says: nothing for `TERM=dumb`, whose reader may be a program that speaks; plain signs for the
    /// console of Linux and for a locale that names another character set than UTF-8, or is `C`. A locale that names none
    /// is not taken as a refusal, since terminals speak UTF-8 today.
    pub fn of(env: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        match set("TERM").as_deref() {
            Some("dumb") => return Self::None,
            Some("linux") => return Self::Plain,
            _ => {}
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
        let named = locale.split('@').next().unwrap_or_default();
        let other = match named.split_once('.') {
            Some((_, set)) => !set.replace('-', "").eq_ignore_ascii_case("utf8"),
            None => matches!(named, "C" | "POSIX"),
        };
        if other { Self::Plain } else { Self::Blocks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_for_terminals_that_have_them() {
        let of = |env: &[(&str, &str)]| {
            Signs::of(|name| env.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_string()))
        };
        for blocks in ["", "zh_CN.UTF-8", "en_GB.utf8", "C.UTF-8", "zh_CN", "ca_ES.UTF-8@valencia"] {
            assert_eq!(of(&[("TERM", "xterm-256color"), ("LANG", blocks)]), Signs::Blocks, "{blocks}");
        }
        for plain in ["C", "POSIX", "zh_CN.GBK", "zh_CN.GB18030", "en_US.ISO-8859-1"] {
            assert_eq!(of(&[("LANG", plain)]), Signs::Plain, "{plain}");
        }
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]), Signs::Plain);
        assert_eq!(of(&[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]), Signs::Blocks);
        assert_eq!(of(&[("TERM", "linux"), ("LANG", "zh_CN.UTF-8")]), Signs::Plain);
        assert_eq!(of(&[("TERM", "dumb"), ("LANG", "zh_CN.UTF-8")]), Signs::None);
    }
}
