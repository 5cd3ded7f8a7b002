//! Values written out: literals, tuples, structs, variants.

use super::types::{Payload, Ty, text};
use super::{Generator, KEPT, Want};

impl Generator {
    /// A value of the type without operations; its parts are expressions of that depth.
    pub fn value(&mut self, ty: &Ty, depth: usize, want: Want) -> String {
        if let Ty::Int(int) = ty {
            let digits = int.literal(&mut self.random);
            let suffix = if want.hint && self.one_in(2) {
                String::new()
            } else {
                int.name()
            };
            return if digits.starts_with('-') {
                format!("({digits}{suffix})")
            } else {
                format!("{digits}{suffix}")
            };
        }
        if let Ty::Param(_) = ty {
            // Nothing else makes one; there is always a parameter of the type.
            let places = self.places(false, &|other| other == ty);
            return match places.first() {
                Some(place) => self.use_of(place, want),
                None => "todo!()".to_owned(),
            };
        }
        if want.hint || self.types.self_evident(ty) {
            return self.written(ty, depth);
        }
        let (name, written) = (self.types.name(ty), self.written(ty, depth));
        let variable = self.fresh("t");
        format!("{{ val {variable}: {name} = {written}; {variable} }}")
    }

    /// What is put into a vector: written out where its type holds itself, so that nothing grows without end.
    pub fn element(&mut self, ty: &Ty, depth: usize) -> String {
        if self.types.is_recursive(ty) {
            return self.value(ty, depth.saturating_sub(1), KEPT);
        }
        self.expression(ty, depth, KEPT)
    }

    fn parts(&mut self, types: &[Ty], depth: usize) -> String {
        let parts: Vec<String> = types.iter().map(|ty| self.expression(ty, depth, KEPT)).collect();
        parts.join(", ")
    }

    fn named(&mut self, fields: &[(String, Ty)], depth: usize) -> String {
        let parts: Vec<String> = fields
            .iter()
            .map(|(name, ty)| format!("{name}: {}", self.expression(ty, depth, KEPT)))
            .collect();
        parts.join(", ")
    }

    /// As [`Self::value`] where the surroundings say the type.
    fn written(&mut self, ty: &Ty, depth: usize) -> String {
        let depth = depth.saturating_sub(1);
        match ty {
            Ty::Unit => "()".to_owned(),
            Ty::Bool => if self.one_in(2) { "true" } else { "false" }.to_owned(),
            Ty::Str => text(&mut self.random),
            Ty::Address => match self.random.below(3) {
                0 => "address::zero()".to_owned(),
                1 => "ctx.sender()".to_owned(),
                _ => {
                    let digits = format!("{:016x}", self.random.next());
                    format!("address::from_hex(\"0x{digits}000000000000000000000001\").unwrap()")
                }
            },
            Ty::Tuple(types) => {
                let comma = if types.len() == 1 { "," } else { "" };
                format!("({}{comma})", self.parts(types, depth))
            }
            Ty::Array(inner, count) => {
                if self.types.is_copy(inner) && self.one_in(4) {
                    return format!("[{}; {count}]", self.expression(inner, depth, KEPT));
                }
                let types = vec![(**inner).clone(); *count];
                format!("[{}]", self.parts(&types, depth))
            }
            Ty::Vector(inner) => {
                let count = match self.types.is_recursive(inner) {
                    true if depth == 0 => 0,
                    true => self.random.below(3),
                    false => self.random.below(4),
                };
                let parts: Vec<String> = (0..count).map(|_| self.element(inner, depth)).collect();
                let parts = parts.join(", ");
                if count > 0 && self.one_in(2) {
                    format!("vector![{parts}]")
                } else {
                    format!("[{parts}]")
                }
            }
            Ty::Map(key, value) => {
                let count = self.random.below(4);
                if count == 0 {
                    return "map::new()".to_owned();
                }
                let (name, variable) = (self.types.name(ty), self.fresh("m"));
                let mut text = format!("{{ var {variable}: {name} = map::new(); ");
                for _ in 0..count {
                    let key = self.expression(key, depth, KEPT);
                    let value = self.expression(value, depth, KEPT);
                    text += &format!("{variable}.insert({key}, {value}); ");
                }
                format!("{text}{variable} }}")
            }
            Ty::Option(_) if self.one_in(3) => "None".to_owned(),
            Ty::Option(inner) => format!("Some({})", self.expression(inner, depth, KEPT)),
            Ty::Result(ok, _) if self.one_in(2) => format!("Ok({})", self.expression(ok, depth, KEPT)),
            Ty::Result(_, err) => format!("Err({})", self.expression(err, depth, KEPT)),
            Ty::Struct(id, args) => self.structure(*id, args, depth),
            Ty::Enum(id) => self.variant(*id, depth),
            Ty::Int(_) | Ty::Param(_) => self.value(ty, depth, KEPT),
        }
    }

    fn structure(&mut self, id: usize, args: &[Ty], depth: usize) -> String {
        let (name, mut fields) = (self.types.structs[id].name.clone(), self.types.fields(id, args));
        if self.types.structs[id].tuple {
            let types: Vec<Ty> = fields.into_iter().map(|(_, ty)| ty).collect();
            return format!("{name}({})", self.parts(&types, depth));
        }
        let updated = self.one_in(5) && fields.len() > 1;
        let all = fields.clone();
        if updated {
            fields.truncate(1 + self.random.below(fields.len() - 1));
        } else if self.one_in(3) {
            // Evaluated as written, whatever the order of declaration.
            fields.reverse();
        }
        let mut written = self.named(&fields, depth);
        if updated {
            let ty = Ty::Struct(id, args.to_vec());
            match self.read(&ty, super::SEEN) {
                Some(base) => written += &format!(", ..{base}.clone()"),
                None => written += &format!(", {}", self.named(&all[fields.len()..], depth)),
            }
        }
        format!("({name} {{ {written} }})")
    }

    fn variant(&mut self, id: usize, depth: usize) -> String {
        let def = &self.types.enums[id];
        let path = def.name.clone();
        let at = self.random.below(def.variants.len());
        let (name, payload) = &def.variants[at];
        let path = format!("{path}::{name}");
        match payload {
            Payload::None => path,
            Payload::Tuple(types) => {
                let types = types.clone();
                format!("{path}({})", self.parts(&types, depth))
            }
            Payload::Named(fields) => {
                let fields = fields.clone();
                format!("({path} {{ {} }})", self.named(&fields, depth))
            }
        }
    }
}
