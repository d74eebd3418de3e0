use super::super::sample;
use super::*;
use crate::lang::Lang;

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    for (name, languages) in [("zh", Lang::Zh.into()), ("en", Lang::En.into()), ("both", Languages::Both)] {
        let workbook = sample::workbook(languages);
        let bytes = write(&workbook).unwrap();
        assert_eq!(bytes, write(&workbook).unwrap());
        std::fs::write(format!("/tmp/book-{name}.xlsx"), bytes).unwrap();
    }
}
