//! Type arguments in the paths of values: `None::<u8>`, `Err::<u8, string>("e")`, `E::A::<u8>` (spec 02 §3
//! PathExpression). They mean something behind a type, its variants and generic functions, and are an error elsewhere.
//!
//! It must never drop a type argument without a word.

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::FnCx;
use crate::calls::type_arguments;
use crate::checker::TypeDef;
use crate::codes;
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// Reports type arguments behind something that takes none; true where there are some.
    pub fn no_type_args(&mut self, name: &str, args: &'a [ast::Type]) -> bool {
        let (Some(first), Some(last)) = (args.first(), args.last()) else {
            return false;
        };
        let span = Span {
            end: last.span.end,
            ..first.span
        };
        // A path may be looked at twice.
        let said = |known: &Diagnostic| known.code == codes::TYPE_ARITY && known.span == span;
        if self.ck.diagnostics.iter().any(said) {
            return true;
        }
        self.ck.report(
            Diagnostic::error(
                codes::TYPE_ARITY,
                span,
                format!("`{name}` takes {}.", type_arguments(0, args.len())),
            )
            .with_help(format!("Write `{name}` without `::<..>`.")),
        );
        true
    }

    /// Reports type arguments behind the modules and contracts in front of a path.
    pub fn no_module_args(&mut self, front: &'a [ast::PathSegment]) {
        for (at, segment) in front.iter().enumerate() {
            if segment.args.is_empty() {
                continue;
            }
            let to_here = front.get(..=at).unwrap_or_default();
            if matches!(
                self.ck.walk_type(to_here, self.scope),
                Some(TypeDef::Module(_) | TypeDef::Contract(_))
            ) {
                self.no_type_args(&segment.name.name, &segment.args);
            }
        }
    }

    /// Whether as many type arguments are written as the type takes; reports it where not.
    pub fn takes(&mut self, segment: &'a ast::PathSegment, wanted: usize) -> bool {
        if segment.args.len() == wanted {
            return true;
        }
        self.ck.error(
            codes::TYPE_ARITY,
            segment.name.span,
            format!(
                "`{}` takes {}.",
                segment.name.name,
                type_arguments(wanted, segment.args.len())
            ),
        );
        false
    }

    /// Makes the type arguments of a struct or enum those behind the last name of a path: `E::A::<u8>`.
    pub fn apply_type_args(&mut self, ty: &Ty, segment: &'a ast::PathSegment) {
        if segment.args.is_empty() {
            return;
        }
        let name = &segment.name.name;
        let wanted: Vec<Ty> = match ty {
            Ty::Adt(_, args) => args.to_vec(),
            Ty::Option(inner) => vec![(**inner).clone()],
            Ty::Result(ok, err) => vec![(**ok).clone(), (**err).clone()],
            _ => Vec::new(),
        };
        if wanted.is_empty() {
            self.no_type_args(name, &segment.args);
            return;
        }
        if !self.takes(segment, wanted.len()) {
            for ty in &wanted {
                self.infer.unify(ty, &Ty::Error);
            }
            return;
        }
        for (wanted, written) in wanted.iter().zip(&segment.args) {
            let ty = self.ck.lower_type(written, self.scope);
            if !self.infer.unify(wanted, &ty) {
                let (known, given) = (self.show(wanted), self.show(&ty));
                self.ck.report(
                    Diagnostic::error(
                        codes::MISMATCH,
                        written.span,
                        format!("The type argument here is {known}, but {given} is written."),
                    )
                    .with_help("Write the type arguments once, behind the type or behind the variant."),
                );
            }
        }
    }

    /// The type that `Some::<u8>` and the like say; `None` without type arguments.
    pub fn std_variant_type(&mut self, segment: &'a ast::PathSegment, span: Span) -> Option<Ty> {
        if segment.args.is_empty() {
            return None;
        }
        let mut open = || Arc::new(self.infer.fresh(span));
        let ty = match segment.name.name.as_str() {
            "Some" | "None" => Ty::Option(open()),
            "Ok" | "Err" => Ty::Result(open(), open()),
            _ => return None,
        };
        self.apply_type_args(&ty, segment);
        Some(ty)
    }
}
