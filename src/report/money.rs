//! Money of several currencies: kept apart, or converted by rates that somebody gave; never mixed silently.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::document::Cell;
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of};
use crate::record::is_currency;
use crate::text;

/// What one unit of each currency is worth in one of them: the `--rates` file.
///
/// ```toml
/// to = "CNY"
/// [rates]
/// USD = 7.12
/// ```
#[derive(Clone, Debug)]
pub struct Rates {
    path: PathBuf,
    /// The currency that everything becomes.
    pub to: Arc<str>,
    rates: BTreeMap<String, Rate>,
}

/// What one unit of a currency is worth, and whether some amount was converted by it.
#[derive(Clone, Debug)]
struct Rate {
    worth: Decimal,
    used: Arc<AtomicBool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RatesFile {
    to: Option<String>,
    rates: BTreeMap<String, toml::Spanned<toml::Value>>,
}

impl Rates {
    /// How the file is written.
    pub const HOW: Text = Text::fixed(
        "the file holds `to = \"CNY\"` and, under `[rates]`, what one unit of each other currency is worth in it: `USD = 7.12`",
        "文件的写法：`to = \"CNY\"`，在 `[rates]` 下写每一单位其他币种折合多少：`USD = 7.12`",
    );

    /// The rates in a TOML text; without `to`, everything becomes the team's currency.
    ///
    /// # Errors
    /// `Unreadable` with the place: what is no TOML, no currency, no rate above nothing, or one of `to` that is not 1.
    pub fn read(path: &Path, text: &str, team: &str) -> Result<Self> {
        let place = |span| Place::in_text(path, text, span);
        let file: RatesFile = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or_else(|| Place::file(path), place);
            let broken = Error::new(Kind::Unreadable, Text::fixed("this is no file of rates", "汇率文件的写法有误"));
            broken.at(at).cause(Text::same(error.message().to_string())).hint(Self::HOW)
        })?;
        let to = file.to.unwrap_or_else(|| team.to_string()).to_ascii_uppercase();
        let mut rates = BTreeMap::new();
        for (code, rate) in file.rates {
            let at = place(rate.span());
            if !is_currency(&code) {
                return Err(no_currency(&code).at(at));
            }
            let written = match rate.get_ref() {
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::String(written) => written.clone(),
                // As it stands in the file: a decimal fraction is not a binary one.
                _ => text[rate.span()].to_string(),
            };
            let rate: Option<Decimal> = written.parse().ok().filter(|rate| *rate > Decimal::ZERO);
            let wrong = |message| Error::new(Kind::Unreadable, message).at(at);
            let Some(worth) = rate else {
                return Err(wrong(text!("the rate of {code} is no number above 0", "{code} 的汇率不是大于 0 的数")));
            };
            let code = code.to_ascii_uppercase();
            if code == to && worth != Decimal::ONE {
                return Err(wrong(text!(
                    "everything becomes {to}, whose own rate can only be 1",
                    "所有金额都折算为 {to}，{to} 自身的汇率只能是 1"
                ))
                .hint(text!(
                    "take the line of {code} out, or write another `to`",
                    "请删去 {code} 这一行，或改写 `to`"
                )));
            }
            rates.insert(code, Rate { worth, used: Arc::default() });
        }
        if !is_currency(&to) {
            return Err(no_currency(&to).at(Place::file(path)));
        }
        Ok(Self { path: path.to_path_buf(), to: Arc::from(to), rates })
    }

    /// The rates by which some amount was converted, by currency.
    pub fn used(&self) -> impl Iterator<Item = (&str, Decimal)> {
        let used = self.rates.iter().filter(|(_, rate)| rate.used.load(Ordering::Relaxed));
        used.map(|(code, rate)| (code.as_str(), rate.worth.normalize()))
    }

    /// That amounts are converted, and by which rates, for below the figures.
    pub fn told(&self) -> Text {
        let to = &self.to;
        let file = self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy();
        let used: Vec<String> = self.used().map(|(code, worth)| format!("1 {code} = {worth} {to}")).collect();
        if used.is_empty() {
            return text!(
                "All amounts are in {to} as they are: no rate of {file} was needed.",
                "所有金额本来就是 {to}，没有用到 {file} 中的汇率。"
            );
        }
        let list = list_of(&used);
        Text::new(
            format!("Amounts are converted to {to}: {} ({file}).", list.en),
            format!("金额按汇率折算为 {to}：{}（{file}）。", list.zh),
        )
    }

    /// An amount in the currency that everything becomes.
    ///
    /// # Errors
    /// `NotFound` when the file has no rate for it.
    pub fn convert(&self, amount: Decimal, currency: &str) -> Result<Decimal> {
        if currency == &*self.to {
            return Ok(amount);
        }
        let converted = self.rates.get(currency).and_then(|rate| {
            rate.used.store(true, Ordering::Relaxed);
            amount.checked_mul(rate.worth)
        });
        converted.ok_or_else(|| {
            let known: Vec<&str> = self.rates.keys().map(String::as_str).collect();
            let to = &self.to;
            let error =
                Error::new(Kind::NotFound, text!("no rate from {currency} to {to}", "没有 {currency} 兑 {to} 的汇率"));
            let error = if known.is_empty() {
                error
            } else {
                error.hint(Text::fixed("there are: ", "现有：").then(&list_of(&known)))
            };
            error.at(Place::file(&self.path)).hint(text!(
                "add under [rates]: `{currency} = …`, what one {currency} is worth in {to}",
                "请在 [rates] 下加：`{currency} = …`（一 {currency} 折合多少 {to}）"
            ))
        })
    }
}

fn no_currency(code: &str) -> Error {
    Error::new(Kind::Unreadable, text!("“{code}” is no currency", "“{code}”不是币种")).hint(Text::fixed(
        "currencies are ISO 4217 codes: CNY, USD, EUR, GBP, JPY, HKD, …",
        "币种用 ISO 4217 代码：CNY、USD、EUR、GBP、JPY、HKD 等",
    ))
}

/// An amount in a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How much.
    pub amount: Decimal,
    /// The ISO 4217 code.
    pub currency: Arc<str>,
}

impl Sum {
    /// The amount for a table, in [`cents`].
    pub fn cell(&self) -> Cell {
        Cell::amount(cents(self.amount), Arc::clone(&self.currency))
    }
}

/// Sums by currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Arc<str>, Decimal>);

impl Sums {
    /// Adds an amount.
    pub fn add(&mut self, sum: &Sum) {
        let of = self.0.entry(Arc::clone(&sum.currency)).or_default();
        *of = of.saturating_add(sum.amount);
    }

    /// Adds an amount, if there is one.
    pub fn add_if(&mut self, sum: Option<&Sum>) {
        if let Some(sum) = sum {
            self.add(sum);
        }
    }

    /// The sum in a currency.
    pub fn of(&self, currency: &str) -> Decimal {
        self.0.get(currency).copied().unwrap_or_default()
    }

    /// Each currency with its sum, by code.
    pub fn each(&self) -> impl Iterator<Item = Sum> + '_ {
        self.0.iter().map(|(currency, amount)| Sum { amount: *amount, currency: Arc::clone(currency) })
    }
}

/// Rounded to cents, halves away from zero; without cents where there are none, so that equal sums look alike.
pub fn cents(amount: Decimal) -> Decimal {
    let mut cents = amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    cents.rescale(if cents.fract().is_zero() { 0 } else { 2 });
    cents
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(text: &str) -> Result<Rates> {
        Rates::read(Path::new("rates.toml"), text, "CNY")
    }

    #[test]
    fn an_amount_is_converted_exactly() {
        let rates = rates("[rates]\nUSD = 7.1\nJPY = \"0.0482\"\n").unwrap();
        assert_eq!(rates.convert(Decimal::new(3, 0), "USD").unwrap(), Decimal::new(213, 1));
        assert_eq!(rates.convert(Decimal::new(3, 0), "CNY").unwrap(), Decimal::new(3, 0));
        assert_eq!(rates.convert(Decimal::new(1000, 0), "JPY").unwrap(), Decimal::new(482, 1));
    }

    #[test]
    fn equal_sums_look_alike() {
        for (written, shown) in [("10375.00", "10375"), ("0.5", "0.50"), ("0.125", "0.13"), ("-0.125", "-0.13")] {
            assert_eq!(cents(written.parse().unwrap()).to_string(), shown);
        }
    }

    #[test]
    fn a_missing_rate_names_those_that_there_are() {
        let error = rates("[rates]\nUSD = 7.1\n").unwrap().convert(Decimal::ONE, "EUR").unwrap_err();
        assert_eq!((error.kind, error.message.en.as_ref()), (Kind::NotFound, "no rate from EUR to CNY"));
        assert!(error.hints[0].en.contains("USD") && error.place.is_some());
    }

    #[test]
    fn the_rates_that_were_used_are_told_and_no_others() {
        let rates = rates("[rates]\nUSD = 7.10\nJPY = \"0.0482\"\nCNY = 1\n").unwrap();
        rates.convert(Decimal::ONE, "CNY").unwrap();
        assert_eq!(rates.told().en, "All amounts are in CNY as they are: no rate of rates.toml was needed.");
        rates.clone().convert(Decimal::ONE, "USD").unwrap();
        assert_eq!(rates.used().collect::<Vec<_>>(), [("USD", Decimal::new(71, 1))]);
        assert_eq!(rates.told().zh, "金额按汇率折算为 CNY：1 USD = 7.1 CNY（rates.toml）。");
    }

    #[test]
    fn what_is_no_rate_is_shown_in_its_place() {
        for (text, line) in [
            ("to = \"USD\"\n[rates]\nEUR = -1\n", 3),
            ("[rates]\nXYZ = 1\n", 2),
            ("rate = 1\n", 1),
            ("[rates]\nUSD = 7.1\ncny = 2\n", 3),
        ] {
            assert_eq!(rates(text).unwrap_err().place.unwrap().line, line, "{text}");
        }
    }
}
