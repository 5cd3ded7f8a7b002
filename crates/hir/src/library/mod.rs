//! The standard library as ONE table (spec 03, DECISIONS T5-T8, T13-T18): what the checker types, what lowering
//! is asked for, and what `docs/std.md` says.
//!
//! A [`Row`] is a method, an associated function, a constant or a function of `nova`; its types are [`Sig`]s,
//! which `std_table` makes types of. A row without a [`StdFn`] is documentation of something that the
//! checker types in a place of its own (`clone`, `into`, `u8::MAX`). This module must never check anything.

mod closures;
mod collections;
mod enum_closures;
mod enums;
mod ints;
mod nova;
pub mod source;
mod text;

use crate::std_fn::StdFn;

/// A type in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sig {
    /// The receiver's type.
    Own,
    /// Its first type argument: `T` of `vector<T>`, `Option<T>`, `array<T, N>`, `Result<T, E>`, `K` of a map.
    T,
    /// Its second: `E` of `Result<T, E>`, `V` of `map<K, V>`.
    U,
    /// A type of the call's own, the `E` of `ok_or`.
    Fresh,
    /// Documentation only: a type named in the text.
    Named(&'static str),
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `u8`
    U8,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `string`
    Text,
    /// `vector<u8>`
    Bytes,
    /// `address`
    Address,
    /// `hash256`
    Hash,
    /// `Option<T>`
    Option(&'static Sig),
    /// `Result<T, E>` with an error of the standard library.
    Fallible(&'static Sig, &'static str),
    /// `Result<T, E>`
    Result(&'static Sig, &'static Sig),
    /// `vector<T>`
    Vector(&'static Sig),
    /// `(A, B)`
    Pair(&'static Sig, &'static Sig),
}

/// What a row asks of the receiver's type beyond its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A signed integer.
    Signed,
    /// An unsigned integer.
    Unsigned,
    /// Elements with an order: integers, strings and types with `impl Ord` (DECISION T7, decision D58).
    OrderedElements,
    /// Elements that are integers.
    IntegerElements,
    /// Elements that `==` compares.
    EqualElements,
    /// Elements that are strings.
    TextElements,
    /// A first type argument with a default (DECISION S13).
    DefaultValue,
    /// A first type argument that is an `Option`.
    NestedOption,
}

/// How a row is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `value.name(..)`, which reads the value.
    Shared,
    /// `place.name(..)`, which changes the place.
    Mut,
    /// `Type::name(..)`
    Associated,
    /// `Type::NAME`
    Constant,
    /// `nova::module::name(..)`
    Function,
}

/// One entry of the library.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// How it is called.
    pub kind: Kind,
    /// Its name.
    pub name: &'static str,
    /// Names that mean the same.
    pub aliases: &'static [&'static str],
    /// Parameters after the receiver.
    pub params: &'static [(&'static str, Sig)],
    /// Result.
    pub ret: Sig,
    /// What lowering calls; `None` where the checker has a place of its own for it.
    pub function: Option<StdFn>,
    /// What it asks for.
    pub needs: Needs,
    /// What it does, in whole sentences.
    pub meaning: &'static str,
    /// How it fails; empty where it cannot.
    pub failure: &'static str,
    /// Statements that end in an expression, and the text of its value (DECISION C14). Empty where the answer
    /// depends on the chain.
    pub example: [&'static str; 2],
}

/// Rows of one type.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// The type, or the module for functions.
    pub title: &'static str,
    /// How a path names it in an associated call: `u64`, `vector`.
    pub path: &'static str,
    /// What a reader should know first.
    pub text: &'static str,
    /// Its rows.
    pub rows: &'static [Row],
    /// Rows of its methods that are written in Twilight ([`source`]).
    pub closures: &'static [Row],
}

/// All of the library, in the order of its reference.
pub const SECTIONS: &[Section] = &[
    ints::SECTION,
    enums::OPTION,
    enums::RESULT,
    text::STRING,
    collections::VECTOR,
    collections::MAP,
    collections::ARRAY,
    text::ADDRESS,
    text::HASH,
    enums::ANY,
    nova::ENV,
    nova::TX,
    nova::CRYPTO,
];

/// Rows of the twelve integer types.
pub const INTS: &[Row] = ints::SECTION.rows;
/// Rows of `Option<T>`.
pub const OPTION: &[Row] = enums::OPTION.rows;
/// Rows of `Result<T, E>`.
pub const RESULT: &[Row] = enums::RESULT.rows;
/// Rows of `string`.
pub const STRING: &[Row] = text::STRING.rows;
/// Rows of `vector<T>`.
pub const VECTOR: &[Row] = collections::VECTOR.rows;
/// Rows of `map<K, V>`.
pub const MAP: &[Row] = collections::MAP.rows;
/// Rows of `array<T, N>`.
pub const ARRAY: &[Row] = collections::ARRAY.rows;
/// Rows of `address`.
pub const ADDRESS: &[Row] = text::ADDRESS.rows;
/// Rows of `hash256`.
pub const HASH: &[Row] = text::HASH.rows;

const fn row(
    kind: Kind,
    name: &'static str,
    params: &'static [(&'static str, Sig)],
    ret: Sig,
    function: Option<StdFn>,
    meaning: &'static str,
    example: [&'static str; 2],
) -> Row {
    Row {
        kind,
        name,
        aliases: &[],
        params,
        ret,
        function,
        needs: Needs::Nothing,
        meaning,
        failure: "",
        example,
    }
}

/// A method that reads.
const fn get(
    name: &'static str,
    params: &'static [(&'static str, Sig)],
    ret: Sig,
    function: StdFn,
    meaning: &'static str,
    example: [&'static str; 2],
) -> Row {
    row(Kind::Shared, name, params, ret, Some(function), meaning, example)
}

/// A method that changes its receiver.
const fn change(
    name: &'static str,
    params: &'static [(&'static str, Sig)],
    ret: Sig,
    function: StdFn,
    meaning: &'static str,
    example: [&'static str; 2],
) -> Row {
    row(Kind::Mut, name, params, ret, Some(function), meaning, example)
}

/// A function of the type.
const fn make(
    name: &'static str,
    params: &'static [(&'static str, Sig)],
    ret: Sig,
    function: StdFn,
    meaning: &'static str,
    example: [&'static str; 2],
) -> Row {
    row(
        Kind::Associated,
        name,
        params,
        ret,
        Some(function),
        meaning,
        example,
    )
}

/// Something that the checker types in a place of its own.
const fn special(
    kind: Kind,
    name: &'static str,
    params: &'static [(&'static str, Sig)],
    ret: Sig,
    meaning: &'static str,
    example: [&'static str; 2],
) -> Row {
    row(kind, name, params, ret, None, meaning, example)
}

impl Row {
    const fn fails(self, failure: &'static str) -> Self {
        Self { failure, ..self }
    }

    const fn needs(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }

    const fn alias(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// Whether source may call it so.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// `checked_add(self, rhs: Self) -> Option<Self>`
    #[must_use]
    pub fn signature(&self) -> String {
        let own = match self.kind {
            Kind::Shared => Some("self".to_owned()),
            Kind::Mut => Some("mut self".to_owned()),
            _ => None,
        };
        let params = self
            .params
            .iter()
            .map(|(name, sig)| format!("{name}: {}", sig.text()));
        let params: Vec<String> = own.into_iter().chain(params).collect();
        let fresh = if self.params.iter().any(|(_, sig)| *sig == Sig::Fresh) {
            "<E>"
        } else {
            ""
        };
        if self.kind == Kind::Constant {
            return format!("{}: {}", self.name, self.ret.text());
        }
        let ret = match self.ret {
            Sig::Unit => String::new(),
            ret => format!(" -> {}", ret.text()),
        };
        format!("{}{fresh}({}){ret}", self.name, params.join(", "))
    }
}

impl Sig {
    /// As a declaration writes it.
    fn text(self) -> String {
        match self {
            Self::Own => "Self".to_owned(),
            Self::T => "T".to_owned(),
            Self::U => "V".to_owned(),
            Self::Fresh => "E".to_owned(),
            Self::Named(name) => name.to_owned(),
            Self::Unit => "()".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::U8 => "u8".to_owned(),
            Self::U32 => "u32".to_owned(),
            Self::U64 => "u64".to_owned(),
            Self::Text => "string".to_owned(),
            Self::Bytes => "vector<u8>".to_owned(),
            Self::Address => "address".to_owned(),
            Self::Hash => "hash256".to_owned(),
            Self::Option(inner) => format!("Option<{}>", inner.text()),
            Self::Fallible(ok, error) => format!("Result<{}, {error}>", ok.text()),
            Self::Result(ok, error) => format!("Result<{}, {}>", ok.text(), error.text()),
            Self::Vector(element) => format!("vector<{}>", element.text()),
            Self::Pair(a, b) => format!("({}, {})", a.text(), b.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_in_a_section_and_texts_are_whole_sentences() {
        for section in SECTIONS {
            let mut seen = Vec::new();
            for row in section.rows.iter().chain(section.closures) {
                for name in row.aliases.iter().chain([&row.name]) {
                    let associated = matches!(row.kind, Kind::Associated | Kind::Constant);
                    assert!(!seen.contains(&(associated, *name)), "{} {name}", section.title);
                    seen.push((associated, *name));
                }
                assert!(row.meaning.ends_with('.'), "{} {}", section.title, row.name);
                assert!(
                    row.failure.is_empty() || row.failure.ends_with('.'),
                    "{} {}",
                    section.title,
                    row.name
                );
            }
        }
    }
}
