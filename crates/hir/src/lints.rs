//! Lints: warnings with names that a package or an item can allow or deny (spec 15 §3, §5).
//!
//! The checker reports everything it sees as a warning with a code; this file alone decides what becomes of it.
//! Must never touch an error that the language itself gives.

use std::collections::BTreeMap;

use twilight_diagnostics::{Diagnostic, Severity, Span};
use twilight_syntax::ast;

use crate::checker::Checker;
use crate::codes;
use crate::suggest;

/// What becomes of a lint's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

impl Level {
    /// The level of a name in `Twilight.toml` or of an attribute.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "allow" => Some(Self::Allow),
            "warn" => Some(Self::Warn),
            "deny" | "forbid" => Some(Self::Deny),
            _ => None,
        }
    }
}

/// A lint of spec 15 §3.
struct Lint {
    group: &'static str,
    name: &'static str,
    /// Codes of its findings; empty where this compiler does not look for it.
    codes: &'static [&'static str],
    default: Level,
}

const fn lint(group: &'static str, name: &'static str, codes: &'static [&'static str]) -> Lint {
    Lint {
        group,
        name,
        codes,
        default: Level::Warn,
    }
}

const LINTS: &[Lint] = &[
    lint("correctness", "unused_variable", &[codes::UNUSED_VARIABLE]),
    lint("correctness", "unused_import", &[codes::UNUSED_IMPORT]),
    lint(
        "correctness",
        "unreachable_code",
        &[codes::UNREACHABLE_CODE, codes::UNREACHABLE_ARM],
    ),
    lint("correctness", "no_effect", &[codes::NO_EFFECT]),
    lint("correctness", "lost_change", &[codes::LOST_CHANGE]),
    lint("correctness", "unused_function", &[codes::UNUSED_FUNCTION]),
    Lint {
        group: "correctness",
        name: "variable_shadowing",
        codes: &[codes::SHADOWED_VARIABLE],
        default: Level::Allow,
    },
    lint("style", "non_camel_case_types", &[codes::TYPE_NAME]),
    lint("style", "non_snake_case_functions", &[codes::FUNCTION_NAME]),
    lint("style", "non_snake_case_variables", &[codes::VARIABLE_NAME]),
    lint("style", "constant_naming", &[codes::CONSTANT_NAME]),
    lint("style", "unnecessary_mut", &[codes::UNNECESSARY_MUT]),
    lint("style", "let_binding", &[codes::LET_STYLE]),
    // Known by name, so that a package may configure them for other tools.
    lint("style", "todo_comment", &[]),
    lint("security", "unchecked_external_call_result", &[]),
    lint("security", "reentrancy_read_after_external_call", &[]),
    lint("security", "timestamp_dependence", &[]),
    lint("security", "panic_in_function", &[]),
    lint("security", "missing_access_control", &[]),
    lint("security", "integer_wrapping_math", &[]),
    lint("performance", "storage_read_in_loop", &[]),
    lint("performance", "large_struct_copy", &[]),
    lint("nova", "overly_broad_domain", &[]),
];

const GROUPS: &[&str] = &["correctness", "security", "style", "performance", "nova"];

/// Levels that a package sets (spec 15 §5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    groups: BTreeMap<&'static str, Level>,
    lints: BTreeMap<&'static str, Level>,
}

impl Levels {
    /// Sets the level of a lint (`unused_variable`, `correctness::unused_variable`) or of a group (`style`).
    ///
    /// # Errors
    /// A sentence when there is neither, with the closest name.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), String> {
        if let Some(lint) = find(name) {
            self.lints.insert(lint.name, level);
            return Ok(());
        }
        let group = if name == "gas" { "performance" } else { name };
        if let Some(group) = GROUPS.iter().find(|known| **known == group) {
            self.groups.insert(group, level);
            return Ok(());
        }
        Err(unknown(name))
    }

    fn of(&self, lint: &Lint) -> Level {
        let own = self.lints.get(lint.name);
        *own.or_else(|| self.groups.get(lint.group))
            .unwrap_or(&lint.default)
    }
}

fn find(name: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| match name.split_once("::") {
        Some((group, name)) => {
            lint.name == name && (lint.group == group || (group == "gas" && lint.group == "performance"))
        }
        None => lint.name == name,
    })
}

fn by_code(code: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.codes.contains(&code))
}

fn unknown(name: &str) -> String {
    let last = name.rsplit("::").next().unwrap_or(name);
    let names = LINTS.iter().map(|lint| lint.name).chain(GROUPS.iter().copied());
    match suggest::closest(last, names) {
        Some(best) => format!("There is no lint `{name}`. Did you mean `{best}`?"),
        None => format!("There is no lint `{name}`."),
    }
}

/// A level that an attribute sets for an item.
#[derive(Clone, Debug)]
pub struct Override {
    /// The item.
    span: Span,
    /// Codes of its lints.
    codes: Vec<&'static str>,
    level: Level,
}

impl Checker<'_> {
    /// Reads `#[allow(..)]`, `#[warn(..)]` and `#[deny(..)]` before an item.
    pub fn lint_attributes(&mut self, attributes: &[ast::Attribute], item: Span) {
        for attribute in attributes {
            let [name] = attribute.path.segments.as_slice() else {
                continue;
            };
            let Some(level) = Level::from_name(&name.name.name) else {
                continue;
            };
            let mut found = Vec::new();
            for arg in attribute.args.iter().flatten() {
                let ast::ExprKind::Path(path) = &arg.kind else {
                    self.error(
                        codes::ATTRIBUTE,
                        arg.span,
                        format!("`#[{}(..)]` takes names of lints.", name.name.name),
                    );
                    continue;
                };
                let wanted = crate::paths::joined(path);
                if let Some(lint) = find(&wanted) {
                    found.extend(lint.codes);
                } else if GROUPS.contains(&wanted.as_str()) {
                    found.extend(
                        LINTS
                            .iter()
                            .filter(|lint| lint.group == wanted)
                            .flat_map(|lint| lint.codes),
                    );
                } else {
                    self.report(Diagnostic::warning(
                        codes::UNKNOWN_LINT,
                        arg.span,
                        unknown(&wanted),
                    ));
                }
            }
            self.lint_overrides.push(Override {
                span: item,
                codes: found,
                level,
            });
        }
    }

    /// Warns of a name that is not written as its kind is.
    pub fn check_name(&mut self, name: &ast::Ident, code: &'static str) {
        let (fits, kind, form): (bool, _, fn(&str) -> String) = match code {
            codes::TYPE_NAME => (is_camel(&name.name), "type", to_camel),
            codes::FUNCTION_NAME => (is_snake(&name.name), "function", to_snake),
            codes::CONSTANT_NAME => (is_screaming(&name.name), "constant", |name| {
                to_snake(name).to_uppercase()
            }),
            _ => (is_snake(&name.name), "variable", to_snake),
        };
        if fits {
            return;
        }
        let style = match kind {
            "type" => "UpperCamelCase",
            "constant" => "SCREAMING_SNAKE_CASE",
            _ => "snake_case",
        };
        self.report(
            Diagnostic::warning(
                code,
                name.span,
                format!("The {kind} `{}` is not written in {style}.", name.name),
            )
            .with_help(format!("Name it `{}`.", form(&name.name))),
        );
    }
}

/// Makes of each finding what the levels say. `diagnostics` are in order of their places.
pub fn apply(diagnostics: &mut Vec<Diagnostic>, levels: &Levels, mut overrides: Vec<Override>) {
    overrides.sort_by_key(|over| (over.span.file, over.span.start, std::cmp::Reverse(over.span.end)));
    let mut waiting = overrides.into_iter().peekable();
    // Items around the current place, innermost last.
    let mut around: Vec<Override> = Vec::new();
    diagnostics.retain_mut(|diagnostic| {
        let place = (diagnostic.span.file, diagnostic.span.start);
        while let Some(over) = waiting.next_if(|over| (over.span.file, over.span.start) <= place) {
            while around
                .last()
                .is_some_and(|last| last.span.file != over.span.file || last.span.end <= over.span.start)
            {
                around.pop();
            }
            around.push(over);
        }
        let Some(lint) = by_code(diagnostic.code) else {
            return true;
        };
        if diagnostic.severity != Severity::Warning {
            return true;
        }
        let own = around.iter().rev().find(|over| {
            over.span.file == place.0 && place.1 < over.span.end && over.codes.contains(&diagnostic.code)
        });
        match own.map_or_else(|| levels.of(lint), |over| over.level) {
            Level::Allow => false,
            Level::Warn => true,
            Level::Deny => {
                diagnostic.severity = Severity::Error;
                diagnostic.help.push(format!(
                    "This is an error because `{}::{}` is denied.",
                    lint.group, lint.name
                ));
                true
            }
        }
    });
}

fn is_snake(name: &str) -> bool {
    !name.chars().any(|c| c.is_ascii_uppercase())
}

fn is_screaming(name: &str) -> bool {
    !name.chars().any(|c| c.is_ascii_lowercase())
}

fn is_camel(name: &str) -> bool {
    let name = name.trim_start_matches('_');
    name.chars()
        .next()
        .is_none_or(|first| !first.is_ascii_lowercase())
        && !name.contains('_')
}

fn to_snake(name: &str) -> String {
    let mut out = String::new();
    let mut before = '_';
    for c in name.chars() {
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
        before = c;
    }
    out
}

fn to_camel(name: &str) -> String {
    let screaming = is_screaming(name);
    name.split('_')
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map_or_else(String::new, |first| {
                let rest = chars.as_str();
                let rest = if screaming {
                    rest.to_lowercase()
                } else {
                    rest.to_string()
                };
                format!("{}{rest}", first.to_ascii_uppercase())
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn names_are_judged_and_rewritten() {
        assert!(is_camel("Point") && is_camel("U256Pair") && is_camel("_Hidden") && is_camel("ERC20"));
        assert!(!is_camel("point") && !is_camel("My_Point"));
        assert_eq!(to_camel("my_point"), "MyPoint");
        assert_eq!(to_camel("MAX_SIZE"), "MaxSize");
        assert_eq!(to_snake("totalSupply"), "total_supply");
        assert_eq!(to_snake("ERC20Token"), "erc20_token");
        assert!(is_snake("a_b1") && is_screaming("A_B1") && !is_screaming("a"));
    }

    #[test]
    fn levels_of_lints_come_before_those_of_groups() {
        let mut levels = Levels::default();
        levels.set("style", Level::Allow).unwrap();
        levels.set("style::constant_naming", Level::Deny).unwrap();
        levels.set("gas", Level::Deny).unwrap();
        let level = |code| levels.of(by_code(code).unwrap());
        assert_eq!(level(codes::TYPE_NAME), Level::Allow);
        assert_eq!(level(codes::CONSTANT_NAME), Level::Deny);
        assert_eq!(level(codes::SHADOWED_VARIABLE), Level::Allow);
        assert_eq!(level(codes::UNUSED_IMPORT), Level::Warn);
        assert_eq!(
            levels.set("unused_variables", Level::Warn).unwrap_err(),
            "There is no lint `unused_variables`. Did you mean `unused_variable`?"
        );
        assert!(levels.set("style::unused_variable", Level::Warn).is_err());
    }
}
