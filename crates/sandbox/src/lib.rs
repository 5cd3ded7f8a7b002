//! One-shot sandboxes: making, limiting, watching, judging and destroying them.
//!
//! A [`Factory`] gives each [`Job`](playground_protocol::Job) one fresh sandbox, from a pool of warm ones where it
//! keeps one, hands the job to the runner inside over a socket, watches it from outside, and answers with a [`Report`]. Nothing that
//! happens inside a sandbox is believed where it can be observed from outside, the host never opens a
//! file that lives in one, and there is no mode with a layer switched off: what cannot be set up is a
//! [`SetupError`] that names the step, the errno and the remedy.
//!
//! Calls block; an async service calls them from a blocking thread. Each sandbox is made by `clone3`
//! from the calling process, whose page tables the kernel copies: cheap while that process is small
//! (about 0.1 ms), 33 ms at 1 GiB resident. So a service has a [`Remote`], whose factory lives in a small process of its
//! own, `playground-spawner`.
//!
//! `unsafe` is confined to this crate and the runner; each block states why it is sound.
#![allow(unsafe_code)]

mod backend;
mod bytes;
mod caller;
mod cgroup;
mod child;
mod error;
mod factory;
pub mod frame;
mod harden;
mod janitor;
pub mod kvm;
mod landlock;
mod limits;
pub mod notes;
mod observation;
mod oci;
pub mod open_files;
mod plan;
mod pool;
pub mod probe;
mod report;
mod rlimits;
pub mod seccomp;
mod selftest;
mod slots;
mod spawn;
mod spawner;
mod supervise;
mod sys;
mod verdict;

pub use backend::Backend;
#[cfg(feature = "testing")]
pub use backend::InProcess;
pub use caller::Caller;
pub use error::{SetupError, Step};
pub use factory::{Config, Factory};
pub use harden::{HARDEN_FLAG, harden};
pub use limits::Limits;
pub use plan::WARM_FLAG;
pub use pool::PoolState;
pub use probe::{LAYERS, Probe};
pub use report::{Report, Times};
pub use selftest::{Layer, SelfTest};
pub use spawner::{Remote, serve as serve_spawner};
pub use verdict::{INTERNAL_CODE, LIMIT_CODE_PREFIX, Limit, Verdict};
