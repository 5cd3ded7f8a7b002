//! Traits with all that they can hold, their implementations, and calls of them: directly, by path, through a
//! bound, through `impl Trait` (DECISION T10).

use super::types::Ty;
use super::{Generator, KNOWN, Kind, SEEN, Want};

/// An expression that is kept and tells its type itself.
const OWN: Want = Want {
    hint: false,
    kept: true,
};

/// `trait Tr { fn t(self, x: param) -> ret; fn d(self, x: param) -> ret { .. } .. }`, `fn g<A: Tr>`, which uses all
/// of it, and `fn i(s: impl Tr)`.
pub struct TraitDef {
    number: usize,
    /// Its name with its module.
    path: String,
    /// What stands before the names of its functions with bounds.
    module: String,
    param: Ty,
    ret: Ty,
    /// `const K`, of that type.
    constant: Option<Ty>,
    /// `fn n() -> Self`.
    makes: bool,
    /// `fn c(mut self, x: param)`.
    changes: bool,
    /// `type O; fn o(self) -> Self::O`.
    items: bool,
    /// With the type `O` of each.
    implementors: Vec<(Ty, Ty)>,
    /// `fn r() -> impl Tr`.
    hidden: bool,
    cost: u64,
}

impl Generator {
    /// A trait, its implementations and the functions with a bound.
    pub fn trait_item(&mut self) -> String {
        let number = self.traits.len();
        let mut def = TraitDef {
            number,
            path: self.path_of(&format!("Tr{number}")),
            module: self.path_of(""),
            param: self.any_type(),
            ret: self.any_type(),
            constant: self
                .one_in(2)
                .then(|| super::types::Types::scalar(&mut self.random))
                .filter(|ty| *ty != Ty::Address),
            makes: self.one_in(3),
            changes: self.one_in(2),
            items: self.one_in(3),
            implementors: Vec::new(),
            hidden: false,
            cost: 1,
        };
        let (from, to) = (self.types.name(&def.param), self.types.name(&def.ret));
        let visible = self.visible();
        let mut text = format!("{visible}trait Tr{number} {{\n");
        let mut default_constant = false;
        if let Some(ty) = &def.constant {
            default_constant = self.one_in(2);
            let value = match default_constant {
                true => format!(" = {}", self.value(ty, 0, SEEN)),
                false => String::new(),
            };
            text += &format!("    const K{number}: {}{value};\n", self.types.name(ty));
        }
        if def.items {
            text += &format!("    type O{number};\n    fn o{number}(self) -> Self::O{number};\n");
        }
        if def.makes {
            text += &format!("    fn n{number}() -> Self;\n");
        }
        if def.changes {
            text += &format!("    fn c{number}(mut self, x: {from});\n");
        }
        text += &format!(
            "    fn t{number}(self, x: {from}) -> {to};\n    \
             fn d{number}(self, x: {from}) -> {to} {{ self.t{number}(x) }}\n}}\n"
        );
        for _ in 0..1 + self.random.below(3) {
            let ty = self.implementor();
            if def.implementors.iter().all(|(other, _)| *other != ty) {
                text += &self.implementation(&mut def, ty, default_constant);
            }
        }
        text += &self.bounded(&def);
        if self.one_in(2)
            && let Some((ty, _)) = self.random.pick(&def.implementors).cloned()
        {
            def.hidden = true;
            self.enter(&ty, 0);
            self.body.size = 4;
            let value = self.expression(&ty, 1, OWN);
            text += &format!("{visible}fn r{number}() -> impl Tr{number} {{ {value} }}\n");
        }
        self.body = super::Body::default();
        def.cost = def.cost.saturating_mul(3);
        self.traits.push(def);
        text
    }

    /// The functions that know a value's trait only.
    fn bounded(&mut self, def: &TraitDef) -> String {
        let (number, visible) = (def.number, self.visible());
        let (from, to) = (self.types.name(&def.param), self.types.name(&def.ret));
        let bound = match self.one_in(2) {
            true => format!("<A: Tr{number}>(s: A, x: {from}) -> {to}"),
            false => format!("<A>(s: A, x: {from}) -> {to} where A: Tr{number}"),
        };
        let mut text = format!("{visible}fn g{number}{bound} {{\n    val first = s.d{number}(x);\n");
        if def.constant.is_some() {
            text += &format!("    println(\"{{}}\", A::K{number});\n");
        }
        if def.makes {
            text += &format!("    var made = A::n{number}();\n");
            if def.changes {
                text += &format!("    made.c{number}(x);\n");
            }
            text += &format!("    val other = made.t{number}(x);\n");
        } else if def.changes {
            text += &format!(
                "    var made = s.clone();\n    made.c{number}(x);\n    val other = made.d{number}(x);\n"
            );
        }
        if def.items {
            text += &format!("    val item: A::O{number} = s.o{number}();\n    val again = item.clone();\n");
        }
        text + &format!(
            "    val all: vector<{to}> = [s.t{number}(x), first];\n    all[all.len() - 1].clone()\n}}\n\
             {visible}fn i{number}(s: impl Tr{number}, x: {from}) -> {to} {{ s.t{number}(x) }}\n"
        )
    }

    /// A type without type parameters that a trait may be implemented for.
    fn implementor(&mut self) -> Ty {
        let own = self.own_types();
        match self.random.pick(&own) {
            Some(ty) if self.random.below(3) > 0 => ty.clone(),
            _ => super::types::Types::scalar(&mut self.random),
        }
    }

    /// `impl Tr for ty { .. }`; the costs go up in the definition.
    fn implementation(&mut self, def: &mut TraitDef, ty: Ty, default_constant: bool) -> String {
        let number = def.number;
        let item = if def.items { self.any_type() } else { Ty::Unit };
        let mut text = format!("impl Tr{number} for {} {{\n", self.types.name(&ty));
        if let Some(constant) = &def.constant
            && !(default_constant && self.one_in(2))
        {
            let value = self.value(constant, 0, SEEN);
            text += &format!("const K{number}: {} = {value};\n", self.types.name(constant));
        }
        if def.items {
            let name = self.types.name(&item);
            text += &format!("type O{number} = {name};\n");
            let shown = match self.one_in(2) {
                true => format!("Self::O{number}"),
                false => name,
            };
            text += &self.method(def, &ty, &format!("o{number}(self) -> {shown}"), None, &item);
        }
        if def.makes {
            self.enter(&ty, 0);
            self.body.size = 6;
            let value = self.expression(&ty, 2, super::KEPT);
            let shown = match self.one_in(2) {
                true => "Self".to_owned(),
                false => self.types.name(&ty),
            };
            text += &format!("fn n{number}() -> {shown} {{ {value} }}\n");
        }
        let (param, ret) = (def.param.clone(), def.ret.clone());
        let (from, to) = (self.types.name(&param), self.types.name(&ret));
        if def.changes {
            let head = format!("c{number}(mut self, x: {from})");
            text += &self.method(def, &ty, &head, Some(&param), &Ty::Unit);
        }
        let head = format!("t{number}(self, x: {from}) -> {to}");
        text += &self.method(def, &ty, &head, Some(&param), &ret);
        if self.one_in(3) {
            let head = format!("d{number}(self, x: {from}) -> {to}");
            text += &self.method(def, &ty, &head, Some(&param), &ret);
        }
        def.implementors.push((ty, item));
        text + "}\n"
    }

    fn method(&mut self, def: &mut TraitDef, ty: &Ty, head: &str, param: Option<&Ty>, ret: &Ty) -> String {
        self.enter(ret, 0);
        self.body.size /= 2;
        // Parameters of a trait's methods are never consumed (DECISION T3).
        self.declare("self", ty, Kind::Shared, head.contains("mut self"));
        if let Some(param) = param {
            self.declare("x", param, Kind::Shared, false);
        }
        let body = self.function_body(ret, None);
        def.cost = def.cost.max(self.body.cost);
        format!("fn {head} {{\n{body}}}\n")
    }

    /// A call of a trait's function, or a constant, if one gives the type.
    pub fn trait_call(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let found: Vec<usize> = (0..self.traits.len())
            .filter(|at| {
                let def = &self.traits[*at];
                def.ret == *ty
                    || def.constant.as_ref() == Some(ty)
                    || def
                        .implementors
                        .iter()
                        .any(|(own, item)| def.makes && own == ty || def.items && item == ty)
            })
            .collect();
        let at = *self.random.pick(&found)?;
        let def = &self.traits[at];
        let (number, module, cost) = (def.number, def.module.clone(), def.cost);
        if !self.affordable(cost) {
            return None;
        }
        let (makes, items, gives) = (def.makes, def.items, def.ret == *ty);
        let implementors = def.implementors.clone();
        if def.constant.as_ref() == Some(ty) && (!gives || self.one_in(2)) {
            let (own, _) = self.random.pick(&implementors)?;
            return Some(format!("{}::K{number}", self.types.name(own)));
        }
        if makes && (!gives || self.one_in(3)) && implementors.iter().any(|(own, _)| own == ty) {
            self.pay(cost);
            return Some(format!("{}::n{number}()", self.types.name(ty)));
        }
        let depth = depth.saturating_sub(1);
        if items && (!gives || self.one_in(3)) {
            let fitting: Vec<Ty> = implementors
                .iter()
                .filter(|(_, item)| item == ty)
                .map(|(own, _)| own.clone())
                .collect();
            if let Some(own) = self.random.pick(&fitting).cloned() {
                self.pay(cost);
                return Some(format!("({}).o{number}()", self.expression(&own, depth, KNOWN)));
            }
        }
        if !gives {
            return None;
        }
        self.pay(cost);
        let (receiver, _) = self.random.pick(&implementors)?.clone();
        let def = &self.traits[at];
        let (param, path, hidden) = (def.param.clone(), def.path.clone(), def.hidden);
        let receiver = match hidden && self.one_in(3) {
            true => format!("{module}r{number}()"),
            false => self.expression(&receiver, depth, KNOWN),
        };
        let argument = self.expression(&param, depth, SEEN);
        Some(match self.random.below(5) {
            0 => format!("({receiver}).t{number}({argument})"),
            1 => format!("({receiver}).d{number}({argument})"),
            2 => format!("{path}::t{number}({receiver}, {argument})"),
            3 => format!("{module}i{number}({receiver}, {argument})"),
            _ => format!("{module}g{number}({receiver}, {argument})"),
        })
    }

    /// `place.c(..);`, which changes the place.
    pub fn trait_statement(&mut self) -> Option<String> {
        let found: Vec<usize> = (0..self.traits.len())
            .filter(|at| self.traits[*at].changes && self.affordable(self.traits[*at].cost))
            .collect();
        let def = &self.traits[*self.random.pick(&found)?];
        let (number, path, cost, param) = (def.number, def.path.clone(), def.cost, def.param.clone());
        let implementors = def.implementors.clone();
        let (place, text) = self.take_place(&|ty| implementors.iter().any(|(own, _)| own == ty))?;
        self.pay(cost);
        let argument = self.expression(&param, 2, SEEN);
        self.release(&place);
        Some(match self.one_in(3) {
            true => format!("{path}::c{number}({text}, {argument});"),
            false => format!("{text}.c{number}({argument});"),
        })
    }
}
