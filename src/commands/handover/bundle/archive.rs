//! A bundle as one file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::error::{Error, Kind, Result};
use crate::lang::Text;

/// The files as a zip archive; the same files give the same bytes.
///
/// # Errors
/// `System` when they are too large for one.
pub fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut pack = || -> Result<(), zip::result::ZipError> {
        for (name, bytes) in files {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(bytes)?;
        }
        Ok(())
    };
    pack().map_err(|error| failed(&error))?;
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

/// That the archive cannot be made, and why.
pub fn failed(error: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::System, Text::fixed("the archive cannot be made", "无法生成压缩包")).cause(Text::same(error.to_string()))
}
