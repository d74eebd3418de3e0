use clap::Args as ClapArgs;

use crate::error::{Error, Kind, Result};
use crate::lang::{Text, quoted};

/// An action that follows from the decision.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct Deed {
    /// An action that follows from it: a concrete deed, written into each of the records
    #[arg(long, value_name = "DEED", requires = "due")]
    pub action: Option<String>,
    /// The deadline of the action
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub due: Option<String>,
    /// Who does the action; whose week it is, when absent
    #[arg(long, value_name = "PERSON", requires = "action")]
    pub owner: Option<String>,
}

impl Deed {
    /// # Errors
    /// `Usage` for a deadline without an action; `instead` says what else may be meant by it.
    pub(super) fn check(&self, instead: impl FnOnce(&str) -> Text) -> Result<()> {
        match (&self.due, &self.action) {
            (Some(due), None) => {
                let message = Text::fixed(
                    "--due is the deadline of an --action, and there is none",
                    "--due 是 --action 的期限，但没有写 --action",
                );
                Err(Error::new(Kind::Usage, message).hint(instead(&quoted(due))))
            }
            _ => Ok(()),
        }
    }
}
