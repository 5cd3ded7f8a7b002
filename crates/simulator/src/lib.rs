//! The simulated NOVA chain: Wasmtime with the host functions of specification 11.
//!
//! [`Simulator::run`] is one `/run` request (spec 17 §5): find the entry point, deploy, call, report.
//! [`Session`] is a chain that lives for several calls, for tests. Modules, metadata and arguments are
//! untrusted: nothing here may panic, block or grow past [`twilight_hfi::limits`] because of them. Time is
//! not bounded here but by the sandbox around the process. This crate must never do I/O.

mod calls;
mod chain;
mod engine;
mod entry;
mod failure;
mod guest;
mod host;
mod initial;
mod module;
mod profile;
mod run;
mod session;
mod simulate;
mod view;
mod warm;

pub use chain::{CallContext, ContextError, EventLog, SELF_ADDRESS};
pub use engine::{Compiler, Simulator};
pub use failure::{Failure, FailureKind, codes};
pub use profile::{MAX_COUNTED_GAS, MAX_PASSED_MARKS};
pub use run::{MAX_OUTPUT_BYTES, RunConfig, RunReport};
pub use session::{CallReport, Session};
pub use simulate::MAX_RETURNED_BYTES;
pub use view::MAX_VIEW_BYTES;
