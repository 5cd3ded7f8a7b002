//! Items: types, constants, events, functions, methods, the contract around them.

use super::types::{EnumDef, Payload, StructDef, Ty, U64};
use super::{Body, FnDef, Generator, KEPT, Kind, MAX_SIZE, Mode, TYPE_DEPTH};

/// Texts that could double in a loop go through this function.
const SHORT: &str = "fn short(s: string) -> string {
    if s.len() > 60 {
        s.slice(0, 7).unwrap_or(\"cut\")
    } else {
        s
    }
}
";

impl Generator {
    /// The whole program.
    pub fn items(&mut self) -> String {
        let contract = self.random.below(3) > 0;
        let mut text = String::new();
        if self.one_in(3) {
            text += SHORT;
            text += &self.modules();
            if contract {
                text += "contract C {\n";
            }
        } else {
            if contract {
                text += "contract C {\n";
            }
            text += SHORT;
        }
        for _ in 0..self.random.below(4) {
            text += &if self.one_in(2) {
                self.structure_item()
            } else {
                self.enum_item()
            };
        }
        for _ in 0..self.random.below(3) {
            text += &self.constant_item();
        }
        for _ in 0..self.random.below(3) {
            text += &self.event_item();
        }
        if contract {
            text += &self.storage_item();
            if self.one_in(4) {
                self.enter(&Ty::Unit, 0);
                text += &format!("assert_invariant({});\n", self.pure_condition());
                self.body = Body::default();
            }
        }
        if self.one_in(2) {
            for _ in 0..self.random.below(4) {
                text += &self.combinator_item();
            }
        }
        for at in 0..self.random.below(5) {
            if at < 2 && self.one_in(3) {
                text += &self.trait_item();
            }
            text += &self.function();
        }
        text += &self.main(contract);
        if contract {
            text += "}\n";
        }
        text
    }

    /// A struct with its implementations of the library's traits.
    pub fn structure_item(&mut self) -> String {
        let visible = self.visible();
        let name = format!("S{}", self.types.structs.len());
        let params = if self.one_in(4) {
            1 + self.random.below(2)
        } else {
            0
        };
        let tuple = self.one_in(4);
        let count = 1 + self.random.below(4);
        let mut fields = Vec::new();
        for at in 0..count {
            let ty = if at < params {
                match self.random.below(3) {
                    0 => Ty::Vector(Box::new(Ty::Param(at))),
                    _ => Ty::Param(at),
                }
            } else {
                self.types.any(&mut self.random, TYPE_DEPTH - 1)
            };
            let field = if tuple { at.to_string() } else { format!("f{at}") };
            fields.push((field, ty));
        }
        let params = params.min(count);
        let recursive = params == 0 && !tuple && self.one_in(6);
        let generics = ["", "<A>", "<A, B>"][params];
        let parts: Vec<String> = fields
            .iter()
            .map(|(field, ty)| match tuple {
                true => self.types.name(ty),
                false => format!("{visible}{field}: {}", self.types.name(ty)),
            })
            .collect();
        let mut parts = parts.join(", ");
        if recursive {
            parts += &format!(", {visible}own: vector<{name}>");
            let itself = Ty::Struct(self.types.structs.len(), Vec::new());
            fields.push(("own".to_owned(), Ty::Vector(Box::new(itself))));
        }
        let text = if tuple {
            format!("{visible}struct {name}{generics}({parts});\n")
        } else {
            format!("{visible}struct {name}{generics} {{ {parts} }}\n")
        };
        self.types.structs.push(StructDef {
            name: self.path_of(&name),
            params,
            tuple,
            fields,
            recursive,
        });
        if params > 0 {
            return text;
        }
        text + &self.own_impls(&Ty::Struct(self.types.structs.len() - 1, Vec::new()))
    }

    /// An enum with its implementations of the library's traits.
    pub fn enum_item(&mut self) -> String {
        let visible = self.visible();
        let name = format!("E{}", self.types.enums.len());
        let plain = self.one_in(3);
        let mut variants = Vec::new();
        let mut shown = Vec::new();
        for at in 0..1 + self.random.below(4) {
            let variant = format!("V{at}");
            let payload = match self.random.below(4) {
                0 | 1 if !plain => {
                    let count = 1 + self.random.below(3);
                    let types: Vec<Ty> = (0..count)
                        .map(|_| self.types.any(&mut self.random, TYPE_DEPTH - 1))
                        .collect();
                    let names: Vec<String> = types.iter().map(|ty| self.types.name(ty)).collect();
                    shown.push(format!("{variant}({})", names.join(", ")));
                    Payload::Tuple(types)
                }
                2 if !plain => {
                    let count = 1 + self.random.below(2);
                    let fields: Vec<(String, Ty)> = (0..count)
                        .map(|at| (format!("g{at}"), self.types.any(&mut self.random, TYPE_DEPTH - 1)))
                        .collect();
                    let names: Vec<String> = fields
                        .iter()
                        .map(|(name, ty)| format!("{visible}{name}: {}", self.types.name(ty)))
                        .collect();
                    shown.push(format!("{variant} {{ {} }}", names.join(", ")));
                    Payload::Named(fields)
                }
                _ => {
                    shown.push(variant.clone());
                    Payload::None
                }
            };
            variants.push((variant, payload));
        }
        let recursive = !plain && self.one_in(6);
        if recursive {
            shown.push(format!("Own(vector<{name}>)"));
            let itself = Ty::Enum(self.types.enums.len());
            variants.push((
                "Own".to_owned(),
                Payload::Tuple(vec![Ty::Vector(Box::new(itself))]),
            ));
        }
        let text = format!("{visible}enum {name} {{ {} }}\n", shown.join(", "));
        self.types.enums.push(EnumDef {
            name: self.path_of(&name),
            variants,
            recursive,
        });
        text + &self.own_impls(&Ty::Enum(self.types.enums.len() - 1))
    }

    fn event_item(&mut self) -> String {
        let name = format!("Ev{}", self.events.len());
        let mut types = Vec::new();
        let mut shown = Vec::new();
        for at in 0..1 + self.random.below(4) {
            let ty = self.types.any(&mut self.random, 1);
            if self.types.has_map(&ty) || self.types.is_recursive(&ty) {
                continue;
            }
            let topic = if at < 3 && self.one_in(3) { "#[topic] " } else { "" };
            shown.push(format!("{topic}a{at}: {}", self.types.name(&ty)));
            types.push(ty);
        }
        self.events.push((name.clone(), types));
        format!("event {name}({});\n", shown.join(", "))
    }

    fn storage_item(&mut self) -> String {
        let mut text = String::from("storage {\n");
        for at in 0..1 + self.random.below(6) {
            let mut ty = self.types.any(&mut self.random, TYPE_DEPTH);
            if self.one_in(4) {
                let (key, value) = (
                    self.types.key(&mut self.random),
                    self.types.any(&mut self.random, 1),
                );
                ty = Ty::Map(Box::new(key), Box::new(value));
            }
            // Such types have no form but in memory (DECISION D13).
            if self.types.is_recursive(&ty) {
                continue;
            }
            let shown = self.types.name(&ty);
            let default = self.types.has_default(&ty) && !self.one_in(3);
            if !default && self.types.has_map(&ty) {
                continue;
            }
            let name = format!("s{at}");
            if default {
                text += &format!("    {name}: {shown};\n");
            } else {
                let value = self.value(&ty, 0, KEPT);
                text += &format!("    {name}: {shown} = {value};\n");
            }
            self.storage.push((name, ty));
        }
        text + "}\n"
    }

    /// Begins a function.
    pub fn enter(&mut self, ret: &Ty, generics: usize) {
        self.body = Body {
            weight: 1,
            size: MAX_SIZE,
            ret: Some(ret.clone()),
            generics,
            indent: 1,
            ..Body::default()
        };
        for (name, ty) in self.storage.clone() {
            // By its own name, too (DECISION C1), but only under one of both here.
            let name = if self.one_in(2) {
                format!("storage.{name}")
            } else {
                name
            };
            self.declare(&name, &ty, Kind::Storage, true);
        }
    }

    /// A function or an `impl` with a method.
    pub fn function(&mut self) -> String {
        let method_of = if self.one_in(4) { self.owner() } else { None };
        let generics = match &method_of {
            Some(Ty::Struct(id, _)) => self.types.structs[*id].params,
            Some(_) => 0,
            None if self.one_in(5) => 1 + self.random.below(2),
            None => 0,
        };
        // An associated function has no receiver.
        let associated = method_of.is_some() && self.one_in(4);
        let counted = method_of.is_none() && generics == 0 && self.one_in(5);
        self.body.generics = generics;
        let ret = match self.random.below(8) {
            0 => Ty::Unit,
            1 => Ty::Option(Box::new(self.any_type())),
            2 => Ty::Result(Box::new(self.any_type()), Box::new(Ty::Str)),
            3 if generics > 0 => Ty::Param(0),
            _ => self.any_type(),
        };
        let name = format!(
            "{}{}",
            if method_of.is_some() { "m" } else { "f" },
            self.functions.len()
        );
        let mut params: Vec<(String, Ty, Mode)> = Vec::new();
        if let Some(owner) = &method_of {
            let mode = if self.one_in(3) { Mode::Mut } else { Mode::Borrow };
            params.push(("self".to_owned(), owner.clone(), mode));
        } else if counted {
            params.push(("fuel".to_owned(), Ty::Int(U64), Mode::Borrow));
        }
        // Nothing else makes a value of such a type, so these are never moved.
        for at in 0..generics {
            params.push((format!("q{at}"), Ty::Param(at), Mode::Borrow));
        }
        for at in 0..self.random.below(4) {
            let ty = self.any_type();
            let mode = match self.random.below(3) {
                0 => Mode::Mut,
                1 => Mode::Consume,
                _ => Mode::Borrow,
            };
            params.push((format!("a{at}"), ty, mode));
        }
        self.enter(&ret, generics);
        for (name, ty, mode) in &params {
            let kind = if *mode == Mode::Consume {
                Kind::Owned
            } else {
                Kind::Shared
            };
            self.declare(name, ty, kind, *mode == Mode::Mut);
        }
        let shown: Vec<String> = params
            .iter()
            .map(|(name, ty, mode)| {
                let mutable = if *mode == Mode::Mut { "mut " } else { "" };
                match name.as_str() {
                    "self" => format!("{mutable}self"),
                    _ => format!("{mutable}{name}: {}", self.types.name(ty)),
                }
            })
            .collect();
        let called = match &method_of {
            Some(Ty::Struct(id, _)) if associated => format!("{}::{name}", self.types.structs[*id].name),
            Some(Ty::Enum(id)) if associated => format!("{}::{name}", self.types.enums[*id].name),
            Some(_) => name.clone(),
            None => self.path_of(&name),
        };
        let def = FnDef {
            name: called,
            generics,
            method: method_of.is_some() && !associated,
            params: params.iter().map(|(_, ty, mode)| (ty.clone(), *mode)).collect(),
            ret: ret.clone(),
            cost: 0,
            counted,
        };
        let mut text = self.function_body(&ret, counted.then_some(&def));
        let rounds = if counted { 5 } else { 1 };
        let cost = self.body.cost.saturating_mul(rounds).max(1);
        self.functions.push(FnDef { cost, ..def });
        let arrow = if ret == Ty::Unit {
            String::new()
        } else {
            format!(" -> {}", self.types.name(&ret))
        };
        let types = ["", "<A>", "<A, B>"][generics];
        let own = if method_of.is_some() { "" } else { types };
        let visible = self.visible();
        text = format!(
            "{visible}fn {name}{own}({}){arrow} {{\n{text}}}\n",
            shown.join(", ")
        );
        self.body = Body::default();
        match method_of {
            Some(owner) => format!("impl{types} {} {{\n{text}}}\n", self.types.name(&owner)),
            None => text,
        }
    }

    /// A type that may have methods.
    fn owner(&mut self) -> Option<Ty> {
        let structs = self.types.structs.iter().enumerate();
        let mut owners: Vec<Ty> = structs
            .map(|(at, def)| Ty::Struct(at, (0..def.params).map(Ty::Param).collect()))
            .collect();
        owners.extend((0..self.types.enums.len()).map(Ty::Enum));
        self.random.pick(&owners).cloned()
    }

    /// The statements and the value of a function that was begun.
    pub fn function_body(&mut self, ret: &Ty, recursion: Option<&FnDef>) -> String {
        let mut text = self.preconditions();
        let old = self.old_values();
        if let Some(def) = recursion {
            let first = self.expression(ret, 1, KEPT);
            let first = if *ret == Ty::Unit {
                String::new()
            } else {
                format!(" {first}")
            };
            text += &format!("    if fuel == 0 {{ return{first}; }}\n");
            // Each argument is written anew, so that nothing moves twice.
            let mut args = vec!["fuel - 1".to_owned()];
            let mut possible = true;
            let mut taken = Vec::new();
            for (ty, mode) in def.params.iter().skip(1) {
                if *mode == Mode::Mut && !self.types.is_copy(ty) {
                    match self.take_place(&|other| other == ty) {
                        Some((place, text)) => {
                            taken.push(place);
                            args.push(text);
                        }
                        None => possible = false,
                    }
                } else {
                    let kept = super::Want {
                        hint: true,
                        kept: *mode == Mode::Consume,
                    };
                    args.push(self.value(ty, 0, kept));
                }
            }
            for place in &taken {
                self.release(place);
            }
            if possible {
                let call = format!("{}({})", def.name, args.join(", "));
                if *ret == Ty::Unit {
                    text += &format!("    {call};\n");
                } else {
                    text += &format!("    val deeper = {call};\n");
                    self.declare("deeper", ret, Kind::Owned, false);
                }
            }
        }
        let count = 1 + self.random.below(5);
        text += &self.statements(count, 2);
        text += &self.postconditions(ret, &old);
        if *ret != Ty::Unit {
            let value = self.expression(ret, 3, KEPT);
            text += &format!("    {value}\n");
        }
        text
    }

    fn main(&mut self, contract: bool) -> String {
        let ret = loop {
            let ty = self.types.any(&mut self.random, TYPE_DEPTH);
            if !self.types.has_map(&ty) && !self.types.is_recursive(&ty) {
                break ty;
            }
        };
        self.enter(&ret, 0);
        self.body.size = MAX_SIZE * 2;
        let count = 4 + self.random.below(8);
        let mut text = self.statements(count, 3);
        // What the program computed, so that a difference shows.
        let shown: Vec<String> = self
            .body
            .vars
            .iter()
            .enumerate()
            .filter(|(at, var)| {
                let later = &self.body.vars[at + 1..];
                var.hidden == 0
                    && var.kind == Kind::Owned
                    && !later.iter().any(|later| later.name == var.name)
            })
            .map(|(_, var)| var.name.clone())
            .collect();
        for name in shown {
            text += &format!("    println(\"{name} {{}}\", {name});\n");
        }
        let value = self.expression(&ret, 3, KEPT);
        let public = if contract { "pub " } else { "" };
        format!(
            "{public}fn main() -> {} {{\n{text}    {value}\n}}\n",
            self.types.name(&ret)
        )
    }
}
