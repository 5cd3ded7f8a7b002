//! Tests of the lexer and parser from outside: the corpus, its mutations, the limits.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod corpus;
mod limits;
mod mutations;
mod support;
