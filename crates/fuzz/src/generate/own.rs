//! The program's own implementations of the library's traits: `Displayable`, `Ord`, `From` (DECISIONS T4, T7).

use super::types::{Payload, Ty, text};
use super::{Generator, KEPT, KNOWN, Kind, MAX_COST, SEEN};

/// Expressions of such an implementation.
const SIZE: i64 = 8;

impl Generator {
    /// Own types without type parameters.
    pub fn own_types(&self) -> Vec<Ty> {
        (0..self.types.structs.len())
            .filter(|at| self.types.structs[*at].params == 0)
            .map(|at| Ty::Struct(at, Vec::new()))
            .chain((0..self.types.enums.len()).map(Ty::Enum))
            .collect()
    }

    /// Implementations for a type that was just declared. Nothing but earlier types is used, so nothing calls
    /// itself.
    pub fn own_impls(&mut self, ty: &Ty) -> String {
        let mut written = String::new();
        let name = self.types.name(ty);
        if self.one_in(5) {
            let body = self.shown(ty);
            written += &format!("impl Displayable for {name} {{\nfn fmt(self) -> string {{ {body} }}\n}}\n");
        }
        if self.one_in(4)
            && let Some(body) = self.compared(ty)
        {
            written += &format!(
                "impl Ord for {name} {{\nfn cmp(self, other: {name}) -> Ordering {{ {body} }}\n}}\n"
            );
            self.types.ordered.push(ty.clone());
        }
        if self.one_in(4) {
            let from = self.types.any(&mut self.random, 1);
            if from != *ty {
                self.enter(ty, 0);
                self.body.size = SIZE;
                // Neither loops nor calls.
                self.body.cost = MAX_COST - 40;
                self.declare("value", &from, Kind::Shared, false);
                let body = self.expression(ty, 2, KEPT);
                self.body = super::Body::default();
                let shown = self.types.name(&from);
                written += &format!(
                    "impl From<{shown}> for {name} {{\nfn from(value: {shown}) -> {name} {{ {body} }}\n}}\n"
                );
                self.conversions.push((from, ty.clone()));
            }
        }
        written
    }

    /// A text made of the parts of `self`.
    fn shown(&mut self, ty: &Ty) -> String {
        match ty {
            Ty::Struct(id, _) => {
                let fields = self.types.fields(*id, &[]);
                let parts: Vec<String> = fields.iter().map(|(name, _)| format!("self.{name}")).collect();
                self.joined(&parts)
            }
            Ty::Enum(id) => {
                let path = self.types.enums[*id].name.clone();
                let arms: Vec<String> = (0..self.types.enums[*id].variants.len())
                    .map(|at| {
                        let (name, payload) = &self.types.enums[*id].variants[at];
                        let name = name.clone();
                        let (pattern, parts) = match payload {
                            Payload::None => (String::new(), Vec::new()),
                            Payload::Tuple(types) => {
                                let parts: Vec<String> =
                                    (0..types.len()).map(|at| format!("w{at}")).collect();
                                (format!("({})", parts.join(", ")), parts)
                            }
                            Payload::Named(fields) => {
                                let parts: Vec<String> =
                                    fields.iter().map(|(name, _)| name.clone()).collect();
                                (format!(" {{ {} }}", parts.join(", ")), parts)
                            }
                        };
                        format!("{path}::{name}{pattern} => {}", self.joined(&parts))
                    })
                    .collect();
                format!("match self {{ {} }}", arms.join(", "))
            }
            _ => text(&mut self.random),
        }
    }

    fn joined(&mut self, parts: &[String]) -> String {
        let mut written = text(&mut self.random);
        for part in parts {
            if self.random.below(4) > 0 {
                written = format!("short({written} + ({part}).to_string())");
            }
        }
        written
    }

    /// An order by some of the fields, or by the variant.
    fn compared(&mut self, ty: &Ty) -> Option<String> {
        match ty {
            Ty::Struct(id, _) => {
                let fields: Vec<String> = self
                    .types
                    .fields(*id, &[])
                    .into_iter()
                    .filter(|(_, ty)| matches!(ty, Ty::Int(_) | Ty::Str))
                    .map(|(name, _)| name)
                    .collect();
                let (last, first) = fields.split_last()?;
                let mut written = String::new();
                for field in first {
                    if self.one_in(2) {
                        let (a, b) = self.either_way();
                        written += &format!(
                            "if self.{field} != other.{field} {{ return {a}.{field}.cmp({b}.{field}); }} "
                        );
                    }
                }
                let (a, b) = self.either_way();
                Some(format!("{written}{a}.{last}.cmp({b}.{last})"))
            }
            Ty::Enum(id) => {
                let rank = |of: &str| {
                    let path = &self.types.enums[*id].name;
                    let arms: Vec<String> = self.types.enums[*id]
                        .variants
                        .iter()
                        .enumerate()
                        .map(|(at, (name, payload))| {
                            let pattern = match payload {
                                Payload::None => "",
                                Payload::Tuple(_) => "(..)",
                                Payload::Named(_) => " { .. }",
                            };
                            format!("{path}::{name}{pattern} => {}", at * 7 % 5)
                        })
                        .collect();
                    format!("match {of} {{ {} }}", arms.join(", "))
                };
                let (a, b) = (rank("self"), rank("other"));
                Some(format!("val a: u8 = {a}; val b: u8 = {b}; a.cmp(b)"))
            }
            _ => None,
        }
    }

    fn either_way(&mut self) -> (&'static str, &'static str) {
        if self.one_in(3) {
            ("other", "self")
        } else {
            ("self", "other")
        }
    }

    /// `T::from(..)` or `.into()` of an own conversion that gives the type.
    pub fn conversion(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let found: Vec<Ty> = self
            .conversions
            .iter()
            .filter(|(_, to)| to == ty)
            .map(|(from, _)| from.clone())
            .collect();
        let from = self.random.pick(&found)?.clone();
        if !self.affordable(40) {
            return None;
        }
        self.pay(40);
        let name = self.types.name(ty);
        let value = self.expression(&from, depth.saturating_sub(1), KNOWN);
        Some(match self.one_in(2) {
            true => format!("{name}::from({value})"),
            false => {
                let variable = self.fresh("t");
                format!("{{ val {variable}: {name} = ({value}).into(); {variable} }}")
            }
        })
    }

    /// A comparison of values that have an order of their own.
    pub fn own_comparison(&mut self, depth: usize) -> Option<String> {
        let ty = self.random.pick(&self.types.ordered)?.clone();
        let operator = ["<", "<=", ">", ">="][self.random.below(4)];
        let a = self.expression(&ty, depth, KNOWN);
        Some(format!("({a} {operator} {})", self.expression(&ty, depth, SEEN)))
    }

    /// `a.cmp(b)`, as a text.
    pub fn own_order(&mut self, depth: usize) -> Option<String> {
        let ty = match self.random.pick(&self.types.ordered) {
            Some(ty) if self.random.below(3) > 0 => ty.clone(),
            _ => Ty::Int(super::types::Int::any(&mut self.random)),
        };
        let a = self.expression(&ty, depth, KNOWN);
        Some(format!(
            "(({a}).cmp({})).to_string()",
            self.expression(&ty, depth, SEEN)
        ))
    }
}
