//! Text and JSON of diagnostics.
//!
//! The cost of a message depends on the lines it shows, not on the size of its file; lines are cut where
//! they are too long to read. This module must never print.

mod human;
mod json;

pub use human::human;
pub use json::json;
