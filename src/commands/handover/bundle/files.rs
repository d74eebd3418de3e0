//! The files of one bundle, before they are written.

use rayon::prelude::*;

use crate::cli::FileForm;
use crate::document::{self, docx, html, markdown, pdf, xlsx};
use crate::error::Result;
use crate::handover::bundle::{self, MANIFEST, Manifest, Material};
use crate::ui::Progress;

use super::material::Choice;

/// Makes every file, in the order of their names, and the manifest as the last.
///
/// # Errors
/// Where a template is broken or a writer fails.
pub fn make(material: &Material, choice: &Choice, progress: &Progress) -> Result<Vec<(String, Vec<u8>)>> {
    let paper = bundle::paper(material, &choice.parts, choice.languages)?;
    let write = |form: &FileForm| -> Result<(String, Vec<u8>)> {
        let (extension, bytes) = match form {
            FileForm::Docx => ("docx", docx::write(&paper)?),
            FileForm::Xlsx => ("xlsx", xlsx::write(&bundle::workbook(material, choice.languages))?),
            FileForm::Html => ("html", html::write(&paper, &choice.page)?.into_bytes()),
            FileForm::Md => ("md", markdown::paper(&paper).into_bytes()),
            FileForm::Pdf => ("pdf", pdf::write(&paper, &choice.fonts)?),
            FileForm::Json => ("json", (document::json::pretty(&bundle::data(material)) + "\n").into_bytes()),
        };
        progress.step();
        Ok((format!("handover.{extension}"), bytes))
    };
    let mut files = choice.forms.par_iter().map(write).collect::<Result<Vec<_>>>()?;
    let manifest = Manifest::of(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).written(material);
    files.push((MANIFEST.to_string(), (document::json::pretty(&manifest) + "\n").into_bytes()));
    Ok(files)
}
