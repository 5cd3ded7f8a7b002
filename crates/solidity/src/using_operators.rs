//! Operators that `using {f as +} for T global` defines.

use solang_parser::pt::UserDefinedOperator;
use twilight_diagnostics::Span;

use crate::build::{self};
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::operators::Op;
use crate::types::Type;

impl<'t> Code<'_, '_, 't> {
    /// The operator of two values of a user-defined type, if it was defined.
    pub fn user_defined_binary(&mut self, op: Op, lhs: &Value, rhs: &Value, span: Span) -> Option<Value> {
        let function = self.operator_function(op.user_defined()?, &lhs.ty)?;
        let source = self.em.items.function(function);
        let (first, second) = (
            source.params.first()?.ty.clone(),
            source.params.get(1)?.ty.clone(),
        );
        let ret = source.returns.first()?.ty.clone();
        let args = vec![
            self.coerce(lhs.clone(), &first, lhs.expr.span),
            self.coerce(rhs.clone(), &second, rhs.expr.span),
        ];
        if !self.without_call_data(function, "an operator", span) {
            return Some(Value::new(Type::Error, build::nothing(span)));
        }
        let id = self.em.instance(self.derived, function);
        let form = self.em.ty(&ret);
        Some(Value::new(ret, build::call(id, args, form, span)))
    }

    /// The operator before a value of a user-defined type, if it was defined.
    pub fn user_defined_unary(
        &mut self,
        op: UserDefinedOperator,
        value: Value,
        sign: &str,
        span: Span,
    ) -> Operand {
        let Some(function) = self.operator_function(op, &value.ty) else {
            let shown = self.em.show(&value.ty);
            self.error_help(
                codes::OPERATOR,
                span,
                format!("There is no operator `{sign}` for a `{shown}`."),
                format!("Define it with `using {{f as {sign}}} for {shown} global;`."),
            );
            return Operand::Nothing;
        };
        let Some(ret) = self
            .em
            .items
            .function(function)
            .returns
            .first()
            .map(|ret| ret.ty.clone())
        else {
            return Operand::Nothing;
        };
        if !self.without_call_data(function, "an operator", span) {
            return Operand::Nothing;
        }
        let id = self.em.instance(self.derived, function);
        let form = self.em.ty(&ret);
        Operand::Value(Value::new(ret, build::call(id, vec![value.expr], form, span)))
    }

    fn operator_function(&self, op: UserDefinedOperator, ty: &Type) -> Option<crate::items::FunctionId> {
        self.em
            .items
            .using
            .iter()
            .chain(
                self.frame
                    .contract
                    .map(|contract| self.em.items.contract(contract).using.as_slice())
                    .unwrap_or_default(),
            )
            .filter(|using| using.ty.as_ref() == Some(ty))
            .flat_map(|using| &using.operators)
            .find(|(operator, function)| {
                *operator == op && self.em.items.function(*function).params.len() == op.args()
            })
            .map(|(_, function)| *function)
    }
}
