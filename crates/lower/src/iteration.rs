//! `for` loops (DECISION T15).

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::{
    Arg, Callee, Expr, ExprKind, Iterable, LocalId, LoopId, Pattern, PlaceBase, Statement, UseMode,
};
use twilight_tir::{BinaryOp, Builtin, CompareOp, Op, Operand, Terminator};

use crate::builder::Variable;
use crate::expressions::int;
use crate::function::{FunctionContext, LoopFrame};

impl<'p> FunctionContext<'_, 'p> {
    /// Lowers a `for` loop.
    pub fn for_loop(
        &mut self,
        id: LoopId,
        pattern: &'p Pattern,
        iterable: &'p Iterable,
        body: &'p Expr,
        span: Span,
    ) {
        match iterable {
            Iterable::Range {
                start,
                end,
                inclusive,
            } => {
                let start = self.expression(start);
                let end = self.expression(end);
                self.range_loop(id, (start, end, *inclusive), span, |fx, index| {
                    fx.bind(pattern, index);
                    fx.expression(body);
                });
            }
            Iterable::Elements(source) => {
                let source = self.snapshot(source, body);
                let ty = self.builder.operand_type(&source);
                let length = self.length_of(&source, span);
                let range = (int(IntType::U64, 0), length, false);
                self.range_loop(id, range, span, |fx, index| {
                    let element = fx.element(&source, &ty, index, pattern.span);
                    let element = fx.copy(element, pattern.span);
                    fx.bind(pattern, element);
                    fx.expression(body);
                });
            }
            Iterable::Entries(source) => {
                let source = self.snapshot(source, body);
                let Type::Map(key, value) = self.builder.operand_type(&source) else {
                    return;
                };
                let types = vec![(*key).clone(), (*value).clone()];
                let pair = Type::Tuple([(*key).clone(), (*value).clone()].into());
                let length = self.builtin(Builtin::MapLen, types.clone(), vec![source.clone()], span);
                let range = (int(IntType::U64, 0), length, false);
                self.range_loop(id, range, span, |fx, index| {
                    let args = vec![source.clone(), index];
                    let key = fx.builtin(Builtin::MapKeyAt, types.clone(), args.clone(), pattern.span);
                    let value = fx.builtin(Builtin::MapValueAt, types.clone(), args, pattern.span);
                    let elements = vec![fx.copy(key, pattern.span), fx.copy(value, pattern.span)];
                    let op = Op::Aggregate {
                        ty: pair.clone(),
                        elements,
                    };
                    let entry = fx.builder.emit(op, pair.clone(), pattern.span);
                    fx.bind(pattern, entry);
                    fx.expression(body);
                });
            }
        }
    }

    /// The collection that a loop reads. The loop goes over what stood there when it began: where the body
    /// updates the same variable in place, over a copy.
    fn snapshot(&mut self, source: &'p Expr, body: &'p Expr) -> Operand {
        let value = self.expression(source);
        let ExprKind::Use(place, UseMode::Borrow) = &source.kind else {
            return value;
        };
        match place.base {
            PlaceBase::Local(local) if updates(body, local) => self.copy(value, source.span),
            PlaceBase::Cell(_) if changes_cells(body) => self.copy(value, source.span),
            _ => value,
        }
    }

    /// `for index in start..end` (`..=` where `inclusive`).
    fn range_loop(
        &mut self,
        id: LoopId,
        (start, end, inclusive): (Operand, Operand, bool),
        span: Span,
        body: impl FnOnce(&mut Self, Operand),
    ) {
        let ty = self.builder.operand_type(&start);
        let counter = self.builder.variable(ty.clone(), None);
        self.builder.write(counter, start);
        let (head, inside) = (self.builder.new_block(), self.builder.new_block());
        let (step, exit) = (self.builder.new_block(), self.builder.new_block());
        self.builder.branch(head, span);
        self.builder.switch_to(head);
        let at = self.builder.read(counter);
        let op = if inclusive { CompareOp::Le } else { CompareOp::Lt };
        let compare = Op::Compare {
            op,
            ty: ty.clone(),
            lhs: at.clone(),
            rhs: end.clone(),
        };
        let condition = self.builder.emit(compare, Type::Bool, span);
        self.builder.terminate(
            Terminator::BranchIf {
                condition,
                then: inside,
                otherwise: exit,
            },
            span,
        );
        self.builder.enter(inside);
        self.frame.loops.push(LoopFrame {
            id,
            break_to: exit,
            continue_to: step,
            result: None,
        });
        body(self, at.clone());
        self.frame.loops.pop();
        self.builder.branch(step, span);
        self.builder.enter(step);
        if inclusive {
            // The last value may be the type's greatest: stop before counting past it.
            let more = self.builder.new_block();
            let compare = Op::Compare {
                op: CompareOp::Lt,
                ty,
                lhs: at,
                rhs: end,
            };
            let condition = self.builder.emit(compare, Type::Bool, span);
            self.builder.terminate(
                Terminator::BranchIf {
                    condition,
                    then: more,
                    otherwise: exit,
                },
                span,
            );
            self.builder.enter(more);
        }
        self.increment(counter, span);
        self.builder.branch(head, span);
        self.builder.seal(head);
        self.builder.enter(exit);
    }

    /// Adds one to a counter that is known to be below its type's greatest value.
    pub fn increment(&mut self, counter: Variable, span: Span) {
        let Type::Int(ty) = self.builder.variable_type(counter) else {
            return;
        };
        let lhs = self.builder.read(counter);
        let own = Type::Int(ty);
        let next = self.integer_operation(BinaryOp::WrappingAdd, ty, lhs, int(ty, 1), &own, span);
        self.builder.write(counter, next);
    }
}

/// Whether evaluating `expr` assigns to or updates something in the variable.
fn updates(expr: &Expr, local: LocalId) -> bool {
    let is_local = |base: &PlaceBase| *base == PlaceBase::Local(local);
    let found = match &expr.kind {
        ExprKind::Assign { place, .. } => is_local(&place.base),
        ExprKind::Std {
            receiver: Some(place),
            ..
        } => is_local(&place.base),
        ExprKind::Call { args, .. } => args
            .iter()
            .any(|arg| matches!(arg, Arg::Place(place) if is_local(&place.base))),
        _ => false,
    };
    found || children(expr).into_iter().any(|child| updates(child, local))
}

/// Whether evaluating `expr` may change a cell: it assigns to one, or calls something that may.
fn changes_cells(expr: &Expr) -> bool {
    let is_cell = |base: &PlaceBase| matches!(base, PlaceBase::Cell(_));
    let found = match &expr.kind {
        ExprKind::Assign { place, .. } | ExprKind::Delete(place) => is_cell(&place.base),
        ExprKind::Std {
            receiver: Some(place),
            ..
        } => is_cell(&place.base),
        ExprKind::Call { .. } | ExprKind::CallParam { .. } => true,
        _ => false,
    };
    found || children(expr).into_iter().any(changes_cells)
}

/// Direct subexpressions.
fn children(expr: &Expr) -> Vec<&Expr> {
    let mut all = Vec::new();
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Bool(_)
        | ExprKind::Str(_)
        | ExprKind::Unit
        | ExprKind::Default
        | ExprKind::Const(_)
        | ExprKind::TraitConst { .. }
        | ExprKind::Continue { .. }
        | ExprKind::Context(_) => {}
        ExprKind::Use(place, _) | ExprKind::PointerTo(place) | ExprKind::Delete(place) => {
            place_children(place, &mut all);
        }
        ExprKind::Binary { lhs, rhs, .. } => all.extend([&**lhs, &**rhs]),
        ExprKind::AssertEqual {
            lhs, rhs, message, ..
        } => {
            all.extend([&**lhs, &**rhs]);
            all.extend(message.as_deref());
        }
        ExprKind::Unary { operand, .. }
        | ExprKind::Widen(operand)
        | ExprKind::Convert(_, operand)
        | ExprKind::Tag(operand)
        | ExprKind::NewReference(operand)
        | ExprKind::Revert(operand)
        | ExprKind::Try(operand)
        | ExprKind::Panic(operand)
        | ExprKind::Print(operand)
        | ExprKind::Repeat { value: operand, .. }
        | ExprKind::Check {
            condition: operand, ..
        }
        | ExprKind::Loop { body: operand, .. } => all.push(operand),
        ExprKind::Aggregate(elements) | ExprKind::Emit { args: elements, .. } => all.extend(elements),
        ExprKind::Struct { fields, base } => {
            all.extend(fields.iter().map(|(_, value)| value));
            all.extend(base.as_deref());
        }
        ExprKind::Variant { fields, .. } => all.extend(fields.iter().map(|(_, value)| value)),
        ExprKind::Call { args, .. } => {
            for arg in args {
                match arg {
                    Arg::Value(value) => all.push(value),
                    Arg::Place(place) => place_children(place, &mut all),
                    Arg::Function(Callee::Closure(closure)) => all.push(&closure.body),
                    Arg::Function(Callee::Named { .. } | Callee::Param(..)) => {}
                }
            }
        }
        ExprKind::CallParam { args, .. } => all.extend(args),
        ExprKind::Std { receiver, args, .. } => {
            if let Some(place) = receiver {
                place_children(place, &mut all);
            }
            all.extend(args);
        }
        ExprKind::Block { statements, tail } => {
            for statement in statements {
                match statement {
                    Statement::Let { init, .. } => all.extend(init),
                    Statement::Expr(expr) => all.push(expr),
                }
            }
            all.extend(tail.as_deref());
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            all.extend([&**condition, &**then]);
            all.extend(otherwise.as_deref());
        }
        ExprKind::While { condition, body, .. } => all.extend([&**condition, &**body]),
        ExprKind::For { iterable, body, .. } => {
            match iterable {
                Iterable::Range { start, end, .. } => all.extend([&**start, &**end]),
                Iterable::Elements(source) | Iterable::Entries(source) => all.push(source),
            }
            all.push(body);
        }
        ExprKind::Match { scrutinee, arms } => {
            all.push(scrutinee);
            for arm in arms {
                all.extend(&arm.guard);
                all.push(&arm.body);
            }
        }
        ExprKind::Return(value) | ExprKind::Break { value, .. } => all.extend(value.as_deref()),
        ExprKind::Assign { place, value, .. } => {
            place_children(place, &mut all);
            all.push(value);
        }
        ExprKind::Require {
            condition, message, ..
        } => {
            all.push(condition);
            all.extend(message.as_deref());
        }
        ExprKind::Assert { condition, message } => all.extend([&**condition, &**message]),
        ExprKind::Specified {
            pre, old, body, post, ..
        } => {
            all.extend(pre);
            all.extend(old.iter().map(|(_, value)| value));
            all.push(body);
            all.extend(post.iter().map(|post| &post.check));
        }
        ExprKind::Format(parts) => all.extend(parts.iter().filter_map(|part| match part {
            twilight_hir::thir::FormatPart::Value(value) => Some(value),
            twilight_hir::thir::FormatPart::Text(_) => None,
        })),
    }
    all
}

fn place_children<'e>(place: &'e twilight_hir::thir::Place, all: &mut Vec<&'e Expr>) {
    use twilight_hir::thir::ProjectionKind;
    match &place.base {
        PlaceBase::Temporary(expr) | PlaceBase::Cell(expr) | PlaceBase::Pointer { pointer: expr, .. } => {
            all.push(expr);
        }
        PlaceBase::Local(_) | PlaceBase::Storage(..) => {}
    }
    for projection in &place.projections {
        match &projection.kind {
            ProjectionKind::Index(expr) | ProjectionKind::Key(expr) => all.push(expr),
            ProjectionKind::Field(_) => {}
        }
    }
}
