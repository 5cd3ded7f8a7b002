//! Items and statements, a line each.

use super::expressions::{expr, name, path, pattern, ty};
use super::{Printer, comma};
use crate::ast::{
    Attribute, Block, Event, Fields, Function, GenericParam, Generics, Item, ItemKind, Let, Predicate,
    Statement, Type, UseKind, UseTree, Visibility,
};

impl Printer {
    pub(super) fn items(&mut self, items: &[Item]) {
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        for line in item.doc.iter().flat_map(|doc| doc.split('\n')) {
            self.line(&format!("doc {line:?}"));
        }
        self.attributes(&item.attributes);
        let visibility = visibility(item.visibility);
        match &item.kind {
            ItemKind::Use(tree) => self.line(&format!("{visibility}use {}", use_tree(tree))),
            ItemKind::Contract(contract) => {
                self.line(&format!("{visibility}contract {}", name(&contract.name)));
                self.nest(|out| out.items(&contract.items));
            }
            ItemKind::Struct(item) => {
                self.line(&format!(
                    "{visibility}struct {}{}",
                    name(&item.name),
                    generics(&item.generics)
                ));
                self.nest(|out| out.fields(&item.fields));
            }
            ItemKind::Enum(item) => {
                self.line(&format!(
                    "{visibility}enum {}{}",
                    name(&item.name),
                    generics(&item.generics)
                ));
                self.nest(|out| {
                    for variant in &item.variants {
                        out.attributes(&variant.attributes);
                        out.line(&format!("variant {}", name(&variant.name)));
                        out.nest(|out| out.fields(&variant.fields));
                    }
                });
            }
            ItemKind::Function(function) => self.function(visibility, function),
            ItemKind::Event(event) => self.event(visibility, event),
            ItemKind::Trait(item) => {
                let supers: Vec<String> = item.supers.iter().map(ty).collect();
                let supers = if supers.is_empty() {
                    String::new()
                } else {
                    format!(": {}", supers.join(" + "))
                };
                self.line(&format!(
                    "{visibility}trait {}{}{supers}",
                    name(&item.name),
                    generics(&item.generics)
                ));
                self.nest(|out| out.items(&item.items));
            }
            ItemKind::Impl(item) => {
                let of_trait = item
                    .of_trait
                    .as_ref()
                    .map_or(String::new(), |of| format!("{} for ", ty(of)));
                self.line(&format!(
                    "impl{} {of_trait}{}",
                    generics(&item.generics),
                    ty(&item.self_ty)
                ));
                self.nest(|out| out.items(&item.items));
            }
            ItemKind::Const(item) => {
                let value = item
                    .value
                    .as_ref()
                    .map_or(String::new(), |value| format!(" = {}", expr(value)));
                self.line(&format!(
                    "{visibility}const {}: {}{value}",
                    name(&item.name),
                    ty(&item.ty)
                ));
            }
            ItemKind::TypeAlias(item) => {
                let meaning = item
                    .ty
                    .as_ref()
                    .map_or(String::new(), |meaning| format!(" = {}", ty(meaning)));
                self.line(&format!(
                    "{visibility}type {}{}{meaning}",
                    name(&item.name),
                    generics(&item.generics)
                ));
            }
            ItemKind::Storage(items) => {
                self.line(&format!("{visibility}storage"));
                self.nest(|out| {
                    for item in items {
                        out.attributes(&item.attributes);
                        let init = item
                            .init
                            .as_ref()
                            .map_or(String::new(), |init| format!(" = {}", expr(init)));
                        let visibility = self::visibility(item.visibility);
                        out.line(&format!(
                            "{visibility}{}: {}{init}",
                            name(&item.name),
                            ty(&item.ty)
                        ));
                    }
                });
            }
            ItemKind::Invariant(item) => {
                let message = item
                    .message
                    .as_ref()
                    .map_or(String::new(), |message| format!(", {}", expr(message)));
                self.line(&format!("invariant {}{message}", expr(&item.condition)));
            }
            ItemKind::Module { name: module, items } => {
                self.line(&format!("{visibility}mod {}", name(module)));
                if let Some(items) = items {
                    self.nest(|out| out.items(items));
                }
            }
        }
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            let args = attribute
                .args
                .as_ref()
                .map_or(String::new(), |args| format!("({})", comma(args, expr)));
            self.line(&format!("#[{}{args}]", path(&attribute.path)));
        }
    }

    fn fields(&mut self, fields: &Fields) {
        match fields {
            Fields::Unit => {}
            Fields::Tuple(types) => self.line(&format!("({})", comma(types, ty))),
            Fields::Named(fields) => {
                for field in fields {
                    self.attributes(&field.attributes);
                    self.line(&format!(
                        "{}{}: {}",
                        visibility(field.visibility),
                        name(&field.name),
                        ty(&field.ty)
                    ));
                }
            }
        }
    }

    fn event(&mut self, visibility: &str, event: &Event) {
        self.line(&format!("{visibility}event {}", name(&event.name)));
        self.nest(|out| {
            for param in &event.params {
                out.attributes(&param.attributes);
                let topic = if param.topic { "topic " } else { "" };
                out.line(&format!("{topic}{}: {}", name(&param.name), ty(&param.ty)));
            }
        });
    }

    fn function(&mut self, visibility: &str, function: &Function) {
        let receiver = function
            .receiver
            .map(|receiver| if receiver.mutable { "mut self" } else { "self" });
        let params = function.params.iter().map(|param| {
            let mutable = if param.mutable { "mut " } else { "" };
            format!("{mutable}{}: {}", name(&param.name), ty(&param.ty))
        });
        let params: Vec<String> = receiver.map(str::to_owned).into_iter().chain(params).collect();
        let ret = function
            .ret
            .as_ref()
            .map_or(String::new(), |ret| format!(" -> {}", ty(ret)));
        let (generics, params) = (generics(&function.generics), params.join(", "));
        self.line(&format!(
            "{visibility}fn {}{generics}({params}){ret}",
            name(&function.name)
        ));
        if let Some(body) = &function.body {
            self.nest(|out| out.block(body));
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        for statement in &block.statements {
            match statement {
                Statement::Let(binding) => self.binding(binding),
                Statement::Expr {
                    expr: value,
                    semicolon,
                } => {
                    self.line(&format!("{}{}", expr(value), if *semicolon { ";" } else { "" }));
                }
                Statement::Item(item) => self.item(item),
            }
        }
        if let Some(tail) = &block.tail {
            self.line(&format!("= {}", expr(tail)));
        }
    }

    fn binding(&mut self, binding: &Let) {
        self.attributes(&binding.attributes);
        let keyword = if binding.mutable { "var" } else { "val" };
        let annotation = binding
            .ty
            .as_ref()
            .map_or(String::new(), |annotation| format!(": {}", ty(annotation)));
        let init = binding
            .init
            .as_ref()
            .map_or(String::new(), |init| format!(" = {}", expr(init)));
        self.line(&format!(
            "{keyword} {}{annotation}{init};",
            pattern(&binding.pattern)
        ));
    }
}

/// A block within an expression, on one line.
pub(super) fn inline_block(inner: &Block) -> String {
    let mut out = Printer::default();
    out.block(inner);
    let lines: Vec<&str> = out.text.lines().map(str::trim_start).collect();
    if lines.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", lines.join(" "))
    }
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Private => "",
        Visibility::Crate => "pub(crate) ",
        Visibility::Public => "pub ",
    }
}

fn use_tree(tree: &UseTree) -> String {
    let path = path(&tree.path);
    match &tree.kind {
        UseKind::Name(None) => path,
        UseKind::Name(Some(renamed)) => format!("{path} as {}", name(renamed)),
        UseKind::Glob => format!("{path}::*"),
        UseKind::Tree(trees) => format!("{path}::{{{}}}", comma(trees, use_tree)),
    }
}

fn generics(generics: &Generics) -> String {
    let bounded = |of: &str, bounds: &[Type]| {
        let bounds: Vec<String> = bounds.iter().map(ty).collect();
        if bounds.is_empty() {
            of.to_owned()
        } else {
            format!("{of}: {}", bounds.join(" + "))
        }
    };
    let param = |param: &GenericParam| bounded(name(&param.name), &param.bounds);
    let predicate = |predicate: &Predicate| bounded(&ty(&predicate.ty), &predicate.bounds);
    let mut text = String::new();
    if !generics.params.is_empty() {
        text.push_str(&format!("<{}>", comma(&generics.params, param)));
    }
    if !generics.predicates.is_empty() {
        text.push_str(&format!(" where {}", comma(&generics.predicates, predicate)));
    }
    text
}
