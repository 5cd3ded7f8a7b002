//! Expressions of any type: places, values, control flow, calls.

use super::types::Ty;
use super::{EXPRESSION_DEPTH, Generator, KEPT, SEEN, Want};

impl Generator {
    /// An expression of the type.
    pub fn expression(&mut self, ty: &Ty, depth: usize, want: Want) -> String {
        self.pay(1);
        if depth == 0 || self.body.size <= 0 || self.body.indexing > 1 || !self.affordable(1) {
            return self.leaf(ty, want);
        }
        let made = match self.random.below(30) {
            0..=5 => None,
            6 | 7 => self.choice(ty, depth, want),
            8 => self.match_value(ty, depth, want),
            9 => Some(self.block(ty, depth, want)),
            10..=13 => self.call(ty, depth),
            14 => self.taken_out(ty, depth),
            15 => self.loop_value(ty, depth, want),
            16 => self.question(ty, depth),
            17 => Some(self.value(ty, depth, want)),
            20 | 21 if !self.traits.is_empty() => self.trait_call(ty, depth),
            22 if !self.conversions.is_empty() => self.conversion(ty, depth),
            18 | 19 if !self.combinators.is_empty() => self.combined(ty, depth),
            _ => self.operation(ty, depth),
        };
        match made {
            Some(text) => text,
            None => self.leaf(ty, want),
        }
    }

    /// A place or a value.
    fn leaf(&mut self, ty: &Ty, want: Want) -> String {
        let constants: Vec<String> = self
            .constants
            .iter()
            .filter(|(_, other)| other == ty)
            .map(|(name, _)| name.clone())
            .collect();
        if !constants.is_empty() && self.one_in(6) {
            return self.random.pick(&constants).cloned().unwrap_or_default();
        }
        if self.body.indexing < 2
            && self.random.below(4) > 0
            && let Some(text) = self.read(ty, want)
        {
            return text;
        }
        self.value(ty, 0, want)
    }

    /// A condition; it needs no parentheses.
    pub fn condition(&mut self, depth: usize) -> String {
        self.expression(&Ty::Bool, depth, SEEN)
    }

    fn choice(&mut self, ty: &Ty, depth: usize, want: Want) -> Option<String> {
        let condition = self.condition(depth - 1);
        let then = self.block(ty, depth - 1, want);
        if self.one_in(4) {
            let (second, middle) = (self.condition(depth - 1), self.block(ty, depth - 1, want));
            let otherwise = self.block(ty, depth - 1, want);
            return Some(format!(
                "(if {condition} {then} else if {second} {middle} else {otherwise})"
            ));
        }
        let otherwise = self.block(ty, depth - 1, want);
        Some(format!("(if {condition} {then} else {otherwise})"))
    }

    /// `{ .. value }`
    pub fn block(&mut self, ty: &Ty, depth: usize, want: Want) -> String {
        self.scoped(|this| {
            let mut text = String::from("{ ");
            if depth > 1 && this.one_in(4) {
                for _ in 0..=this.random.below(2) {
                    text += &this.statement(1);
                    text.push(' ');
                }
            }
            text += &this.expression(ty, depth.saturating_sub(1), want);
            text + " }"
        })
    }

    fn match_value(&mut self, ty: &Ty, depth: usize, want: Want) -> Option<String> {
        let (scrutinee, matched) = self.scrutinee(depth - 1);
        let arms = self.arms(&matched, depth, &mut |this, depth, others| {
            match this.body.ret.clone() {
                // An arm that leaves has every type, as long as another tells which.
                Some(ret) if others && this.one_in(8) => {
                    format!("return {}", this.expression(&ret, 1, KEPT))
                }
                _ => this.expression(ty, depth, want),
            }
        });
        Some(format!("(match {scrutinee} {{ {arms} }})"))
    }

    /// `option.unwrap_or(value)` and the like.
    fn taken_out(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        if matches!(ty, Ty::Unit) {
            return None;
        }
        let of = if self.one_in(3) {
            let err = Ty::Int(super::types::U8);
            Ty::Result(Box::new(ty.clone()), Box::new(err))
        } else {
            Ty::Option(Box::new(ty.clone()))
        };
        let option = self.expression(
            &of,
            depth - 1,
            Want {
                hint: false,
                kept: true,
            },
        );
        let rest = self.expression(ty, depth - 1, KEPT);
        if !self.risky || self.random.below(4) > 0 {
            return Some(format!("({option}).unwrap_or({rest})"));
        }
        Some(if self.one_in(2) {
            format!("({option}).unwrap()")
        } else {
            format!("({option}).expect(\"must be there\")")
        })
    }

    /// `loop { .. break value; }`, which runs a few times.
    fn loop_value(&mut self, ty: &Ty, depth: usize, want: Want) -> Option<String> {
        let times = 1 + self.random.below(4) as u64;
        if !self.affordable(times * 8) || matches!(ty, Ty::Param(_)) {
            return None;
        }
        let (counter, name) = (self.fresh("n"), self.fresh("l"));
        let label = self.one_in(3).then_some(name);
        let want = Want { kept: true, ..want };
        let shown = label
            .as_ref()
            .map(|label| format!("'{label}: "))
            .unwrap_or_default();
        let text = self.looped(times, label, Some((ty.clone(), want)), |this| {
            this.declare(&counter, &Ty::Int(super::types::U64), super::Kind::Shared, false);
            let mut text = format!("{shown}loop {{ {counter} += 1u64; ");
            if this.one_in(2) {
                text += &this.statement(depth - 1);
                text.push(' ');
            }
            if this.one_in(2) {
                let condition = this.condition(1);
                text += &format!("if {condition} {{ break {}; }} ", this.expression(ty, 1, want));
            }
            let last = this.expression(ty, 1, want);
            text + &format!("if {counter} >= {times}u64 {{ break {last}; }} }}")
        });
        Some(format!("{{ var {counter} = 0u64; {text} }}"))
    }

    /// `option?` in a function that returns one.
    fn question(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let of = match &self.body.ret {
            Some(Ty::Option(_)) => Ty::Option(Box::new(ty.clone())),
            Some(Ty::Result(_, err)) => Ty::Result(Box::new(ty.clone()), err.clone()),
            _ => return None,
        };
        let inner = self.expression(
            &of,
            depth - 1,
            Want {
                hint: false,
                kept: true,
            },
        );
        Some(format!("({inner})?"))
    }

    /// What a `match` or `if val` looks at, with its type.
    pub fn scrutinee(&mut self, depth: usize) -> (String, Ty) {
        let mut found = self.places(false, &|ty| !matches!(ty, Ty::Map(..) | Ty::Param(_) | Ty::Unit));
        if !found.is_empty() && self.random.below(4) > 0 {
            let place = found.swap_remove(self.random.below(found.len()));
            return (self.place_text(&place), place.ty);
        }
        let ty = self.any_type();
        // What is no place is kept by the arms.
        let want = Want {
            hint: false,
            kept: true,
        };
        (self.expression(&ty, depth.min(EXPRESSION_DEPTH - 1), want), ty)
    }
}
