//! Internal functions as values: each gets a number, and a call goes through a function that knows them all.

use std::collections::HashMap;

use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{ExprKind, FnId, LocalId, Statement};
use twilight_syntax::ast::BinaryOp;

use crate::build;
use crate::code::{Code, FunctionRef, Value};
use crate::emitter::Emitter;
use crate::items::{ContractId, FunctionId, Items, StructId};
use crate::types::{FunctionType, Type};

/// The contract that is made, and the types of parameters and results.
type Shape = (Option<ContractId>, Vec<Type>, Vec<Type>);

/// Functions whose values were taken, and the functions that call through values.
#[derive(Default)]
pub struct Pointers {
    /// By the types of parameters and results, and the contract that is made.
    groups: HashMap<Shape, Group>,
    /// Functions that call through values, so far.
    dispatchers: usize,
}

#[derive(Default)]
struct Group {
    targets: Vec<FnId>,
    dispatcher: Option<FnId>,
}

type Key = (Option<ContractId>, Vec<Type>, Vec<Type>);

fn key(derived: Option<ContractId>, ty: &FunctionType) -> Key {
    (derived, ty.params.clone(), ty.returns.clone())
}

/// Whether a parameter or result of a function is, or holds, a function value.
pub fn in_signature(items: &Items<'_>, function: FunctionId) -> bool {
    let function = items.function(function);
    let mut seen = Vec::new();
    let mut fields = function.params.iter().chain(&function.returns);
    fields.any(|field| holds(items, &field.ty, &mut seen))
}

/// Whether a value holds function values; `seen` are the structs that are looked at already.
fn holds(items: &Items<'_>, ty: &Type, seen: &mut Vec<StructId>) -> bool {
    match ty {
        Type::Function(_) => true,
        Type::Array { element, .. } => holds(items, element, seen),
        Type::Mapping(_, value) => holds(items, value, seen),
        Type::Struct(id, _) => {
            if seen.contains(id) {
                return false;
            }
            seen.push(*id);
            let fields = &items.structure(*id).fields;
            fields.iter().any(|field| holds(items, &field.ty, seen))
        }
        Type::Tuple(types) => types.iter().any(|ty| holds(items, ty, seen)),
        _ => false,
    }
}

impl Code<'_, '_, '_> {
    /// A function as a value: its number among those of its type, from 1; 0 is none.
    pub fn function_value(&mut self, function: &FunctionRef, span: Span) -> Value {
        let ty = self.em.items.function(function.id).ty();
        if !self.without_call_data(function.id, "a function value", span) {
            return Value::new(Type::Error, build::nothing(span));
        }
        let id = self.em.instance(self.derived, function.id);
        let targets = &mut self
            .em
            .pointers
            .groups
            .entry(key(self.derived, &ty))
            .or_default()
            .targets;
        let at = targets
            .iter()
            .position(|target| *target == id)
            .unwrap_or_else(|| {
                targets.push(id);
                targets.len() - 1
            });
        let number = build::small(at as u64 + 1, IntType::U32, span);
        Value::new(Type::Function(ty), number)
    }

    /// The function that calls the one a value stands for: `(number, arguments..)`.
    pub fn dispatcher(&mut self, ty: &FunctionType) -> FnId {
        let key = key(self.derived, ty);
        if let Some(known) = self
            .em
            .pointers
            .groups
            .get(&key)
            .and_then(|group| group.dispatcher)
        {
            return known;
        }
        let mut params = vec![("function".to_owned(), Ty::Int(IntType::U32))];
        for (at, param) in ty.params.iter().enumerate() {
            let form = self.em.ty(param);
            params.push((format!("a{at}"), form));
        }
        let returns: Vec<Ty> = ty.returns.iter().map(|ret| self.em.ty(ret)).collect();
        let name = format!("$call {}", self.em.pointers.dispatchers);
        self.em.pointers.dispatchers += 1;
        let ret = crate::forms::tuple(returns);
        let span = Span::new(self.em.report.file, 0, 0);
        let id = self.em.add_function(&name, name.clone(), params, ret, span);
        self.em.pointers.groups.entry(key).or_default().dispatcher = Some(id);
        id
    }
}

impl Emitter<'_, '_> {
    /// Bodies of the functions that call through values, when all values are known.
    pub fn finish_dispatchers(&mut self) {
        let groups: Vec<(FnId, Vec<FnId>)> = self
            .pointers
            .groups
            .values()
            .filter_map(|group| Some((group.dispatcher?, group.targets.clone())))
            .collect();
        for (dispatcher, targets) in groups {
            let Some(function) = self.program.functions.get_mut(dispatcher.0 as usize) else {
                continue;
            };
            let span = function.span;
            let locals: Vec<Ty> = function
                .body
                .locals
                .iter()
                .map(|local| local.ty.clone())
                .collect();
            let mut statements = Vec::new();
            for (at, target) in targets.into_iter().enumerate() {
                let number = build::read_local(LocalId(0), Ty::Int(IntType::U32), span);
                let wanted = build::small(at as u64 + 1, IntType::U32, span);
                let is_it = build::binary(BinaryOp::Eq, number, wanted, Ty::Bool, span);
                let args = (1_u32..)
                    .zip(locals.iter().skip(1))
                    .map(|(at, ty)| build::read_local(LocalId(at), ty.clone(), span))
                    .collect();
                let call = build::call(target, args, function.ret.clone(), span);
                let leave = build::expr(ExprKind::Return(Some(Box::new(call))), Ty::Never, span);
                statements.push(Statement::Expr(build::conditional(is_it, leave, None, span)));
            }
            let message = build::text("This function variable has no value.", span);
            let panic = build::expr(ExprKind::Panic(Box::new(message)), Ty::Never, span);
            function.body.expr = build::block(statements, Some(panic), span);
        }
    }
}
