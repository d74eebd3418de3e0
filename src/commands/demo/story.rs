//! What the demo plays, in each language on that language's example.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

use crate::lang::Lang;

/// The moment at which both examples stand.
pub const NOW: &str = "2026-06-26 16:30";

/// One language's demo.
pub struct Story {
    example: Dir<'static>,
    /// Who is at the keyboard.
    pub me: &'static str,
    /// The client's file.
    pub record: &'static str,
    /// The commands that are run, one after the other.
    pub commands: [&'static [&'static str]; 3],
    /// What a reader may try next.
    pub next: [&'static str; 3],
}

impl Story {
    /// The demo in that language.
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    /// The files of the example, by path.
    pub fn files(&self) -> Vec<(&'static Path, &'static str)> {
        let mut found = Vec::new();
        collect(self.example.entries(), &mut found);
        found
    }
}

fn collect(entries: &'static [DirEntry<'static>], found: &mut Vec<(&'static Path, &'static str)>) {
    for entry in entries {
        match entry {
            DirEntry::Dir(folder) => collect(folder.entries(), found),
            DirEntry::File(file) => found.extend(file.contents_utf8().map(|text| (file.path(), text))),
        }
    }
}

static ZH: Story = Story {
    example: include_dir!("$CARGO_MANIFEST_DIR/examples/team-zh"),
    me: "lin.xiaofeng",
    record: "clients/星河包装有限公司_20260512.yaml",
    commands: [
        &["overdue", "--owner", "me"],
        &[
            "log",
            "星河",
            "先把报价 Q-0626 发给沈总看。他要求报价里写清楚检出指标怎么验收，周二当面谈。",
            "--method",
            "微信",
            "--with",
            "沈星河",
            "--need",
            "报价写明检出指标的验收办法",
            "--next",
            "把验收办法补进报价 Q-0626",
            "--due",
            "周一 12:00",
        ],
        &["advance", "星河", "--note", "报价 Q-0626 已发"],
    ],
    next: ["show 星河", "agenda", "find 糊盒机"],
};

static EN: Story = Story {
    example: include_dir!("$CARGO_MANIFEST_DIR/examples/team-en"),
    me: "tom.ashdown",
    record: "clients/Harbour Foods Ltd_20260512.yaml",
    commands: [
        &["overdue", "--owner", "me"],
        &[
            "log",
            "harbour",
            "Sent quote Q-2641 ahead of the visit. Ruth wants the saving in pounds a year on page one.",
            "--method",
            "email",
            "--with",
            "Ruth",
            "--need",
            "the yearly saving on page one of the quote",
            "--next",
            "Put the yearly saving on page one of Q-2641",
            "--due",
            "mon 12:00",
        ],
        &["advance", "harbour", "--note", "quote Q-2641 sent"],
    ],
    next: ["show harbour", "agenda", "find audit"],
};
