//! Files opened by other programs. A test that needs a program which is not installed says so and ends.

#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]
#![expect(clippy::disallowed_methods, reason = "a file for another program, in a folder of the test's own")]

use std::path::Path;
use std::process::Command;

use super::*;
use crate::lang::Lang;

/// The text of a file after LibreOffice has opened it and set it on pages; none where LibreOffice is missing.
fn opened(name: &str, bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let mut office = Command::new("soffice");
    office.args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"]).arg(folder.path()).arg(&file);
    run(&mut office)?;
    let pdf = file.with_extension("pdf");
    assert!(pdf.is_file(), "LibreOffice does not open {name}");
    text_of(&pdf)
}

fn text_of(pdf: &Path) -> Option<String> {
    run(Command::new("pdftotext").arg("-layout").arg(pdf).arg("-"))
}

fn run(command: &mut Command) -> Option<String> {
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) => {
            eprintln!("SKIPPED: {:?} is not installed: {error}", command.get_program());
            None
        }
    }
}

/// On which page a line of words alone stands; form feeds part pages.
fn page_of(text: &str, words: &str) -> Option<usize> {
    text.split('\u{c}').position(|page| page.lines().any(|line| line.trim() == words)).map(|page| page + 1)
}

#[test]
fn libreoffice_opens_the_word_file_and_finds_its_parts_where_the_contents_say() {
    let Some(text) = opened("paper.docx", &docx::write(&sample::paper(Lang::Zh.into())).unwrap()) else { return };
    for part in ["一页摘要", "客户", "Harbour Foods Ltd", "{{ 7*7 }}{% raw %}", "签字确认"] {
        let said = text.lines().find_map(|line| {
            let (words, page) = line.split_once("....")?;
            (words.trim() == part).then(|| page.trim_start_matches('.').trim().parse::<usize>().ok())?
        });
        assert_eq!((part, said), (part, page_of(&text, part)), "{text}");
        assert!(said.is_some(), "{text}");
    }
}

#[test]
fn libreoffice_opens_the_workbook_with_its_types() {
    let Some(text) = opened("book.xlsx", &xlsx::write(&sample::workbook(Lang::Zh.into())).unwrap()) else { return };
    // How wide the spaces are is up to the fonts.
    let text = text.replace(' ', "");
    for words in
        ["=HYPERLINK(\"http://example.com\")", "1,440,001.50CNY", "2026-06-0309:30", "58%", "2天", "没有函件。"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// A paper of many pages, with what most pages of a handover hold.
fn long() -> Paper {
    let mut paper = Paper::new(Text::fixed("Long", "长文档"), sample::made(), Lang::Zh.into());
    paper.header = Text::same("页眉");
    let document = &mut paper.document;
    document.push(Block::Contents(2));
    document.push(Block::PageBreak);
    document.heading(1, Text::same("客户"));
    let sentence = "客户希望在九月底前完成 ERP 对接，预算已获批 480,000 元，采购部的李工负责技术评审；";
    for number in 1..=40 {
        document.heading(2, Text::new(format!("Client {number}"), format!("第{number}号客户有限公司")));
        let pairs =
            ["负责人", "行业", "地址"].map(|label| (Text::same(label), Line::from(sentence.repeat(number % 4))));
        document.push(Block::Pairs(pairs.to_vec()));
        document.paragraph(sentence.repeat(1 + number % 5));
        document.push(Block::List((0..number % 6).map(|_| Line::from(sentence)).collect()));
        let mut table = sample::clients();
        table.rows.truncate(1 + number % 8);
        document.push(Block::Table(table));
        document.heading(3, Text::same("跟进记录"));
        for entry in 0..number % 7 {
            document.push(Block::Prose(Text::same(sentence.repeat(1 + (entry + number) % 4))));
        }
        if number % 5 == 0 {
            document.push(Block::Chart(sample::charts().swap_remove(number / 5 % 5)));
        }
        document.push(Block::Checklist(vec![Check { done: false, words: Line::from(sentence) }; number % 3]));
    }
    paper
}

#[test]
fn the_contents_of_a_long_paper_name_the_pages_of_libreoffice() {
    let Some(text) = opened("long.docx", &docx::write(&long()).unwrap()) else { return };
    let mut off = Vec::new();
    for number in 1..=40 {
        let name = format!("第{number}号客户有限公司");
        let said = text.lines().find_map(|line| {
            let (words, page) = line.split_once("....")?;
            (words.trim() == name).then(|| page.trim_start_matches('.').trim().parse::<usize>().ok())?
        });
        let found = page_of(&text, &name);
        if said != found || found.is_none() {
            off.push((number, said, found));
        }
    }
    assert!(off.is_empty(), "{off:?}");
}
