//! The part of the standard library that is written in Twilight: the methods that take a closure.
//!
//! One file for each type in `crates/hir/std`; each method is a free function whose first parameter is the
//! receiver and whose first type parameters are the receiver's type arguments. The rows of `closures`
//! say which names to look for, so that a file is parsed only when one of its methods is called,
//! once in a process. Spans in these files must never reach a user ([`is_library`]).

use std::sync::OnceLock;

use twilight_diagnostics::{FileId, Span};
use twilight_syntax::{ast, parse};

use super::Row;
use super::closures::{ARRAY, MAP, VECTOR};
use super::enum_closures::{OPTION, RESULT};
use crate::ty::Ty;

/// Files of the library count down from the largest number, which no package reaches.
const LAST_FILE: u32 = u32::MAX;

/// The file of the traits that the library declares.
pub const TRAITS_FILE: FileId = FileId(LAST_FILE - 4);

/// A file of the library.
pub struct Source {
    /// Name of the type, for mangled names.
    pub name: &'static str,
    number: u32,
    text: &'static str,
    parsed: OnceLock<ast::SourceUnit>,
}

static OPTION_FILE: Source = Source::new("option", 0, include_str!("../../std/option.twl"));
static RESULT_FILE: Source = Source::new("result", 1, include_str!("../../std/result.twl"));
static VECTOR_FILE: Source = Source::new("vector", 2, include_str!("../../std/vector.twl"));
static MAP_FILE: Source = Source::new("map", 3, include_str!("../../std/map.twl"));
static NAMES_FILE: Source = Source::new("names", 5, include_str!("../../std/names.twl"));

/// All files, for tests.
#[cfg(test)]
static FILES: [&Source; 4] = [&OPTION_FILE, &RESULT_FILE, &VECTOR_FILE, &MAP_FILE];

impl Source {
    const fn new(name: &'static str, number: u32, text: &'static str) -> Self {
        Self {
            name,
            number,
            text,
            parsed: OnceLock::new(),
        }
    }

    fn items(&self) -> &[ast::Item] {
        &self
            .parsed
            .get_or_init(|| parse(FileId(LAST_FILE - self.number), self.text).unit)
            .items
    }
}

/// A method that is written in Twilight.
pub struct Method {
    /// The file it stands in.
    pub source: &'static Source,
    /// Its item.
    pub item: &'static ast::Item,
    /// Its function.
    pub decl: &'static ast::Function,
    /// The receiver's type arguments.
    pub types: Vec<Ty>,
}

/// Aliases of the language's types.
pub fn names() -> &'static [ast::Item] {
    NAMES_FILE.items()
}

/// The rows of a receiver type.
pub fn rows(ty: &Ty) -> &'static [Row] {
    match ty {
        Ty::Option(_) => OPTION,
        Ty::Result(..) => RESULT,
        Ty::Vector(_) => VECTOR,
        Ty::Array(..) => ARRAY,
        Ty::Map(..) => MAP,
        _ => &[],
    }
}

/// The method of a receiver type, if one of that name is written in Twilight.
pub fn method(ty: &Ty, name: &str) -> Option<Method> {
    rows(ty).iter().find(|row| row.name == name)?;
    let (source, types): (&'static Source, Vec<&Ty>) = match ty {
        Ty::Option(value) => (&OPTION_FILE, vec![value]),
        Ty::Result(ok, error) => (&RESULT_FILE, vec![ok, error]),
        Ty::Vector(element) | Ty::Array(element, _) => (&VECTOR_FILE, vec![element]),
        Ty::Map(key, value) => (&MAP_FILE, vec![key, value]),
        _ => return None,
    };
    source.items().iter().find_map(|item| match &item.kind {
        ast::ItemKind::Function(decl) if decl.name.name == name => Some(Method {
            source,
            item,
            decl,
            types: types.iter().map(|ty| (**ty).clone()).collect(),
        }),
        _ => None,
    })
}

/// Whether a place lies in a file of the library.
#[must_use]
pub fn is_library(span: Span) -> bool {
    LAST_FILE - span.file.0 <= NAMES_FILE.number
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn names(source: &Source) -> Vec<&str> {
        let found = source.items().iter().map(|item| match &item.kind {
            ast::ItemKind::Function(decl) => decl.name.name.as_str(),
            _ => panic!("{} holds more than functions", source.name),
        });
        found.collect()
    }

    #[test]
    fn files_parse_without_a_word() {
        for source in FILES.into_iter().chain([&NAMES_FILE]) {
            let parsed = parse(FileId(0), source.text);
            assert!(
                parsed.diagnostics.is_empty(),
                "{}: {:?}",
                source.name,
                parsed.diagnostics
            );
        }
    }

    #[test]
    fn every_function_has_a_row_and_every_row_a_function() {
        let rows_of = |rows: &'static [Row]| {
            let mut names: Vec<&str> = rows.iter().map(|row| row.name).collect();
            names.sort_unstable();
            names
        };
        for (rows, source) in [
            (OPTION, &OPTION_FILE),
            (RESULT, &RESULT_FILE),
            (VECTOR, &VECTOR_FILE),
            (MAP, &MAP_FILE),
        ] {
            let mut found = names(source);
            found.sort_unstable();
            assert_eq!(found, rows_of(rows), "{}", source.name);
        }
        let vector = names(&VECTOR_FILE);
        for name in rows_of(ARRAY) {
            assert!(vector.contains(&name), "array {name}");
        }
    }

    #[test]
    fn no_user_file_is_taken_for_one_of_the_library() {
        assert!(!is_library(Span::default()));
        assert!(!is_library(Span::new(FileId(u32::MAX - 6), 0, 0)));
        assert!(is_library(Span::new(FileId(u32::MAX - 5), 0, 0)));
        assert!(is_library(Span::new(FileId(u32::MAX), 0, 0)));
    }
}
