//! Modules in the program's file, before everything else: their items are named by path, or brought in by `*`
//! (spec 01 §6).

use super::{Generator, types::Ty};

/// The module that is being written.
pub struct Module {
    /// What stands before the names of its items elsewhere.
    prefix: String,
}

impl Generator {
    /// Some modules; all they hold is public.
    pub fn modules(&mut self) -> String {
        let mut text = String::new();
        for at in 0..1 + self.random.below(2) {
            let glob = self.one_in(2);
            let prefix = match (glob, self.one_in(2)) {
                (true, _) => String::new(),
                (false, true) => format!("crate::m{at}::"),
                // Where it is named, `super::*` or the file itself brings the module in.
                (false, false) => format!("m{at}::"),
            };
            // Inside, a module knows its own name by the path only.
            let inside = prefix.starts_with('m');
            let import = if inside {
                format!("use super::*;\nuse crate::m{at};\n")
            } else {
                "use super::*;\n".to_owned()
            };
            self.module = Some(Module { prefix });
            text += &format!("pub mod m{at} {{\n{import}");
            for _ in 0..1 + self.random.below(3) {
                text += &self.module_item();
            }
            text += "}\n";
            self.module = None;
            if glob {
                text += &format!("use m{at}::*;\n");
            }
        }
        text
    }

    fn module_item(&mut self) -> String {
        match self.random.below(8) {
            0 | 1 => self.structure_item(),
            2 | 3 => self.enum_item(),
            4 => self.constant_item(),
            5 => self.combinator_item(),
            6 => self.trait_item(),
            _ => self.function(),
        }
    }

    /// The name of an item of the module that is being written, as everybody may write it.
    pub fn path_of(&self, name: &str) -> String {
        match &self.module {
            Some(module) => format!("{}{name}", module.prefix),
            None => name.to_owned(),
        }
    }

    /// `pub ` in modules.
    pub fn visible(&self) -> &'static str {
        if self.module.is_some() { "pub " } else { "" }
    }

    /// `const C: T = ..;`
    pub fn constant_item(&mut self) -> String {
        let ty = match self.random.below(4) {
            0 => Ty::Bool,
            1 => Ty::Str,
            _ => Ty::Int(super::types::Int::any(&mut self.random)),
        };
        let name = format!("C{}", self.constants.len());
        let value = self.value(&ty, 0, super::KNOWN);
        let text = format!(
            "{}const {name}: {} = {value};\n",
            self.visible(),
            self.types.name(&ty)
        );
        self.constants.push((self.path_of(&name), ty));
        text
    }
}
