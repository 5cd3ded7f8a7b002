//! Values of `Option`, `Result` and the enums of the library, made and taken apart (spec 03 §4.1, §4.2).

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_tir::{Builtin, Op, Operand, Terminator};

use crate::expressions::{UNIT, text};
use crate::function::FunctionContext;
use crate::std_calls::variants;

impl FunctionContext<'_, '_> {
    /// A value of an enum-like type.
    pub fn variant(&mut self, ty: &Type, variant: u32, fields: Vec<Operand>, span: Span) -> Operand {
        self.builder.emit(
            Op::Variant {
                ty: ty.clone(),
                variant,
                fields,
            },
            ty.clone(),
            span,
        )
    }

    /// `Err(E::variant)` of a `Result` whose error is a standard enum.
    pub fn failure(&mut self, result: &Type, variant: u32, span: Span) -> Operand {
        let Type::Result(_, error_ty) = result else {
            return UNIT;
        };
        let error = self.variant(error_ty, variant, Vec::new(), span);
        self.variant(result, 1, vec![error], span)
    }

    /// `Some(v)` to `Ok(v)`, `None` to `Err(E::variant)`.
    pub fn or_error(&mut self, option: Operand, result: &Type, variant: u32, span: Span) -> Operand {
        let Type::Result(value_ty, _) = result else {
            return UNIT;
        };
        let present = self.has_tag(&option, 1, span);
        let value_ty = (**value_ty).clone();
        self.branches(
            present,
            result.clone(),
            span,
            |fx| {
                let value = fx.payload(option, 1, 0, value_ty, span);
                fx.variant(result, 0, vec![value], span)
            },
            |fx| fx.failure(result, variant, span),
        )
    }

    pub fn converted(&mut self, builtin: Builtin, args: Vec<Operand>, ret: &Type, span: Span) -> Operand {
        let variant = match builtin {
            Builtin::AddressFromBytes | Builtin::HashFromBytes => variants::CONVERSION_INVALID_LENGTH,
            _ => variants::CONVERSION_INVALID_FORMAT,
        };
        let option = self.builtin(builtin, Vec::new(), args, span);
        self.or_error(option, ret, variant, span)
    }

    /// The payload of `variant`, or a panic with `message`.
    pub fn unwrap(
        &mut self,
        value: Operand,
        variant: u32,
        message: Operand,
        ret: Type,
        span: Span,
    ) -> Operand {
        let present = self.has_tag(&value, variant, span);
        self.guard(present, span, |fx| {
            fx.builder.terminate(Terminator::Panic(message), span)
        });
        self.payload(value, variant, 0, ret, span)
    }

    /// As `unwrap`, with a message that shows the value.
    pub fn unwrap_shown(
        &mut self,
        value: Operand,
        variant: u32,
        name: &str,
        ret: Type,
        span: Span,
    ) -> Operand {
        let present = self.has_tag(&value, variant, span);
        let shown = value.clone();
        self.guard(present, span, |fx| {
            let shown = fx.display(shown, span);
            let start = text(&format!("Called `{name}` on `"));
            let half = fx.builtin(Builtin::StrConcat, Vec::new(), vec![start, shown], span);
            let message = fx.builtin(Builtin::StrConcat, Vec::new(), vec![half, text("`.")], span);
            fx.builder.terminate(Terminator::Panic(message), span);
        });
        self.payload(value, variant, 0, ret, span)
    }

    pub fn payload_or(
        &mut self,
        value: Operand,
        variant: u32,
        otherwise: Operand,
        ret: Type,
        span: Span,
    ) -> Operand {
        let present = self.has_tag(&value, variant, span);
        let ty = ret.clone();
        self.branches(
            present,
            ret,
            span,
            |fx| fx.payload(value, variant, 0, ty, span),
            |_| otherwise,
        )
    }

    /// One side of a `Result` as `Option`.
    pub fn side(&mut self, value: Operand, variant: u32, ret: Type, span: Span) -> Operand {
        let Type::Option(inner) = &ret else { return UNIT };
        let inner = (**inner).clone();
        let present = self.has_tag(&value, variant, span);
        let (some, none) = (ret.clone(), ret.clone());
        self.branches(
            present,
            ret,
            span,
            |fx| {
                let payload = fx.payload(value, variant, 0, inner, span);
                fx.variant(&some, 1, vec![payload], span)
            },
            |fx| fx.variant(&none, 0, Vec::new(), span),
        )
    }

    /// Element `index` as `Option`, copied.
    pub fn element_option(
        &mut self,
        value: Operand,
        index: Operand,
        length: Operand,
        ret: Type,
        span: Span,
    ) -> Operand {
        let inside = self.less(index.clone(), length, span);
        let ty = self.builder.operand_type(&value);
        let (some, none) = (ret.clone(), ret.clone());
        self.branches(
            inside,
            ret,
            span,
            |fx| {
                let element = fx.element(&value, &ty, index, span);
                let element = fx.copy(element, span);
                fx.variant(&some, 1, vec![element], span)
            },
            |fx| fx.variant(&none, 0, Vec::new(), span),
        )
    }
}
