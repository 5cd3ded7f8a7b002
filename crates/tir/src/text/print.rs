//! Writes the text form. It must print any module, verified or not, without failing.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use twilight_abi::meta::ExportKind;
use twilight_abi::{Type, VariantFields};
use twilight_diagnostics::{SourceMap, Span};

use super::is_plain_name;
use crate::{BlockId, Const, Dialect, EventId, Function, FunctionId, Module, Operand, ValueId, arith};

/// The canonical text of a module.
#[must_use]
pub fn print(module: &Module) -> String {
    Printer::new(module, None).module()
}

/// The same text with source locations (`srcloc`) and domain hashes added as metadata, for people.
#[must_use]
pub fn print_with_sources(module: &Module, sources: &SourceMap) -> String {
    Printer::new(module, Some(sources)).module()
}

/// Output and what names mean. The methods that print operations are in [`super::print_op`].
pub(super) struct Printer<'a> {
    pub(super) module: &'a Module,
    pub(super) sources: Option<&'a SourceMap>,
    pub(super) out: String,
    functions: Vec<String>,
    events: Vec<String>,
}

impl<'a> Printer<'a> {
    fn new(module: &'a Module, sources: Option<&'a SourceMap>) -> Self {
        let functions = references(module.functions.iter().map(|function| function.name.as_str()));
        let events = references(module.events.iter().map(|event| event.name.as_str()));
        Self {
            module,
            sources,
            out: String::new(),
            functions,
            events,
        }
    }

    fn module(mut self) -> String {
        if self.module.dialect == Dialect::Solidity {
            self.out.push_str("dialect solidity\n");
        }
        self.types();
        for (name, ty) in &self.module.storage {
            self.out.push_str("storage ");
            self.name(name);
            self.out.push_str(": ");
            self.ty(ty);
            self.out.push('\n');
        }
        for event in &self.module.events {
            self.out.push_str("event @");
            self.name(&event.name);
            self.out.push('(');
            for (at, param) in event.params.iter().enumerate() {
                self.comma(at);
                self.ty(&param.ty);
                self.out.push_str(" %");
                self.name(&param.name);
                if param.topic {
                    self.out.push_str(" topic");
                }
            }
            self.out
                .push_str(if event.anonymous { ") anonymous\n" } else { ")\n" });
        }
        for export in &self.module.exports {
            let kind = match export.kind {
                ExportKind::Deploy => "deploy",
                ExportKind::Function => "function",
            };
            let _ = write!(self.out, "export {kind} ");
            self.string(&export.name);
            self.out.push_str(" = ");
            self.function_ref(export.function);
            self.out.push('(');
            for (at, name) in export.param_names.iter().enumerate() {
                self.comma(at);
                self.string(name);
            }
            self.out.push_str(") !{ source_name: ");
            self.string(&export.source_name);
            if let Some(contract) = &export.contract {
                self.out.push_str(", contract: ");
                self.string(contract);
            }
            if export.payable {
                self.out.push_str(", payable: true");
            }
            self.out.push_str(" }\n");
        }
        let exported: HashSet<FunctionId> =
            self.module.exports.iter().map(|export| export.function).collect();
        for (at, function) in self.module.functions.iter().enumerate() {
            let public = u32::try_from(at).is_ok_and(|at| exported.contains(&FunctionId(at)));
            self.function(function, public);
        }
        self.out
    }

    /// Definitions of all structs and enums that the module mentions, each after those it uses.
    fn types(&mut self) {
        let mut seen = HashSet::new();
        let mut definitions = Vec::new();
        {
            let mut collect = |ty: &Type| collect_types(ty, &mut seen, &mut definitions);
            self.module.storage.iter().for_each(|(_, ty)| collect(ty));
            for event in &self.module.events {
                event.params.iter().for_each(|param| collect(&param.ty));
            }
            for function in &self.module.functions {
                collect(&function.ret);
                function.values.iter().for_each(|value| collect(&value.ty));
                for inst in function.blocks.iter().flat_map(|block| &block.insts) {
                    super::print_op::for_each_type(&inst.op, &mut collect);
                }
            }
        }
        self.declarations(&definitions);
        for ty in definitions {
            self.out.push('%');
            match &ty {
                Type::Struct(definition) => {
                    self.name(&definition.name);
                    self.out.push_str(" = type struct");
                    if matches!(*definition.fields, VariantFields::Tuple(_)) {
                        self.out.push(' ');
                    }
                    self.fields(&definition.fields);
                }
                Type::Enum(definition) => {
                    self.name(&definition.name);
                    self.out.push_str(" = type enum {");
                    for (at, variant) in definition.variants.iter().enumerate() {
                        self.out.push_str(if at == 0 { " " } else { ", " });
                        self.name(&variant.name);
                        self.fields(&variant.fields);
                    }
                    self.out.push_str(" }");
                }
                _ => {}
            }
            self.out.push('\n');
        }
    }

    /// Declares the types that a definition names before their own definition is done.
    fn declarations(&mut self, definitions: &[Type]) {
        let (mut done, mut declared) = (HashSet::new(), HashSet::new());
        for ty in definitions {
            let mut work = ty.parts();
            while let Some(part) = work.pop() {
                let (kind, name) = match &part {
                    Type::Struct(of) => ("struct", &of.name),
                    Type::Enum(of) => ("enum", &of.name),
                    _ => {
                        work.extend(part.parts());
                        continue;
                    }
                };
                if !done.contains(&part) && declared.insert(part.clone()) {
                    self.out.push('%');
                    self.name(name);
                    let _ = writeln!(self.out, " = declare {kind}");
                }
            }
            done.insert(ty.clone());
        }
    }

    fn fields(&mut self, fields: &VariantFields) {
        match fields {
            VariantFields::Unit => {}
            VariantFields::Tuple(types) => {
                self.out.push('(');
                for (at, ty) in types.iter().enumerate() {
                    self.comma(at);
                    self.ty(ty);
                }
                self.out.push(')');
            }
            VariantFields::Named(fields) => {
                self.out.push_str(" {");
                for (at, (name, ty)) in fields.iter().enumerate() {
                    self.out.push_str(if at == 0 { " " } else { ", " });
                    self.name(name);
                    self.out.push_str(": ");
                    self.ty(ty);
                }
                self.out.push_str(" }");
            }
        }
    }

    fn function(&mut self, function: &Function, public: bool) {
        self.out.push_str("\ndefine ");
        if public {
            self.out.push_str("public ");
        }
        self.ty(&function.ret);
        self.out.push_str(" @");
        self.name(&function.name);
        self.out.push('(');
        let params = (function.params as usize).min(function.values.len());
        for at in 0..params {
            self.comma(at);
            self.ty(&function.values[at].ty);
            self.out.push(' ');
            self.register(function, value_id(at));
        }
        self.out.push(')');
        self.metadata(function.span, &[]);
        self.out.push_str(" {\n");
        let mut defined = vec![false; function.values.len()];
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            if let Some(flag) = inst.result.and_then(|id| defined.get_mut(id.0 as usize)) {
                *flag = true;
            }
        }
        for at in (params..function.values.len()).filter(|at| !defined[*at]) {
            self.out.push_str("  declare ");
            self.register(function, value_id(at));
            self.out.push_str(": ");
            self.ty(&function.values[at].ty);
            self.out.push('\n');
        }
        for (at, block) in function.blocks.iter().enumerate() {
            self.label(BlockId(value_id(at).0));
            self.out.push_str(":\n");
            for inst in &block.insts {
                self.out.push_str("  ");
                self.inst(function, inst);
            }
            self.out.push_str("  ");
            self.terminator(function, block);
        }
        self.out.push_str("}\n");
    }

    pub(super) fn comma(&mut self, at: usize) {
        if at > 0 {
            self.out.push_str(", ");
        }
    }

    pub(super) fn name(&mut self, name: &str) {
        if is_plain_name(name) {
            self.out.push_str(name)
        } else {
            self.string(name)
        }
    }

    pub(super) fn string(&mut self, text: &str) {
        write_string(&mut self.out, text);
    }

    pub(super) fn label(&mut self, block: BlockId) {
        if block.0 == 0 {
            self.out.push_str("%entry");
        } else {
            let _ = write!(self.out, "%b{}", block.0);
        }
    }

    pub(super) fn function_ref(&mut self, id: FunctionId) {
        match self.functions.get(id.0 as usize) {
            Some(name) => self.out.push_str(name),
            None => {
                let _ = write!(self.out, "@#{}", id.0);
            }
        }
    }

    pub(super) fn event_ref(&mut self, id: EventId) {
        match self.events.get(id.0 as usize) {
            Some(name) => self.out.push_str(name),
            None => {
                let _ = write!(self.out, "@#{}", id.0);
            }
        }
    }

    pub(super) fn register(&mut self, function: &Function, id: ValueId) {
        self.out.push('%');
        if let Some(name) = function
            .values
            .get(id.0 as usize)
            .and_then(|value| value.name.as_deref())
        {
            self.name(name);
            self.out.push('.');
        }
        let _ = write!(self.out, "{}", id.0);
    }

    pub(super) fn operand(&mut self, function: &Function, operand: &Operand) {
        match operand {
            Operand::Value(id) => self.register(function, *id),
            Operand::Const(constant) => self.constant(constant),
        }
    }

    fn constant(&mut self, constant: &Const) {
        let _ = match constant {
            Const::Unit => write!(self.out, "unit"),
            Const::Bool(value) => write!(self.out, "{value}"),
            Const::Int(ty, value) if arith::is_canonical(*ty, *value) => {
                write!(self.out, "{}{}", arith::to_decimal(*ty, *value), ty.name())
            }
            Const::Int(ty, value) => write!(self.out, "{value}{}", ty.name()),
            Const::Str(text) => {
                self.string(text);
                Ok(())
            }
            Const::Address(bytes) => write!(self.out, "{}", twilight_abi::hex(bytes)),
            Const::Hash256(bytes) => write!(self.out, "{}", twilight_abi::hex(bytes)),
        };
    }

    pub(super) fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Unit => self.out.push_str("void"),
            Type::Bool
            | Type::Int(_)
            | Type::String
            | Type::Address
            | Type::Hash256
            | Type::FixedBytes(_) => {
                let _ = write!(self.out, "{ty}");
            }
            Type::Tuple(types) => {
                self.out.push_str("{ ");
                self.type_list(types);
                self.out.push_str(" }");
            }
            Type::Array(element, count) => {
                let _ = write!(self.out, "[{count} x ");
                self.ty(element);
                self.out.push(']');
            }
            Type::Vector(element) => self.generic("vector", &[element]),
            Type::Reference(inner) => self.generic("reference", &[inner]),
            Type::Map(key, value) => self.generic("map", &[key, value]),
            Type::Option(inner) => self.generic("Option", &[inner]),
            Type::Result(ok, err) => self.generic("Result", &[ok, err]),
            Type::Struct(definition) => {
                self.out.push('%');
                self.name(&definition.name);
            }
            Type::Enum(definition) => {
                self.out.push('%');
                self.name(&definition.name);
            }
        }
    }

    fn generic(&mut self, name: &str, args: &[&Type]) {
        self.out.push_str(name);
        self.out.push('<');
        for (at, ty) in args.iter().enumerate() {
            self.comma(at);
            self.ty(ty);
        }
        self.out.push('>');
    }

    pub(super) fn type_list(&mut self, types: &[Type]) {
        for (at, ty) in types.iter().enumerate() {
            self.comma(at);
            self.ty(ty);
        }
    }

    /// The span and further entries, unless there are none.
    pub(super) fn metadata(&mut self, span: Span, entries: &[(&str, String)]) {
        let mut entries: Vec<(&str, String)> = entries.to_vec();
        if span != Span::default() {
            if let Some(sources) = self.sources {
                entries.push(("srcloc", sources.locate(span)));
            }
            entries.push(("span", format!("{}:{}..{}", span.file.0, span.start, span.end)));
        }
        if entries.is_empty() {
            return;
        }
        self.out.push_str(" !{ ");
        for (at, (key, text)) in entries.iter().enumerate() {
            self.comma(at);
            self.out.push_str(key);
            self.out.push_str(": ");
            self.string(text);
        }
        self.out.push_str(" }");
    }
}

fn value_id(at: usize) -> ValueId {
    ValueId(u32::try_from(at).unwrap_or(u32::MAX))
}

/// `@name` for the first of a name, `@name#index` for the others.
fn references<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut first = HashMap::new();
    names
        .enumerate()
        .map(|(at, name)| {
            let mut text = "@".to_owned();
            if is_plain_name(name) {
                text.push_str(name)
            } else {
                write_string(&mut text, name)
            }
            if *first.entry(name).or_insert(at) != at {
                let _ = write!(text, "#{at}");
            }
            text
        })
        .collect()
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Direction marks and the like too: what a reader sees is what stands there.
            ch if ch.is_control()
                || matches!(ch, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
            {
                let _ = write!(out, "\\u{{{:x}}}", ch as u32);
            }
            ch => out.push(ch),
        }
    }
    out.push('"');
}

/// Adds the definitions that `ty` needs, innermost first where no type holds itself. Their depth is bounded.
fn collect_types(ty: &Type, seen: &mut HashSet<(bool, String)>, out: &mut Vec<Type>) {
    let (key, parts) = match ty {
        Type::Unit
        | Type::Bool
        | Type::Int(_)
        | Type::String
        | Type::Address
        | Type::Hash256
        | Type::FixedBytes(_) => return,
        Type::Tuple(types) => return types.iter().for_each(|ty| collect_types(ty, seen, out)),
        Type::Array(inner, _) | Type::Vector(inner) | Type::Option(inner) | Type::Reference(inner) => {
            return collect_types(inner, seen, out);
        }
        Type::Map(a, b) | Type::Result(a, b) => {
            collect_types(a, seen, out);
            return collect_types(b, seen, out);
        }
        Type::Struct(definition) => ((false, definition.name.clone()), definition.fields.types()),
        Type::Enum(definition) => (
            (true, definition.name.clone()),
            definition
                .variants
                .iter()
                .flat_map(|variant| variant.fields.types())
                .collect(),
        ),
    };
    if seen.insert(key) {
        parts.iter().for_each(|ty| collect_types(ty, seen, out));
        out.push(ty.clone());
    }
}
