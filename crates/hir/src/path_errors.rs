//! What to say of a path that means nothing: the nearest name, a missing import, another language's word for it.
//! Must never give a path a meaning.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::codes;
use crate::modules::Space;
use crate::paths::joined;
use crate::suggest;
use crate::thir::{AdtKind, Expr, Fields};
use crate::ty::{AdtId, Ty};

impl FnCx<'_, '_> {
    /// Reports a name that means nothing.
    pub fn unknown_name(&mut self, name: &str, span: Span) -> Expr {
        let diagnostic = match name {
            "self" if self.in_impl() => {
                Diagnostic::error(codes::SELF_MISUSE, span, "This function has no parameter `self`.")
                    .with_help("Write `self` as its first parameter: `fn f(self)`.")
            }
            "self" => Diagnostic::error(
                codes::SELF_MISUSE,
                span,
                "There is no `self` here: `self` is for methods of structs and enums.",
            )
            .with_help("The contract's address is `self.address()`; its variables are `storage.name`."),
            "storage" => Diagnostic::error(codes::WRONG_KIND, span, "`storage` alone is not a value.")
                .with_help("Name one of its variables: `storage.name`."),
            "ctx" | "env" | "tx" => {
                Diagnostic::error(codes::WRONG_KIND, span, format!("`{name}` alone is not a value."))
                    .with_help("Call one of its functions, for example `ctx.sender()` or `env.timestamp()`.")
            }
            _ => {
                if self.is_length {
                    return self.fail_with(
                        Diagnostic::error(
                            codes::ARRAY_LENGTH,
                            span,
                            format!("There is no constant `{name}` here, and a length must be known at compile time."),
                        )
                        .with_help("Use a literal or a `const`. A `vector` may have a length that only the running program knows: \
                                    `vector![value; n]`."),
                    );
                }
                if !self.unknown.insert(name.to_string()) {
                    return error_expr(span);
                }
                let mut diagnostic =
                    Diagnostic::error(codes::UNKNOWN_NAME, span, format!("There is no `{name}` here."));
                let mut names = self.local_names();
                names.extend(["true", "false", "break", "continue", "return"].map(str::to_string));
                names.extend(self.storage_names());
                names.extend(self.ck.visible_names(self.scope, false));
                if self.is_field_of_self(name) {
                    diagnostic = diagnostic.with_help(format!("Did you mean `self.{name}`?"));
                } else if let Some(twilight) = suggest::foreign_value(name) {
                    diagnostic = diagnostic.with_help(format!("Twilight writes {twilight}."));
                } else if let Some(advice) = self.name_advice(name, false) {
                    diagnostic = diagnostic.with_help(advice);
                } else if let Some(best) = suggest::closest(name, names.iter().map(String::as_str)) {
                    diagnostic = diagnostic
                        .with_help(format!("Did you mean `{best}`?"))
                        .with_suggestion(span, best);
                } else if crate::types::BUILTIN_TYPES.contains(&name) {
                    diagnostic = diagnostic.with_help(format!("`{name}` is a type."));
                }
                if let Some(hint) = self.ck.elsewhere(name, &[Space::Value, Space::Type], self.scope) {
                    diagnostic.help = vec![hint];
                    diagnostic.suggestions.clear();
                }
                diagnostic
            }
        };
        self.fail_with(diagnostic)
    }

    /// Whether the `self` of this method is a struct with a field of that name.
    fn is_field_of_self(&self, name: &str) -> bool {
        let Some(info) = self.find_local("self").and_then(|id| self.local(id)) else {
            return false;
        };
        let Ty::Adt(id, _) = self.infer.shallow(&info.local.ty) else {
            return false;
        };
        matches!(
            self.ck.adt(id).map(|adt| &adt.kind),
            Some(AdtKind::Struct(Fields::Named(fields))) if fields.iter().any(|(field, _)| field == name)
        )
    }

    /// Reports a path whose front means nothing.
    pub fn unknown_prefix(&mut self, path: &ast::Path, span: Span) -> Expr {
        let shown = joined(path);
        if let [front, second, _, ..] = path.segments.as_slice()
            && let Some(crate::checker::TypeDef::Module(module)) =
                self.ck.find_type(self.scope, &front.name.name)
            && self.module_member(module, &second.name, Space::Type).is_none()
        {
            self.ck
                .not_in_module(module, &second.name, "module or type", codes::UNKNOWN_NAME);
            return error_expr(span);
        }
        let first = path.segments.first().map_or("", |first| first.name.name.as_str());
        let mut diagnostic =
            Diagnostic::error(codes::UNKNOWN_NAME, span, format!("There is no `{shown}` here."));
        let mut names = self.ck.visible_names(self.scope, true);
        names.extend(crate::types::BUILTIN_TYPES.iter().map(|name| (*name).to_string()));
        let last = path.segments.last().map_or("", |last| last.name.name.as_str());
        if first == "Self" {
            diagnostic = diagnostic.with_help(
                "`Self` is the type of an `impl` or trait, or the contract around it; outside them, name the type.",
            );
        } else if matches!((first, last), ("String" | "str", "from" | "new")) {
            diagnostic = diagnostic
                .with_help("Text in quotes is a `string` already; the empty one is `\"\"`.".to_string());
        } else if matches!((first, last), ("Vec" | "HashMap" | "BTreeMap", "new"))
            && let Some(twilight) = suggest::foreign_type(first)
        {
            diagnostic = diagnostic.with_help(format!("Write `{twilight}::new()`."));
        } else if let Some(advice) = crate::slips::type_advice(first) {
            diagnostic = diagnostic.with_help(advice);
        } else if let Some(twilight) = suggest::foreign_type(first) {
            diagnostic = diagnostic.with_help(format!("Twilight calls `{first}` `{twilight}`."));
        } else if let Some(best) = suggest::closest(first, names.iter().map(String::as_str)) {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        } else if matches!(first, "nova" | "env" | "tx" | "ctx" | "crypto") {
            diagnostic = diagnostic.with_help(
                "The modules are `nova::env` (block_number, timestamp, self_address, gas_left), `nova::tx` (sender, \
                 origin, value) and `nova::crypto` (keccak256, blake3).",
            );
        }
        if let Some(hint) = self.ck.elsewhere(first, &[Space::Type], self.scope) {
            diagnostic.help = vec![hint];
        }
        self.fail_with(diagnostic)
    }

    /// Reports a name that a struct or enum does not have.
    pub fn unknown_associated(&mut self, id: AdtId, ty: &Ty, last: &ast::PathSegment) -> Expr {
        if self.ck.recursive.contains(&id) {
            return error_expr(last.name.span);
        }
        let name = last.name.name.as_str();
        let shown = self.show(ty);
        let what = match self.ck.adt(id).map(|adt| &adt.kind) {
            Some(AdtKind::Enum(_)) => "variant, function or constant",
            _ => "function or constant",
        };
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_ASSOCIATED,
            last.name.span,
            format!("{shown} has no {what} `{name}`."),
        );
        if let Some(help) = self.trait_hint(ty, name) {
            diagnostic = diagnostic.with_help(help);
        } else if name == "new"
            && let Some(literal) = self.literal_of(id, shown.trim_matches('`'))
        {
            diagnostic = diagnostic.with_help(format!(
                "Write `{literal}`, or declare `fn new(..) -> Self` in an `impl`."
            ));
        } else if let Some(best) = self.ck.closest_associated(id, name) {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        }
        self.fail_with(diagnostic)
    }
}
