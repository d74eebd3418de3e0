use super::super::{Languages, sample};
use super::*;
use crate::document::{Block, Cell, Column, Row, Table};
use crate::error::Kind;
use crate::lang::{Lang, Text};

fn page(languages: Languages) -> String {
    write(&sample::paper(languages), &built_in()).unwrap()
}

#[test]
fn the_same_paper_gives_the_same_page() {
    assert_eq!(page(Languages::Both), page(Languages::Both));
}

#[test]
fn words_of_records_are_only_words() {
    let page = page(Lang::Zh.into());
    assert!(!page.contains("<script") && !page.contains(">49"), "{page}");
    for words in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "{{ 7*7 }}{% raw %}",
        "\\u{1b}[31m甲\\u{202e}乙\u{fffd}",
        "]]&gt;&amp;amp;\\&#39;&quot;",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_page_loads_nothing_and_runs_nothing() {
    let page = page(Lang::En.into());
    for word in ["src=", "url(", "@import", "<link", "onload", "javascript:", "href=\"http"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
}

#[test]
fn a_page_can_be_found_ones_way_in_by_ear_and_keyboard() {
    let page = page(Languages::Both);
    for wanted in [
        "<html lang=\"zh-CN\">",
        "<a class=\"skip\" href=\"#main\">",
        "<nav aria-label=\"目录 / Contents\">",
        "<main id=\"main\">",
        "<section aria-labelledby=\"h1\">",
        "<span lang=\"en\">Summary</span></h2>",
        "<th role=\"columnheader\" scope=\"col\" class=\"end\">金额 / Value</th>",
        "class=\"chart narrow\" role=\"img\" viewBox=\"0 0 262 99\" aria-labelledby=\"c1-title c1-figures\"",
        "class=\"chart wide\" role=\"img\" viewBox=\"0 0 420 99\" aria-labelledby=\"c1-title c1-figures\"",
        "aria-label=\"已完成 / done\">☑",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    for (at, _) in page.match_indices("href=\"#") {
        let to = page[at + 7..].split('"').next().unwrap();
        assert!(page.contains(&format!(" id=\"{to}\"")), "{to}");
    }
}

#[test]
fn a_template_of_a_team_says_where_it_is_wrong() {
    let template = Template::new("templates/paper.html", "<h1>{{ title }}</h1>\n<p>{{ subtitel }}</p>\n");
    let error = write(&sample::paper(Lang::En.into()), &template).unwrap_err();
    let place = error.place.unwrap();
    assert_eq!((error.kind, place.line, place.source.as_str()), (Kind::Unreadable, 2, "<p>{{ subtitel }}</p>"));
    assert!(error.message.en.contains("`subtitel`") && error.hints[0].en.contains("`subtitle`"));
    let template = Template::new("templates/paper.html", "<h1>{{ title }}</h1>");
    assert_eq!(write(&sample::paper(Lang::En.into()), &template).unwrap(), "<h1>Handover of clients</h1>");
}

#[test]
fn days_and_periods_are_not_broken_and_names_are() {
    let name = |text: &str| Cell::text(text);
    let columns = vec![Column::new("period", Text::same("Period")), Column::new("client", Text::same("Client"))];
    let mut table = Table::new(columns, Text::default());
    table.rows = ["2026-Q2", "2026-W26", "2026-06", "2026"]
        .map(|period| Row::new(vec![name(period), name("Harbour-Foods 2026")]))
        .into();
    let mut paper = Paper::new(Text::same("t"), sample::paper(Lang::En.into()).made, Lang::En.into());
    paper.document.push(Block::Table(table));
    let page = write(&paper, &built_in()).unwrap();
    assert_eq!(page.matches("class=\"whole \">20").count(), 4, "{page}");
    assert!(page.contains("class=\"\">Harbour-Foods 2026"), "{page}");
}
