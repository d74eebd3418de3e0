use super::super::{Languages, sample};
use super::*;
use crate::lang::Lang;

#[test]
fn the_same_paper_gives_the_same_page() {
    let paper = sample::paper(Languages::Both);
    let page = write(&paper, &built_in()).unwrap();
    assert_eq!(page, write(&paper, &built_in()).unwrap());
    for (name, languages) in [("zh", Lang::Zh.into()), ("en", Lang::En.into()), ("both", Languages::Both)] {
        std::fs::write(format!("/tmp/paper-{name}.html"), write(&sample::paper(languages), &built_in()).unwrap())
            .unwrap();
    }
}
