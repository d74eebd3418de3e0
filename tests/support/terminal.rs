//! A terminal that is none: the program run in a pseudo-terminal, keys pressed, its screen read as a person would see it.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, NativePtySystem, PtySize, PtySystem};

use super::Records;

pub const DOWN: &str = "\x1b[B";
pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const CTRL_C: &str = "\x03";

const ROWS: u16 = 40;
const COLUMNS: u16 = 80;

/// So long is waited for what should be shown.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program at work in a terminal.
pub struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    written: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _other_end: Box<dyn portable_pty::MasterPty + Send>,
}

fn side(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).expect("a screen")
}

impl Terminal {
    /// Runs salesrec with these words.
    pub fn run(records: &Records, words: &[&str]) -> Self {
        Self::of(&records.command(words))
    }

    /// Runs any command, in its folder and with its environment.
    pub fn of(command: &std::process::Command) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = NativePtySystem::default().openpty(size).expect("a pseudo-terminal");
        let mut builder = CommandBuilder::new(command.get_program());
        builder.args(command.get_args());
        builder.cwd(command.get_current_dir().expect("a folder"));
        builder.env_clear();
        for (name, value) in command.get_envs() {
            builder.env(name, value.unwrap_or_default());
        }
        builder.env("TERM", "xterm-256color");
        builder.env("NO_COLOR", "1");
        let child = pair.slave.spawn_command(builder).expect("it runs");
        let mut output = pair.master.try_clone_reader().expect("its output");
        let keys = pair.master.take_writer().expect("its input");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(side(ROWS), side(COLUMNS), 0)));
        let shown = Arc::clone(&screen);
        let written = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&written);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                shown.lock().expect("the screen").process(&bytes[..read]);
                kept.lock().expect("what was written").extend_from_slice(&bytes[..read]);
            }
        });
        Self { screen, written, keys, child, _other_end: pair.master }
    }

    /// What the screen shows, without empty lines at its end.
    pub fn screen(&self) -> String {
        let contents = self.screen.lock().expect("the screen").screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_string()
    }

    /// All that was written so far, also what is no longer seen.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.written.lock().expect("what was written")).into_owned()
    }

    /// Waits until the screen shows this.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !self.screen().contains(text) {
            assert!(Instant::now() < until, "“{text}” is not shown:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("it takes keys");
        self
    }

    /// Waits for the end: the exit code, and the last screen.
    #[track_caller]
    pub fn ends(&mut self) -> (u32, String) {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                // What it wrote last may still be on its way.
                std::thread::sleep(Duration::from_millis(50));
                return (status.exit_code(), self.screen());
            }
            if Instant::now() > until {
                let screen = self.screen();
                self.child.kill().expect("it stops");
                panic!("it goes on:\n{screen}");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
