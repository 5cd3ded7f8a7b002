//! What a caller may ask of checking.

use crate::lints::Levels;

/// Options of [`crate::check_with`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// A test build: `#[cfg(test)]` items and `#[test]` functions are part of the program (spec 13 §3.3).
    pub test: bool,
    /// Name of the package, which paths may use for its root (`use name::module::item;`).
    pub package: Option<String>,
    /// Levels of lints (spec 15 §5).
    pub lints: Levels,
}
