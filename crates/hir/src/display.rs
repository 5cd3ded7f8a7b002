//! Types as messages show them.

use crate::checker::{Bound, Checker};
use crate::ty::Ty;

/// Characters of a type that a message shows before it is cut off.
const MAX_SHOWN: usize = 200;

impl Checker<'_> {
    /// A type as Twilight source writes it; variables show as `_`.
    pub fn show(&self, ty: &Ty) -> String {
        let mut text = String::new();
        self.write_type(&mut text, ty);
        if text.len() > MAX_SHOWN {
            let mut end = MAX_SHOWN;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
            text.push_str("..");
        }
        text
    }

    fn write_type(&self, out: &mut String, ty: &Ty) {
        // Longer types are cut off anyway; stopping here keeps shared subtrees from being written again and again.
        if out.len() > MAX_SHOWN {
            return;
        }
        match ty {
            Ty::Unit => out.push_str("()"),
            Ty::Never => out.push('!'),
            Ty::Bool => out.push_str("bool"),
            Ty::Int(int) => out.push_str(int.name()),
            Ty::String => out.push_str("string"),
            Ty::Address => out.push_str("address"),
            Ty::Hash256 => out.push_str("hash256"),
            Ty::Tuple(types) => {
                out.push('(');
                self.write_list(out, types);
                out.push_str(if types.len() == 1 { ",)" } else { ")" });
            }
            Ty::Array(inner, count) => {
                out.push_str("array<");
                self.write_type(out, inner);
                out.push_str(&format!(", {count}>"));
            }
            Ty::Vector(inner) => self.write_args(out, "vector", &[inner]),
            Ty::Option(inner) => self.write_args(out, "Option", &[inner]),
            Ty::Map(key, value) => self.write_args(out, "map", &[key, value]),
            Ty::Result(ok, err) => self.write_args(out, "Result", &[ok, err]),
            Ty::FixedBytes(count) => out.push_str(&format!("bytes{count}")),
            Ty::Reference(inner) | Ty::StoragePointer(inner) => self.write_type(out, inner),
            Ty::Adt(id, args) => {
                let name = self.adt(*id).map_or("_", |adt| adt.name.as_str());
                out.push_str(name);
                if !args.is_empty() {
                    out.push('<');
                    self.write_list(out, args);
                    out.push('>');
                }
            }
            Ty::Param(index) => {
                out.push_str(self.param_names.get(*index as usize).map_or("_", String::as_str));
            }
            Ty::Fn(ty) => {
                out.push_str("fn(");
                self.write_list(out, &ty.params);
                out.push(')');
                if ty.ret != Ty::Unit {
                    out.push_str(" -> ");
                    self.write_type(out, &ty.ret);
                }
            }
            Ty::Assoc(id, at, args) => {
                if let Some(of) = args.first() {
                    self.write_type(out, of);
                }
                out.push_str("::");
                let name = self
                    .traits
                    .get(id.0 as usize)
                    .and_then(|info| info.types.get(*at as usize));
                out.push_str(name.map_or("_", |assoc| assoc.name.as_str()));
            }
            Ty::Opaque(id, at, _) => {
                out.push_str("impl ");
                let opaque = self
                    .functions
                    .get(id.0 as usize)
                    .and_then(|info| info.opaques.get(*at as usize));
                let bounds: Vec<String> = opaque
                    .map(|opaque| opaque.bounds.iter().map(|bound| self.show_bound(bound)).collect())
                    .unwrap_or_default();
                out.push_str(&bounds.join(" + "));
            }
            Ty::Infer(_) | Ty::Error => out.push('_'),
        }
    }

    /// A bound as source writes it.
    pub fn show_bound(&self, bound: &Bound) -> String {
        if let Bound::Of(of) = bound {
            return self.show_bound(&of.1);
        }
        let Bound::Trait(id, args) = bound else {
            return format!("{bound:?}");
        };
        let name = self
            .traits
            .get(id.0 as usize)
            .map_or("_", |info| info.name.as_str());
        if args.is_empty() {
            return name.to_string();
        }
        let mut text = format!("{name}<");
        self.write_list(&mut text, args);
        text.push('>');
        text
    }

    fn write_args(&self, out: &mut String, name: &str, args: &[&Ty]) {
        out.push_str(name);
        out.push('<');
        for (at, ty) in args.iter().enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            self.write_type(out, ty);
        }
        out.push('>');
    }

    fn write_list(&self, out: &mut String, types: &[Ty]) {
        for (at, ty) in types.iter().enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            self.write_type(out, ty);
        }
    }
}
