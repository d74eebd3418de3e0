//! The `salesrec` program: parse, run, print, exit.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use salesrec::cli::{self, Cli, Global};
use salesrec::commands::{self, Context, Outcome, screen};
use salesrec::error::{Error, Exit, Result};
use salesrec::lang::Lang;
use salesrec::ui::Ui;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    if words.get(1).is_some_and(|word| word == commands::ASKED) {
        let (context, _) = Context::gather(Global::default());
        let answered = screen(context.lang, &context.global).answer(&commands::live(&words[2..]));
        return ExitCode::from(if answered.is_ok() { Exit::Done } else { Exit::Failed }.code());
    }
    let words = commands::spelt_out(words);
    // The words mean the same in every language: only a complaint or a help page has to know which.
    match cli::parse(&words) {
        Ok(cli) => run(cli, words),
        Err(error) => {
            let early = Context::gather(cli::early(&words)).0;
            complain(&error, &words, early.lang, &early.global)
        }
    }
}

fn run(cli: Cli, mut words: Vec<OsString>) -> ExitCode {
    let format = cli.global.format.unwrap_or_default().of_answer();
    let (context, settings) = Context::gather(cli.global);
    let ui = screen(context.lang, &context.global);
    let mut done = settings.and_then(|()| cli.command.run(&context));
    while let Err(error) = &done {
        // Asked on a terminal for what was meant, the command runs again with the answer.
        let asked = cli::again::words(&ui, &words, error);
        match asked.map(|asked| asked.and_then(|asked| Some((cli::parse(&asked).ok()?, asked)))) {
            Ok(Some((cli, asked))) => {
                words = asked;
                done = cli.command.run(&context);
            }
            Ok(None) => break,
            Err(stopped) => done = Err(stopped),
        }
    }
    if let Err(error) = &done {
        // The failure itself is told below; a closed pipe is no other one.
        let _ = ui.answer(&commands::failure(error, context.lang, format));
    }
    let print = |outcome: Outcome| outcome.problems(context.noticed().into_iter().collect()).print(&ui, format);
    let exit = finish(&ui, done.and_then(print));
    // The process ends here, and gives back everything at once.
    std::mem::forget((context, ui));
    exit
}

fn complain(error: &clap::Error, words: &[OsString], lang: Lang, global: &Global) -> ExitCode {
    let ui = screen(lang, global);
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if !asked {
        return finish(&ui, Err(cli::explain(error, words)));
    }
    let help = cli::help(words, lang, ui.width.unwrap_or(usize::MAX), ui.color);
    let shown = ui.answer(&help).map(|_| Exit::Done);
    finish(
        &ui,
        shown.map_err(|error| {
            Error::io(salesrec::lang::Text::fixed("the help cannot be printed", "无法输出帮助"), &error)
        }),
    )
}

fn finish(ui: &Ui, done: Result<Exit>) -> ExitCode {
    let exit = done.unwrap_or_else(|error| {
        ui.error(&error);
        Exit::Failed
    });
    ExitCode::from(exit.code())
}
