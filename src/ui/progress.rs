//! How far some work has come, on a terminal only.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Ui, complain};
use crate::lang::{Text, pad_end, width};

/// Columns of the bar.
const BAR: usize = 24;

/// A bar on standard error that is gone when the work is done; nothing where that is no terminal.
#[derive(Debug)]
pub struct Progress {
    words: Option<String>,
    steps: usize,
    done: AtomicUsize,
}

impl Ui {
    /// A bar for work of so many steps.
    pub fn progress(&self, words: Text, steps: usize) -> Progress {
        let seen = !self.quiet && std::io::stderr().is_terminal() && self.width_err.is_none_or(|width| width > 2 * BAR);
        let progress = Progress {
            words: seen.then(|| words.get(self.lang).to_string()),
            steps: steps.max(1),
            done: AtomicUsize::new(0),
        };
        progress.draw(0);
        progress
    }
}

impl Progress {
    /// One more step is done; from any thread.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.draw(done.min(self.steps));
    }

    fn draw(&self, done: usize) {
        if let Some(words) = &self.words {
            complain(&format!("\r{}", line(words, done, self.steps)));
        }
    }
}

fn line(words: &str, done: usize, steps: usize) -> String {
    let full = "█".repeat(BAR * done / steps);
    format!("{} {done}/{steps} {words}", pad_end(&full, BAR).replace(' ', "░"))
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(words) = &self.words {
            let columns = width(&line(words, self.steps, self.steps));
            complain(&format!("\r{}\r", " ".repeat(columns)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_fills_from_the_left() {
        assert_eq!(line("x", 0, 2), format!("{} 0/2 x", "░".repeat(24)));
        assert_eq!(line("x", 1, 2), format!("{}{} 1/2 x", "█".repeat(12), "░".repeat(12)));
        assert_eq!(line("x", 2, 2), format!("{} 2/2 x", "█".repeat(24)));
    }
}
