use clap::Args as ClapArgs;

use crate::lang::quoted;
use super::{Context, Desk, Outcome, Writing};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Action, StageKind};
use crate::store::{ClientFile, Shelf};
use crate::text;

/// Put a client away: lists no longer show it
///
/// The file moves from clients/ to archive/ and stays as it is. A client with an open deal or an open action is not put
/// away, unless forced.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// Even with open deals and open actions
    #[arg(long)]
    force: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Moves the file.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let (file, problems) = desk.on_shelf(&args.client, Shelf::Clients)?;
    if !args.force {
        refuse_unfinished(&desk, &file)?;
    }
    Ok(desk.shelve(&file, args.writing.dry_run)?.problems(problems))
}

/// # Errors
/// `Refused` naming what is still open.
fn refuse_unfinished(desk: &Desk, file: &ClientFile) -> Result<()> {
    let client = desk.store.load(file)?.client;
    let said = quoted(file.id());
    let open_deals = client.open_deals(&desk.team);
    let deals = open_deals.iter().map(|&index| {
        let deal = &client.deals[index];
        let (name, stage) = (&deal.name, deal.stage.as_deref().unwrap_or("—"));
        text!("open deal: {name} ({stage})", "进行中的商机：{name}（{stage}）")
    });
    let open_actions: Vec<&Action> = client.actions.iter().filter(|action| action.is_open()).collect();
    let actions = open_actions.iter().map(|action| {
        let words = &action.action;
        text!("open action: {words}", "未完成的行动：{words}")
    });
    let unfinished: Vec<Text> = deals.chain(actions).collect();
    if unfinished.is_empty() {
        return Ok(());
    }
    let name = &client.client;
    let mut error = Error::new(Kind::Refused, text!("{name} is not finished with", "{name}还有未了的事"));
    error.causes = unfinished;
    let lost = desk.team.stages.0.iter().find(|stage| stage.kind == StageKind::Lost);
    let lost = lost.filter(|_| !open_deals.is_empty()).map(|stage| quoted(&stage.name));
    let step = match (lost, open_actions.first().and_then(|action| action.id.as_deref())) {
        (Some(lost), _) => format!("`salesrec advance {said} {lost} --reason …`"),
        (None, Some(id)) => format!("`salesrec cancel {said} {id} --why …`"),
        (None, None) => format!("`salesrec edit {said}`"),
    };
    Err(error
        .hint(text!("end it first: {step}", "先了结：{step}"))
        .hint(Text::fixed("or put it away as it is: `--force`", "或原样归档：`--force`")))
}
