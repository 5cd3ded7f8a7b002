//! A small process of its own that makes, watches and destroys all sandboxes: [`host`] is that process, [`Remote`]
//! the service's end of it.
//!
//! `clone3` copies the page tables of the process that calls it, and a sandbox is killed with the thread that made
//! it: both are reasons for a process that does nothing else. It dies with the service, and the service outlives it.

mod host;
mod orphans;
mod remote;
mod wire;

pub use host::serve;
pub use remote::Remote;

use crate::factory::Config;
use serde::{Deserialize, Serialize};

/// The head of [`Order::Configure`](playground_protocol::spawner::Order::Configure).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    config: Config,
    /// Least number of a sandbox, above those of spawners before this one.
    first_id: u64,
}
