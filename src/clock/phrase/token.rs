//! A phrase cut into tokens, and a reader over them.

use unicode_normalization::UnicodeNormalization;

/// The smallest piece of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// ASCII digits: their value, and how many they are, as `0626` is not `626`.
    Number { value: u32, digits: usize },
    /// ASCII letters, in lower case.
    Word(String),
    /// Anything else, a Chinese character above all.
    Sign(char),
}

/// The tokens of `text`; spaces only part them. `None` when a number is too long to be part of a date.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut tokens = Vec::new();
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let run = |like: fn(&u8) -> bool| rest.bytes().take_while(like).count();
        let (digits, letters) = (run(u8::is_ascii_digit), run(u8::is_ascii_lowercase));
        let taken = if digits > 0 {
            tokens.push(Token::Number { value: rest[..digits].parse().ok()?, digits });
            digits
        } else if letters > 0 {
            tokens.push(Token::Word(rest[..letters].to_string()));
            letters
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Sign(plain_sign(first)));
            }
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    Some(tokens)
}

/// The sign that is meant: the minus sign and the dash are typed for the hyphen, and who writes traditional characters
/// means the same days.
const fn plain_sign(sign: char) -> char {
    match sign {
        '−' | '–' => '-',
        '週' => '周',
        '後' => '后',
        '點' => '点',
        '鐘' => '钟',
        '號' => '号',
        '時' => '时',
        '個' => '个',
        '禮' => '礼',
        '內' => '内',
        '兩' => '两',
        '這' => '这',
        '現' => '现',
        _ => sign,
    }
}

/// A place among the tokens. What reads from it returns `None` when its form is not there; only [`Reader::attempt`]
/// then goes back to where it began.
pub(super) struct Reader<'a> {
    rest: &'a [Token],
}

impl<'a> Reader<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        Self { rest: tokens }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// What `form` reads, or `None` and nothing taken.
    pub(super) fn attempt<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.rest;
        let read = form(self);
        if read.is_none() {
            self.rest = start;
        }
        read
    }

    /// A number written with `digits` digits.
    pub(super) fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.rest {
            [Token::Number { value, digits: written }, rest @ ..] if digits.contains(written) => {
                self.rest = rest;
                Some(*value)
            }
            _ => None,
        }
    }

    /// The sign, when it is next.
    pub(super) fn sign(&mut self, sign: char) -> Option<char> {
        match self.rest {
            [Token::Sign(next), rest @ ..] if *next == sign => {
                self.rest = rest;
                Some(sign)
            }
            _ => None,
        }
    }

    /// Whether one of these signs comes next.
    pub(super) fn is_next(&self, signs: &[char]) -> bool {
        matches!(self.rest, [Token::Sign(next), ..] if signs.contains(next))
    }

    /// A small count: one or two digits, or Chinese numerals up to 九十九.
    pub(super) fn count(&mut self) -> Option<u32> {
        self.number(1..=2).or_else(|| self.attempt(Self::numerals).filter(|count| *count < 100))
    }

    /// How many there are of something: up to five digits, or Chinese numerals up to 九百九十九.
    pub(super) fn many(&mut self) -> Option<u32> {
        self.number(1..=5).or_else(|| self.attempt(Self::numerals))
    }

    /// A year in four digits or in Chinese ones: 二〇二六.
    pub(super) fn year(&mut self) -> Option<i32> {
        let year = self
            .number(4..=4)
            .or_else(|| self.attempt(|reader| (0..4).try_fold(0, |year, _| Some(year * 10 + reader.numeral()?))))?;
        i32::try_from(year).ok()
    }

    fn numerals(&mut self) -> Option<u32> {
        let hundreds = self.attempt(|reader| {
            let hundreds = reader.numeral().filter(|hundreds| *hundreds > 0)?;
            reader.sign('百').map(|_| hundreds * 100)
        });
        // 零五分 is five past, 一百零五 a hundred and five.
        let zero = self.one_of(&[("零", ()), ("〇", ())]).is_some();
        let tens = self.attempt(|reader| {
            let tens = reader.numeral();
            reader.sign('十').map(|_| tens.unwrap_or(1) * 10)
        });
        let ones = self.numeral();
        match (hundreds, tens, ones) {
            // 一百五 is said for 150 and written for nothing.
            (Some(_), None, Some(_)) if !zero => None,
            (None, None, None) => zero.then_some(0),
            _ => Some(hundreds.unwrap_or(0) + tens.unwrap_or(0) + ones.unwrap_or(0)),
        }
    }

    fn numeral(&mut self) -> Option<u32> {
        const NUMERALS: [(&str, u32); 12] = [
            ("零", 0),
            ("〇", 0),
            ("一", 1),
            ("二", 2),
            ("两", 2),
            ("三", 3),
            ("四", 4),
            ("五", 5),
            ("六", 6),
            ("七", 7),
            ("八", 8),
            ("九", 9),
        ];
        self.one_of(&NUMERALS)
    }

    fn begins_like(&self, phrase: &str) -> bool {
        let first = phrase.chars().next();
        match self.rest.first() {
            Some(Token::Word(word)) => word.chars().next() == first,
            Some(Token::Sign(sign)) => Some(*sign) == first,
            Some(Token::Number { .. }) => first.is_some_and(|first| first.is_ascii_digit()),
            None => false,
        }
    }

    /// The meaning of the longest of `phrases` that comes next.
    pub(super) fn one_of<T: Copy>(&mut self, phrases: &[(&str, T)]) -> Option<T> {
        let (taken, meaning) = phrases
            .iter()
            // Nearly all differ in their first letter, which costs less to see than to cut them.
            .filter(|(phrase, _)| self.begins_like(phrase))
            .filter_map(|(phrase, meaning)| {
                let phrase = tokens(phrase)?;
                self.rest.starts_with(&phrase).then_some((phrase.len(), *meaning))
            })
            .max_by_key(|(taken, _)| *taken)?;
        self.rest = &self.rest[taken..];
        Some(meaning)
    }
}
