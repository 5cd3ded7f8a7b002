//! From files of a package to modules: names, order, limits (spec 01 §6, spec 13 §4).
//!
//! The file that a target names is the root of its modules; every other `.twl` file below the root's directory is
//! the module that its path says: `src/util/math.twl` is `util::math`, and so is `src/util/math/mod.twl`. Must
//! never read a file itself.

use twilight_diagnostics::{Diagnostic, FileId, SourceMap, Span};

use crate::compile::codes;

/// Files that one package has at most.
pub const MAX_FILES: usize = 1024;

/// One source file, as diagnostics name it and as modules are named after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the package, with `/`: `src/util.twl`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The path of a file's module; `None` where a part of it cannot be a module's name. `root` is the root's path.
#[must_use]
pub fn module_path(path: &str, root: &str) -> Option<Vec<String>> {
    let directory = root.rfind('/').map_or("", |end| root.get(..=end).unwrap_or(""));
    let inside = path.strip_prefix(directory)?.strip_suffix(".twl")?;
    let mut parts: Vec<&str> = inside.split('/').collect();
    if parts.len() > 1 && parts.last() == Some(&"mod") {
        parts.pop();
    }
    parts
        .iter()
        .map(|part| is_name(part).then(|| (*part).to_owned()))
        .collect()
}

/// Whether a module can have that name: an identifier that is no keyword.
fn is_name(name: &str) -> bool {
    let letters = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    letters && name != "_" && twilight_syntax::token::TokenKind::of_word(name).is_ident()
}

/// Checks the limits of a package before any of its text is looked at.
///
/// # Errors
/// The diagnostic that says which limit it passes.
pub fn within_limits(
    files: &[SourceFile],
    max_bytes: usize,
    sources: &mut SourceMap,
) -> Result<(), Box<Diagnostic>> {
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let message = if files.len() > MAX_FILES {
        format!(
            "The package has {} source files; at most {MAX_FILES} can be compiled at once.",
            files.len()
        )
    } else if bytes > max_bytes {
        let what = if files.len() == 1 {
            "source has"
        } else {
            "package's sources have"
        };
        format!("The {what} {bytes} bytes; at most {max_bytes} can be compiled at once.")
    } else {
        return Ok(());
    };
    let path = files.first().map_or("", |file| file.path.as_str());
    let file = sources.add(path, "");
    Err(Box::new(Diagnostic::error(
        codes::TOO_LARGE,
        Span::new(file, 0, 0),
        message,
    )))
}

/// Refuses a file whose name no `use` could write.
pub fn unusable_name(file: FileId, path: &str) -> Diagnostic {
    Diagnostic::error(
        codes::FILE_NAME,
        Span::new(file, 0, 0),
        format!("The file `{path}` is a module, but its name cannot be one."),
    )
    .with_help("Rename it so that each part of its path below the root's directory is a name: letters, digits and `_`, no keyword.")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn paths_become_modules() {
        let module = |path: &str| module_path(path, "src/main.twl").map(|parts| parts.join("::"));
        assert_eq!(module("src/util.twl").as_deref(), Some("util"));
        assert_eq!(module("src/util/math.twl").as_deref(), Some("util::math"));
        assert_eq!(module("src/util/mod.twl").as_deref(), Some("util"));
        for wrong in [
            "src/my-file.twl",
            "src/fn.twl",
            "src/1.twl",
            "src/_.twl",
            "src/.twl",
            "other/a.twl",
            "src/a.txt",
        ] {
            assert_eq!(module(wrong), None, "{wrong}");
        }
        assert_eq!(module_path("a.twl", "main.twl"), Some(vec!["a".to_owned()]));
    }

    #[test]
    fn limits_hold_at_their_edges() {
        let file = |text: &str| SourceFile {
            path: "src/a.twl".to_owned(),
            text: text.to_owned(),
        };
        let mut sources = SourceMap::default();
        assert!(within_limits(&vec![file(""); MAX_FILES], 10, &mut sources).is_ok());
        assert!(within_limits(&vec![file(""); MAX_FILES + 1], 10, &mut sources).is_err());
        assert!(within_limits(&[file("12345"), file("12345")], 10, &mut sources).is_ok());
        let error = within_limits(&[file("12345"), file("123456")], 10, &mut sources).unwrap_err();
        assert_eq!(
            error.message,
            "The package's sources have 11 bytes; at most 10 can be compiled at once."
        );
    }
}
