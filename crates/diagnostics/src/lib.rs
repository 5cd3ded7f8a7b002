//! Source map, spans, the diagnostic model and its human and JSON rendering.
//!
//! Every stage of the compiler reports through [`Diagnostic`]; text is made at the edge only
//! ([`render`]). This crate must never read files or print.

mod diagnostic;
pub mod render;
mod source;

pub use diagnostic::{Diagnostic, Label, Severity, Suggestion};
pub use source::{FileId, LineColumn, SourceFile, SourceMap, Span};
