//! Calls of user functions.

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::calls_functions;
use twilight_hir::thir::{Arg, FnId, Place};
use twilight_tir::{CompareOp, ContextVar, Op, Operand, Terminator, messages};

use crate::expressions::{UNIT, int, text};
use crate::function::{FunctionContext, signature};
use crate::instances::Instance;
use crate::places::{Access, PlaceOperands};
use crate::traits::Callee;

/// An evaluated argument.
enum Given<'p> {
    Value(Operand),
    /// A place that the call may change.
    Place(&'p Place, PlaceOperands),
}

impl<'p> FunctionContext<'_, 'p> {
    /// A test calls a public function as its users do: value sent to one that is not payable reverts
    /// (DECISION C6).
    fn refuse_value(&mut self, span: Span) {
        let ty = Type::Int(IntType::U128);
        let sent = self
            .builder
            .emit(Op::GetContext(ContextVar::Value), ty.clone(), span);
        let compare = Op::Compare {
            op: CompareOp::Eq,
            ty,
            lhs: sent,
            rhs: int(IntType::U128, 0),
        };
        let nothing = self.builder.emit(compare, Type::Bool, span);
        self.guard(nothing, span, |fx| {
            fx.builder
                .terminate(Terminator::Revert(text(messages::NOT_PAYABLE)), span);
        });
    }

    /// Takes the value that is sent with the next call away, and gives it.
    fn hold_value(&mut self, span: Span) -> Operand {
        let ty = Type::Int(IntType::U128);
        let sent = self.builder.emit(Op::GetContext(ContextVar::Value), ty, span);
        self.set_context(ContextVar::Value, int(IntType::U128, 0), span);
        sent
    }

    /// Evaluates an argument. Only functions that are compiled in place have parameters for functions.
    fn given(&mut self, arg: &'p Arg) -> Option<Given<'p>> {
        match arg {
            Arg::Value(value) => Some(Given::Value(self.expression(value))),
            Arg::Place(place) => Some(Given::Place(place, self.place_operands(place))),
            Arg::Function(_) => None,
        }
    }

    /// A call; by-reference arguments are read when all arguments are evaluated, and written after it.
    pub fn call(&mut self, id: FnId, types: &'p [Ty], args: &'p [Arg], span: Span) -> Operand {
        let types: Vec<Type> = types.iter().map(|ty| self.ty(ty)).collect();
        let (id, types) = match self.cx.types.callee(id, types) {
            Some(Callee::User(id, types)) => (id, types),
            Some(Callee::Language(std, types)) => {
                let operands = args
                    .iter()
                    .filter_map(|arg| match arg {
                        Arg::Value(value) => Some(self.expression(value)),
                        Arg::Place(_) | Arg::Function(_) => None,
                    })
                    .collect();
                return self.language_call(std, &types, operands, span);
            }
            None => {
                self.cx
                    .internal(span, "a call of a function of a trait without an implementation");
                return UNIT;
            }
        };
        let Some(callee) = self.cx.program.functions.get(id.0 as usize) else {
            return UNIT;
        };
        if callee.is_inlined() {
            return self.call_in_place(id, callee, types, args, span);
        }
        let signature = signature(self.cx, callee, &types);
        let sends = self.in_test && callee.contract.is_some() && callee.public;
        // What the arguments call is called without the value.
        let sent = (sends && calls_functions(args)).then(|| self.hold_value(span));
        let given: Vec<Given<'p>> = args.iter().filter_map(|arg| self.given(arg)).collect();
        let mut operands = Vec::with_capacity(args.len());
        let mut updated: Vec<(Access, Span)> = Vec::new();
        for one in given {
            match one {
                Given::Value(value) => operands.push(value),
                // Now, not in their order: arguments after it may have changed the place.
                Given::Place(place, inside) => {
                    let access = self.find(place, inside);
                    operands.push(self.load_to_lend(&access, place.span));
                    updated.push((access, place.span));
                }
            }
        }
        if let Some(sent) = sent {
            self.set_context(ContextVar::Value, sent, span);
        }
        if sends && !callee.payable {
            self.refuse_value(span);
        }
        let function = self.cx.function(Instance::User(id, types));
        let result = self.builder.emit(
            Op::Call {
                function,
                args: operands,
            },
            signature.ret.clone(),
            span,
        );
        if sends {
            // The value was sent with this call.
            let value = int(IntType::U128, 0);
            self.set_context(ContextVar::Value, value, span);
        }
        if updated.is_empty() {
            return result;
        }
        let parts = signature.ret.fields().unwrap_or_default();
        for (index, (access, place_span)) in (1_u32..).zip(&updated) {
            let ty = parts.get(index as usize).cloned().unwrap_or(Type::Unit);
            let extract = Op::Extract {
                aggregate: result.clone(),
                index,
            };
            let value = self.builder.emit(extract, ty, *place_span);
            self.store(access, value, *place_span);
        }
        self.builder.emit(
            Op::Extract {
                aggregate: result,
                index: 0,
            },
            signature.source_ret,
            span,
        )
    }
}
