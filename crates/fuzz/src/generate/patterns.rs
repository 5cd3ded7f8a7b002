//! Patterns and the arms of `match`.

use super::types::{Payload, Ty, text};
use super::{Generator, Kind};

/// A pattern with the variables that it binds.
struct Written {
    text: String,
    bound: Vec<(String, Ty)>,
}

impl Generator {
    /// Arms that cover every value of the type; `body` writes each arm's value, and is told whether another arm
    /// follows the first.
    pub fn arms(
        &mut self,
        ty: &Ty,
        depth: usize,
        body: &mut dyn FnMut(&mut Self, usize, bool) -> String,
    ) -> String {
        let mut patterns: Vec<Written> = Vec::new();
        for _ in 0..self.random.below(3) {
            let mut bound = Vec::new();
            let text = self.pattern(ty, true, 2, &mut bound);
            patterns.push(Written { text, bound });
        }
        self.cover(ty, &mut patterns);
        let mut arms: Vec<(bool, String)> = Vec::new();
        let count = patterns.len();
        for Written { text, bound } in patterns {
            let followed = arms.is_empty() && count > 1;
            arms.push(self.scoped(|this| {
                for (name, ty) in &bound {
                    this.declare(name, ty, Kind::Owned, false);
                }
                let guard = if this.one_in(5) {
                    // The next arm would miss what a guard moves.
                    this.body.guards += 1;
                    let condition = this.condition(1);
                    this.body.guards -= 1;
                    format!(" if {condition}")
                } else {
                    String::new()
                };
                let value = body(this, depth.saturating_sub(1), followed);
                (guard.is_empty(), format!("{text}{guard} => {value}"))
            }));
        }
        let whole = arms.iter().all(|(unguarded, _)| *unguarded);
        let mut arms: Vec<String> = arms.into_iter().map(|(_, arm)| arm).collect();
        if !whole || self.one_in(8) {
            arms.push(format!("_ => {}", body(self, depth.saturating_sub(1), false)));
        }
        arms.join(", ")
    }

    /// Adds patterns until every value matches one.
    fn cover(&mut self, ty: &Ty, patterns: &mut Vec<Written>) {
        let mut add = |text: String, bound| patterns.push(Written { text, bound });
        match ty {
            Ty::Bool if self.one_in(2) => {
                add("true".to_owned(), Vec::new());
                add("false".to_owned(), Vec::new());
            }
            Ty::Option(inner) if self.random.below(4) > 0 => {
                let mut bound = Vec::new();
                let inner = self.pattern(inner, false, 1, &mut bound);
                add(format!("Some({inner})"), bound);
                add("None".to_owned(), Vec::new());
            }
            Ty::Result(ok, err) if self.random.below(4) > 0 => {
                if ok == err && self.one_in(3) {
                    let name = self.fresh("p");
                    add(format!("Ok({name}) | Err({name})"), vec![(name, (**ok).clone())]);
                    return;
                }
                let mut bound = Vec::new();
                let inner = self.pattern(ok, false, 1, &mut bound);
                add(format!("Ok({inner})"), bound);
                let mut bound = Vec::new();
                let inner = self.pattern(err, false, 1, &mut bound);
                add(format!("Err({inner})"), bound);
            }
            Ty::Enum(id) if self.random.below(5) > 0 => {
                for at in 0..self.types.enums[*id].variants.len() {
                    let mut bound = Vec::new();
                    let text = self.variant_pattern(*id, at, false, 2, &mut bound);
                    patterns.push(Written { text, bound });
                }
            }
            _ => {
                let mut bound = Vec::new();
                let text = self.pattern(ty, false, 2, &mut bound);
                add(text, bound);
            }
        }
    }

    /// A pattern; it matches every value where `refutable` is not set.
    pub fn pattern(
        &mut self,
        ty: &Ty,
        refutable: bool,
        depth: usize,
        bound: &mut Vec<(String, Ty)>,
    ) -> String {
        let simple = match self.random.below(5) {
            0 => Some("_".to_owned()),
            1 => Some(self.binding(ty, bound)),
            _ if depth == 0 => Some(self.binding(ty, bound)),
            _ => None,
        };
        if let Some(text) = simple {
            return text;
        }
        match ty {
            Ty::Tuple(types) => {
                let types = types.clone();
                let rest = types.len() > 1 && self.one_in(4);
                let kept = if rest { types.len() - 1 } else { types.len() };
                let mut parts: Vec<String> = types
                    .iter()
                    .take(kept)
                    .map(|ty| self.pattern(ty, refutable, depth - 1, bound))
                    .collect();
                if rest {
                    parts.push("..".to_owned());
                }
                let comma = if parts.len() == 1 { "," } else { "" };
                format!("({}{comma})", parts.join(", "))
            }
            Ty::Array(inner, count) => {
                if *count > 1 && self.one_in(3) {
                    let first = self.pattern(inner, refutable, depth - 1, bound);
                    return if self.one_in(2) {
                        format!("[{first}, ..]")
                    } else {
                        format!("[.., {first}]")
                    };
                }
                let parts: Vec<String> = (0..*count)
                    .map(|_| self.pattern(inner, refutable, depth - 1, bound))
                    .collect();
                format!("[{}]", parts.join(", "))
            }
            Ty::Struct(id, args) => {
                let (name, fields) = (self.types.structs[*id].name.clone(), self.types.fields(*id, args));
                if self.types.structs[*id].tuple {
                    let parts: Vec<String> = fields
                        .iter()
                        .map(|(_, ty)| self.pattern(ty, refutable, depth - 1, bound))
                        .collect();
                    return format!("{name}({})", parts.join(", "));
                }
                format!("{name} {}", self.field_patterns(&fields, refutable, depth, bound))
            }
            _ if !refutable => self.binding(ty, bound),
            Ty::Bool => if self.one_in(2) { "true" } else { "false" }.to_owned(),
            Ty::Str => text(&mut self.random),
            Ty::Int(int) => {
                let int = *int;
                match self.random.below(5) {
                    0 => {
                        let low = self.random.below(40);
                        let high = low + 1 + self.random.below(40);
                        let range = if self.one_in(2) { ".." } else { "..=" };
                        let text = format!("{low}{range}{high}");
                        if self.one_in(2) {
                            let name = self.fresh("p");
                            bound.push((name.clone(), Ty::Int(int)));
                            format!("{name} @ {text}")
                        } else {
                            text
                        }
                    }
                    1 if int.signed => format!("-{}..={}", 1 + self.random.below(60), self.random.below(60)),
                    2 => {
                        let (a, b) = (int.literal(&mut self.random), int.literal(&mut self.random));
                        format!("{a} | {b}")
                    }
                    3 => format!("{}..", self.random.below(100)),
                    _ => int.literal(&mut self.random),
                }
            }
            Ty::Option(inner) => {
                if self.one_in(3) {
                    return "None".to_owned();
                }
                format!("Some({})", self.pattern(inner, true, depth - 1, bound))
            }
            Ty::Result(ok, err) => {
                if self.one_in(2) {
                    format!("Ok({})", self.pattern(ok, true, depth - 1, bound))
                } else {
                    format!("Err({})", self.pattern(err, true, depth - 1, bound))
                }
            }
            Ty::Enum(id) => {
                let count = self.types.enums[*id].variants.len();
                let at = self.random.below(count);
                self.variant_pattern(*id, at, true, depth, bound)
            }
            _ => self.binding(ty, bound),
        }
    }

    fn binding(&mut self, ty: &Ty, bound: &mut Vec<(String, Ty)>) -> String {
        let name = self.fresh("p");
        bound.push((name.clone(), ty.clone()));
        name
    }

    fn field_patterns(
        &mut self,
        fields: &[(String, Ty)],
        refutable: bool,
        depth: usize,
        bound: &mut Vec<(String, Ty)>,
    ) -> String {
        let rest = self.one_in(3);
        let count = if rest {
            self.random.below(fields.len())
        } else {
            fields.len()
        };
        let mut parts: Vec<String> = fields
            .iter()
            .take(count)
            .map(|(name, ty)| format!("{name}: {}", self.pattern(ty, refutable, depth - 1, bound)))
            .collect();
        if rest {
            parts.push("..".to_owned());
        }
        format!("{{ {} }}", parts.join(", "))
    }

    fn variant_pattern(
        &mut self,
        id: usize,
        at: usize,
        refutable: bool,
        depth: usize,
        bound: &mut Vec<(String, Ty)>,
    ) -> String {
        let def = &self.types.enums[id];
        let (name, payload) = &def.variants[at];
        let path = format!("{}::{name}", def.name);
        match payload {
            Payload::None => path,
            Payload::Tuple(types) => {
                let types = types.clone();
                if self.one_in(5) {
                    return format!("{path}(..)");
                }
                let parts: Vec<String> = types
                    .iter()
                    .map(|ty| self.pattern(ty, refutable, depth - 1, bound))
                    .collect();
                format!("{path}({})", parts.join(", "))
            }
            Payload::Named(fields) => {
                let fields = fields.clone();
                format!("{path} {}", self.field_patterns(&fields, refutable, depth, bound))
            }
        }
    }
}
