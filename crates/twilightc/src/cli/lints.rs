//! `[lints]` of `Twilight.toml` (spec 15 §5).
//!
//! `allow`, `warn` and `deny` are lists of lints and groups; `[lints.groups]` and keys that name a lint give one
//! level each. What no lint is called is reported, never ignored in silence.

use twilightc::{Level, Levels};

/// The levels of the table, and sentences about what could not be read.
pub fn read(table: &toml::Table) -> (Levels, Vec<String>) {
    let (mut levels, mut problems) = (Levels::default(), Vec::new());
    let mut set = |name: &str, level: Level| {
        if let Err(problem) = levels.set(name, level) {
            problems.push(problem);
        }
    };
    let mut unreadable = Vec::new();
    for (key, value) in table {
        match (Level::from_name(key), value) {
            (Some(level), toml::Value::Array(names)) => {
                for name in names {
                    match name.as_str() {
                        Some(name) => set(name, level),
                        None => {
                            unreadable.push(format!("`{key}` of `[lints]` is a list of names in quotes."))
                        }
                    }
                }
            }
            (None, toml::Value::Table(inner)) => {
                for (name, value) in inner {
                    let full = if key == "groups" {
                        name.clone()
                    } else {
                        format!("{key}::{name}")
                    };
                    match value.as_str().and_then(Level::from_name) {
                        Some(level) => set(&full, level),
                        None => unreadable.push(level_wanted(&full)),
                    }
                }
            }
            (None, value) => match value.as_str().and_then(Level::from_name) {
                Some(level) => set(key, level),
                None => unreadable.push(level_wanted(key)),
            },
            (Some(_), _) => unreadable.push(format!("`{key}` of `[lints]` is a list of names in quotes.")),
        }
    }
    problems.extend(unreadable);
    (levels, problems)
}

fn level_wanted(name: &str) -> String {
    format!("The level of `{name}` in `[lints]` must be \"allow\", \"warn\" or \"deny\".")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn levels(text: &str) -> (Levels, Vec<String>) {
        read(&text.parse().unwrap())
    }

    #[test]
    fn all_forms_are_read() {
        let mut wanted = Levels::default();
        wanted.set("todo_comment", Level::Allow).unwrap();
        wanted.set("unused_variable", Level::Deny).unwrap();
        wanted.set("style", Level::Allow).unwrap();
        wanted.set("constant_naming", Level::Warn).unwrap();
        let (found, problems) = levels(
            "allow = [\"style::todo_comment\"]\ndeny = [\"unused_variable\"]\nconstant_naming = \"warn\"\n[groups]\nstyle = \"allow\"\n",
        );
        assert_eq!((found, problems), (wanted, Vec::new()));
    }

    #[test]
    fn unknown_names_and_levels_are_told() {
        let (_, problems) = levels("allow = [\"unused_variabel\", 1]\nunused_import = \"off\"\ndeny = 3\n");
        assert_eq!(
            problems,
            [
                "There is no lint `unused_variabel`. Did you mean `unused_variable`?",
                "`allow` of `[lints]` is a list of names in quotes.",
                "`deny` of `[lints]` is a list of names in quotes.",
                "The level of `unused_import` in `[lints]` must be \"allow\", \"warn\" or \"deny\".",
            ]
        );
    }
}
