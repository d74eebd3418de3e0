//! What the rules that compare files know of each: a few words of thousands of records, close together in memory.

use rayon::prelude::*;

use super::alike::alike;
use crate::record::Client;
use crate::store::{ClientFile, fnv};
use crate::yaml::Route;

/// The files that can be read, and what tells one client from another in each.
#[derive(Debug, Default)]
pub struct Book<'f> {
    files: Vec<&'f ClientFile>,
    /// What is said, in the order of the files.
    said: Vec<Said>,
    /// The words of all that is said, one behind the other.
    words: String,
}

/// Something that a file says of its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The file, by its position in [`Book::files`].
    pub file: usize,
    /// What it is.
    pub what: What,
    /// Where its words begin and end in those of the book.
    start: usize,
    end: usize,
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

impl<'f> Book<'f> {
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
        for (at, contact) in client.contacts.iter().enumerate().filter(|(_, contact)| contact.is_there()) {
            for (what, way) in [(What::Phone(at), &contact.phone), (What::Email(at), &contact.email)] {
                if let Some(way) = way {
                    self.say(what, way);
                }
            }
        }
    }

    fn say(&mut self, what: What, words: &str) {
        let start = self.words.len();
        self.words.push_str(words);
        self.said.push(Said { file: self.files.len() - 1, what, start, end: self.words.len() });
    }

    /// The files of several books, in their order.
    pub(super) fn joined(books: Vec<Self>) -> Self {
        let sum = |of: fn(&Self) -> usize| books.iter().map(of).sum();
        let mut all = Self {
            files: Vec::with_capacity(sum(|book| book.files.len())),
            said: Vec::with_capacity(sum(|book| book.said.len())),
            words: String::with_capacity(sum(|book| book.words.len())),
        };
        books.into_iter().for_each(|book| all.append(book));
        all
    }

    fn append(&mut self, other: Self) {
        let (files, start) = (self.files.len(), self.words.len());
        self.files.extend(other.files);
        self.words.push_str(&other.words);
        self.said.extend(other.said.into_iter().map(|said| Said {
            file: said.file + files,
            start: said.start + start,
            end: said.end + start,
            ..said
        }));
    }

    /// The files.
    pub fn files(&self) -> &[&'f ClientFile] {
        &self.files
    }

    /// The words of what is said.
    pub fn words(&self, said: &Said) -> &str {
        &self.words[said.start..said.end]
    }

    /// What is said of some kind, in the order of the files.
    pub fn said(&self, kind: impl Fn(What) -> bool + Sync + Send) -> impl ParallelIterator<Item = &Said> {
        self.said.par_iter().filter(move |said| kind(said.what))
    }

    /// What is said alike of some kind, by what its words come down to; nothing is like nothing.
    pub fn said_alike(
        &self,
        kind: impl Fn(What) -> bool + Sync + Send,
        comes_to: impl Fn(&str) -> String + Sync,
    ) -> Vec<Vec<&Said>> {
        let all = self.said(kind).filter_map(|said| {
            let key = comes_to(self.words(said));
            (!key.is_empty()).then(|| (fnv(key.as_bytes()), said))
        });
        let mut all: Vec<(u64, &Said)> = all.collect();
        // Most aliases come down to the name above them.
        all.dedup_by(|(next, said), (before, above)| next == before && said.file == above.file);
        alike(all, |said| comes_to(self.words(said)))
    }

    /// The files whose ids come down to the same.
    pub fn files_alike(&self, comes_to: impl Fn(&str) -> String + Sync) -> Vec<Vec<&'f ClientFile>> {
        let all = self.files.par_iter().map(|file| (fnv(comes_to(file.id()).as_bytes()), *file));
        alike(all.collect(), |file| comes_to(file.id()))
    }
}
