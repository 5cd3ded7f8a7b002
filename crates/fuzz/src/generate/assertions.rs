//! Assertions about functions, loops and contracts (spec 18): pure conditions that mostly hold.

use super::types::Ty;
use super::{Generator, Kind};

/// One in so many conditions may be false.
const FALSE: usize = 60;

impl Generator {
    /// A pure condition over what can be named here.
    pub fn pure_condition(&mut self) -> String {
        self.condition_over(true)
    }

    /// The same, without variables that may be moved until the condition is looked at where `moved` is not set.
    fn condition_over(&mut self, moved: bool) -> String {
        let first = self.pure_test(moved);
        match self.random.below(5) {
            0 => format!("{first} && {}", self.pure_test(moved)),
            1 => format!("{first} || {}", self.pure_test(moved)),
            _ => first,
        }
    }

    fn pure_test(&mut self, moved: bool) -> String {
        let mut found = self.places(false, &|ty| {
            matches!(ty, Ty::Int(_) | Ty::Bool | Ty::Str | Ty::Vector(_) | Ty::Address)
        });
        found.retain(|place| {
            let var = &self.body.vars[place.root];
            moved || var.kind != Kind::Owned || self.types.is_copy(&var.ty)
        });
        if found.is_empty() {
            return "true".to_owned();
        }
        let place = found.swap_remove(self.random.below(found.len()));
        // Indices are plain, so that nothing is called in them.
        self.body.indexing += 2;
        let text = self.place_text(&place);
        self.body.indexing -= 2;
        if text.contains("unwrap") || text.contains('"') {
            return "true".to_owned();
        }
        self.holds(&text, &place.ty)
    }

    /// A condition about a value that holds, as far as it is not meant to fail.
    fn holds(&mut self, text: &str, ty: &Ty) -> String {
        let may_fail = self.one_in(FALSE);
        match ty {
            Ty::Int(int) if may_fail => format!("{text} <= {}", int.literal(&mut self.random)),
            Ty::Int(int) => match self.random.below(4) {
                0 if !int.signed => format!("{text} >= 0"),
                1 => format!("({text} ^ {text}) == 0"),
                2 => format!("{text} % 7 < 7"),
                _ => format!("({text} | 1) != 0"),
            },
            Ty::Bool if may_fail => text.to_owned(),
            Ty::Bool => format!("({text} || !{text})"),
            Ty::Str | Ty::Vector(_) if may_fail => format!("{text}.len() < 2"),
            Ty::Str | Ty::Vector(_) => format!("{text}.len() < 100000"),
            _ => format!("{text} == {text}"),
        }
    }

    /// `assert_pre(..);` lines at the beginning of a function.
    pub fn preconditions(&mut self) -> String {
        let mut text = String::new();
        while self.one_in(8) {
            text += &format!("    assert_pre({});\n", self.pure_condition());
        }
        text
    }

    /// What `old` may look at in a postcondition: parameters and storage, as they are when the function begins.
    pub fn old_values(&self) -> Vec<(String, Ty)> {
        self.body
            .vars
            .iter()
            .filter(|var| var.kind == Kind::Storage || var.kind == Kind::Shared)
            .filter(|var| matches!(var.ty, Ty::Int(_) | Ty::Bool | Ty::Str | Ty::Vector(_)))
            .filter(|var| !self.types.has_map(&var.ty))
            .map(|var| (var.name.clone(), var.ty.clone()))
            .collect()
    }

    /// `assert_post(..);` lines in front of the value of a function.
    pub fn postconditions(&mut self, ret: &Ty, old: &[(String, Ty)]) -> String {
        let mut text = String::new();
        while self.one_in(6) {
            let condition = match self.random.below(3) {
                0 if matches!(ret, Ty::Int(_) | Ty::Bool | Ty::Str | Ty::Vector(_) | Ty::Address) => {
                    self.holds("result", ret)
                }
                1 => match self.random.pick(old).cloned() {
                    Some((name, ty)) => self.holds(&format!("old({name})"), &ty),
                    None => self.condition_over(false),
                },
                _ => self.condition_over(false),
            };
            let message = if self.one_in(2) { ", \"after\"" } else { "" };
            text += &format!("    assert_post({condition}{message});\n");
        }
        text
    }

    /// The first line of a `while` loop's body: `assert_invariant(..);` or nothing.
    pub fn invariant(&mut self) -> String {
        if self.one_in(8) {
            format!("assert_invariant({});", self.pure_condition())
        } else {
            String::new()
        }
    }
}
