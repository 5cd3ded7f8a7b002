//! Types (spec 02 §3) and generic parameters.

use super::Parser;
use super::expressions::{Power, SHIFT};
use super::paths::PathMode;
use crate::ast::{
    Expr, ExprKind, FunctionKind, GenericParam, Generics, Ident, Path, PathSegment, Predicate, Type, TypeKind,
};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::{Diagnostic, Span};

impl Parser<'_> {
    /// A type; what is none is reported and gives [`TypeKind::Error`].
    pub(super) fn ty(&mut self) -> Type {
        let start = self.at;
        if !self.enter() {
            return Type {
                kind: TypeKind::Error,
                span: self.span_from(start),
            };
        }
        let mark = self.mark();
        let kind = self.type_kind();
        let mut ty = Type {
            kind,
            span: self.span_from(start),
        };
        self.finish(mark, NodeKind::Type);
        if self.is(T::OpenBracket) && self.nth(1) == T::CloseBracket && self.joined(0) {
            ty = self.bracket_suffix(ty, start);
        }
        self.leave();
        ty
    }

    fn type_kind(&mut self) -> TypeKind {
        match self.kind() {
            T::OpenParen => self.tuple_type(),
            T::Impl => {
                self.bump();
                TypeKind::ImplTrait(self.bounds())
            }
            T::Fn => {
                self.bump();
                self.function_type(FunctionKind::Many)
            }
            T::Amp | T::AmpAmp => self.reference_type(),
            T::Less => TypeKind::Path(self.path(PathMode::Type)),
            T::OpenBracket => self.bracket_type(),
            T::Ident
                if matches!(self.current_text(), "Fn" | "FnMut" | "FnOnce")
                    && self.nth(1) == T::OpenParen =>
            {
                let kind = if self.current_text() == "FnOnce" {
                    FunctionKind::Once
                } else {
                    FunctionKind::Many
                };
                self.bump();
                self.function_type(kind)
            }
            T::Ident
                if self.current_text() == "dyn" && (self.nth(1).is_ident() || self.nth(1) == T::Crate) =>
            {
                let diagnostic = Diagnostic::error(
                    codes::FOREIGN_FORM,
                    self.span(),
                    "Twilight has no trait objects: dispatch is static.",
                )
                .with_help("Write `impl Trait`, or make the function generic: `fn f<T: Trait>(x: T)`.");
                self.report_always(diagnostic);
                self.bump();
                TypeKind::ImplTrait(self.bounds())
            }
            T::Ident if self.current_text() == "mapping" && self.nth(1) == T::OpenParen => {
                self.mapping_type()
            }
            _ if self.at_path() => {
                if self.current_text() == "array" && self.nth(1) == T::Less {
                    return self.array_type();
                }
                TypeKind::Path(self.path(PathMode::Type))
            }
            T::OpenBrace => {
                let diagnostic = self
                    .expected_diagnostic("a type")
                    .with_help("A type with named fields is declared: `struct S { a: A, b: B }`.");
                self.report(diagnostic);
                TypeKind::Error
            }
            _ => {
                self.expected("a type");
                TypeKind::Error
            }
        }
    }

    /// A type behind `as`: only integer types can follow, so `<` is a comparison.
    pub(super) fn cast_type(&mut self) -> Type {
        if self.kind().is_ident() && self.nth(1) == T::Less {
            let mark = self.mark();
            let start = self.at;
            let path = self.path(PathMode::Plain);
            self.finish(mark, NodeKind::Type);
            return Type {
                kind: TypeKind::Path(path),
                span: self.span_from(start),
            };
        }
        self.ty()
    }

    /// `(A, B)`; `(A)` is `A`.
    fn tuple_type(&mut self) -> TypeKind {
        let open = self.at;
        self.bump();
        let mut comma = false;
        let mut elements = self.list(open, T::CloseParen, &[T::Comma], "a type", |p| {
            let ty = p.ty();
            comma |= p.is(T::Comma);
            Some(ty)
        });
        match elements.pop() {
            Some(only) if elements.is_empty() && !comma => only.kind,
            Some(last) => {
                elements.push(last);
                TypeKind::Tuple(elements)
            }
            None => TypeKind::Tuple(elements),
        }
    }

    /// `(A) -> B` behind `fn` or `Fn`.
    fn function_type(&mut self, kind: FunctionKind) -> TypeKind {
        let open = self.at;
        if !self.eat(T::OpenParen) {
            self.expected("`(` and the parameter types");
            return TypeKind::Error;
        }
        let params = self.list(open, T::CloseParen, &[T::Comma], "a type", |p| Some(p.ty()));
        let ret = self.eat(T::Arrow).then(|| Box::new(self.ty()));
        TypeKind::Function { kind, params, ret }
    }

    /// `array<T, N>`.
    fn array_type(&mut self) -> TypeKind {
        self.bump();
        let open = self.at;
        self.bump();
        let element = self.ty();
        let length = if self.eat(T::Comma) {
            self.array_length()
        } else {
            if self.is(T::Semicolon) {
                let diagnostic = self
                    .expected_diagnostic("`,` between the element type and the length")
                    .with_help("Write `array<u8, 32>`.");
                self.report(diagnostic);
                self.bump();
                self.array_length()
            } else {
                let diagnostic = self
                    .expected_diagnostic("`,` and the array's length")
                    .with_help("An array type is written `array<u8, 32>`; `vector<u8>` has no fixed length.");
                self.report(diagnostic);
                Expr {
                    kind: ExprKind::Error,
                    span: self.span_from(self.at),
                }
            }
        };
        self.eat(T::Comma);
        self.close(open, T::Greater, "`>`");
        TypeKind::Array(Box::new(element), Box::new(length))
    }

    /// The length of an array: operators that hold `>` need parentheses.
    fn array_length(&mut self) -> Expr {
        self.bracketed(|p| p.expr_power(Power(SHIFT.0 + 1)))
    }

    /// `[T; N]`, `[T]`: Rust's forms.
    fn bracket_type(&mut self) -> TypeKind {
        let open = self.at;
        self.bump();
        let element = self.ty();
        let kind = if self.eat(T::Semicolon) {
            let length = self.bracketed(|p| p.expr());
            TypeKind::Array(Box::new(element), Box::new(length))
        } else {
            named_type("vector", vec![element], self.span_from(open))
        };
        self.close(open, T::CloseBracket, "`]`");
        let fixed = matches!(kind, TypeKind::Array(..));
        let advice = if fixed {
            "Write `array<T, N>`, for example `array<u8, 32>`."
        } else {
            "Write `vector<T>`, or `array<T, N>` for a fixed length."
        };
        let diagnostic = Diagnostic::error(
            codes::FOREIGN_FORM,
            self.span_from(open),
            "Array types are not written with brackets.",
        )
        .with_help(advice);
        self.report_always(diagnostic);
        kind
    }

    /// `T[]`: Solidity's form.
    fn bracket_suffix(&mut self, element: Type, start: usize) -> Type {
        while self.is(T::OpenBracket) && self.nth(1) == T::CloseBracket {
            self.bump();
            self.bump();
        }
        let text = self
            .text
            .get(element.span.start as usize..element.span.end as usize)
            .unwrap_or("T");
        let name = super::twilight_type_for(text).unwrap_or(text);
        let diagnostic = Diagnostic::error(
            codes::FOREIGN_FORM,
            self.span_from(start),
            "Array types are not written with brackets.",
        )
        .with_help(format!("Write `vector<{}>`.", crate::lexer::shorten(name)));
        self.report_always(diagnostic);
        let span = self.span_from(start);
        Type {
            kind: named_type("vector", vec![element], span),
            span,
        }
    }

    /// `&T`, `&mut T` (DECISION S14).
    fn reference_type(&mut self) -> TypeKind {
        let start = self.at;
        self.bump();
        if self.is(T::Label) {
            self.bump();
        }
        let mutable = self.eat(T::Mut);
        let span = self.span_from(start);
        let inner = self.ty();
        let text = self
            .text
            .get(inner.span.start as usize..inner.span.end as usize)
            .unwrap_or("T");
        let text = match text {
            "str" | "String" => "string".into(),
            _ => crate::lexer::shorten(text),
        };
        let help = if mutable {
            format!("Write `mut` before the parameter's name instead: `mut x: {text}`, or `mut self`.")
        } else {
            format!("Write `{text}`: the compiler borrows by itself.")
        };
        let what = if mutable { "`&mut`" } else { "`&`" };
        let diagnostic = Diagnostic::error(
            codes::REFERENCE,
            span,
            format!("Twilight has no reference types ({what})."),
        )
        .with_help(help);
        self.report_always(diagnostic);
        inner.kind
    }

    /// `mapping(K => V)`: Solidity's form, read as `map<K, V>`.
    fn mapping_type(&mut self) -> TypeKind {
        let start = self.at;
        self.bump();
        let open = self.at;
        self.bump();
        let key = self.ty();
        self.name_of_mapping_part();
        self.expect(T::FatArrow);
        let value = self.ty();
        self.name_of_mapping_part();
        self.close(open, T::CloseParen, "`)`");
        let diagnostic = Diagnostic::error(
            codes::FOREIGN_FORM,
            self.span_from(start),
            "Maps are not written `mapping(..)` in Twilight.",
        )
        .with_help("Write `map<K, V>`, for example `map<address, u256>`.");
        self.report_always(diagnostic);
        named_type("map", vec![key, value], self.span_from(start))
    }

    /// Solidity lets the parts of a mapping have names.
    fn name_of_mapping_part(&mut self) {
        if self.kind().is_ident() {
            self.bump();
        }
    }

    /// `A + B`.
    pub(super) fn bounds(&mut self) -> Vec<Type> {
        let mut bounds = vec![self.ty()];
        while self.eat(T::Plus) {
            bounds.push(self.ty());
        }
        bounds
    }

    /// `<T: A + B, ..>`, when there is one.
    pub(super) fn generic_params(&mut self) -> Generics {
        let mut generics = Generics::default();
        if self.is(T::Less) {
            let mark = self.mark();
            let open = self.at;
            self.bump();
            generics.params = self.list(open, T::Greater, &[T::Comma], "a type parameter", |p| {
                if p.is(T::Label) {
                    let diagnostic = Diagnostic::error(
                        codes::REFERENCE,
                        p.span(),
                        "Twilight has no lifetime parameters: lifetimes are inferred.",
                    )
                    .with_help("Leave the lifetime out.");
                    p.report_always(diagnostic);
                    p.bump();
                    return None;
                }
                p.generic_param()
            });
            self.finish(mark, NodeKind::GenericParams);
        }
        generics
    }

    fn generic_param(&mut self) -> Option<GenericParam> {
        if self.is(T::Const) && self.nth(1).is_ident() {
            let diagnostic = Diagnostic::error(
                codes::EXPECTED,
                self.span(),
                "Twilight has no constant parameters: a type or function is made for types only.",
            )
            .with_help("Use a `const` for the length of an array, or a `vector`, which has any length.");
            if !std::mem::replace(&mut self.const_parameter, true) {
                self.report_always(diagnostic);
            }
            self.bump();
            self.ident();
            if self.eat(T::Colon) {
                self.ty();
            }
            return None;
        }
        let name = self.name("a type parameter")?;
        let bounds = if self.eat(T::Colon) {
            self.bounds()
        } else {
            Vec::new()
        };
        Some(GenericParam { name, bounds })
    }

    /// `where T: A, ..`, when there is one; it ends before `{` or `;`.
    pub(super) fn where_clause(&mut self, generics: &mut Generics) {
        if !self.is(T::Where) {
            return;
        }
        let mark = self.mark();
        self.bump();
        while !matches!(self.kind(), T::OpenBrace | T::Semicolon | T::Eof) {
            let ty = if self.at_path() || matches!(self.kind(), T::Less | T::OpenParen) {
                self.ty()
            } else {
                let Some(name) = self.name("a type parameter") else {
                    break;
                };
                let span = name.span;
                let segments = vec![PathSegment::new(name, Vec::new())];
                let kind = TypeKind::Path(Path { segments, span });
                Type { kind, span }
            };
            self.expect(T::Colon);
            let bounds = self.bounds();
            generics.predicates.push(Predicate { ty, bounds });
            if !self.eat(T::Comma) {
                break;
            }
        }
        self.finish(mark, NodeKind::WhereClause);
    }

    /// A type that is missing and has been reported.
    pub(super) fn missing_type(&self) -> Type {
        Type {
            kind: TypeKind::Error,
            span: self.span_from(self.at),
        }
    }
}

/// The type meant by a form of another language.
fn named_type(name: &str, args: Vec<Type>, span: Span) -> TypeKind {
    let name = Ident {
        name: name.to_owned(),
        span,
    };
    TypeKind::Path(Path {
        segments: vec![PathSegment::new(name, args)],
        span,
    })
}
