//! The record for programs: the keys and forms of the file, with what the format does not know.

use serde_json::{Value, json};

use crate::commands::shown::whole_record;
use crate::store::{ClientFile, Loaded};

/// `{"client": id, "path": …, "record": {…}}`.
pub fn of(file: &ClientFile, path: &str, loaded: &Loaded) -> Value {
    let record = whole_record(loaded);
    json!({"client": file.id(), "path": path, "record": record})
}
