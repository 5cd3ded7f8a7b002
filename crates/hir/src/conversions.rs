//! Conversions: `from`, `into`, `try_from`, `try_into`, `parse` (DECISIONS S4, T7).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, Obligation, error_expr};
use crate::codes;
use crate::std_fn::StdFn;
use crate::std_table::fallible;
use crate::thir::{Expr, Place};
use crate::ty::Ty;

fn unknown_target(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::CANNOT_INFER,
        span,
        format!("`.{name}()` needs to know the type to convert to."),
    )
}

impl<'a> FnCx<'_, 'a> {
    /// `text.parse()`: the type from `parse::<u8>()`, from what is expected, or from later use.
    pub(crate) fn parse_text(
        &mut self,
        place: Place,
        generics: &'a [ast::Type],
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        if !self.count_args("parse", args, 0, span, None) {
            return error_expr(span);
        }
        if let [_, extra @ ..] = generics
            && !extra.is_empty()
        {
            let given = crate::calls::type_arguments(1, generics.len());
            let message = format!("`parse` takes {given}.");
            return self.fail(codes::TYPE_ARITY, span, message);
        }
        let target = match (generics, hint.map(|hint| self.infer.shallow(hint))) {
            ([named, ..], _) => self.ck.lower_type(named, self.scope),
            ([], Some(Ty::Result(ok, _))) => self.infer.shallow(&ok),
            _ => self.infer.fresh_int(span),
        };
        if matches!(target, Ty::Infer(_)) {
            let open = self.infer.fresh_int(span);
            self.infer.unify(&target, &open);
        }
        let value = self.read_checked(place);
        if matches!(target, Ty::Error) {
            return error_expr(span);
        }
        if !self.infer.is_int(&target) {
            let shown = self.show(&target);
            return self.fail_with(
                Diagnostic::error(
                    codes::LIBRARY_TYPE,
                    span,
                    format!("`parse` reads integers, not {shown}."),
                )
                .with_help("Addresses and hashes have `from_hex`."),
            );
        }
        let ret = fallible(target.clone(), "ParseIntError");
        self.std_call(StdFn::IntParse, vec![target], vec![value], ret, span)
    }

    pub(crate) fn convert_to_expected(
        &mut self,
        name: &str,
        value: Expr,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let target = match (name, hint.map(|hint| self.infer.shallow(hint))) {
            ("into", Some(ty)) if !matches!(ty, Ty::Infer(_)) => Some(ty),
            ("try_into", Some(Ty::Result(ok, _))) => Some(self.infer.shallow(&ok)),
            _ => None,
        };
        match target {
            Some(ty) if !matches!(ty, Ty::Infer(_)) => {
                if name == "into" {
                    self.convert_lossless(ty, value, span, "into")
                } else {
                    self.convert_checked(ty, value, span)
                }
            }
            // An integer becomes what its use makes it, which is known at the end.
            open if name == "try_into" && self.infer.is_int(&value.ty) => {
                let ty = self.infer.fresh_int(span);
                if let Some(wanted) = open {
                    self.infer.unify(&wanted, &ty);
                }
                self.obligations.push(Obligation::Decided(ty.clone(), span));
                self.convert_checked(ty, value, span)
            }
            // A vector becomes the array that its use makes it.
            open if name == "try_into" && matches!(self.infer.shallow(&value.ty), Ty::Vector(_)) => {
                let Ty::Vector(element) = self.infer.shallow(&value.ty) else {
                    return value;
                };
                let target = open.unwrap_or_else(|| self.infer.fresh(span));
                self.obligations
                    .push(Obligation::FromVector(target.clone(), (*element).clone(), span));
                let ret = fallible(target.clone(), "ConversionError");
                self.std_call(StdFn::ArrayFromVector, vec![target], vec![value], ret, span)
            }
            _ => {
                let help = self.conversion_help(name, value.span);
                self.fail_with(unknown_target(name, span).with_help(help))
            }
        }
    }

    /// Whether a type is that of `.try_into()` of a vector, which nothing has said yet: that is said at the end.
    pub(crate) fn awaits_array(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Infer(_))
            && self.obligations.iter().any(|obligation| match obligation {
                Obligation::FromVector(target, ..) => self.infer.shallow(target) == *ty,
                _ => false,
            })
    }

    /// Checks what `.try_into()` of a vector became.
    pub(crate) fn check_from_vector(&mut self, target: &Ty, element: &Ty, span: Span) {
        let found = self.infer.shallow(target);
        let (shown_element, shown) = (self.show(element), self.show(&found));
        let diagnostic = match &found {
            Ty::Array(wanted, _) if self.infer.unify(wanted, element) => return,
            Ty::Error => return,
            Ty::Infer(_) => {
                let text = self.ck.sources.text(span);
                let receiver = text.strip_suffix(".try_into()").unwrap_or("v").trim_end();
                let element = match shown_element.trim_matches('`') {
                    "integer" => "u64",
                    known => known,
                };
                unknown_target("try_into", span).with_help(format!(
                    "Annotate it, with the length that you want: `val x: array<{element}, 4> = {receiver}.try_into().unwrap();`."
                ))
            }
            _ => Diagnostic::error(
                codes::CAST,
                span,
                format!("`try_into` of a vector gives an array of {shown_element}, not {shown}."),
            ),
        };
        self.ck.report(diagnostic);
        self.infer.unify(target, &Ty::Error);
    }

    /// Reports `.try_into()` whose use does not say what it should become.
    pub(crate) fn undecided_target(&mut self, span: Span) {
        let text = self.ck.sources.text(span);
        let receiver = text.strip_suffix(".try_into()").unwrap_or("y").trim_end();
        let help = format!("Write `u64::try_from({receiver})`, which names the type, for example `u64`.");
        self.ck.report(unknown_target("try_into", span).with_help(help));
    }

    fn conversion_help(&self, name: &str, receiver: Span) -> String {
        let text = self.ck.sources.text(receiver);
        let short = if text.len() <= 30 && !text.contains('\n') {
            text
        } else {
            "y"
        };
        if name == "into" {
            format!(
                "Annotate it (`val x: u128 = {short}.into();`) or write `u128::from({short})`, with the type that you want."
            )
        } else {
            format!("Write `u64::try_from({short})`, with the type that you want.")
        }
    }

    pub(crate) fn convert_lossless(&mut self, target: Ty, value: Expr, span: Span, written: &str) -> Expr {
        if let Some(function) = self.has_from_impl(&value.ty, &target) {
            return self.apply_from(function, value, target, span);
        }
        if target == Ty::String {
            let ty = self.infer.shallow(&value.ty);
            if ty == Ty::String || matches!(ty, Ty::Error) {
                return Expr { span, ..value };
            }
            return self.std_call(StdFn::ToString, vec![ty], vec![value], Ty::String, span);
        }
        let from = self.infer.shallow(&value.ty);
        let wide = Ty::Int(twilight_abi::IntType::U256);
        if matches!(target, Ty::Hash256) && self.infer.is_int_var(&from) {
            self.infer.unify(&from, &wide);
        }
        let from = self.infer.shallow(&from);
        let function = match (&from, &target) {
            (Ty::Bool, Ty::Int(_)) => Some(StdFn::IntFromBool),
            (Ty::Hash256, Ty::Int(_)) if target == wide => Some(StdFn::IntFromHash),
            (Ty::Address, Ty::Int(_)) if target == wide => Some(StdFn::IntFromAddress),
            (Ty::Int(_), Ty::Hash256) if from == wide => Some(StdFn::HashFromInt),
            _ => None,
        };
        if let Some(function) = function {
            let types = if function == StdFn::IntFromBool {
                vec![target.clone()]
            } else {
                Vec::new()
            };
            return self.std_call(function, types, vec![value], target, span);
        }
        self.convert(value, target, span, written)
    }

    pub(crate) fn convert_checked(&mut self, target: Ty, value: Expr, span: Span) -> Expr {
        let from = self.infer.shallow(&value.ty);
        if matches!(from, Ty::Error | Ty::Never) {
            return self.without_value(&from, value.span, span);
        }
        let wide = Ty::Int(twilight_abi::IntType::U256);
        if matches!(target, Ty::Address) && self.infer.is_int_var(&from) {
            self.infer.unify(&from, &wide);
        }
        let special = match (&self.infer.shallow(&from), &target) {
            (from, Ty::Address) if *from == wide => Some((StdFn::AddressFromInt, vec![])),
            (Ty::Vector(element), Ty::Array(wanted, _)) if self.infer.unify(element, wanted) => {
                Some((StdFn::ArrayFromVector, vec![target.clone()]))
            }
            _ => None,
        };
        if let Some((function, types)) = special {
            let ret = fallible(target, "ConversionError");
            return self.std_call(function, types, vec![value], ret, span);
        }
        if !self.infer.is_int(&target) || !self.infer.is_int(&from) {
            let (found, wanted) = (self.show(&from), self.show(&target));
            return self.fail(
                codes::CAST,
                span,
                format!("`try_from` converts between integers, not from {found} to {wanted}."),
            );
        }
        let ret = fallible(target.clone(), "ConversionError");
        self.std_call(StdFn::IntTryFrom, vec![from, target], vec![value], ret, span)
    }
}
