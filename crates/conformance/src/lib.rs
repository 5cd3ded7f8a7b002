//! Data-driven tests of the whole path: programs with their expected answers.
