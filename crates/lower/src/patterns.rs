//! Patterns: tests and bindings, `match`.

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{Arm, Expr, Pattern, PatternKind};
use twilight_tir::{BlockId, Builtin, CompareOp, Const, Op, Operand, Terminator};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;

impl<'p> FunctionContext<'_, 'p> {
    /// Binds a pattern that always matches.
    pub fn bind(&mut self, pattern: &'p Pattern, value: Operand) {
        // Where a test remains (an enum of one variant, a range over all values), failing it cannot happen.
        let failed = self.builder.new_block();
        self.test(pattern, value, failed);
        let go_on = self.builder.new_block();
        self.builder.branch(go_on, pattern.span);
        self.builder.enter(failed);
        self.builder.terminate(Terminator::Unreachable, pattern.span);
        self.builder.enter(go_on);
    }

    /// `match`: arms are tried in order.
    pub fn match_expression(&mut self, scrutinee: &'p Expr, arms: &'p [Arm], ty: &Ty, span: Span) -> Operand {
        let value = self.expression(scrutinee);
        let ty = self.ty(ty);
        let result = (ty != Type::Unit).then(|| self.builder.variable(ty, None));
        let join = self.builder.new_block();
        for arm in arms {
            let next = self.builder.new_block();
            self.test(&arm.pattern, value.clone(), next);
            if let Some(guard) = &arm.guard {
                let condition = self.expression(guard);
                let body = self.builder.new_block();
                let branch = Terminator::BranchIf {
                    condition,
                    then: body,
                    otherwise: next,
                };
                self.builder.terminate(branch, guard.span);
                self.builder.enter(body);
            }
            let value = self.expression(&arm.body);
            if let Some(result) = result {
                self.builder.write(result, value);
            }
            self.builder.branch(join, arm.body.span);
            self.builder.enter(next);
        }
        // The checker proved that some arm matches.
        self.builder.terminate(Terminator::Unreachable, span);
        self.builder.enter(join);
        result.map_or(UNIT, |result| self.builder.read(result))
    }

    /// Tests `value`, jumping to `failed` where it does not match, and binds variables. Depth is bounded by
    /// the parser's nesting limit.
    pub fn test(&mut self, pattern: &'p Pattern, value: Operand, failed: BlockId) {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::Wildcard => {}
            PatternKind::Binding {
                local,
                clone,
                subpattern,
            } => {
                if let Some(subpattern) = subpattern {
                    self.test(subpattern, value.clone(), failed);
                }
                let value = if *clone { self.copy(value, span) } else { value };
                self.write_local(*local, value);
            }
            PatternKind::Int(expected) => {
                if let Type::Int(ty) = self.builder.operand_type(&value) {
                    let expected = Operand::Const(Const::Int(ty, *expected));
                    self.test_compare(CompareOp::Eq, Type::Int(ty), value, expected, failed, span);
                }
            }
            PatternKind::Bool(expected) => {
                let compare = Operand::Const(Const::Bool(*expected));
                self.test_compare(CompareOp::Eq, Type::Bool, value, compare, failed, span);
            }
            PatternKind::Str(expected) => {
                let expected = Operand::Const(Const::Str(std::sync::Arc::clone(expected)));
                self.test_compare(CompareOp::Eq, Type::String, value, expected, failed, span);
            }
            PatternKind::Range { start, end } => {
                if let Type::Int(ty) = self.builder.operand_type(&value) {
                    for (op, bound) in [(CompareOp::Ge, start), (CompareOp::Le, end)] {
                        let bound = Operand::Const(Const::Int(ty, *bound));
                        self.test_compare(op, Type::Int(ty), value.clone(), bound, failed, span);
                    }
                }
            }
            PatternKind::Variant { variant, fields } => {
                let Some(variants) = self.builder.operand_type(&value).variants() else {
                    return;
                };
                if variants.len() > 1 {
                    let matches = self.has_tag(&value, *variant, span);
                    self.require(matches, failed, span);
                }
                let payload = variants.into_iter().nth(*variant as usize).unwrap_or_default();
                for (index, field) in fields {
                    if matches!(field.kind, PatternKind::Wildcard) {
                        continue;
                    }
                    let ty = payload.get(*index as usize).cloned().unwrap_or(Type::Unit);
                    let part = self.payload(value.clone(), *variant, *index, ty, field.span);
                    self.test(field, part, failed);
                }
            }
            PatternKind::Fields(fields) => {
                let types = self.builder.operand_type(&value).fields().unwrap_or_default();
                for (index, field) in fields {
                    if matches!(field.kind, PatternKind::Wildcard) {
                        continue;
                    }
                    let ty = types.get(*index as usize).cloned().unwrap_or(Type::Unit);
                    let extract = Op::Extract {
                        aggregate: value.clone(),
                        index: *index,
                    };
                    let part = self.builder.emit(extract, ty, field.span);
                    self.test(field, part, failed);
                }
            }
            PatternKind::Elements { before, rest, after } => {
                self.test_elements(before, *rest, after, value, failed, span);
            }
            PatternKind::Or(alternatives) => {
                let matched = self.builder.new_block();
                let count = alternatives.len();
                for (at, alternative) in alternatives.iter().enumerate() {
                    if at + 1 == count {
                        self.test(alternative, value.clone(), failed);
                        self.builder.branch(matched, span);
                    } else {
                        let next = self.builder.new_block();
                        self.test(alternative, value.clone(), next);
                        self.builder.branch(matched, span);
                        self.builder.enter(next);
                    }
                }
                self.builder.enter(matched);
            }
        }
    }

    fn test_elements(
        &mut self,
        before: &'p [Pattern],
        rest: bool,
        after: &'p [Pattern],
        value: Operand,
        failed: BlockId,
        span: Span,
    ) {
        let u64_ty = || Type::Int(IntType::U64);
        let ty = self.builder.operand_type(&value);
        let length = self.length_of(&value, span);
        let fixed = int(IntType::U64, (before.len() + after.len()) as u64);
        if matches!(ty, Type::Vector(_)) {
            let op = if rest { CompareOp::Ge } else { CompareOp::Eq };
            self.test_compare(op, u64_ty(), length.clone(), fixed, failed, span);
        }
        for (index, element) in before.iter().enumerate() {
            let part = self.element(&value, &ty, int(IntType::U64, index as u64), element.span);
            self.test(element, part, failed);
        }
        for (index, element) in after.iter().enumerate() {
            let from_end = int(IntType::U64, (after.len() - index) as u64);
            let op = Op::Binary {
                op: twilight_tir::BinaryOp::WrappingSub,
                ty: IntType::U64,
                lhs: length.clone(),
                rhs: from_end,
            };
            let position = self.builder.emit(op, u64_ty(), span);
            let part = self.element(&value, &ty, position, element.span);
            self.test(element, part, failed);
        }
    }

    /// Element `index` of a vector or array; it may share storage.
    pub fn element(&mut self, value: &Operand, ty: &Type, index: Operand, span: Span) -> Operand {
        match ty {
            Type::Vector(element) => {
                let types = vec![(**element).clone()];
                self.builtin(Builtin::VecGet, types, vec![value.clone(), index], span)
            }
            _ => self.builtin(
                Builtin::ArrayGet,
                vec![ty.clone()],
                vec![value.clone(), index],
                span,
            ),
        }
    }

    fn test_compare(
        &mut self,
        op: CompareOp,
        ty: Type,
        lhs: Operand,
        rhs: Operand,
        failed: BlockId,
        span: Span,
    ) {
        let condition = self
            .builder
            .emit(Op::Compare { op, ty, lhs, rhs }, Type::Bool, span);
        self.require(condition, failed, span);
    }

    fn require(&mut self, condition: Operand, failed: BlockId, span: Span) {
        let go_on = self.builder.new_block();
        self.builder.terminate(
            Terminator::BranchIf {
                condition,
                then: go_on,
                otherwise: failed,
            },
            span,
        );
        self.builder.enter(go_on);
    }
}
