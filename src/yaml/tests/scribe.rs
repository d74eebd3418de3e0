//! Writes records in every style that people use, from a seed.

use super::super::scalar::{Around, double, fits_block, fits_single, inline, single};

/// Texts that are easy to get wrong.
pub const TEXTS: &[&str] = &[
    "甲公司",
    "no",
    "08",
    "1e3",
    "12:30",
    "13888888888",
    "a: b",
    "x #y",
    "it's",
    "say \"x\"",
    "先看数据，再谈",
    "a, [b]",
    "",
    "null",
    "~",
    "2024-03-15",
    "- a",
    "# a",
    "a\\b",
    " lead",
    "trail ",
    "one\ntwo\n",
    "one\n\n  two",
    "\n\nlate\n",
    "end\n\n",
    " first\nsecond\n",
    "tab\tx",
    "C#",
    "é\u{2028}x",
    "x\u{85}y",
    "plain words here",
    "---",
    "!t",
    "%d",
    "@me",
    "`",
    "{a}",
    ">",
    "|",
    "key:",
    "'",
    "\"",
    "a\rb",
    "{{x}}",
    "😀 ok",
    "...",
];

/// A source of choices.
pub struct Scribe {
    state: u64,
    out: String,
    comments: usize,
    eol: &'static str,
}

impl Scribe {
    pub fn new(seed: u64) -> Self {
        Self { state: seed | 1, out: String::new(), comments: 0, eol: "\n" }
    }

    pub fn below(&mut self, bound: usize) -> usize {
        // xorshift64*, by Vigna.
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        (self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    pub fn text(&mut self) -> &'static str {
        TEXTS[self.below(TEXTS.len())]
    }

    /// A whole file.
    pub fn card(mut self) -> String {
        if self.one_in(4) {
            self.eol = "\r\n";
        }
        if self.one_in(8) {
            self.out.push('\u{feff}');
        }
        if self.one_in(6) {
            self.comment(0);
        }
        let marked = self.one_in(6);
        if marked {
            self.out += "---";
            self.end_line();
        }
        self.card_keys();
        if marked && self.one_in(2) {
            self.out += "...";
            self.end_line();
        }
        if self.one_in(5) && !self.out.ends_with(&self.eol.repeat(2)) {
            self.out.truncate(self.out.len() - self.eol.len());
        }
        self.out
    }

    fn card_keys(&mut self) {
        let text = ["甲公司", "Acme 08", "it's \"x\"", "no"][self.below(4)];
        self.key("client", 0);
        self.scalar(text, 0);
        for key in ["aliases", "phone", "value", "written", "deals", "log", "lost", "x-own", "notes"] {
            if self.one_in(3) {
                continue;
            }
            self.between(0);
            self.key(key, 0);
            match key {
                "aliases" => self.texts(0),
                "value" => self.raw("480000"),
                "written" => self.raw("true"),
                "deals" => self.deals(),
                "log" => self.log(),
                "lost" => self.pairs(&["reason", "to"], 0),
                _ => {
                    let text = self.text();
                    self.scalar(text, 0);
                }
            }
        }
    }

    fn end_line(&mut self) {
        self.out += self.eol;
    }

    fn comment(&mut self, column: usize) {
        self.comments += 1;
        self.out += &format!("{}# c{}#", " ".repeat(column), self.comments);
        self.end_line();
    }

    /// What may stand between two lines.
    fn between(&mut self, column: usize) {
        match self.below(12) {
            // After a text that keeps its empty lines, one more would be a part of it.
            0 => self.end_line(),
            1 => self.comment(column),
            _ => {}
        }
    }

    fn key(&mut self, key: &str, column: usize) {
        let key = if self.one_in(12) { format!("\"{key}\"") } else { key.to_string() };
        let colon = if self.one_in(20) { " :" } else { ":" };
        self.out +=
            &format!("{}{key}{colon}", if self.out.ends_with("- ") { String::new() } else { " ".repeat(column) });
    }

    /// The end of a line that holds a value, perhaps with a comment.
    fn close(&mut self) {
        if self.one_in(6) {
            self.comments += 1;
            self.out += &format!("  # c{}#", self.comments);
        } else if self.one_in(12) {
            self.out += "  ";
        }
        self.end_line();
    }

    fn raw(&mut self, raw: &str) {
        self.out += &format!(" {raw}");
        self.close();
    }

    fn quoted(&mut self, text: &str, around: Around) -> String {
        match self.below(4) {
            0 => double(text),
            1 if fits_single(text) => single(text),
            _ if text.contains('\n') => double(text),
            _ => inline(text, around).into_owned(),
        }
    }

    fn scalar(&mut self, text: &str, column: usize) {
        if fits_block(text) && !self.one_in(3) {
            let step = 1 + self.below(4);
            let indicator =
                if text.trim_start_matches('\n').starts_with(' ') { step.to_string() } else { String::new() };
            let chomping = match text.len() - text.trim_end_matches('\n').len() {
                0 => "-",
                1 if self.one_in(3) => "+",
                1 => "",
                _ => "+",
            };
            self.out += &format!(" |{indicator}{chomping}");
            self.close();
            for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
                if !line.is_empty() {
                    self.out += &" ".repeat(column + step);
                    self.out += line;
                }
                self.end_line();
            }
            // So that what follows cannot become a part of the text.
            self.comment(0);
            return;
        }
        let text = self.quoted(text, Around::Block);
        self.raw(&text);
    }

    fn list_column(&mut self, column: usize) -> usize {
        column + [0, 2, 2, 4][self.below(4)]
    }

    fn dash(&mut self, column: usize) {
        self.out += &format!("{}-", " ".repeat(column));
    }

    fn texts(&mut self, column: usize) {
        let items: Vec<&str> = (0..self.below(4)).map(|_| self.text()).collect();
        if items.is_empty() || self.one_in(2) {
            let items: Vec<String> = items.into_iter().map(|item| self.quoted(item, Around::Flow)).collect();
            let flow = self.in_brackets("[", &items, "]", column);
            return self.raw(&flow);
        }
        self.close();
        let column = self.list_column(column);
        for item in items {
            self.between(column);
            self.dash(column);
            self.scalar(item, column);
        }
    }

    fn in_brackets(&mut self, open: &str, items: &[String], close: &str, column: usize) -> String {
        let last = if self.one_in(6) && !items.is_empty() { "," } else { "" };
        if self.one_in(5) && !items.is_empty() {
            let between = format!("{}{}", self.eol, " ".repeat(column + 3));
            return format!(
                "{open}{between}{}{last}{}{}{close}",
                items.join(&format!(",{between}")),
                self.eol,
                " ".repeat(column + 1)
            );
        }
        let space = if self.one_in(6) { " " } else { "" };
        format!("{open}{space}{}{last}{space}{close}", items.join(", "))
    }

    /// A mapping of some of these keys to texts.
    fn pairs(&mut self, keys: &[&str], column: usize) {
        let keys: Vec<&str> = keys.iter().copied().filter(|_| !self.one_in(4)).collect();
        if keys.is_empty() || self.one_in(2) {
            let entries = self.flow_pairs(&keys);
            let flow = self.in_brackets("{", &entries, "}", column);
            return self.raw(&flow);
        }
        self.close();
        let column = column + 1 + self.below(4);
        for key in keys {
            self.between(column);
            self.key(key, column);
            let text = self.text();
            self.scalar(text, column);
        }
    }

    fn flow_pairs(&mut self, keys: &[&str]) -> Vec<String> {
        let pair = |key: &&str| {
            let text = self.text();
            format!("{key}: {}", self.quoted(text, Around::Flow))
        };
        keys.iter().map(pair).collect()
    }

    fn deals(&mut self) {
        self.close();
        let column = self.list_column(0);
        let pad = 1 + self.below(3);
        for _ in 0..1 + self.below(3) {
            self.between(column);
            self.dash(column);
            self.out += &" ".repeat(pad - 1);
            self.out += " ";
            let inner = column + 1 + pad;
            let first = self.out.len();
            self.key("name", 0);
            debug_assert!(self.out.len() > first);
            let text = self.text();
            self.scalar(text, inner);
            if self.one_in(2) {
                self.between(inner);
                self.key("probability", inner);
                self.raw("60");
            }
            if !self.one_in(3) {
                self.key("needs", inner);
                self.needs(inner);
            }
            if !self.one_in(3) {
                self.key("rivals", inner);
                self.texts(inner);
            }
        }
    }

    fn needs(&mut self, column: usize) {
        self.close();
        let column = self.list_column(column);
        for _ in 0..1 + self.below(3) {
            self.dash(column);
            let text = self.text();
            if self.one_in(3) {
                self.out += " ";
                self.key("need", 0);
                self.scalar(text, column + 2);
                self.key("kind", column + 2);
                self.raw("latent");
            } else {
                let need = format!("need: {}", self.quoted(text, Around::Flow));
                let flow = self.in_brackets("{", &[need, "kind: stated".to_string()], "}", column);
                self.raw(&flow);
            }
        }
    }

    fn log(&mut self) {
        self.close();
        let column = self.list_column(0);
        for _ in 0..1 + self.below(3) {
            self.between(column);
            self.dash(column);
            self.out += " ";
            self.key("at", 0);
            self.raw("2024-03-20 14:30");
            self.key("by", column + 2);
            self.raw("zhang.san");
            for key in ["with", "summary"] {
                if !self.one_in(3) {
                    self.between(column + 2);
                    self.key(key, column + 2);
                    if key == "with" {
                        self.texts(column + 2);
                    } else {
                        let text = self.text();
                        self.scalar(text, column + 2);
                    }
                }
            }
        }
    }
}
