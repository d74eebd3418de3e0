//! What the bundle of a handover says, leaves out, and shows as text.

mod facts;
mod letters;
mod screens;
mod secrets;
mod travel;

use std::collections::BTreeMap;
use std::io::Read;

use crate::support::Records;

/// The text of one more handover file: these clients of the giver, by the ids of their receivers.
fn handover(giver: &str, clients: &[(String, &str)]) -> String {
    let mut receivers: Vec<&str> = clients.iter().map(|(_, to)| *to).collect();
    receivers.sort_unstable();
    receivers.dedup();
    let mut text = format!(
        "from: {giver}\nto: [{}]\nmade: 2026-06-26 16:30\nreason: leaving\nuntil: 2026-07-10\n\
         transition: {{from: 2026-07-10, until: 2026-07-24}}\nclients:\n",
        receivers.join(", ")
    );
    for (client, to) in clients {
        text.push_str(&format!("  - {{client: {client:?}, to: {to}}}\n"));
    }
    text
}

/// The ids of the clients of a directory, those put away too.
fn ids(records: &Records) -> Vec<String> {
    let shelves = ["clients/", "archive/"];
    let stem = |name: &String| {
        shelves.iter().find_map(|shelf| name.strip_prefix(shelf)?.strip_suffix(".yaml").map(String::from))
    };
    records.all().keys().filter_map(stem).collect()
}

/// Every text of the bundle in a folder: by the name of the file, of those that are archives by the names in them.
fn texts(records: &Records, folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (name, bytes) in records.all() {
        let Some(file) = name.strip_prefix(&format!("{folder}/")) else { continue };
        if !bytes.starts_with(b"PK") {
            found.insert(file.to_string(), String::from_utf8_lossy(&bytes).into_owned());
            continue;
        }
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            let name = format!("{file}/{}", part.name().unwrap());
            found.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    assert!(!found.is_empty(), "{folder}");
    found
}

/// A handover of all clients of an example to one person, and its bundle in every form but PDF, in the folder `out`.
fn all_of(records: Records, giver: &str, to: &str) -> Records {
    let clients: Vec<(String, &str)> = ids(&records).into_iter().map(|id| (id, to)).collect();
    records.write(&format!("handovers/2026-06-26_{giver}_{to}.yaml"), handover(giver, &clients));
    records
}
