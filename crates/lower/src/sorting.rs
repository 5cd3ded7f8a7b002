//! Sorting by `impl Ord`, and sums and products: what goes over all elements of a vector or array.

use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_hir::thir::LocalId;
use twilight_syntax::ast::BinaryOp;
use twilight_tir::{Function, Op, Operand, ValueId};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;
use crate::instances::{Instance, ModuleContext};
use crate::storage::with_context;

impl FunctionContext<'_, '_> {
    /// A vector in ascending order, where its elements implement `Ord`: the builtin orders integers and strings.
    pub fn sort_by_order(&mut self, element: Type, args: Vec<Operand>, span: Span) -> Operand {
        let ret = Type::Vector(Arc::new(element.clone()));
        let function = self.cx.function(Instance::Sort(element));
        self.builder.emit(Op::Call { function, args }, ret, span)
    }

    /// The sum or product of integers, which reverts where it does not fit (DECISION T5).
    pub fn total(&mut self, sum: bool, list: &Operand, ret: &Type, span: Span) -> Operand {
        let Type::Int(number) = ret else { return UNIT };
        let (ty, op) = (
            self.builder.operand_type(list),
            if sum { BinaryOp::Add } else { BinaryOp::Mul },
        );
        let total = self.builder.variable(ret.clone(), None);
        self.builder.write(total, int(*number, u64::from(!sum)));
        let length = self.length_of(list, span);
        self.counted_loop(length, span, |fx, index| {
            let element = fx.element(list, &ty, index, span);
            let before = fx.builder.read(total);
            let after = fx.operate(op, before, element, span);
            fx.builder.write(total, after);
        });
        self.builder.read(total)
    }
}

/// `$sort<T>`: `(vector<T>) -> vector<T>`, the library's `sorted`.
pub fn lower_sort(cx: &mut ModuleContext<'_>, element: &Type, name: String) -> Function {
    let list = Type::Vector(Arc::new(element.clone()));
    with_context(cx, name, std::slice::from_ref(&list), list.clone(), |fx| {
        let Some(sorted) = fx.cx.program.ordered_sort else {
            fx.cx.internal(
                Span::default(),
                "sorting by `impl Ord` without the library's function",
            );
            return Operand::Value(ValueId(0));
        };
        let values = vec![(LocalId(0), Operand::Value(ValueId(0)))];
        let given = std::collections::BTreeMap::new();
        fx.run_in_place(sorted, vec![element.clone()], values, given, &[], Span::default())
            .0
    })
}
