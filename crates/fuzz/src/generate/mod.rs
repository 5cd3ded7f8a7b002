//! Well-typed random programs: [`program`] makes one from a seed, always the same one.
//!
//! A program ends (loops are counted, calls form no cycles but one counted recursion, costs are estimated while
//! generating) and mostly does not fail; now and then an operation that may overflow, divide by zero or leave
//! its bounds is let through. It must never rely on what the specifications leave open, so that every engine has
//! to do the same; what the front end refuses is a mistake of the generator or of the checker.

mod assertions;
mod calls;
mod changes;
mod closures;
mod expressions;
mod items;
mod modules;
mod operations;
mod own;
mod patterns;
mod places;
mod statements;
mod traits;
mod types;
mod values;

use crate::random::Random;
use types::{Ty, Types};

/// Estimated steps of one function's run.
const MAX_COST: u64 = 4_000;
/// Expressions and statements of one function.
const MAX_SIZE: i64 = 50;
/// Nesting of one expression.
const EXPRESSION_DEPTH: usize = 3;
/// Nesting of one type.
const TYPE_DEPTH: usize = 2;

/// The source of the program with that seed; its entry point is `main`.
#[must_use]
pub fn program(seed: u64) -> String {
    let mut generator = Generator {
        random: Random::new(seed),
        types: Types::default(),
        functions: Vec::new(),
        combinators: Vec::new(),
        traits: Vec::new(),
        conversions: Vec::new(),
        module: None,
        constants: Vec::new(),
        events: Vec::new(),
        storage: Vec::new(),
        body: Body::default(),
        names: 0,
        risky: false,
    };
    generator.risky = generator.one_in(6);
    generator.items()
}

/// How a parameter is passed (DECISION T3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Read; the body never moves it.
    Borrow,
    /// The body may move it: the caller's variable counts as moved.
    Consume,
    /// `mut` of a move type: the caller's place changes.
    Mut,
}

/// A function that later ones may call.
struct FnDef {
    name: String,
    /// Number of type parameters.
    generics: usize,
    /// `Some` for methods: the first parameter is the receiver.
    method: bool,
    params: Vec<(Ty, Mode)>,
    ret: Ty,
    cost: u64,
    /// The first parameter counts recursive calls: a small literal is passed.
    counted: bool,
}

/// What a variable's name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Declared in the function, or a parameter that may be moved.
    Owned,
    /// A parameter that is only read, or an element of another variable.
    Shared,
    /// `storage.x`.
    Storage,
}

/// A variable, parameter, storage variable or element in scope.
#[derive(Clone, Debug)]
struct Var {
    name: String,
    ty: Ty,
    kind: Kind,
    mutable: bool,
    /// Moved away, or in use by a call that is being written: not to be named.
    hidden: u32,
    /// A loop runs over it or an index of it is known to be in range: no change of the whole.
    pinned: u32,
    /// The variable that holds this element.
    holder: Option<usize>,
    /// Loops around its declaration.
    loops: usize,
}

/// A loop around the statement that is being written.
#[derive(Clone)]
struct Loop {
    label: Option<String>,
    /// Type of `break` values, and what becomes of them; `None` for `while` and `for`.
    value: Option<(Ty, Want)>,
}

/// The function that is being written.
#[derive(Default)]
struct Body {
    vars: Vec<Var>,
    loops: Vec<Loop>,
    /// How often the current place runs, at most.
    weight: u64,
    cost: u64,
    size: i64,
    ret: Option<Ty>,
    generics: usize,
    indent: usize,
    /// Index expressions around the current one: those inside are plain, or they would never end. Nothing moves
    /// in them, because a place may be written twice.
    indexing: u32,
    /// Guards of arms around the current expression: nothing moves there.
    guards: u32,
}

/// What the surroundings make of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Want {
    /// They say which type is wanted.
    hint: bool,
    /// They keep the value: it needs an owner.
    kept: bool,
}

const KEPT: Want = Want {
    hint: true,
    kept: true,
};
const SEEN: Want = Want {
    hint: true,
    kept: false,
};
/// Only looked at, and the expression itself must tell its type.
const KNOWN: Want = Want {
    hint: false,
    kept: false,
};

struct Generator {
    random: Random,
    types: Types,
    functions: Vec<FnDef>,
    combinators: Vec<closures::Combinator>,
    traits: Vec<traits::TraitDef>,
    /// `impl From<a> for b`.
    conversions: Vec<(Ty, Ty)>,
    /// The module that is being written.
    module: Option<modules::Module>,
    constants: Vec<(String, Ty)>,
    events: Vec<(String, Vec<Ty>)>,
    storage: Vec<(String, Ty)>,
    body: Body,
    names: usize,
    risky: bool,
}

impl Generator {
    fn one_in(&mut self, count: usize) -> bool {
        self.random.below(count) == 0
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn any_type(&mut self) -> Ty {
        let depth = self.random.below(TYPE_DEPTH + 1);
        let ty = self.types.any(&mut self.random, depth);
        if self.body.generics > 0 && self.one_in(5) {
            Ty::Param(self.random.below(self.body.generics))
        } else {
            ty
        }
    }

    fn declare(&mut self, name: &str, ty: &Ty, kind: Kind, mutable: bool) {
        self.body.vars.push(Var {
            name: name.to_owned(),
            ty: ty.clone(),
            kind,
            mutable,
            hidden: 0,
            pinned: 0,
            holder: None,
            loops: self.body.loops.len(),
        });
    }

    /// Writes something in a scope of its own.
    fn scoped<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let count = self.body.vars.len();
        let result = write(self);
        self.body.vars.truncate(count);
        result
    }

    /// Writes something that runs up to `times` as often as its surroundings.
    fn looped<T>(
        &mut self,
        times: u64,
        label: Option<String>,
        value: Option<(Ty, Want)>,
        write: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let weight = self.body.weight;
        self.body.weight = weight.saturating_mul(times.max(1));
        self.body.loops.push(Loop { label, value });
        let result = self.scoped(write);
        self.body.loops.pop();
        self.body.weight = weight;
        result
    }

    /// Whether something that takes `times` as long as a step may still be written here.
    fn affordable(&self, times: u64) -> bool {
        self.body.cost + self.body.weight.saturating_mul(times) < MAX_COST
    }

    fn pay(&mut self, times: u64) {
        self.body.cost += self.body.weight.saturating_mul(times);
        self.body.size -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn a_seed_repeats_its_program() {
        assert_eq!(program(7), program(7));
        assert_ne!(program(7), program(8));
    }
}
