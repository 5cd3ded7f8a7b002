//! `playground-store`: what an operator does with shared snippets.

use std::io::{self, BufReader, BufWriter, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Parser, Subcommand};
use playground_store::{Id, Store, Takedown, open, transfer};

/// Exports, imports, takes down and cleans up shared snippets of the Twilight playground.
///
/// It may be used while the service runs.
#[derive(Parser)]
#[command(name = "playground-store", version)]
struct Arguments {
    /// The store: `sqlite:` and a path, a path, `postgres://USER:PASSWORD@HOST/DATABASE`, or `redis://:PASSWORD@HOST/NUMBER`
    #[arg(long, env = "PLAYGROUND_STORE", hide_env_values = true, value_name = "STORE")]
    store: String,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes every snippet to stdout, one JSON object a line
    Export,
    /// Adds the snippets of an export on stdin; prints each id once it is on disk
    Import,
    /// Takes a snippet down: it can be neither loaded nor shared again
    Takedown {
        /// The snippet's id
        id: String,
        /// What is answered in its place: 410 (gone) or 451 (unavailable for legal reasons)
        #[arg(long, default_value_t = 410)]
        status: u16,
    },
    /// Shows a snippet again that was taken down
    Restore {
        /// The snippet's id
        id: String,
    },
    /// Reads every snippet and compares it with its hash
    Check,
    /// Removes expired snippets now; the service does so every hour
    Purge,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("playground-store: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    // The limit on size is the service's: an operator's import is meant.
    let store = open(&arguments.store, u64::MAX)?;
    let store: &dyn Store = &*store;
    match &arguments.command {
        Command::Export => {
            let count = transfer::export(store, &mut BufWriter::new(io::stdout().lock()))?;
            eprintln!("{count} snippets exported");
        }
        Command::Import => {
            let mut out = io::stdout().lock();
            let mut lost = None;
            let count = transfer::import(store, &mut BufReader::new(io::stdin().lock()), |id| {
                // A reader that went away ends the listing, not the import.
                if let Err(error) = writeln!(out, "{id}").and_then(|()| out.flush()) {
                    lost = Some(error);
                }
            })?;
            if let Some(error) = lost {
                eprintln!("The list of ids could not be written: {error}.");
            }
            eprintln!("{count} snippets imported");
        }
        Command::Takedown { id, status } => {
            take_down(store, id, Some(Takedown::try_from(*status)?))?;
        }
        Command::Restore { id } => take_down(store, id, None)?,
        Command::Check => {
            let count = transfer::check(store)?;
            eprintln!("{count} snippets are as they were shared");
        }
        Command::Purge => {
            let now = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_secs());
            let count = store.purge(now).map_err(|error| error.to_string())?;
            eprintln!("{count} expired snippets removed");
        }
    }
    Ok(())
}

fn take_down(store: &dyn Store, id: &str, takedown: Option<Takedown>) -> Result<(), String> {
    let missing = || format!("There is no snippet `{id}`.");
    let parsed = Id::parse(id).ok_or_else(missing)?;
    let found = store
        .take_down(&parsed, takedown)
        .map_err(|error| error.to_string())?;
    if found { Ok(()) } else { Err(missing()) }
}
