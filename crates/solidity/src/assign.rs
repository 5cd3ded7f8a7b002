//! What changes a place: assignments, `++` and `--`, `delete`.

use num_rational::BigRational;
use solang_parser::pt::{CodeLocation as _, Expression as Tree};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{Conversion, Expr, ExprKind, Place, PlaceBase, ProjectionKind, Statement};

use crate::build::{self, convert};
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::number::Operator;
use crate::operators::Op;
use crate::types::{Location, Mutability, Type};

/// Something that can be assigned.
pub enum Target {
    /// A place with its type.
    Place(Type, Place),
    /// A byte of a `bytes`.
    Byte(Place),
    /// A variable that holds a reference to storage.
    Pointer(Type, Place),
}

/// The operator of a compound assignment.
fn compound(tree: &Tree) -> Option<(Operator, &Tree, &Tree)> {
    Some(match tree {
        Tree::AssignOr(_, a, b) => (Operator::Or, a, b),
        Tree::AssignAnd(_, a, b) => (Operator::And, a, b),
        Tree::AssignXor(_, a, b) => (Operator::Xor, a, b),
        Tree::AssignShiftLeft(_, a, b) => (Operator::ShiftLeft, a, b),
        Tree::AssignShiftRight(_, a, b) => (Operator::ShiftRight, a, b),
        Tree::AssignAdd(_, a, b) => (Operator::Add, a, b),
        Tree::AssignSubtract(_, a, b) => (Operator::Subtract, a, b),
        Tree::AssignMultiply(_, a, b) => (Operator::Multiply, a, b),
        Tree::AssignDivide(_, a, b) => (Operator::Divide, a, b),
        Tree::AssignModulo(_, a, b) => (Operator::Modulo, a, b),
        _ => return None,
    })
}

impl<'t> Code<'_, '_, 't> {
    /// Something that changes a place; its value, where `needed` asks for one.
    pub fn assignment(&mut self, tree: &'t Tree, needed: bool, out: &mut Vec<Statement>) -> Option<Value> {
        let span = self.span(&tree.loc());
        if let Some((op, target, value)) = compound(tree) {
            return self.compound_assignment(op, target, value, needed, span, out);
        }
        let one = || BigRational::from_integer(1.into());
        match tree {
            Tree::Assign(_, target, value) => {
                if let Tree::List(_, parts) = target.strip_parentheses() {
                    self.destructure(parts, value, span, out);
                    return None;
                }
                self.plain_assignment(target, value, needed, span, out)
            }
            Tree::PreIncrement(_, inner) => self.step(Operator::Add, inner, one(), true, needed, span, out),
            Tree::PreDecrement(_, inner) => {
                self.step(Operator::Subtract, inner, one(), true, needed, span, out)
            }
            Tree::PostIncrement(_, inner) => self.step(Operator::Add, inner, one(), false, needed, span, out),
            Tree::PostDecrement(_, inner) => {
                self.step(Operator::Subtract, inner, one(), false, needed, span, out)
            }
            Tree::Delete(_, inner) => {
                self.delete(inner, span, out);
                None
            }
            _ => None,
        }
    }

    fn plain_assignment(
        &mut self,
        target: &'t Tree,
        value: &'t Tree,
        needed: bool,
        span: Span,
        out: &mut Vec<Statement>,
    ) -> Option<Value> {
        let value_span = self.span(&value.loc());
        let value = self.value(value);
        let target = self.target_of(target, value.ty == Type::Error)?;
        let ty = match &target {
            Target::Place(ty, _) | Target::Pointer(ty, _) => ty.clone(),
            Target::Byte(_) => Type::FixedBytes(1),
        };
        // The right side comes first: what it does may change where the left side leads.
        let made = self.assigned_form(value, &target, value_span);
        let shows = match &target {
            Target::Place(_, place) | Target::Byte(place) | Target::Pointer(_, place) => {
                crate::order::place_acts(place)
                    || crate::order::place_fails(place) && crate::order::fails(&made)
            }
        };
        let made = if needed || shows || crate::order::acts(&made) && !is_local(&target) {
            self.keep(made, out)
        } else {
            made
        };
        let result = needed.then(|| match &target {
            Target::Byte(_) => convert(Conversion::Bits, made.clone(), Ty::FixedBytes(1)),
            _ => made.clone(),
        });
        self.store(target, made, span, out);
        result.map(|expr| {
            if ty.location() == Some(Location::Storage) {
                // What was assigned is a copy; its value is what stands there now.
                return Value::new(ty.at(Location::Calldata), expr);
            }
            Value::new(ty, expr)
        })
    }

    /// A value in the form that a target holds.
    pub fn assigned_form(&mut self, value: Value, target: &Target, span: Span) -> Expr {
        match target {
            Target::Byte(_) => {
                let byte = self.coerce(value, &Type::FixedBytes(1), span);
                convert(Conversion::Bits, byte, build::U8)
            }
            Target::Pointer(ty, _) => self.coerce(value, ty, span),
            Target::Place(ty, _) if ty.location() == Some(Location::Storage) => {
                self.stored_form(value, ty, span)
            }
            Target::Place(ty, _) => self.coerce(value, ty, span),
        }
    }

    /// A value in the plain form that storage has.
    pub fn stored_form(&mut self, value: Value, ty: &Type, span: Span) -> Expr {
        match value.ty.location() {
            Some(Location::Storage) if value.ty.same_shape(ty) => {
                let place = self.pointed(value);
                build::read(place)
            }
            Some(Location::Calldata) if value.ty.same_shape(ty) => value.expr,
            Some(from @ (Location::Storage | Location::Calldata))
                if crate::memory::widens(&value.ty.at(from), ty, self.em.items) =>
            {
                let source = value.ty.clone();
                let plain = if from == Location::Storage {
                    build::read(self.pointed(value))
                } else {
                    value.expr
                };
                self.em.widen_plain(&source, ty, plain)
            }
            Some(Location::Memory) if crate::memory::widens(&value.ty, ty, self.em.items) => {
                let source = value.ty.clone();
                let plain = self.em.plain_form(&source, value.expr);
                self.em.widen_plain(&source, ty, plain)
            }
            _ => {
                let memory = ty.at(Location::Memory);
                let made = self.coerce(value, &memory, span);
                self.em.plain_form(&memory, made)
            }
        }
    }

    /// Puts a value of the right form into a target.
    pub fn store(&mut self, target: Target, value: Expr, span: Span, out: &mut Vec<Statement>) {
        let place = match target {
            Target::Place(_, place) | Target::Byte(place) | Target::Pointer(_, place) => place,
        };
        if matches!(place.base, PlaceBase::Storage(..) | PlaceBase::Pointer { .. }) {
            self.demand(Mutability::NonPayable, span, "changes a state variable");
        }
        out.push(Statement::Expr(build::assign(place, value, span)));
    }

    /// What an expression on the left side of an assignment names.
    pub fn target(&mut self, tree: &'t Tree) -> Option<Target> {
        self.target_of(tree, false)
    }

    /// The same; `refused` says that the value was refused, so that what holds a mapping is not refused once more.
    fn target_of(&mut self, tree: &'t Tree, refused: bool) -> Option<Target> {
        let span = self.span(&tree.loc());
        // A variable that holds a reference to storage is assigned itself, even where it has no value yet.
        if let Tree::Variable(name) = tree.strip_parentheses()
            && let Some(variable) = self.variable(&name.name)
            && variable.ty.location() == Some(Location::Storage)
        {
            variable.unset = false;
            let (ty, local) = (variable.ty.clone(), variable.local);
            let form = self.em.ty(&ty);
            return Some(Target::Pointer(ty, build::local(local, form, span)));
        }
        let operand = self.operand(tree);
        match operand {
            Operand::Place(ty, place) => {
                if refused && ty.holds_mapping(self.em.items) {
                    return None;
                }
                if self.refuse_mapping(&ty, span, "assigned", "Assign its entries one by one.") {
                    return None;
                }
                if ty.holds_mapping(self.em.items) {
                    self.error_help(
                        codes::ASSIGNMENT,
                        span,
                        "What holds a mapping cannot be assigned as a whole.",
                        "Assign its other fields one by one.",
                    );
                    return None;
                }
                self.assignable(&place, span).then_some(Target::Place(ty, place))
            }
            Operand::Byte(place) => self.assignable(&place, span).then_some(Target::Byte(place)),
            Operand::Nothing => None,
            Operand::Value(value) => {
                let message = match (&value.ty, tree) {
                    (Type::Error, _) => return None,
                    (_, Tree::Variable(name)) => {
                        format!("`{}` is a constant; it cannot be assigned.", name.name)
                    }
                    (_, Tree::MemberAccess(_, _, member)) if member.name == "length" => {
                        "The length of an array cannot be assigned.".to_owned()
                    }
                    (ty, _) if ty.location() == Some(Location::Storage) => {
                        "What a call returns cannot be assigned.".to_owned()
                    }
                    _ => "Only variables, elements and fields can be assigned; this is a value.".to_owned(),
                };
                let help = if message.starts_with("The length") {
                    "Use `.push(..)` and `.pop()` in storage; in memory make a new array."
                } else {
                    "Assign to a variable, an element or a field."
                };
                self.error_help(codes::ASSIGNMENT, span, message, help);
                None
            }
            _ => {
                self.error_help(
                    codes::ASSIGNMENT,
                    span,
                    "This cannot be assigned.",
                    "Assign to a variable, an element or a field.",
                );
                None
            }
        }
    }

    /// Whether a place may be changed; reports where not.
    fn assignable(&mut self, place: &Place, span: Span) -> bool {
        match &place.base {
            PlaceBase::Storage(_, at) => {
                let variable = self.em.slots.iter().find_map(|((derived, variable), slot)| {
                    (Some(*derived) == self.derived && slot == at).then_some(*variable)
                });
                let Some(variable) = variable.map(|id| self.em.items.variable(id)) else {
                    return true;
                };
                if variable.immutable && !self.constructing {
                    let message = format!(
                        "`{}` is immutable: it gets its value in the constructor.",
                        variable.name
                    );
                    self.error_help(
                        codes::ASSIGNMENT,
                        span,
                        message,
                        "Remove `immutable`, or assign it in the constructor.",
                    );
                    return false;
                }
                true
            }
            PlaceBase::Local(_) if !place.projections.is_empty() => {
                self.error_help(
                    codes::ASSIGNMENT,
                    span,
                    "Call data cannot be changed.",
                    "Declare the parameter as `memory`, which is a copy.",
                );
                false
            }
            PlaceBase::Temporary(value)
                if matches!(
                    value.kind,
                    ExprKind::Std {
                        function: twilight_hir::StdFn::StringToBytes,
                        ..
                    }
                ) =>
            {
                self.error_help(
                    codes::ASSIGNMENT,
                    span,
                    "The bytes of a string are a copy here, and the string is not changed in place.",
                    "Keep the copy, `bytes memory b = bytes(s);`, change it, and assign `s = string(b);`.",
                );
                false
            }
            PlaceBase::Temporary(_) => {
                self.error_help(
                    codes::ASSIGNMENT,
                    span,
                    "This is a part of a value that nobody keeps.",
                    "Put it into a variable first.",
                );
                false
            }
            _ => true,
        }
    }

    fn compound_assignment(
        &mut self,
        op: Operator,
        target: &'t Tree,
        value: &'t Tree,
        needed: bool,
        span: Span,
        out: &mut Vec<Statement>,
    ) -> Option<Value> {
        let value = self.value(value);
        let target = self.target(target)?;
        // The right side comes first where that can be seen, and the target is read last.
        let leads = match &target {
            Target::Place(_, place) | Target::Byte(place) | Target::Pointer(_, place) => {
                crate::order::place_acts(place)
                    || crate::order::place_fails(place) && crate::order::fails(&value.expr)
            }
        };
        let value = if leads || crate::order::acts(&value.expr) {
            let expr = self.keep(value.expr, out);
            Value { expr, ..value }
        } else {
            value
        };
        self.update(
            target,
            |code, old| code.combine(Op::Arithmetic(op), old, value, span),
            false,
            needed,
            span,
            out,
        )
    }

    #[expect(clippy::too_many_arguments, reason = "one operator with its two forms")]
    fn step(
        &mut self,
        op: Operator,
        target: &'t Tree,
        one: BigRational,
        before: bool,
        needed: bool,
        span: Span,
        out: &mut Vec<Statement>,
    ) -> Option<Value> {
        let target = self.target(target)?;
        if let Target::Place(ty, _) = &target
            && !matches!(ty, Type::Int { .. } | Type::Error)
        {
            let shown = self.em.show(ty);
            let sign = if op == Operator::Add { "++" } else { "--" };
            self.error_help(
                codes::OPERATOR,
                span,
                format!("There is no operator `{sign}` for a `{shown}`."),
                "It exists for integers.",
            );
            return None;
        }
        let one = Value::new(Type::Rational(one), build::nothing(span));
        self.update(
            target,
            |code, old| code.combine(Op::Arithmetic(op), old, one, span),
            !before,
            needed,
            span,
            out,
        )
    }

    /// Replaces what stands in a target by what `change` makes of it. Gives the old or the new value.
    fn update(
        &mut self,
        target: Target,
        change: impl FnOnce(&mut Self, Value) -> Value,
        give_old: bool,
        needed: bool,
        span: Span,
        out: &mut Vec<Statement>,
    ) -> Option<Value> {
        match target {
            Target::Place(ty, place) => {
                let place = self.stable(place, out);
                let old = self.read_place(ty.clone(), place.clone());
                let old = if needed && give_old {
                    let expr = self.keep(old.expr, out);
                    Value::new(ty.clone(), expr)
                } else {
                    old
                };
                let result = (needed && give_old).then(|| old.clone());
                let new = change(self, old);
                let mut new = self.coerce(new, &ty, span);
                if needed && !give_old {
                    new = self.keep(new, out);
                }
                let result = result.or_else(|| needed.then(|| Value::new(ty.clone(), new.clone())));
                self.store(Target::Place(ty, place), new, span, out);
                result
            }
            Target::Byte(place) => {
                let place = self.stable(place, out);
                let old = self.operand_value(Operand::Byte(place.clone()), span);
                let new = change(self, old);
                let new = self.coerce(new, &Type::FixedBytes(1), span);
                let new = self.keep(convert(Conversion::Bits, new, build::U8), out);
                self.store(Target::Byte(place), new.clone(), span, out);
                needed.then(|| {
                    Value::new(
                        Type::FixedBytes(1),
                        convert(Conversion::Bits, new, Ty::FixedBytes(1)),
                    )
                })
            }
            Target::Pointer(ty, _) => {
                let shown = self.em.show(&ty);
                self.error_help(
                    codes::OPERATOR,
                    span,
                    format!("There is no such operator for a `{shown}`."),
                    "It exists for integers.",
                );
                None
            }
        }
    }

    /// The same place, with what leads to it evaluated once.
    pub fn stable(&mut self, mut place: Place, out: &mut Vec<Statement>) -> Place {
        // A byte has no key of its own, so no reference to it can be kept: it stays an element of what holds it.
        if place.base_ty == build::U8 {
            place = unwrapped(place, out);
        }
        match &mut place.base {
            PlaceBase::Cell(base) | PlaceBase::Pointer { pointer: base, .. } | PlaceBase::Temporary(base) => {
                if !matches!(&base.kind, ExprKind::Use(inner, _) if inner.projections.is_empty() && matches!(inner.base, PlaceBase::Local(_)))
                {
                    let kept = self.keep((**base).clone(), out);
                    **base = kept;
                }
            }
            PlaceBase::Local(_) | PlaceBase::Storage(..) => {}
        }
        for step in &mut place.projections {
            if let ProjectionKind::Index(index) | ProjectionKind::Key(index) = &mut step.kind {
                let kept = self.keep((**index).clone(), out);
                **index = kept;
            }
        }
        place
    }

    /// Says that a mapping cannot be changed as a whole; true where the type is one.
    fn refuse_mapping(&mut self, ty: &Type, span: Span, how: &str, help: &str) -> bool {
        let is_mapping = matches!(ty, Type::Mapping(..));
        if is_mapping {
            let message = format!("A mapping cannot be {how}: nobody knows its keys.");
            self.error_help(codes::ASSIGNMENT, span, message, help);
        }
        is_mapping
    }

    fn delete(&mut self, inner: &'t Tree, span: Span, out: &mut Vec<Statement>) {
        let operand = self.operand(inner);
        match operand {
            Operand::Place(ty, place) => {
                if self.refuse_mapping(&ty, span, "deleted", "Delete its entries: `delete m[key]`.") {
                    return;
                }
                if !self.assignable(&place, span) {
                    return;
                }
                if ty.location() == Some(Location::Storage) {
                    self.demand(Mutability::NonPayable, span, "changes a state variable");
                    out.push(Statement::Expr(build::expr(
                        ExprKind::Delete(place),
                        Ty::Unit,
                        span,
                    )));
                } else {
                    let value = self.default_value(&ty, span);
                    self.store(Target::Place(ty, place), value, span, out);
                }
            }
            Operand::Byte(place) => {
                let zero = build::small(0, twilight_abi::IntType::U8, span);
                self.store(Target::Byte(place), zero, span, out);
            }
            Operand::Nothing => {}
            Operand::Value(value) if value.ty.location() == Some(Location::Storage) => {
                self.error_help(
                    codes::ASSIGNMENT,
                    span,
                    "A reference to storage cannot be deleted.",
                    "Delete what it refers to by its own name, for example `delete items[id]`.",
                );
            }
            _ => self.error_help(
                codes::ASSIGNMENT,
                span,
                "This cannot be deleted.",
                "Delete a variable, an element or a field.",
            ),
        }
    }
}

/// A place that a reference was only just made of, as that place; what is done before goes to `out`.
fn unwrapped(place: Place, out: &mut Vec<Statement>) -> Place {
    let PlaceBase::Pointer { pointer, variable } = place.base else {
        return place;
    };
    match pointer.kind {
        ExprKind::Block {
            statements,
            tail: Some(tail),
        } if matches!(tail.kind, ExprKind::PointerTo(_)) => {
            out.extend(statements);
            let base = PlaceBase::Pointer {
                pointer: tail,
                variable,
            };
            unwrapped(Place { base, ..place }, out)
        }
        ExprKind::PointerTo(mut inner) => {
            inner.projections.extend(place.projections);
            inner
        }
        _ => Place {
            base: PlaceBase::Pointer { pointer, variable },
            ..place
        },
    }
}

fn is_local(target: &Target) -> bool {
    match target {
        Target::Place(_, place) | Target::Byte(place) | Target::Pointer(_, place) => {
            matches!(place.base, PlaceBase::Local(_)) && place.projections.is_empty()
        }
    }
}

/// Whether an expression changes something by itself: an assignment, `++`, `--`, `delete`.
pub fn is_assignment(tree: &Tree) -> bool {
    matches!(
        tree,
        Tree::Assign(..)
            | Tree::AssignOr(..)
            | Tree::AssignAnd(..)
            | Tree::AssignXor(..)
            | Tree::AssignShiftLeft(..)
            | Tree::AssignShiftRight(..)
            | Tree::AssignAdd(..)
            | Tree::AssignSubtract(..)
            | Tree::AssignMultiply(..)
            | Tree::AssignDivide(..)
            | Tree::AssignModulo(..)
            | Tree::PreIncrement(..)
            | Tree::PreDecrement(..)
            | Tree::PostIncrement(..)
            | Tree::PostDecrement(..)
            | Tree::Delete(..)
    )
}
