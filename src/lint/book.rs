//! What the rules that compare files know of each: a few words of thousands of records, close together in memory.

use rayon::prelude::*;

use super::alike::alike;
use crate::record::Client;
use crate::store::{ClientFile, fnv};
use crate::yaml::Route;

/// The files that can be read, and what tells one client from another in each.
#[derive(Debug)]
pub struct Book<'f> {
    /// As they were gathered: to bring them together would take as long as to look through them.
    pages: Vec<Page<'f>>,
}

/// Some files of a book.
#[derive(Debug, Default)]
pub struct Page<'f> {
    files: Vec<&'f ClientFile>,
    /// What they say, in their order.
    lines: Vec<PageLine>,
    /// The words of all that is said, one behind the other.
    words: String,
}

/// Something that a file says of its client.
#[derive(Debug)]
struct PageLine {
    /// The file, by its position on the page.
    file: usize,
    what: What,
    /// Where its words end on the page; they begin where those before it end.
    end: usize,
}

/// Where in a book something is said: in the order of the files, and in each in that of [`What`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    page: u32,
    line: u32,
}

/// What a file says; with a position, of which alias or person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The client's tax number.
    TaxId,
    /// The client's name, which every file says.
    Name,
    /// Another name of the client.
    Alias(usize),
    /// The phone number of somebody who is there.
    Phone(usize),
    /// The mail address of somebody who is there.
    Email(usize),
}

impl What {
    /// Where it stands in the record.
    pub fn route(self) -> Route {
        let root = Route::root();
        match self {
            Self::TaxId => root.key("tax_id"),
            Self::Name => root.key("client"),
            Self::Alias(at) => root.key("aliases").index(at),
            Self::Phone(person) => root.key("contacts").index(person).key("phone"),
            Self::Email(person) => root.key("contacts").index(person).key("email"),
        }
    }
}

impl<'f> Page<'f> {
    /// Adds a file behind the others.
    pub(super) fn add(&mut self, file: &'f ClientFile, client: &Client) {
        self.files.push(file);
        if let Some(number) = &client.tax_id {
            self.say(What::TaxId, number);
        }
        self.say(What::Name, &client.client);
        for (at, alias) in client.aliases.iter().enumerate() {
            self.say(What::Alias(at), alias);
        }
        // Somebody who has left may now be reached at another client.
        let people = || client.contacts.iter().enumerate().filter(|(_, contact)| contact.is_there());
        for (what, way) in people().filter_map(|(at, contact)| Some((What::Phone(at), contact.phone.as_ref()?))) {
            self.say(what, way);
        }
        for (what, way) in people().filter_map(|(at, contact)| Some((What::Email(at), contact.email.as_ref()?))) {
            self.say(what, way);
        }
    }

    fn say(&mut self, what: What, words: &str) {
        self.words.push_str(words);
        self.lines.push(PageLine { file: self.files.len() - 1, what, end: self.words.len() });
    }

    fn words(&self, line: usize) -> &str {
        let start = line.checked_sub(1).map_or(0, |before| self.lines[before].end);
        &self.words[start..self.lines[line].end]
    }
}

impl<'f> Book<'f> {
    /// Of pages, in the order of their files.
    pub(super) const fn of(pages: Vec<Page<'f>>) -> Self {
        Self { pages }
    }

    fn line(&self, said: Said) -> (&Page<'f>, &PageLine) {
        let page = &self.pages[said.page as usize];
        (page, &page.lines[said.line as usize])
    }

    /// Which file says it.
    pub fn file(&self, said: Said) -> &'f ClientFile {
        let (page, line) = self.line(said);
        page.files[line.file]
    }

    /// What it is.
    pub fn what(&self, said: Said) -> What {
        self.line(said).1.what
    }

    /// Its words.
    pub fn words(&self, said: Said) -> &str {
        self.line(said).0.words(said.line as usize)
    }

    /// What is made of all that is said of some kind, page by page, in the order of the files.
    pub fn each<T: Send, I: IntoIterator<Item = T>>(
        &self,
        kind: impl Fn(What) -> bool + Sync + Send,
        make: impl Fn(Said, &str) -> I + Sync + Send,
    ) -> Vec<T> {
        let made = |(at, page): (usize, &Page<'_>)| -> Vec<T> {
            let lines = (0..page.lines.len()).filter(|line| kind(page.lines[*line].what));
            // No book has as many pages or lines as four bytes can count.
            lines.flat_map(|line| make(Said { page: at as u32, line: line as u32 }, page.words(line))).collect()
        };
        let made: Vec<Vec<T>> = self.pages.par_iter().enumerate().map(made).collect();
        let mut all = Vec::with_capacity(made.iter().map(Vec::len).sum());
        all.extend(made.into_iter().flatten());
        all
    }

    /// What is said alike of some kind, by what its words come down to; nothing is like nothing.
    pub fn said_alike(
        &self,
        kind: impl Fn(What) -> bool + Sync + Send,
        comes_to: impl Fn(&str) -> String + Sync,
    ) -> Vec<Vec<Said>> {
        let mut all = self.each(kind, |said, words| {
            let key = comes_to(words);
            (!key.is_empty()).then(|| (fnv(key.as_bytes()), said))
        });
        // Most aliases come down to the name above them.
        all.dedup_by(|(next, said), (before, above)| {
            next == before && std::ptr::eq(self.file(*said), self.file(*above))
        });
        alike(all, |said| comes_to(self.words(said)))
    }

    /// The files whose ids come down to the same.
    pub fn files_alike(&self, comes_to: impl Fn(&str) -> String + Sync) -> Vec<Vec<&'f ClientFile>> {
        let files = self.pages.par_iter().flat_map_iter(|page| &page.files);
        let all = files.map(|file| (fnv(comes_to(file.id()).as_bytes()), *file));
        alike(all.collect(), |file| comes_to(file.id()))
    }
}
