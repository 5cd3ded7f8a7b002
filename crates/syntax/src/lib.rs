//! Lexer, lossless syntax tree, native parser and AST of the Twilight language.

pub mod ast;
