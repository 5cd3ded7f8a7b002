//! Statements that change a collection in place by a method of the library.

use super::types::{Ty, U64};
use super::{Generator, KEPT, KNOWN, Kind, SEEN};

impl Generator {
    /// A method that changes a collection in place.
    pub(super) fn change(&mut self) -> String {
        let mut found = self.places(true, &|ty| matches!(ty, Ty::Vector(_)));
        // Storage maps are no values but can be changed.
        for (root, var) in self.body.vars.iter().enumerate() {
            if let Ty::Map(_, value) = &var.ty
                && var.mutable
                && (var.kind != Kind::Storage || !self.types.has_map(value))
                && var.hidden == 0
                && var.pinned == 0
            {
                let hits = self
                    .body
                    .vars
                    .iter()
                    .skip(root + 1)
                    .any(|later| later.name == var.name);
                if !hits {
                    found.push(super::places::Place::whole(root, &var.ty));
                }
            }
        }
        if found.is_empty() {
            return self.assignment();
        }
        let place = found.swap_remove(self.random.below(found.len()));
        let text = self.place_text(&place);
        let held = self.random.below(3) > 0;
        if held {
            self.take(&place);
        } else {
            // Arguments may look at it, but not move it.
            self.body.vars[place.root].pinned += 1;
        }
        let line = match &place.ty {
            Ty::Vector(inner) => self.change_vector(&text, inner),
            Ty::Map(key, value) => self.change_map(&text, key, value),
            _ => String::new(),
        };
        if held {
            self.release(&place);
        } else {
            self.body.vars[place.root].pinned -= 1;
        }
        line
    }

    fn change_vector(&mut self, text: &str, inner: &Ty) -> String {
        let index = |this: &mut Self| {
            let index = this.expression(&Ty::Int(U64), 1, KNOWN);
            format!("({index}) % {text}.len()")
        };
        match self.random.below(12) {
            0..=4 => format!("{text}.push({});", self.element(inner, 2)),
            5 => format!("val {} = {text}.pop();", self.fresh("_g")),
            6 => {
                let at = index(self);
                format!(
                    "if !{text}.is_empty() {{ {text}[{at}] = {}; }}",
                    self.element(inner, 1)
                )
            }
            7 => {
                let (a, b) = (index(self), index(self));
                format!("if {text}.len() > 1 {{ {text}.swap({a}, {b}); }}")
            }
            8 => {
                let at = index(self);
                let end = if self.one_in(2) {
                    "".to_owned()
                } else {
                    format!(" {text}.insert(0, {});", self.element(inner, 1))
                };
                format!(
                    "if {text}.len() > 0 {{ val {} = {text}.remove({at});{end} }}",
                    self.fresh("_g")
                )
            }
            9 => format!("{text}.{}();", if self.one_in(3) { "clear" } else { "reverse" }),
            10 if self.types.is_ordered(inner) && self.one_in(2) => format!("{text}.sort();"),
            10 => format!("{text}.truncate({});", self.random.below(6)),
            _ if self.types.is_recursive(inner) => format!("{text}.reverse();"),
            _ => {
                let ty = Ty::Vector(Box::new(inner.clone()));
                let other = self.expression(&ty, 1, KEPT);
                format!("if {text}.len() < 12 {{ {text}.extend({other}); }}")
            }
        }
    }

    fn change_map(&mut self, text: &str, key: &Ty, value: &Ty) -> String {
        match self.random.below(6) {
            0 | 1 => {
                let key = self.expression(key, 1, SEEN);
                format!("{text}[{key}] = {};", self.expression(value, 2, KEPT))
            }
            2 => {
                let key = self.expression(key, 1, KEPT);
                let old = self.fresh("_g");
                format!(
                    "val {old} = {text}.insert({key}, {});",
                    self.expression(value, 2, KEPT)
                )
            }
            3 if matches!(value, Ty::Int(_)) => {
                format!("{text}[{}] |= 5;", self.expression(key, 1, SEEN))
            }
            _ => {
                let old = self.fresh("_g");
                format!("val {old} = {text}.remove({});", self.expression(key, 1, SEEN))
            }
        }
    }
}
