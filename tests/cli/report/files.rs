//! Files that commands make for people: over no record, over nothing unasked, in the form that their name says.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// What makes a file, but for its name.
const MAKERS: [&[&str]; 7] = [
    &["report", "pipeline", "--format", "csv", "--force", "--out"],
    &["report", "dashboard", "--force", "--html"],
    &["review", "minutes", "--format", "md", "--force", "--out"],
    &["handover", "plan", "--from", "lin.xiaofeng", "--to", "zhao.mingyuan", "--out"],
    &["handover", "bundle", "--force", "--out"],
    &["lint", "--fail-on", "never", "--write-baseline"],
    &["lint", "--fail-on", "never", "--output"],
];

#[cfg(unix)]
#[test]
fn no_file_takes_the_place_of_records_or_settings_by_whatever_way_it_is_named() {
    let records = Records::zh().var("SALESREC_ME", "chen.yuehua");
    records
        .write("salesrec.toml", records.read("salesrec.toml").replace("holidays = \"cn\"", "holidays = \"days.txt\""));
    records.write("days.txt", "2026-10-01 off 国庆\n");
    assert!(records.read("salesrec.toml").contains("days.txt"));
    records.run(&["handover", "--from", "lin.xiaofeng", "--to", "zhao.mingyuan"]).ok();
    std::os::unix::fs::symlink(records.file("clients"), records.file("exports")).expect("a link");
    std::os::unix::fs::symlink(records.file("salesrec.toml"), records.file("link.csv")).expect("a link");
    records.git(&["init", "-q"]);
    let before = records.all();
    let paths = [
        "clients/周桂兰_20260514.yaml",
        "./exports/new.yaml",
        "exports/../targets/2026.yaml",
        "nowhere/../archive/new.html",
        "Reviews/x.md",
        "handovers/plan.toml",
        ".salesrec/notes.json",
        ".git/config",
        "link.csv",
        "days.txt",
    ];
    for maker in MAKERS {
        for path in paths {
            let form = if maker.ends_with(&["--output"]) { "sarif=" } else { "" };
            let shown = records.run(&[maker, &[&format!("{form}{path}")]].concat());
            assert!(shown.code == 2 && shown.stderr.contains("记录和设置"), "{maker:?} {path}: {}", shown.stderr);
        }
    }
    let changed = records.changed(&before);
    assert!(changed.iter().all(|path| path.starts_with(".salesrec/cache/")), "{changed:?}");
}

#[test]
fn a_report_is_written_over_nothing_that_is_there_unless_that_is_forced() {
    let records = Records::en();
    records.write("notes.md", "mine\n");
    assert_data_eq!(
        records.run(&["report", "funnel", "--out", "notes.md"]).screen(),
        str![[r#"
| error: there is a file of that name already
|  --> notes.md
| hint: `--force` writes over it
exit 2

"#]]
    );
    assert_eq!(records.read("notes.md"), "mine\n");
    assert_data_eq!(
        Records::zh().run(&["report", "funnel", "--format", "md", "--out", "clients/周桂兰_20260514.yaml"]).screen(),
        str![[r#"
| 错误：这里存放的是记录和设置，不能写入
|  --> clients/周桂兰_20260514.yaml
| 提示：请换一个位置：clients/、archive/、targets/、reviews/、handovers/、.salesrec/、.git/、salesrec.toml 和节假日文件一律不能覆盖，`--force` 也不行
exit 2

"#]]
    );
    records.run(&["report", "funnel", "--out", "notes.md", "--force"]).ok();
    let first = records.read("notes.md");
    assert!(first.starts_with("# Funnel"), "{first}");
    records.run(&["report", "funnel", "--out", "notes.md", "--force"]).ok();
    assert_eq!(records.read("notes.md"), first, "the same report gives the same file");
    records.run(&["report", "dashboard", "--html", "page.html"]).ok();
    assert_eq!(records.run(&["report", "dashboard", "--html", "page.html"]).code, 2);
    records.run(&["report", "dashboard", "--html", "page.html", "--force"]).ok();
    assert_eq!(records.run(&["report", "funnel", "--force"]).code, 2, "there is nothing to write over");
}

#[test]
fn a_form_and_a_name_that_contradict_each_other_are_refused() {
    let en = Records::en();
    assert_data_eq!(
        en.run(&["report", "pipeline", "--format", "csv", "--out", "q.xlsx"]).screen(),
        str![[r#"
| error: csv is asked for, and the name “q.xlsx” says xlsx
| hint: name it `q.csv`
| hint: for xlsx, `--out q.xlsx` is enough
exit 2

"#]]
    );
    assert_data_eq!(
        en.run(&["report", "pipeline", "--html", "q.pdf"]).screen(),
        str![[r#"
| error: html is asked for, and the name “q.pdf” says pdf
| hint: name it `q.html`
exit 2

"#]]
    );
    assert_data_eq!(
        en.run(&["report", "pipeline", "--out", "noext"]).screen(),
        str![[r#"
| error: “noext” has no ending that tells the form
| hint: end it in one, as in `noext.csv`, or say it with `--format`
| hint: the forms: csv, json, jsonl, md, html, xlsx and docx
exit 2

"#]]
    );
    assert_data_eq!(
        en.run(&["report", "pipeline", "--out", "a.what"]).screen(),
        str![[r#"
| error: “what” tells no form
| hint: end it in one, as in `a.csv`, or say it with `--format`
| hint: the forms: csv, json, jsonl, md, html, xlsx and docx
exit 2

"#]]
    );
    assert_data_eq!(
        en.run(&["review", "minutes", "--out", "m.pdf"]).screen(),
        str![[r#"
| error: minutes are made as md or docx
| hint: for Word: `--format docx --out FILE`
exit 2

"#]]
    );
    let zh = Records::zh();
    assert_data_eq!(
        zh.run(&["report", "pipeline", "--format", "html", "--out", "管道.docx"]).screen(),
        str![[r#"
| 错误：要生成的是 html，文件名“管道.docx”却是 docx
| 提示：请命名为 `管道.html`
| 提示：要 docx 的话，只写 `--out 管道.docx` 即可
exit 2

"#]]
    );
    assert_data_eq!(
        zh.run(&["report", "pipeline", "--out", "管道"]).screen(),
        str![[r#"
| 错误：“管道”没有扩展名，看不出是什么形式
| 提示：请加上扩展名，如 `管道.csv`，或用 `--format` 指定
| 提示：可用的形式：csv、json、jsonl、md、html、xlsx 和 docx
exit 2

"#]]
    );
    assert_data_eq!(
        zh.run(&["report", "pipeline", "--out", "管道.pdf"]).screen(),
        str![[r#"
| 错误：报表不能生成 pdf
| 提示：请生成 html 后打印
exit 2

"#]]
    );
    assert_data_eq!(
        zh.run(&["review", "minutes", "--format", "docx", "--out", "纪要.md"]).screen(),
        str![[r#"
| 错误：要生成的是 docx，文件名“纪要.md”却是 md
| 提示：请命名为 `纪要.docx`
| 提示：要 md 的话，只写 `--out 纪要.md` 即可
exit 2

"#]]
    );
    // What no form ends in, may have any.
    for (form, file) in [("table", "a.txt"), ("csv", "b"), ("html", "c.htm"), ("md", "D.MD")] {
        en.run(&["report", "pipeline", "--format", form, "--out", file]).ok();
    }
}
