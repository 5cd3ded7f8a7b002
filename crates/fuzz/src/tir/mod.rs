//! Random modules of the intermediate representation, and what must hold for them.
//!
//! [`text`] makes the text of a module that the verifier accepts; it is no program of any source, so passes and
//! back end meet shapes that lowering never writes. [`check`] takes such a text through passes in any order,
//! interpreter and wasm. A module ends: loops are counted, calls form no cycles.

mod body;
mod cells;
mod checks;
mod library;
mod regions;
mod types;

pub use checks::check;

use std::sync::Arc;

use twilight_abi::Type;
use twilight_abi::meta::ExportKind;
use twilight_diagnostics::{FileId, Span};
use twilight_tir::{EventDef, EventParamDef, ExportDef, Function, FunctionId, Module};

use crate::random::Random;
use body::Body;

/// The export that runs.
const MAIN: &str = "main";
/// Most functions beside it.
const MAX_CALLED: usize = 3;

/// A storage variable: one value, or one for each key.
#[derive(Clone)]
struct Variable {
    name: Arc<str>,
    key: Option<Type>,
    ty: Type,
}

/// What a function looks like to its callers.
#[derive(Clone)]
struct Signature {
    name: String,
    params: Vec<Type>,
    ret: Type,
}

/// What all functions of a module know.
struct Shared {
    enums: Vec<Type>,
    variables: Vec<Variable>,
    events: Vec<EventDef>,
    functions: Vec<Signature>,
    /// Places that were given away: each instruction has its own.
    places: u32,
}

impl Shared {
    /// A place that no other instruction has: the byte of a line of two bytes.
    fn place(&mut self) -> Span {
        self.places += 1;
        Span::new(FileId(0), 2 * self.places, 2 * self.places + 1)
    }
}

/// The text of the module of a seed.
#[must_use]
pub fn text(seed: u64) -> String {
    twilight_tir::text::print(&module(&mut Random::new(seed)))
}

fn module(random: &mut Random) -> Module {
    let mut shared = Shared {
        enums: Vec::new(),
        variables: Vec::new(),
        events: Vec::new(),
        functions: Vec::new(),
        places: 0,
    };
    for at in 0..random.below(3) {
        let ty = types::enumeration(random, &shared.enums, at);
        shared.enums.push(ty);
    }
    for at in 0..random.below(4) {
        let key = (random.below(2) == 0).then(|| types::plain(random, &shared.enums, 1));
        let ty = match random.below(4) {
            0 => types::collection(random, &shared.enums),
            _ => types::plain(random, &shared.enums, 2),
        };
        // Maps lie under keys of their own.
        let ty = if matches!(ty, Type::Map(..)) {
            Type::String
        } else {
            ty
        };
        let name: Arc<str> = Arc::from(format!("s{at}"));
        shared.variables.push(Variable { name, key, ty });
    }
    for at in 0..random.below(3) {
        let params = (0..random.below(4))
            .map(|at| EventParamDef {
                name: format!("a{at}"),
                ty: types::plain(random, &shared.enums, 1),
                topic: random.below(3) == 0 && at < 3,
            })
            .collect();
        shared.events.push(EventDef {
            name: format!("Ev{at}"),
            params,
            anonymous: random.below(4) == 0,
        });
    }
    for at in 0..=random.below(MAX_CALLED + 1) {
        let some = |random: &mut Random| match random.below(4) {
            0 => types::collection(random, &shared.enums),
            _ => types::plain(random, &shared.enums, 2),
        };
        let params = match at {
            0 => Vec::new(),
            _ => (0..random.below(4))
                .map(|_| match random.below(5) {
                    0 => cells::reference(random, &shared.enums),
                    _ => some(random),
                })
                .collect(),
        };
        let ret = match random.below(6) {
            0 => Type::Unit,
            1 if at > 0 => cells::reference(random, &shared.enums),
            _ => some(random),
        };
        // What the host encodes has no map.
        let ret = if at == 0 && matches!(ret, Type::Map(..)) {
            Type::Bool
        } else {
            ret
        };
        let name = if at == 0 {
            MAIN.to_owned()
        } else {
            format!("f{at}")
        };
        shared.functions.push(Signature { name, params, ret });
    }
    let functions: Vec<Function> = (0..shared.functions.len())
        .map(|at| Body::new(random, &mut shared, at).function())
        .collect();
    Module {
        dialect: twilight_tir::Dialect::default(),
        functions,
        exports: vec![ExportDef {
            name: MAIN.to_owned(),
            function: FunctionId(0),
            kind: ExportKind::Function,
            contract: None,
            source_name: MAIN.to_owned(),
            param_names: Vec::new(),
            payable: true,
        }],
        storage: shared
            .variables
            .iter()
            .map(|variable| {
                let ty = match &variable.key {
                    Some(key) => Type::Map(Arc::new(key.clone()), Arc::new(variable.ty.clone())),
                    None => variable.ty.clone(),
                };
                (variable.name.to_string(), ty)
            })
            .collect(),
        events: shared.events,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::text;

    #[test]
    fn modules_are_verified_and_repeat() {
        for seed in 0..200 {
            let text = text(seed);
            let module = twilight_tir::text::parse(&text).unwrap();
            twilight_tir::verify(&module).unwrap();
            assert_eq!(text, super::text(seed));
        }
    }
}
