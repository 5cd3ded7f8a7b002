//! Calls: functions, conversions, structs, and members of the language that are called.

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree};
use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::thir::{ExprKind, Statement};
use twilight_hir::{StdFn, Ty};

use crate::build::{self, small};
use crate::code::{Code, FunctionRef, Magic, Method, Operand, Value};
use crate::codes;
use crate::items::{ContractKind, Field, FunctionId, StructId, Visibility};
use crate::types::{FunctionType, Location, Mutability, Type};

impl<'t> Code<'_, '_, 't> {
    /// `callee(args)`
    pub fn call(&mut self, callee: &'t Tree, args: &'t [Tree], span: Span) -> Operand {
        if let Tree::New(_, made) = callee.strip_parentheses() {
            return self.new_value(made, args, span);
        }
        let callee_span = self.span(&callee.loc());
        match self.operand(callee) {
            Operand::Nothing => {
                for arg in args {
                    self.operand(arg);
                }
                Operand::Nothing
            }
            Operand::Type(Type::Struct(id, _)) => self.structure(id, args.iter().collect(), span),
            Operand::Type(ty) => self.conversion(&ty, args, span),
            Operand::Magic(Magic::BytesType) => self.conversion(&Type::Bytes(Location::Memory), args, span),
            Operand::Magic(Magic::StringType) => self.conversion(&Type::String(Location::Memory), args, span),
            Operand::Contract(id) => {
                if self.em.items.contract(id).kind == ContractKind::Library {
                    self.error(codes::WRONG_KIND, span, "A library is no type to convert to.");
                    return Operand::Nothing;
                }
                self.conversion(&Type::Contract(id), args, span)
            }
            Operand::Function(function) => self.function_call(&function, args.iter().collect(), span),
            Operand::Builtin(builtin) => self.builtin(builtin, args, span),
            Operand::Method(method, base) => self.method(method, *base, args, span),
            Operand::Event(_) => {
                self.error_help(
                    codes::STATEMENT,
                    span,
                    "An event is emitted, not called.",
                    "Write `emit` before it.",
                );
                Operand::Nothing
            }
            Operand::Error(_) => {
                self.error_help(
                    codes::STATEMENT,
                    span,
                    "An error is reverted with, not called.",
                    "Write `revert` before it, or pass it to `require(condition, Error(..))`.",
                );
                Operand::Nothing
            }
            other => {
                let value = self.operand_value(other, callee_span);
                match value.ty.clone() {
                    Type::Function(ty) => self.value_call(value, &ty, args, span),
                    Type::Error => Operand::Nothing,
                    ty => {
                        let shown = self.em.show(&ty);
                        self.error_help(
                            codes::WRONG_KIND,
                            callee_span,
                            format!("A `{shown}` cannot be called."),
                            "Only functions can.",
                        );
                        Operand::Nothing
                    }
                }
            }
        }
    }

    /// `callee({a: 1, b: 2})`
    pub fn named_call(&mut self, callee: &'t Tree, args: &'t [pt::NamedArgument], span: Span) -> Operand {
        let operand = self.operand(callee);
        let fields: Vec<Field> = match &operand {
            Operand::Type(Type::Struct(id, _)) => self.em.items.structure(*id).fields.clone(),
            Operand::Function(function) => {
                let params = &self.em.items.function(function.id).params;
                params
                    .iter()
                    .skip(usize::from(function.bound.is_some()))
                    .cloned()
                    .collect()
            }
            Operand::Nothing => return Operand::Nothing,
            _ => {
                self.error_help(
                    codes::ARGUMENTS,
                    span,
                    "This cannot be called with named arguments.",
                    "Pass them in order: `f(a, b)`.",
                );
                return Operand::Nothing;
            }
        };
        let Some(ordered) = self.in_order(&fields, args, span) else {
            return Operand::Nothing;
        };
        match operand {
            Operand::Type(Type::Struct(id, _)) => self.structure(id, ordered, span),
            Operand::Function(function) => self.function_call(&function, ordered, span),
            _ => Operand::Nothing,
        }
    }

    /// Named arguments in the order of what they name.
    pub fn in_order(
        &mut self,
        fields: &[Field],
        args: &'t [pt::NamedArgument],
        span: Span,
    ) -> Option<Vec<&'t Tree>> {
        let mut good = true;
        for (at, arg) in args.iter().enumerate() {
            let name = &arg.name.name;
            let arg_span = self.span(&arg.name.loc);
            if args.iter().take(at).any(|other| other.name.name == *name) {
                self.error(codes::ARGUMENTS, arg_span, format!("`{name}` is given twice."));
                good = false;
            } else if !fields.iter().any(|field| field.name == *name) {
                let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
                let help = match crate::strings::nearest(name, &names) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => format!("The names are {}.", names.join(", ")),
                };
                self.error_help(
                    codes::ARGUMENTS,
                    arg_span,
                    format!("There is no argument `{name}`."),
                    help,
                );
                good = false;
            }
        }
        let missing: Vec<&str> = fields
            .iter()
            .filter(|field| !args.iter().any(|arg| arg.name.name == field.name))
            .map(|field| field.name.as_str())
            .collect();
        if good && !missing.is_empty() {
            self.error(
                codes::ARGUMENTS,
                span,
                format!("The argument `{}` is missing.", missing.join("`, `")),
            );
            good = false;
        }
        good.then(|| {
            fields
                .iter()
                .filter_map(|field| args.iter().find(|arg| arg.name.name == field.name))
                .map(|arg| &arg.expr)
                .collect()
        })
    }

    /// Checks the number of arguments.
    pub fn count(
        &mut self,
        what: &str,
        wanted: usize,
        given: usize,
        declared: Option<Span>,
        span: Span,
    ) -> bool {
        if wanted == given {
            return true;
        }
        let plural = if wanted == 1 { "" } else { "s" };
        let mut diagnostic = Diagnostic::error(
            codes::ARGUMENTS,
            span,
            format!(
                "{what} takes {wanted} argument{plural}, but {given} {} given here.",
                if given == 1 { "is" } else { "are" }
            ),
        );
        if let Some(declared) = declared {
            diagnostic = diagnostic.with_secondary(declared, "declared here");
        }
        self.em.report.push(diagnostic);
        false
    }

    fn conversion(&mut self, ty: &Type, args: &'t [Tree], span: Span) -> Operand {
        let [arg] = args else {
            let shown = ty.show_plain(self.em.items);
            self.count(&format!("A conversion to `{shown}`"), 1, args.len(), None, span);
            return Operand::Nothing;
        };
        // `bytes(s)` of a place in storage stays a place: it may be indexed and measured.
        let operand = self.operand(arg);
        let operand = match (operand, ty) {
            (Operand::Place(Type::String(Location::Storage), place), Type::Bytes(_)) => {
                let text = self.read_place(Type::String(Location::Calldata), place);
                Operand::Value(text)
            }
            (Operand::Place(Type::Bytes(Location::Storage), place), Type::String(_)) => {
                let bytes = self.read_place(Type::Bytes(Location::Calldata), place);
                Operand::Value(bytes)
            }
            (Operand::Value(value), Type::Bytes(_)) if value.ty == Type::String(Location::Storage) => {
                let place = self.pointed(value);
                Operand::Value(self.read_place(Type::String(Location::Calldata), place))
            }
            (Operand::Value(value), Type::String(_)) if value.ty == Type::Bytes(Location::Storage) => {
                let place = self.pointed(value);
                Operand::Value(self.read_place(Type::Bytes(Location::Calldata), place))
            }
            (other, _) => other,
        };
        let arg_span = self.span(&arg.loc());
        let value = self.operand_value(operand, arg_span);
        Operand::Value(self.explicit(value, ty, span))
    }

    /// `S(a, b)`
    fn structure(&mut self, id: StructId, args: Vec<&'t Tree>, span: Span) -> Operand {
        let source = self.em.items.structure(id);
        let ty = Type::Struct(id, Location::Memory);
        if ty.holds_mapping(self.em.items) {
            self.error_help(
                codes::LOCATION,
                span,
                format!(
                    "The struct `{}` holds a mapping, so it cannot be made in memory.",
                    source.shown
                ),
                "Assign its fields one by one in storage.",
            );
            return Operand::Nothing;
        }
        let what = format!("The struct `{}`", source.shown);
        if !self.count(&what, source.fields.len(), args.len(), Some(source.span), span) {
            return Operand::Nothing;
        }
        let mut fields = Vec::new();
        for ((at, field), arg) in self.em.struct_fields(id).into_iter().zip(args) {
            fields.push((at, self.value_as(arg, &field.at(Location::Memory))));
        }
        let form = self.em.memory(&ty);
        let made = build::expr(
            ExprKind::Struct { fields, base: None },
            crate::memory::content(&form),
            span,
        );
        Operand::Value(Value::new(ty, build::new_reference(made)))
    }

    /// A call of a function of the source.
    pub fn function_call(&mut self, function: &FunctionRef, args: Vec<&'t Tree>, span: Span) -> Operand {
        let source = self.em.items.function(function.id);
        if !self.may_call(function.id, span) {
            return Operand::Nothing;
        }
        let bound = usize::from(function.bound.is_some());
        let what = format!("The function `{}`", source.name);
        if !self.count(
            &what,
            source.params.len() - bound.min(source.params.len()),
            args.len(),
            Some(source.span),
            span,
        ) {
            for arg in args {
                self.operand(arg);
            }
            return Operand::Nothing;
        }
        let mut made = Vec::new();
        let params: Vec<Type> = source.params.iter().map(|param| param.ty.clone()).collect();
        if let (Some(value), Some(ty)) = (&function.bound, params.first()) {
            let value_span = value.expr.span;
            made.push(self.coerce((**value).clone(), ty, value_span));
        }
        for (arg, ty) in args.into_iter().zip(params.iter().skip(bound)) {
            made.push(self.value_as(arg, ty));
        }
        self.demand(
            source.mutability.min(Mutability::NonPayable),
            span,
            &does(source.mutability, &source.name),
        );
        if self.em.takes_call_data(function.id) {
            made.push(self.call_data(span));
        }
        let id = self.em.instance(self.derived, function.id);
        let ret = returned(source.returns.iter().map(|ret| ret.ty.clone()).collect());
        let form = self.em.ty(&ret);
        Operand::Value(Value::new(ret, build::call(id, made, form, span)))
    }

    /// Whether a function can be called from here.
    fn may_call(&mut self, id: FunctionId, span: Span) -> bool {
        let source = self.em.items.function(id);
        let name = &source.name;
        let Some(owner) = source.contract else { return true };
        let contract = self.em.items.contract(owner);
        if contract.kind != ContractKind::Library {
            let inherits = self
                .derived
                .is_some_and(|derived| self.em.items.is_base(owner, derived));
            if !inherits {
                self.unsupported(
                    span,
                    format!(
                        "`{}.{name}` is a function of another contract, which cannot be called.",
                        contract.name
                    ),
                    format!("Inherit from `{}`, or make it a library.", contract.name),
                );
                return false;
            }
            if source.tree.body.is_none()
                && self
                    .derived
                    .is_some_and(|derived| self.em.items.contract(derived).kind == ContractKind::Contract)
                && crate::inheritance::getter(self.em.items, self.derived.unwrap_or(owner), name).is_none()
            {
                // The contract is refused for it already.
                return false;
            }
        }
        match source.visibility {
            Visibility::External if self.em.items.in_library(source) => {
                // The library is refused for it already.
                false
            }
            Visibility::External => {
                self.error_help(
                    codes::VISIBILITY,
                    span,
                    format!("The function `{name}` is `external`: the contract itself cannot call it."),
                    "Make it `public`.",
                );
                false
            }
            Visibility::Private if self.frame.contract != source.contract => {
                self.error_help(
                    codes::VISIBILITY,
                    span,
                    format!("The function `{name}` is private to `{}`.", contract.name),
                    "Make it `internal`.",
                );
                false
            }
            _ => true,
        }
    }

    /// A call of a function that a value stands for.
    fn value_call(&mut self, value: Value, ty: &FunctionType, args: &'t [Tree], span: Span) -> Operand {
        if !self.count("This function", ty.params.len(), args.len(), None, span) {
            return Operand::Nothing;
        }
        let mut made = vec![value.expr];
        for (arg, ty) in args.iter().zip(&ty.params) {
            made.push(self.value_as(arg, ty));
        }
        self.demand(
            ty.mutability.min(Mutability::NonPayable),
            span,
            &does(ty.mutability, "this"),
        );
        let dispatcher = self.dispatcher(ty);
        let ret = returned(ty.returns.clone());
        let form = self.em.ty(&ret);
        Operand::Value(Value::new(ret, build::call(dispatcher, made, form, span)))
    }

    fn method(&mut self, method: Method, base: Operand, args: &'t [Tree], span: Span) -> Operand {
        match method {
            Method::Wrap | Method::Unwrap => {
                let Operand::Type(ty @ Type::Alias(id)) = base else {
                    return Operand::Nothing;
                };
                let [arg] = args else {
                    let name = if method == Method::Wrap {
                        "`wrap`"
                    } else {
                        "`unwrap`"
                    };
                    self.count(name, 1, args.len(), None, span);
                    return Operand::Nothing;
                };
                let underlying = self.em.items.alias(id).underlying.clone();
                let (from, to) = if method == Method::Wrap {
                    (underlying, ty)
                } else {
                    (ty, underlying)
                };
                let made = self.value_as(arg, &from);
                Operand::Value(Value::new(to, made))
            }
            Method::Pop => {
                if !self.count("`pop`", 0, args.len(), None, span) {
                    return Operand::Nothing;
                }
                self.pop(base, span)
            }
            Method::Push => self.push(base, args, span),
        }
    }

    fn pop(&mut self, base: Operand, span: Span) -> Operand {
        self.demand(Mutability::NonPayable, span, "changes a state variable");
        let Some((_, place)) = self.place_of(base, span) else {
            return Operand::Nothing;
        };
        let mut statements = Vec::new();
        let place = self.stable(place, &mut statements);
        let plain = build::place_ty(&place);
        let (length, types) = crate::emitter::Emitter::length_of(&plain);
        let item = types.first().cloned().unwrap_or(Ty::Error);
        let count = build::standard(
            length,
            types.clone(),
            vec![crate::memory::borrowed(place.clone())],
            build::U64,
            span,
        );
        let count = self.keep(count, &mut statements);
        let zero = small(0, IntType::U64, span);
        let none = build::binary(
            twilight_syntax::ast::BinaryOp::Eq,
            count.clone(),
            zero,
            Ty::Bool,
            span,
        );
        let message = build::text("`pop` of an empty array.", span);
        let panic = build::expr(ExprKind::Panic(Box::new(message)), Ty::Never, span);
        statements.push(Statement::Expr(build::conditional(none, panic, None, span)));
        let option = Ty::Option(std::sync::Arc::new(item));
        let popped = build::change(StdFn::VectorPop, types, place, Vec::new(), option, span);
        statements.push(Statement::Expr(popped));
        Operand::Value(Value::new(
            Type::unit(),
            build::block(statements, Some(build::unit(span)), span),
        ))
    }

    fn push(&mut self, base: Operand, args: &'t [Tree], span: Span) -> Operand {
        self.demand(Mutability::NonPayable, span, "changes a state variable");
        if args.len() > 1 {
            self.count("`push`", 1, args.len(), None, span);
            return Operand::Nothing;
        }
        let base_ty = match &base {
            Operand::Place(ty, _) => ty.clone(),
            Operand::Value(value) => value.ty.clone(),
            _ => return Operand::Nothing,
        };
        let mut statements = Vec::new();
        let element = match &base_ty {
            Type::Array { element, .. } => (**element).clone(),
            _ => Type::FixedBytes(1),
        };
        if let Some(arg) = args.first()
            && element.holds_mapping(self.em.items)
        {
            let arg_span = self.span(&arg.loc());
            let shown = element.show_plain(self.em.items);
            self.error_help(
                codes::ASSIGNMENT,
                arg_span,
                format!("A `{shown}` cannot be copied, so `push` takes none."),
                "Write `push()` without a value, and assign to the entries or fields of the new element.",
            );
            return Operand::Nothing;
        }
        let value = match args.first() {
            Some(arg) => {
                let arg_span = self.span(&arg.loc());
                let value = self.value(arg);
                let made = if matches!(base_ty, Type::Bytes(_)) {
                    let byte = self.coerce(value, &element, arg_span);
                    build::convert(twilight_hir::thir::Conversion::Bits, byte, build::U8)
                } else if element.location().is_some() {
                    self.stored_form(value, &element, arg_span)
                } else {
                    let made = self.coerce(value, &element, arg_span);
                    if matches!(base_ty, Type::Array { .. }) {
                        self.em.as_element(&element, made)
                    } else {
                        made
                    }
                };
                Some(if crate::order::shows(&made) {
                    self.keep(made, &mut statements)
                } else {
                    made
                })
            }
            None => None,
        };
        let Some((_, place)) = self.place_of(base, span) else {
            return Operand::Nothing;
        };
        let gives_place = value.is_none();
        let place = if gives_place {
            self.stable(place, &mut statements)
        } else {
            place
        };
        let plain = build::place_ty(&place);
        let (length, types) = crate::emitter::Emitter::length_of(&plain);
        let item = types.first().cloned().unwrap_or(Ty::Error);
        let value = value.unwrap_or_else(|| crate::code::default_plain(item.clone(), span));
        // Where the new element will stand.
        let last = gives_place.then(|| {
            let whole = vec![crate::memory::borrowed(place.clone())];
            let count = build::standard(length, types.clone(), whole, build::U64, span);
            self.keep(count, &mut statements)
        });
        statements.push(Statement::Expr(build::change(
            StdFn::VectorPush,
            types,
            place.clone(),
            vec![value],
            Ty::Unit,
            span,
        )));
        let Some(last) = last else {
            return Operand::Value(Value::new(
                Type::unit(),
                build::block(statements, Some(build::unit(span)), span),
            ));
        };
        // `push()` is the place of the new element.
        let new = build::element(place, last, item.clone(), span);
        let pointer_ty = Ty::StoragePointer(std::sync::Arc::new(item.clone()));
        let pointer = build::expr(ExprKind::PointerTo(new), pointer_ty, span);
        let pointer = build::block(statements, Some(pointer), span);
        let target = twilight_hir::thir::Place {
            base: twilight_hir::thir::PlaceBase::Pointer {
                pointer: Box::new(pointer),
                variable: None,
            },
            base_ty: item,
            projections: Vec::new(),
            span,
        };
        if matches!(base_ty, Type::Bytes(_)) {
            return Operand::Byte(target);
        }
        let target = self.em.inside_element(&element, target);
        Operand::Place(element, target)
    }
}

/// What a call returns.
fn returned(mut types: Vec<Type>) -> Type {
    if types.len() == 1 {
        return types.remove(0);
    }
    Type::Tuple(types)
}

fn does(mutability: Mutability, name: &str) -> String {
    match mutability {
        Mutability::Pure => String::new(),
        Mutability::View => format!("calls `{name}`, which reads the state"),
        _ => format!("calls `{name}`, which may change the state"),
    }
}
