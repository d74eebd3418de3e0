//! Lists and mappings in brackets, on one line or several.

use super::Plain;
use crate::yaml::scalar::Around;
use crate::yaml::tree::Shape;

impl Plain<'_, '_> {
    /// What is in brackets, whose lines after the first are indented farther than the block around them.
    pub(super) fn flow(&mut self, indent: usize) -> Option<()> {
        let map = self.peek() == Some(b'{');
        let close = if map { b'}' } else { b']' };
        let opened = self.open(if map { Shape::Map { flow: true } } else { Shape::List { flow: true } })?;
        self.at += 1;
        self.gap(indent)?;
        while self.peek()? != close {
            if map {
                self.key(Around::Flow)?;
                self.skip_spaces();
            }
            match self.peek()? {
                b'[' | b'{' => self.flow(indent)?,
                _ => self.one_line(Around::Flow)?,
            }
            self.skip_spaces();
            match self.peek()? {
                b',' => {
                    self.at += 1;
                    self.gap(indent)?;
                }
                b'\n' | b'#' => {
                    self.gap(indent)?;
                    (self.peek()? == close).then_some(())?;
                }
                byte => (byte == close).then_some(())?,
            }
        }
        self.at += 1;
        self.end = self.at;
        self.close(opened)
    }

    /// Goes past spaces, and past line ends and comments to a line that is indented far enough.
    fn gap(&mut self, indent: usize) -> Option<()> {
        if self.is_line_over() {
            self.end_line()?;
            (self.column > indent).then_some(())?;
        }
        Some(())
    }
}
