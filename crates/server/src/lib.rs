//! The HTTP service of the Twilight playground (spec 17): it checks requests, admits as many as there are
//! cores, hands each to a fresh sandbox and answers in the specification's JSON.
//!
//! This crate must never compile, run or interpret a program itself, and never open a file that a sandbox
//! has written.

pub mod admission;
pub mod answering;
pub mod backend;
pub mod cache;
pub mod config;
pub mod cors;
pub mod doctor;
pub mod error;
pub mod execute;
pub mod fields;
mod follow;
mod json_syntax;
pub mod limit;
pub mod logging;
pub mod metrics;
pub mod observe;
pub mod open_files;
pub mod openapi;
pub mod page;
mod perform;
pub mod programs;
pub mod rate;
pub mod ready;
pub mod request;
pub mod response;
pub mod routes;
pub mod serve;
pub mod settings;
pub mod share;
pub mod sse;
pub mod stream;
pub mod traces;
