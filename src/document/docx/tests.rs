use std::io::{Cursor, Read as _};

use super::super::sample;
use super::*;
use crate::lang::Lang;

fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().to_string(), text));
    }
    parts
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let paper = sample::paper(super::super::Languages::Both);
    assert_eq!(write(&paper).unwrap(), write(&paper).unwrap());
    std::fs::write("/tmp/paper-zh.docx", write(&sample::paper(Lang::Zh.into())).unwrap()).unwrap();
    std::fs::write("/tmp/paper-en.docx", write(&sample::paper(Lang::En.into())).unwrap()).unwrap();
    std::fs::write("/tmp/paper-both.docx", write(&paper).unwrap()).unwrap();
}
