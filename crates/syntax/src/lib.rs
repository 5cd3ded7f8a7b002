//! Lexer, lossless syntax tree, native parser and AST of the Twilight language (spec 02).
//!
//! [`parse`] reads a file: it always gives an AST and a lossless tree, and reports what is wrong. This crate
//! must never resolve names, look at types, read files or print.

pub mod ast;
pub mod codes;
mod dump;
pub mod lexer;
mod literal;
mod parser;
pub mod token;
pub mod tree;

pub use dump::dump;
pub use literal::INTEGER_TYPES;
pub use parser::{MAX_CHAIN, MAX_GENERIC_LOOKAHEAD, MAX_NESTING, Parse, parse, twilight_type_for};
