//! One verb per file: `Args`, and `run`, which returns an [`Outcome`]. The only room that joins other rooms; no command
//! uses another. What several commands need stands in the files that are no verbs.

mod about;
mod aliases;
mod answer;
mod changes;
mod checks;
mod choose;
mod context;
mod due;
mod editor;
mod ended;
mod entry;
pub mod fonts;
mod gather;
mod git;
mod interview;
mod keys;
mod known;
mod live;
mod made;
mod missing;
mod paper;
mod returns;
mod shelving;
mod shown;
mod spelling;
mod stages;
mod weekly;
mod which;

pub use aliases::spelt_out;
pub use answer::{Answer, Outcome, failure};
pub use context::{Context, Desk, Writing, env, screen};
pub use live::{ASKED, live};
pub use spelling::verb_near;

use clap::{ArgMatches, Args as _, FromArgMatches as _, Subcommand};

use crate::error::Result;

/// Makes a command of what was matched.
type Matched = fn(&ArgMatches) -> Result<Command, clap::Error>;

/// The list of commands: each a file with `Args` and `run`, named as it is typed.
macro_rules! commands {
    ($($module:ident $variant:ident),* $(,)?) => {
        $(mod $module;)*

        /// What can be asked of the program.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $(#[allow(missing_docs, reason = "the help is the doc comment of its Args")] $variant($module::Args),)*
        }

        impl Command {
            /// The command line of one command alone, with what makes its arguments of what was matched; nothing when
            /// no command is named so.
            pub(crate) fn alone(name: &str) -> Option<(clap::Command, Matched)> {
                match name {
                    $(stringify!($module) => Some((
                        $module::Args::augment_args(clap::Command::new(stringify!($module))),
                        |matches| $module::Args::from_arg_matches(matches).map(Self::$variant),
                    )),)*
                    _ => None,
                }
            }

            /// Does it.
            ///
            /// # Errors
            /// What the command returns.
            pub fn run(self, context: &Context) -> Result<Outcome> {
                match self {
                    $(Self::$variant(args) => $module::run(args, context),)*
                }
            }
        }
    };
}

commands! {
    init Init,
    person Person,
    config Config,
    add Add,
    contact Contact,
    log Log,
    advance Advance,
    deal Deal,
    need Need,
    milestone Milestone,
    promise Promise,
    project Project,
    done Done,
    postpone Postpone,
    cancel Cancel,
    overdue Overdue,
    agenda Agenda,
    calendar Calendar,
    list List,
    show Show,
    find Find,
    report Report,
    edit Edit,
    rename Rename,
    archive Archive,
    unarchive Unarchive,
    submit Submit,
    review Review,
    handover Handover,
    undo Undo,
    target Target,
    lint Lint,
    rules Rules,
    check Check,
    demo Demo,
    schema Schema,
    help Help,
    completions Completions,
    man Man,
}
