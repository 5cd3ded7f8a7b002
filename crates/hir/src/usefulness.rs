//! Usefulness of a row of patterns (Maranget, "Warnings for pattern matching"): is there a value that it matches
//! and the rows before it do not?

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use ruint::aliases::U256;

use crate::checker::Checker;
use crate::exhaustive::order_key;
use crate::ints::show_int;
use crate::thir::{AdtKind, Fields};
use crate::ty::Ty;

/// A constructor of values.
#[derive(Clone, Debug, PartialEq)]
pub enum Ctor {
    Bool(bool),
    Variant(u32),
    /// Tuples, structs, arrays.
    Single,
    /// Order keys, both inclusive.
    Range(U256, U256),
    Str(Arc<str>),
    /// Vectors of that length.
    Length(usize),
    /// Vectors and arrays of at least that length, of which so many elements are the last ones: what lies between
    /// these and those before is in no pattern.
    Longer(usize, usize),
}

/// A simplified pattern.
#[derive(Clone, Debug)]
pub enum Pat {
    /// Any value.
    Wild,
    /// A constructor with those of its parts that matter, by position.
    Ctor(Ctor, Vec<(usize, Pat)>),
    /// A vector with that many elements known at either end.
    Open(Vec<Pat>, Vec<Pat>),
    /// Any of them.
    Or(Vec<Pat>),
}

/// The step limit was reached.
pub struct TooComplex;

/// One pattern for each column. Rows that only lose their first column share the rest.
pub type Row<'r, 'p> = Cow<'r, [&'p Pat]>;

static WILD: Pat = Pat::Wild;

/// The search.
pub struct Matrix<'x, 'a> {
    /// Facts about types.
    pub checker: &'x Checker<'a>,
    /// Steps that are left.
    pub steps: u32,
}

impl Matrix<'_, '_> {
    /// A value that `query` matches and no row does, as text for each column.
    pub fn useful<'p>(
        &mut self,
        rows: &[Row<'_, 'p>],
        query: &[&'p Pat],
        types: &[Ty],
        depth: u32,
    ) -> Result<Option<Vec<String>>, TooComplex> {
        let cost = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.steps = self.steps.checked_sub(cost).ok_or(TooComplex)?;
        let depth = depth.checked_sub(1).ok_or(TooComplex)?;
        let (Some((head, rest)), Some((ty, other_types))) = (query.split_first(), types.split_first()) else {
            return Ok(rows.is_empty().then(Vec::new));
        };
        match *head {
            Pat::Or(alternatives) => {
                for alternative in alternatives {
                    let mut query = vec![alternative];
                    query.extend_from_slice(rest);
                    if let Some(witness) = self.useful(rows, &query, types, depth)? {
                        return Ok(Some(witness));
                    }
                }
                Ok(None)
            }
            Pat::Ctor(Ctor::Range(low, high), _) if low != high => {
                for ctor in self.split(rows, ty, Some((*low, *high)), Ends::default()) {
                    if let Some(witness) = self.through(&ctor, rows, head, rest, ty, other_types, depth)? {
                        return Ok(Some(witness));
                    }
                }
                Ok(None)
            }
            Pat::Ctor(ctor, _) => {
                let ctor = match (ctor, ty) {
                    // An array's pattern without `..` is as long as the array.
                    (Ctor::Length(_), Ty::Array(_, count)) => {
                        Ctor::Length(usize::try_from(*count).unwrap_or(usize::MAX))
                    }
                    _ => ctor.clone(),
                };
                self.through(&ctor, rows, head, rest, ty, other_types, depth)
            }
            Pat::Wild | Pat::Open(..) => {
                let all = self.split(rows, ty, None, Ends::of(head));
                let mut missing = None;
                for ctor in all {
                    if matches!(head, Pat::Open(before, after) if shorter(&ctor, before.len() + after.len()))
                    {
                        continue;
                    }
                    if matches!(head, Pat::Wild)
                        && !rows
                            .iter()
                            .any(|row| row.first().is_some_and(|pat| names(pat, &ctor)))
                    {
                        missing.get_or_insert(ctor);
                        continue;
                    }
                    if let Some(witness) = self.through(&ctor, rows, head, rest, ty, other_types, depth)? {
                        return Ok(Some(witness));
                    }
                }
                let Some(ctor) = missing else { return Ok(None) };
                // Nobody names these: only rows that take anything are left.
                let rows: Vec<Row<'_, 'p>> = rows
                    .iter()
                    .filter(|row| row.first().is_some_and(|pat| takes_anything(pat)))
                    .map(|row| Cow::Borrowed(row.get(1..).unwrap_or_default()))
                    .collect();
                let Some(mut witness) = self.useful(&rows, rest, other_types, depth)? else {
                    return Ok(None);
                };
                let everything = rows.is_empty() && ctor == Ctor::Single;
                let arity = if everything {
                    0
                } else {
                    self.types_of(&ctor, ty).len()
                };
                let shown = self.show(&ctor, ty, vec!["_".to_string(); arity]);
                witness.insert(0, shown);
                Ok(Some(witness))
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn through<'p>(
        &mut self,
        ctor: &Ctor,
        rows: &[Row<'_, 'p>],
        head: &'p Pat,
        rest: &[&'p Pat],
        ty: &Ty,
        other_types: &[Ty],
        depth: u32,
    ) -> Result<Option<Vec<String>>, TooComplex> {
        let all = self.types_of(ctor, ty);
        let arity = all.len();
        // Parts that no pattern looks at need no column: structs may be wide.
        let mut looked_at = BTreeSet::new();
        parts_of(head, ctor, arity, &mut looked_at);
        for row in rows {
            if let Some(first) = row.first() {
                parts_of(first, ctor, arity, &mut looked_at);
            }
        }
        let columns: Vec<usize> = looked_at.into_iter().collect();
        let cells = if columns.is_empty() {
            1
        } else {
            columns.len() + rest.len()
        };
        let cost =
            u32::try_from((rows.len() + 1).saturating_mul(cells).saturating_add(arity)).unwrap_or(u32::MAX);
        self.steps = self.steps.checked_sub(cost).ok_or(TooComplex)?;
        let mut special = Vec::new();
        for row in rows {
            if let Some((first, others)) = row.split_first() {
                specialise(first, others, ctor, arity, &columns, &mut special);
            }
        }
        let mut queries = Vec::new();
        specialise(head, rest, ctor, arity, &columns, &mut queries);
        let mut types: Vec<Ty> = Vec::new();
        if !columns.is_empty() {
            types.extend(columns.iter().filter_map(|at| all.get(*at).cloned()));
            types.extend_from_slice(other_types);
        }
        let types = if columns.is_empty() { other_types } else { &types };
        for query in queries {
            if let Some(mut witness) = self.useful(&special, &query, types, depth)? {
                let others = witness.split_off(columns.len().min(witness.len()));
                let mut parts = vec!["_".to_string(); arity];
                for (at, part) in columns.iter().zip(witness) {
                    if let Some(slot) = parts.get_mut(*at) {
                        *slot = part;
                    }
                }
                let mut out = vec![self.show(ctor, ty, parts)];
                out.extend(others);
                return Ok(Some(out));
            }
        }
        Ok(None)
    }

    fn types_of(&self, ctor: &Ctor, ty: &Ty) -> Vec<Ty> {
        match (ctor, ty) {
            (Ctor::Variant(at), _) => self.checker.payload(ty, Some(*at)),
            (Ctor::Single, _) => self.checker.payload(ty, None),
            (Ctor::Length(count) | Ctor::Longer(count, _), Ty::Vector(element) | Ty::Array(element, _)) => {
                vec![(**element).clone(); *count]
            }
            _ => Vec::new(),
        }
    }

    /// Constructors that together make every value of the type (of the range, where one is given).
    fn split(&self, rows: &[Row<'_, '_>], ty: &Ty, within: Option<(U256, U256)>, ends: Ends) -> Vec<Ctor> {
        let heads = || rows.iter().filter_map(|row| row.first().copied());
        match ty {
            Ty::Bool => vec![Ctor::Bool(true), Ctor::Bool(false)],
            Ty::Option(_) | Ty::Result(..) => vec![Ctor::Variant(0), Ctor::Variant(1)],
            Ty::Adt(id, _) => match self.checker.adt(*id).map(|adt| &adt.kind) {
                Some(AdtKind::Enum(variants)) => (0..variants.len())
                    .map(|at| Ctor::Variant(u32::try_from(at).unwrap_or(u32::MAX)))
                    .collect(),
                _ => vec![Ctor::Single],
            },
            Ty::Int(int) => {
                let (low, high) = within.unwrap_or((U256::ZERO, crate::ints::mask(*int)));
                // Where a range of the rows begins, or the one after it.
                let mut starts = BTreeSet::from([low]);
                heads().for_each(|pat| collect_starts(pat, low, high, &mut starts));
                let starts: Vec<U256> = starts.into_iter().collect();
                starts
                    .iter()
                    .enumerate()
                    .map(|(at, start)| {
                        let end = starts
                            .get(at + 1)
                            .map_or(high, |next| next.wrapping_sub(U256::from(1)));
                        Ctor::Range(*start, end)
                    })
                    .collect()
            }
            Ty::String => {
                let mut texts = BTreeSet::new();
                heads().for_each(|pat| collect_texts(pat, &mut texts));
                let mut other = String::new();
                while texts.contains(other.as_str()) {
                    other.push('.');
                }
                texts.insert(Arc::from(other));
                texts.into_iter().map(Ctor::Str).collect()
            }
            Ty::Array(_, count) => {
                // Elements that no pattern names match anything: a long array is cut to those that are named.
                let ends = heads().fold(ends, Ends::with);
                let (count, named) = (usize::try_from(*count).unwrap_or(usize::MAX), ends.columns());
                vec![if named < count {
                    Ctor::Longer(named, ends.after)
                } else {
                    Ctor::Length(count)
                }]
            }
            Ty::Vector(_) => {
                let ends = heads().fold(ends, Ends::with);
                // Where the first and the last elements that patterns name do not overlap, length makes no difference.
                let longer = ends.columns().max(ends.fixed.map_or(1, |count| count + 1));
                let mut all: Vec<Ctor> = (0..longer).map(Ctor::Length).collect();
                all.push(Ctor::Longer(longer, ends.after));
                all
            }
            _ => vec![Ctor::Single],
        }
    }

    fn show(&self, ctor: &Ctor, ty: &Ty, parts: Vec<String>) -> String {
        match ctor {
            Ctor::Bool(value) => value.to_string(),
            Ctor::Str(text) if text.is_empty() => "\"\"".to_string(),
            Ctor::Str(text) => format!("{text:?}"),
            Ctor::Range(low, high) => {
                let Ty::Int(int) = ty else { return "_".to_string() };
                let (first, last) = (order_key(*low, *int), order_key(*high, *int));
                if *low == U256::ZERO && *high == crate::ints::mask(*int) {
                    "_".to_string()
                } else if first == last {
                    show_int(first, *int)
                } else {
                    format!("{}..={}", show_int(first, *int), show_int(last, *int))
                }
            }
            Ctor::Length(_) => format!("[{}]", parts.join(", ")),
            Ctor::Longer(_, after) => with_middle(parts, *after, matches!(ty, Ty::Array(..))),
            Ctor::Variant(at) => match ty {
                Ty::Option(_) => with_parts(if *at == 0 { "None" } else { "Some" }, parts),
                Ty::Result(..) => with_parts(if *at == 0 { "Ok" } else { "Err" }, parts),
                Ty::Adt(id, _) => match self.checker.adt(*id) {
                    Some(adt) => match &adt.kind {
                        AdtKind::Enum(variants) => match variants.get(*at as usize) {
                            Some((name, fields)) => {
                                with_fields(&format!("{}::{name}", adt.name), fields, parts)
                            }
                            None => "_".to_string(),
                        },
                        AdtKind::Struct(_) => "_".to_string(),
                    },
                    None => "_".to_string(),
                },
                _ => "_".to_string(),
            },
            Ctor::Single => match ty {
                Ty::Tuple(_) if !parts.is_empty() => {
                    format!(
                        "({}{})",
                        parts.join(", "),
                        if parts.len() == 1 { "," } else { "" }
                    )
                }
                Ty::Adt(id, _) if !parts.is_empty() => match self.checker.adt(*id) {
                    Some(adt) => match &adt.kind {
                        AdtKind::Struct(fields) => with_fields(&adt.name, fields, parts),
                        AdtKind::Enum(_) => "_".to_string(),
                    },
                    None => "_".to_string(),
                },
                _ => "_".to_string(),
            },
        }
    }
}

/// Elements around those that no pattern names; in an array these may be more, as its length is known.
fn with_middle(mut before: Vec<String>, after: usize, array: bool) -> String {
    let mut after = before.split_off(before.len().saturating_sub(after));
    if array {
        while before.last().is_some_and(|part| part == "_") {
            before.pop();
        }
        let named = after.iter().position(|part| part != "_");
        after.drain(..named.unwrap_or(after.len()));
        if before.is_empty() && after.is_empty() {
            return "_".to_string();
        }
    }
    before.push("..".to_string());
    before.append(&mut after);
    format!("[{}]", before.join(", "))
}

fn with_parts(name: &str, parts: Vec<String>) -> String {
    if parts.is_empty() {
        name.to_string()
    } else {
        format!("{name}({})", parts.join(", "))
    }
}

fn with_fields(name: &str, fields: &Fields, parts: Vec<String>) -> String {
    let Fields::Named(names) = fields else {
        return with_parts(name, parts);
    };
    let shown: Vec<String> = names
        .iter()
        .zip(&parts)
        .filter(|(_, part)| *part != "_")
        .map(|((field, _), part)| format!("{field}: {part}"))
        .collect();
    match (shown.is_empty(), shown.len() < names.len()) {
        (true, _) => format!("{name} {{ .. }}"),
        (false, true) => format!("{name} {{ {}, .. }}", shown.join(", ")),
        (false, false) => format!("{name} {{ {} }}", shown.join(", ")),
    }
}

fn takes_anything(pat: &Pat) -> bool {
    match pat {
        Pat::Wild => true,
        Pat::Open(before, after) => before.is_empty() && after.is_empty(),
        Pat::Ctor(..) => false,
        Pat::Or(alternatives) => alternatives.iter().any(takes_anything),
    }
}

/// Whether a pattern speaks of a constructor at all.
fn names(pat: &Pat, ctor: &Ctor) -> bool {
    match (pat, ctor) {
        (Pat::Wild, _) => false,
        (Pat::Or(alternatives), _) => alternatives.iter().any(|pat| names(pat, ctor)),
        (Pat::Open(before, after), _) => {
            let named = before.len() + after.len();
            named > 0 && !shorter(ctor, named)
        }
        (Pat::Ctor(Ctor::Range(a, b), _), Ctor::Range(low, high)) => a <= low && high <= b,
        (Pat::Ctor(own, _), _) => own == ctor,
    }
}

/// Whether vectors of a constructor have fewer elements than a pattern needs.
fn shorter(ctor: &Ctor, needed: usize) -> bool {
    matches!(ctor, Ctor::Length(count) | Ctor::Longer(count, _) if *count < needed)
}

/// Adds the positions of a constructor's parts that a pattern looks at.
fn parts_of(pat: &Pat, ctor: &Ctor, arity: usize, out: &mut BTreeSet<usize>) {
    match pat {
        Pat::Wild => {}
        Pat::Or(alternatives) => alternatives
            .iter()
            .for_each(|pat| parts_of(pat, ctor, arity, out)),
        Pat::Open(before, after) => {
            if let Some(middle) = arity
                .checked_sub(after.len())
                .filter(|middle| *middle >= before.len())
            {
                let wanted = |pats: &[Pat], from: usize| -> Vec<usize> {
                    pats.iter()
                        .zip(from..)
                        .filter(|(pat, _)| !matches!(pat, Pat::Wild))
                        .map(|(_, at)| at)
                        .collect()
                };
                out.extend(wanted(before, 0));
                out.extend(wanted(after, middle));
            }
        }
        Pat::Ctor(own, parts) if own == ctor => out.extend(parts.iter().map(|(at, _)| *at)),
        Pat::Ctor(..) => {}
    }
}

/// Rows that are left of one whose first value has a constructor: its parts at `columns`, then the others.
fn specialise<'r, 'p>(
    first: &'p Pat,
    others: &'r [&'p Pat],
    ctor: &Ctor,
    arity: usize,
    columns: &[usize],
    out: &mut Vec<Row<'r, 'p>>,
) {
    let mut push = |part: &dyn Fn(usize) -> &'p Pat| {
        if columns.is_empty() {
            out.push(Cow::Borrowed(others));
        } else {
            out.push(
                columns
                    .iter()
                    .map(|at| part(*at))
                    .chain(others.iter().copied())
                    .collect(),
            );
        }
    };
    match (first, ctor) {
        (Pat::Wild, _) => push(&|_| &WILD),
        (Pat::Or(alternatives), _) => {
            for alternative in alternatives {
                specialise(alternative, others, ctor, arity, columns, out);
            }
        }
        (Pat::Ctor(Ctor::Range(a, b), _), Ctor::Range(low, high)) if a <= low && high <= b => {
            push(&|_| &WILD)
        }
        (Pat::Open(before, after), Ctor::Length(_) | Ctor::Longer(..))
            if before.len() + after.len() <= arity =>
        {
            let middle = arity - after.len();
            push(&|at| {
                let part = if at < middle {
                    before.get(at)
                } else {
                    after.get(at - middle)
                };
                part.unwrap_or(&WILD)
            });
        }
        (Pat::Ctor(own, parts), _) if own == ctor => push(&|at| {
            let found = parts.binary_search_by_key(&at, |(at, _)| *at);
            found
                .ok()
                .and_then(|found| parts.get(found))
                .map_or(&WILD, |(_, pat)| pat)
        }),
        _ => {}
    }
}

fn collect_starts(pat: &Pat, low: U256, high: U256, starts: &mut BTreeSet<U256>) {
    match pat {
        Pat::Ctor(Ctor::Range(a, b), _) => {
            if low < *a && *a <= high {
                starts.insert(*a);
            }
            if let Some(next) = b.checked_add(U256::from(1))
                && low < next
                && next <= high
            {
                starts.insert(next);
            }
        }
        Pat::Or(alternatives) => alternatives
            .iter()
            .for_each(|pat| collect_starts(pat, low, high, starts)),
        _ => {}
    }
}

fn collect_texts(pat: &Pat, texts: &mut BTreeSet<Arc<str>>) {
    match pat {
        Pat::Ctor(Ctor::Str(text), _) => {
            texts.insert(Arc::clone(text));
        }
        Pat::Or(alternatives) => alternatives.iter().for_each(|pat| collect_texts(pat, texts)),
        _ => {}
    }
}

/// How many elements patterns name.
#[derive(Clone, Copy, Default)]
struct Ends {
    /// Most elements of a pattern without `..`.
    fixed: Option<usize>,
    /// Most elements before a `..`, and behind one.
    before: usize,
    after: usize,
}

impl Ends {
    fn of(pat: &Pat) -> Self {
        Self::default().with(pat)
    }

    fn with(mut self, pat: &Pat) -> Self {
        match pat {
            Pat::Ctor(Ctor::Length(count), _) => self.fixed = self.fixed.max(Some(*count)),
            Pat::Open(before, after) => {
                self.before = self.before.max(before.len());
                self.after = self.after.max(after.len());
            }
            Pat::Or(alternatives) => self = alternatives.iter().fold(self, Self::with),
            _ => {}
        }
        self
    }

    /// Elements that have to be told apart.
    fn columns(self) -> usize {
        self.fixed
            .unwrap_or(0)
            .max(self.before.saturating_add(self.after))
    }
}
