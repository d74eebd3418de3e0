//! Questions on a terminal. Arrow keys choose, Esc steps back, Ctrl-C stops everything.

use inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text as Line};

use super::Ui;
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, visible};

/// Under a list to choose from.
static CHOOSE: Text =
    Text::fixed("↑↓ choose, type to filter, Enter takes it, Esc goes back", "↑↓ 选择，输入可筛选，回车确认，Esc 返回");

/// Under a list to choose several from.
static MARK: Text =
    Text::fixed("↑↓ move, Space marks, Enter takes them, Esc goes back", "↑↓ 移动，空格勾选，回车确认，Esc 返回");

/// Under a line to fill in.
static FILL: Text = Text::fixed("Enter takes it, Esc goes back, Ctrl-C stops", "回车确认，Esc 返回，Ctrl-C 停止");

/// So many choices are shown at once.
const PAGE: usize = 10;

impl Ui {
    /// Which of several, by position; none when the question is stepped back from.
    ///
    /// # Errors
    /// `Stopped` by Ctrl-C; `System` when the terminal does not take part.
    pub fn choose(&self, question: &Text, options: Vec<String>, start: usize) -> Result<Option<usize>> {
        let options: Vec<String> = options.iter().map(|option| visible(option).into_owned()).collect();
        let start = start.min(options.len().saturating_sub(1));
        let asked = Select::new(question.get(self.lang), options)
            .with_help_message(CHOOSE.get(self.lang))
            .with_page_size(PAGE)
            .with_starting_cursor(start)
            .with_render_config(self.look());
        answered(asked.raw_prompt()).map(|chosen| chosen.map(|chosen| chosen.index))
    }

    /// Which of several, by position, those of `marked` being marked already; none when it is stepped back from.
    ///
    /// # Errors
    /// As [`Ui::choose`].
    pub fn choose_any(&self, question: &Text, options: Vec<String>, marked: &[usize]) -> Result<Option<Vec<usize>>> {
        let options: Vec<String> = options.iter().map(|option| visible(option).into_owned()).collect();
        let asked = MultiSelect::new(question.get(self.lang), options)
            .with_help_message(MARK.get(self.lang))
            .with_page_size(PAGE)
            .with_default(marked)
            .with_render_config(self.look());
        let chosen = answered(asked.raw_prompt())?;
        Ok(chosen.map(|chosen| chosen.into_iter().map(|one| one.index).collect()))
    }

    /// A line of words that begins as `start`; asked again until `check` takes it. None when it is stepped back from.
    ///
    /// # Errors
    /// As [`Ui::choose`].
    pub fn line(
        &self,
        question: &Text,
        start: &str,
        check: impl Fn(&str) -> Result<()> + Clone + 'static,
    ) -> Result<Option<String>> {
        let lang = self.lang;
        let taken = move |said: &str| {
            Ok(match check(said) {
                Ok(()) => Validation::Valid,
                Err(error) => Validation::Invalid(error.message.get(lang).to_string().into()),
            })
        };
        let asked = Line::new(question.get(lang))
            .with_help_message(FILL.get(lang))
            .with_initial_value(start)
            .with_validator(taken)
            .with_render_config(self.look());
        answered(asked.prompt())
    }

    fn look(&self) -> RenderConfig<'static> {
        let plain = if self.color_err { RenderConfig::default_colored() } else { RenderConfig::empty() };
        let back = match self.lang {
            crate::lang::Lang::En => "(back)",
            crate::lang::Lang::Zh => "（返回）",
        };
        let strong = if self.color_err {
            StyleSheet::new().with_fg(Color::LightCyan).with_attr(Attributes::BOLD)
        } else {
            StyleSheet::empty()
        };
        plain
            .with_canceled_prompt_indicator(Styled::new(back))
            .with_highlighted_option_prefix(Styled::new(">").with_style_sheet(strong))
    }
}

fn answered<T>(answer: std::result::Result<T, InquireError>) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => {
            Err(Error::new(Kind::Stopped, Text::fixed("stopped; nothing was written", "已停止；未写入任何内容")))
        }
        Err(other) => Err(Error::new(Kind::System, Text::fixed("the terminal cannot be asked", "无法在终端提问"))
            .cause(Text::same(other.to_string()))
            .hint(Text::fixed("`--no-input` never asks", "`--no-input` 从不提问"))),
    }
}
