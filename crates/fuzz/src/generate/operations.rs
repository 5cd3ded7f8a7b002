//! Operations that give a value of a certain type.

use super::types::{Int, Ty, U8, U32, U64, text};
use super::{Generator, KNOWN, SEEN};

impl Generator {
    /// An operation whose result has the type; `None` where the type has none.
    pub fn operation(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let depth = depth - 1;
        match ty {
            Ty::Int(int) => Some(self.arithmetic(*int, depth)),
            Ty::Bool => Some(self.test(depth)),
            Ty::Str => Some(self.string(depth)),
            Ty::Option(inner) => self.option(inner, depth),
            Ty::Result(ok, err) => self.result(ok, err, depth),
            Ty::Vector(inner) => self.vector(inner, depth),
            _ => None,
        }
    }

    /// An operand of an operator.
    fn operand(&mut self, int: Int, depth: usize) -> String {
        self.expression(&Ty::Int(int), depth, KNOWN)
    }

    fn arithmetic(&mut self, int: Int, depth: usize) -> String {
        let name = int.name();
        let a = self.operand(int, depth);
        match self.random.below(24) {
            0..=3 => {
                let method = ["wrapping_add", "wrapping_sub", "wrapping_mul"][self.random.below(3)];
                format!("({a}).{method}({})", self.operand(int, depth))
            }
            4 | 5 => {
                let method = ["saturating_add", "saturating_sub", "saturating_mul"][self.random.below(3)];
                format!("({a}).{method}({})", self.operand(int, depth))
            }
            6 => {
                let method = [
                    "checked_add",
                    "checked_sub",
                    "checked_mul",
                    "checked_div",
                    "checked_rem",
                ][self.random.below(5)];
                let b = self.operand(int, depth);
                format!("({a}).{method}({b}).unwrap_or({})", self.operand(int, 0))
            }
            7..=9 => {
                let operator = ["&", "|", "^"][self.random.below(3)];
                format!("({a} {operator} {})", self.operand(int, depth))
            }
            10 | 11 => {
                let operator = if self.one_in(2) { "<<" } else { ">>" };
                let amount = if self.one_in(3) {
                    let amount = Int::unsigned(&mut self.random);
                    self.operand(amount, depth)
                } else {
                    format!("{}u32", self.random.below(int.bits as usize + 3))
                };
                format!("({a} {operator} {amount})")
            }
            12 => {
                let operator = if self.one_in(2) { "/" } else { "%" };
                let b = self.operand(int, depth);
                format!("({a} {operator} (({b} & 63{name}) | 1{name}))")
            }
            13..=15 => self.guarded(int, &a, depth),
            16 => format!("(!({a}))"),
            17 => {
                let method = if self.one_in(2) { "min" } else { "max" };
                format!("({a}).{method}({})", self.operand(int, depth))
            }
            18 => self.converted(int, depth),
            19 if int == U64 => self.length(depth),
            20 => format!("({a}).wrapping_pow({}u32)", self.random.below(9)),
            21 => {
                let exponent = self.random.below(3);
                format!("({a} % 5{name}).pow({exponent}u32)")
            }
            22 | 23 if self.risky && self.one_in(3) || self.one_in(40) => {
                let operator = ["+", "-", "*", "/", "%"][self.random.below(5)];
                format!("({a} {operator} {})", self.operand(int, depth))
            }
            _ => a,
        }
    }

    /// Plain `+ - *` on operands that are small enough.
    fn guarded(&mut self, int: Int, a: &str, depth: usize) -> String {
        let (name, b) = (int.name(), self.operand(int, depth));
        match self.random.below(4) {
            0 => format!("(({a} % 50{name}) + ({b} % 50{name}))"),
            1 => format!("(({a} % 11{name}) * ({b} % 11{name}))"),
            2 if int.signed => format!("(-({a} % 100{name}))"),
            2 => format!("(({a}).max(7) - ({b} & 7{name}))"),
            _ if int.signed => format!("(({a} % 50{name}) - ({b} % 50{name}))"),
            _ => format!("(({a} | 64{name}) - ({b} & 63{name}))"),
        }
    }

    fn converted(&mut self, int: Int, depth: usize) -> String {
        let from = Int::any(&mut self.random);
        let value = self.operand(from, depth);
        let name = int.name();
        if from.widens_to(int) {
            return match self.random.below(2) {
                0 => format!("(({value}) as {name})"),
                _ => format!("{name}::from({value})"),
            };
        }
        let fallback = self.operand(int, 0);
        format!("{name}::try_from({value}).unwrap_or({fallback})")
    }

    fn length(&mut self, depth: usize) -> String {
        let mut found = self.places(false, &|ty| {
            matches!(ty, Ty::Vector(_) | Ty::Str | Ty::Map(..) | Ty::Array(..))
        });
        if found.is_empty() {
            let text = self.expression(&Ty::Str, depth, KNOWN);
            return format!("({text}).len()");
        }
        let place = found.swap_remove(self.random.below(found.len()));
        format!("{}.len()", self.place_text(&place))
    }

    fn test(&mut self, depth: usize) -> String {
        match self.random.below(14) {
            0..=4 => {
                let ty = Ty::Int(Int::any(&mut self.random));
                let operator = ["<", "<=", ">", ">=", "==", "!="][self.random.below(6)];
                let a = self.expression(&ty, depth, KNOWN);
                format!("({a} {operator} {})", self.expression(&ty, depth, SEEN))
            }
            5 => {
                if self.one_in(2)
                    && let Some(text) = self.own_comparison(depth)
                {
                    return text;
                }
                let operator = ["<", "<=", ">", ">="][self.random.below(4)];
                let a = self.expression(&Ty::Str, depth, KNOWN);
                format!("({a} {operator} {})", self.expression(&Ty::Str, depth, SEEN))
            }
            6 | 7 => {
                let ty = self.comparable_type();
                let operator = if self.one_in(2) { "==" } else { "!=" };
                let a = self.expression(&ty, depth, KNOWN);
                format!("({a} {operator} {})", self.expression(&ty, depth, SEEN))
            }
            8 | 9 => {
                let operator = if self.one_in(2) { "&&" } else { "||" };
                let a = self.condition(depth);
                format!("({a} {operator} {})", self.condition(depth))
            }
            10 => format!("(!{})", self.condition(depth)),
            11 => {
                let method = ["contains", "starts_with", "ends_with"][self.random.below(3)];
                let a = self.expression(&Ty::Str, depth, KNOWN);
                format!("({a}).{method}({})", self.expression(&Ty::Str, depth, SEEN))
            }
            12 => self.question_of_place(depth),
            _ => {
                let ty = Ty::Option(Box::new(self.any_type()));
                let method = if self.one_in(2) { "is_some" } else { "is_none" };
                format!("({}).{method}()", self.expression(&ty, depth, KNOWN))
            }
        }
    }

    fn comparable_type(&mut self) -> Ty {
        let found = self.places(false, &|_| true);
        let types: Vec<Ty> = found
            .into_iter()
            .map(|place| place.ty)
            .filter(|ty| self.types.comparable(ty) && !self.types.has_param(ty))
            .collect();
        match self.random.pick(&types) {
            Some(ty) => ty.clone(),
            None => Ty::Bool,
        }
    }

    /// `contains_key`, `contains`, `is_empty` of a collection in scope.
    fn question_of_place(&mut self, depth: usize) -> String {
        // A storage map can be asked for its keys though it cannot be read as a value.
        let storage: Vec<(String, Ty)> = self
            .body
            .vars
            .iter()
            .filter(|var| var.kind == super::Kind::Storage && var.hidden == 0)
            .map(|var| (var.name.clone(), var.ty.clone()))
            .collect();
        if let Some((name, Ty::Map(key, _))) = self.random.pick(&storage).cloned()
            && self.one_in(2)
        {
            return format!("{name}.contains_key({})", self.expression(&key, depth, SEEN));
        }
        let mut found = self.places(false, &|ty| matches!(ty, Ty::Vector(_) | Ty::Map(..)));
        if found.is_empty() {
            return "true".to_owned();
        }
        let place = found.swap_remove(self.random.below(found.len()));
        let text = self.place_text(&place);
        match &place.ty {
            Ty::Map(key, _) => format!("{text}.contains_key({})", self.expression(key, depth, SEEN)),
            Ty::Vector(inner) if self.types.comparable(inner) && !self.types.has_param(inner) => {
                format!("{text}.contains({})", self.expression(inner, depth, SEEN))
            }
            _ => format!("{text}.is_empty()"),
        }
    }

    /// Texts stay short: whatever could double in a loop goes through `short`.
    fn string(&mut self, depth: usize) -> String {
        match self.random.below(7) {
            0 | 1 => {
                let a = self.expression(&Ty::Str, depth, KNOWN);
                if self.one_in(2) {
                    let b = text(&mut self.random);
                    return format!("({a} + {b})");
                }
                let b = self.expression(&Ty::Str, depth, KNOWN);
                match self.random.below(3) {
                    0 => format!("short(({a}).concat({b}))"),
                    1 => format!("short(string::concat({a}, {b}))"),
                    _ => format!("short({a} + {b})"),
                }
            }
            2 if self.one_in(3) => match self.own_order(depth) {
                Some(text) => text,
                None => text(&mut self.random),
            },
            2 | 3 => {
                let ty = Ty::Int(Int::any(&mut self.random));
                format!("({}).to_string()", self.expression(&ty, depth, KNOWN))
            }
            4 => {
                let ty = self.any_type();
                if self.types.has_param(&ty) {
                    return text(&mut self.random);
                }
                format!("short(({}).to_string())", self.expression(&ty, depth, KNOWN))
            }
            5 => {
                let a = self.expression(&Ty::Str, depth, KNOWN);
                let (from, to) = (self.random.below(3), self.random.below(5));
                let fallback = text(&mut self.random);
                format!("({a}).slice({from}, {to}).unwrap_or({fallback})")
            }
            _ => {
                let a = self.expression(&Ty::Str, depth, KNOWN);
                let bytes = format!("({a}).to_bytes()");
                format!("string::from_bytes({bytes}).unwrap_or(\"none\")")
            }
        }
    }

    fn option(&mut self, inner: &Ty, depth: usize) -> Option<String> {
        let collections = self.places(false, &|ty| match ty {
            Ty::Vector(element) | Ty::Array(element, _) => **element == *inner,
            Ty::Map(_, value) => **value == *inner,
            _ => false,
        });
        if !collections.is_empty() && self.random.below(4) > 0 {
            let place = &collections[self.random.below(collections.len())];
            let text = self.place_text(place);
            return Some(match &place.ty {
                Ty::Map(key, _) => format!("{text}.get({})", self.expression(key, depth, SEEN)),
                Ty::Vector(_) if self.one_in(3) => {
                    let methods = ["first", "last", "min", "max"];
                    let count = if self.types.is_ordered(inner) { 4 } else { 2 };
                    format!("{text}.{}()", methods[self.random.below(count)])
                }
                _ => format!("{text}.get({})", self.expression(&Ty::Int(U64), depth, SEEN)),
            });
        }
        if let Ty::Int(int) = inner {
            let method = [
                "checked_add",
                "checked_sub",
                "checked_mul",
                "checked_div",
                "checked_rem",
            ][self.random.below(5)];
            if self.one_in(5) {
                let base = self.operand(*int, depth);
                return Some(format!("({base}).checked_pow({}u32)", self.random.below(6)));
            }
            let a = self.operand(*int, depth);
            return Some(format!("({a}).{method}({})", self.operand(*int, depth)));
        }
        let want = super::Want {
            hint: false,
            kept: true,
        };
        let ty = Ty::Result(Box::new(inner.clone()), Box::new(Ty::Int(U8)));
        Some(format!("({}).ok()", self.expression(&ty, depth, want)))
    }

    fn result(&mut self, ok: &Ty, err: &Ty, depth: usize) -> Option<String> {
        let ty = Ty::Option(Box::new(ok.clone()));
        let want = super::Want {
            hint: false,
            kept: true,
        };
        let option = self.expression(&ty, depth, want);
        // The error's type must be seen from the argument.
        let error = self.expression(
            err,
            depth,
            super::Want {
                hint: false,
                kept: true,
            },
        );
        Some(format!("({option}).ok_or({error})"))
    }

    fn vector(&mut self, inner: &Ty, depth: usize) -> Option<String> {
        let arrays = self.places(
            false,
            &|ty| matches!(ty, Ty::Array(element, _) if **element == *inner),
        );
        if !arrays.is_empty() && self.one_in(2) {
            let place = &arrays[self.random.below(arrays.len())];
            return Some(format!("{}.to_vector()", self.place_text(place)));
        }
        let vectors = self.places(
            false,
            &|ty| matches!(ty, Ty::Vector(element) if **element == *inner),
        );
        if !vectors.is_empty() && self.one_in(2) {
            let place = &vectors[self.random.below(vectors.len())];
            let text = self.place_text(place);
            if self.types.is_ordered(inner) && self.one_in(2) {
                return Some(format!("{text}.sorted()"));
            }
            return Some(format!("{text}[{text}.len() / 2..{text}.len()]"));
        }
        match inner {
            Ty::Int(U8) if self.one_in(2) => {
                let int = Int::any(&mut self.random);
                Some(format!("({}).to_bytes()", self.operand(int, depth)))
            }
            Ty::Str => {
                let a = self.expression(&Ty::Str, depth, KNOWN);
                let separator = ["\"a\"", "\" \"", "\"b\""][self.random.below(3)];
                Some(format!("({a}).split({separator})"))
            }
            _ => {
                let (one, name) = (self.element(inner, depth), self.types.name(inner));
                let count = self.operand(U32, 0);
                let variable = self.fresh("w");
                Some(format!(
                    "{{ var {variable}: vector<{name}> = [{one}]; if {count} > 3u32 {{ {variable}.clear(); }} {variable} }}"
                ))
            }
        }
    }
}
