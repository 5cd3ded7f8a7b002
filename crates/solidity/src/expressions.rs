//! Expressions: names, literals, places and their members.

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{Conversion, Expr, ExprKind, PlaceBase};

use crate::build::{self, convert};
use crate::code::{Builtin, Code, FunctionRef, Magic, Operand, Value};
use crate::codes;
use crate::items::{Item, VariableId};
use crate::number;
use crate::resolve::{MAX_CONSTANT_DEPTH, Scope};
use crate::types::{Location, Mutability, Type};

/// Functions of the language that a misspelt name may mean.
const FUNCTIONS: [&str; 8] = [
    "addmod",
    "assert",
    "keccak256",
    "mulmod",
    "payable",
    "require",
    "revert",
    "sha256",
];

impl<'t> Code<'_, '_, 't> {
    /// The value of an expression.
    pub fn value(&mut self, tree: &'t Tree) -> Value {
        let span = self.span(&tree.loc());
        let operand = self.operand(tree);
        self.operand_value(operand, span)
    }

    /// The value of an expression as one of `to`.
    pub fn value_as(&mut self, tree: &'t Tree, to: &Type) -> Expr {
        let span = self.span(&tree.loc());
        let value = self.value(tree);
        self.coerce(value, to, span)
    }

    /// An operand as a value; reports what has none.
    pub fn operand_value(&mut self, operand: Operand, span: Span) -> Value {
        let (what, help) = match operand {
            Operand::Value(value) => return value,
            Operand::Place(ty, place) => return self.read_place(ty, place),
            Operand::Byte(place) => {
                let value = self.read_place(Type::uint(8), place);
                return Value::new(
                    Type::FixedBytes(1),
                    convert(Conversion::Bits, value.expr, Ty::FixedBytes(1)),
                );
            }
            Operand::Tuple(parts) => return self.tuple_value(parts, span),
            Operand::Nothing => return Value::new(Type::Error, build::nothing(span)),
            Operand::Function(function) => return self.function_value(&function, span),
            Operand::Magic(Magic::This) => {
                return match self.derived {
                    Some(contract) => Value::new(Type::Contract(contract), self.this_address(span)),
                    None => Value::new(Type::ADDRESS, self.this_address(span)),
                };
            }
            Operand::Type(_) => ("a type", "Write a value, or `T(x)` to convert one."),
            Operand::Contract(_) => ("a contract", "Write `Name.member`."),
            Operand::Event(_) => ("an event", "Write `emit Name(..);`."),
            Operand::Error(_) => ("an error", "Write `revert Name(..);`."),
            Operand::Magic(_) => (
                "no value by itself",
                "Write one of its members, for example `msg.sender`.",
            ),
            Operand::Builtin(..) | Operand::Method(..) => {
                ("a function of the language", "Call it with `(..)`.")
            }
            Operand::Super => ("`super`", "Write `super.f(..)`."),
            Operand::TypeInfo(_) => ("what is known of a type", "Write `type(T).max` or `.min`."),
        };
        self.error_help(
            codes::WRONG_KIND,
            span,
            format!("A value is needed here; this is {what}."),
            help,
        );
        Value::new(Type::Error, build::nothing(span))
    }

    /// Reads a place. What is a reference in storage stays one.
    pub fn read_place(&mut self, ty: Type, place: twilight_hir::thir::Place) -> Value {
        let span = place.span;
        if ty.location() != Some(Location::Storage) {
            if matches!(place.base, PlaceBase::Storage(..) | PlaceBase::Pointer { .. }) {
                self.demand(Mutability::View, span, "reads a state variable");
            }
            return Value::new(ty, build::read(place));
        }
        let root = match &place.base {
            PlaceBase::Storage(contract, at) => Some((*contract, *at)),
            PlaceBase::Pointer { variable, .. } => *variable,
            _ => None,
        };
        // A variable that holds a reference to storage.
        if let Ty::StoragePointer(_) = build::place_ty(&place) {
            return Value {
                root,
                ..Value::new(ty, build::read(place))
            };
        }
        let form = self.em.ty(&ty);
        Value {
            root,
            ..Value::new(ty, build::expr(ExprKind::PointerTo(place), form, span))
        }
    }

    /// Refuses a gap in a list of values or types.
    pub fn missing_part(&mut self, span: Span) {
        self.error_help(
            codes::WRONG_KIND,
            span,
            "A value is missing in this list.",
            "Gaps may stand on the left side of an assignment only.",
        );
    }

    fn tuple_value(&mut self, parts: Vec<Option<Operand>>, span: Span) -> Value {
        let mut types = Vec::new();
        let mut values = Vec::new();
        for part in parts {
            let Some(part) = part else {
                self.missing_part(span);
                return Value::new(Type::Error, build::nothing(span));
            };
            let mut value = self.operand_value(part, span);
            if let Some(mobile) = crate::convert::widest(&value.ty)
                && mobile != value.ty
            {
                let expr = self.coerce(value.clone(), &mobile, span);
                value = Value::new(mobile, expr);
            }
            types.push(value.ty);
            values.push(value.expr);
        }
        if values.len() == 1 {
            let (ty, expr) = (types.remove(0), values.remove(0));
            return Value::new(ty, expr);
        }
        let ty = Type::Tuple(types);
        let form = self.em.ty(&ty);
        let expr = if values.is_empty() {
            build::unit(span)
        } else {
            build::expr(ExprKind::Aggregate(values), form, span)
        };
        Value::new(ty, expr)
    }

    /// What an expression is.
    pub fn operand(&mut self, tree: &'t Tree) -> Operand {
        let span = self.span(&tree.loc());
        if let Some(literal) = number::literal(tree) {
            return self.number_literal(tree, literal, span);
        }
        match tree {
            // The innermost call behind `new`: what is made.
            Tree::FunctionCall(loc, made, args) if self.made.is_some_and(|(call, _)| call == *loc) => {
                let start = self.made.take().map_or(span.start, |(_, start)| start);
                self.new_value(made, args, Span { start, ..span })
            }
            Tree::Parenthesis(_, inner) => self.operand(inner),
            Tree::BoolLiteral(_, value) => {
                Operand::Value(Value::new(Type::Bool, build::boolean(*value, span)))
            }
            Tree::StringLiteral(parts) => self.string_literal(parts, span),
            Tree::HexLiteral(parts) => self.hex_literal(parts, span),
            Tree::AddressLiteral(_, text) => {
                self.unsupported(
                    span,
                    format!("`{text}` is no address that Solidity knows."),
                    "Write an address as `0x` and 40 hexadecimal digits.",
                );
                Operand::Nothing
            }
            Tree::Variable(name) => self.name(name, span),
            Tree::MemberAccess(_, base, member) => self.member(base, member, span),
            Tree::ArraySubscript(_, base, Some(index)) => self.subscript(base, index, span),
            Tree::ArraySubscript(_, _, None) | Tree::Type(..) => self.type_operand(tree),
            Tree::ArraySlice(_, base, start, end) => self.slice(base, start.as_deref(), end.as_deref(), span),
            Tree::FunctionCall(_, callee, args) => self.call(callee, args, span),
            Tree::NamedFunctionCall(_, callee, args) => self.named_call(callee, args, span),
            Tree::FunctionCallBlock(..) => {
                self.unsupported(
                    span,
                    "Calls to other contracts, with value or gas, do not exist here.",
                    "Put the other contract's code into this one, for example as a base or a library.",
                );
                Operand::Nothing
            }
            Tree::New(_, inner) => self.new_chain(inner, span),
            Tree::List(_, list) => self.list(list),
            Tree::ArrayLiteral(_, elements) => self.array_literal(elements, span),
            Tree::ConditionalOperator(_, condition, then, otherwise) => {
                self.ternary(condition, then, otherwise, span)
            }
            tree if crate::assign::is_assignment(tree) => {
                let mut statements = Vec::new();
                let value = self.assignment(tree, true, &mut statements);
                let value = value.unwrap_or_else(|| Value::new(Type::unit(), build::unit(span)));
                Operand::Value(Value {
                    expr: build::block(statements, Some(value.expr), span),
                    ty: value.ty,
                    hex_digits: None,
                    root: value.root,
                })
            }
            _ => self.operator(tree, span),
        }
    }

    fn type_operand(&mut self, tree: &Tree) -> Operand {
        match tree {
            Tree::Type(_, pt::Type::DynamicBytes) => return Operand::Magic(Magic::BytesType),
            Tree::Type(_, pt::Type::String) => return Operand::Magic(Magic::StringType),
            Tree::Type(_, pt::Type::Payable) => return Operand::Builtin(Builtin::Payable),
            Tree::Type(loc, pt::Type::AddressPayable) => {
                let span = self.span(loc);
                self.error_help(
                    codes::TYPE,
                    span,
                    "`address payable` does not stand in an expression.",
                    "Write `payable(x)` to make one.",
                );
                return Operand::Nothing;
            }
            _ => {}
        }
        let scope = Scope {
            items: self.em.items,
            contract: self.frame.contract,
        };
        match scope.ty(tree, Location::Memory, &mut self.em.report) {
            Type::Error => Operand::Nothing,
            ty => Operand::Type(ty),
        }
    }

    fn name(&mut self, name: &pt::Identifier, span: Span) -> Operand {
        if let Some(variable) = self.variable(&name.name) {
            let (ty, local, root, unset) =
                (variable.ty.clone(), variable.local, variable.root, variable.unset);
            if unset {
                self.error_help(
                    codes::STORAGE_REFERENCE,
                    span,
                    format!("`{}` refers to nothing yet.", name.name),
                    "Give it a value where it is declared.",
                );
                return Operand::Nothing;
            }
            let form = self.em.ty(&ty);
            if ty.location() == Some(Location::Storage) {
                let pointer = build::read_local(local, form, span);
                return Operand::Value(Value {
                    root,
                    ..Value::new(ty, pointer)
                });
            }
            return Operand::Place(ty, build::local(local, form, span));
        }
        if let Some((item, _)) = self.em.items.find(self.frame.contract, &name.name) {
            return self.item(item, span);
        }
        let builtin = match name.name.as_str() {
            "msg" => return Operand::Magic(Magic::Msg),
            "block" => return Operand::Magic(Magic::Block),
            "tx" => return Operand::Magic(Magic::Tx),
            "abi" => return Operand::Magic(Magic::Abi),
            "this" => return Operand::Magic(Magic::This),
            "super" => return Operand::Super,
            "require" => Builtin::Require,
            "assert" => Builtin::Assert,
            "revert" => Builtin::Revert,
            "keccak256" => Builtin::Keccak256,
            "sha256" => Builtin::Sha256,
            "addmod" => Builtin::AddMod,
            "mulmod" => Builtin::MulMod,
            "type" => Builtin::Type,
            "payable" => Builtin::Payable,
            other => {
                self.unknown_name(other, span);
                return Operand::Nothing;
            }
        };
        Operand::Builtin(builtin)
    }

    /// What a name of the source stands for, as an expression.
    pub fn item(&mut self, item: Item, span: Span) -> Operand {
        if self.em.items.overloaded.contains(&item) {
            // Its declarations are refused.
            return Operand::Nothing;
        }
        match item {
            Item::Contract(id) => Operand::Contract(id),
            Item::Struct(id) => Operand::Type(Type::Struct(id, Location::Memory)),
            Item::Enum(id) => Operand::Type(Type::Enum(id)),
            Item::Alias(id) => Operand::Type(Type::Alias(id)),
            Item::Function(id) => {
                let source = self.em.items.function(id);
                // The most derived contract decides, unless the name was qualified.
                let id = match (self.derived, source.contract) {
                    (Some(derived), Some(own)) if self.em.items.is_base(own, derived) => {
                        if source.visibility == crate::items::Visibility::Private {
                            id
                        } else {
                            crate::inheritance::resolve(self.em.items, derived, &source.name, source.kind)
                                .unwrap_or(id)
                        }
                    }
                    _ => id,
                };
                Operand::Function(FunctionRef { id, bound: None })
            }
            Item::Modifier(_) => {
                self.error_help(
                    codes::WRONG_KIND,
                    span,
                    "A modifier cannot be used in an expression.",
                    "Write it in the head of a function.",
                );
                Operand::Nothing
            }
            Item::Variable(id) => self.state_variable(id, span),
            Item::Event(id) => Operand::Event(id),
            Item::Error(id) => Operand::Error(id),
        }
    }

    fn state_variable(&mut self, id: VariableId, span: Span) -> Operand {
        let variable = self.em.items.variable(id);
        if variable.constant {
            return self.constant_variable(id, span);
        }
        let slot = self.derived.and_then(|derived| {
            self.em
                .slots
                .get(&(derived, id))
                .copied()
                .zip(self.em.contracts.get(&derived).copied())
        });
        let Some((slot, contract)) = slot else {
            if !self.constants.is_empty() {
                self.demand(crate::types::Mutability::View, span, "reads a state variable");
                return Operand::Nothing;
            }
            self.error(
                codes::WRONG_KIND,
                span,
                format!("There is no state here in which `{}` could lie.", variable.name),
            );
            return Operand::Nothing;
        };
        let ty = variable.ty.clone();
        let base_ty = self.em.plain(&ty);
        Operand::Place(
            ty,
            twilight_hir::thir::Place {
                base: PlaceBase::Storage(contract, slot),
                base_ty,
                projections: Vec::new(),
                span,
            },
        )
    }

    /// The value of a constant: its expression, where it is used.
    fn constant_variable(&mut self, id: VariableId, span: Span) -> Operand {
        let variable = self.em.items.variable(id);
        let Some(tree) = &variable.tree.initializer else {
            return Operand::Nothing;
        };
        if self.constants.contains(&id) {
            self.error(
                codes::NOT_CONSTANT,
                variable.span,
                format!("The constant `{}` is defined by itself.", variable.name),
            );
            return Operand::Nothing;
        }
        if self.constants.len() >= MAX_CONSTANT_DEPTH {
            let message = format!(
                "More than {MAX_CONSTANT_DEPTH} constants are defined one by another here, which is the limit."
            );
            self.error_help(
                codes::LIMIT,
                variable.span,
                message,
                "Write its value as a number.",
            );
            return Operand::Nothing;
        }
        // A constant in a function is one piece of source; one in another constant may double with each.
        if !self.constants.is_empty()
            && let Err(problem) = self.em.items.use_constant()
        {
            if let Some(message) = problem {
                self.error_help(
                    codes::LIMIT,
                    variable.span,
                    message,
                    "Write its value as a number.",
                );
            }
            return Operand::Nothing;
        }
        self.constants.push(id);
        // It sees no variables of the function, and is no part of an `unchecked` block.
        let scopes = std::mem::take(&mut self.frame.scopes);
        let contract = std::mem::replace(&mut self.frame.contract, variable.contract);
        let unchecked = std::mem::replace(&mut self.frame.unchecked, false);
        let allowed = std::mem::replace(
            &mut self.allowed,
            (Mutability::View, format!("The constant `{}`", variable.name)),
        );
        let ty = variable.ty.clone();
        let value = self.value_as(tree, &ty);
        self.allowed = allowed;
        self.frame.unchecked = unchecked;
        self.frame.contract = contract;
        self.frame.scopes = scopes;
        self.constants.pop();
        Operand::Value(Value::new(ty, Expr { span, ..value }))
    }

    fn list(&mut self, list: &'t pt::ParameterList) -> Operand {
        let mut parts = Vec::new();
        for (_, param) in list {
            match param {
                Some(param) if param.name.is_none() && param.storage.is_none() => {
                    parts.push(Some(self.operand(&param.ty)));
                }
                Some(param) => {
                    let span = self.span(&param.loc);
                    self.error(codes::STATEMENT, span, "A declaration cannot stand here.");
                    return Operand::Nothing;
                }
                None => parts.push(None),
            }
        }
        Operand::Tuple(parts)
    }

    fn ternary(
        &mut self,
        condition: &'t Tree,
        then_tree: &'t Tree,
        else_tree: &'t Tree,
        span: Span,
    ) -> Operand {
        let condition = self.value_as(condition, &Type::Bool);
        let (then_span, else_span) = (self.span(&then_tree.loc()), self.span(&else_tree.loc()));
        let then = self.value(then_tree);
        let otherwise = self.value(else_tree);
        let ty = match (
            crate::convert::widest(&then.ty),
            crate::convert::widest(&otherwise.ty),
        ) {
            (Some(a), Some(b)) => crate::convert::common(&a, None, &b, None, self.em.items).or_else(|| {
                // `bytes(s)` of storage is a copy here, which what lies in storage is copied for.
                let copied = is_conversion(then_tree) || is_conversion(else_tree);
                (copied && a.same_shape(&b)).then(|| a.at(Location::Memory))
            }),
            _ => None,
        };
        let Some(ty) = ty else {
            let (a, b) = (self.em.show(&then.ty), self.em.show(&otherwise.ty));
            self.error_help(
                codes::CONVERSION,
                span,
                format!("The two values have no type in common: one is `{a}`, the other `{b}`."),
                "Convert one of them to the type of the other.",
            );
            return Operand::Nothing;
        };
        let root = then.root.filter(|root| otherwise.root == Some(*root));
        let then = self.coerce(then, &ty, then_span);
        let otherwise = self.coerce(otherwise, &ty, else_span);
        Operand::Value(Value {
            root,
            ..Value::new(ty, build::conditional(condition, then, Some(otherwise), span))
        })
    }

    /// The address of the contract.
    pub fn this_address(&mut self, span: Span) -> Expr {
        self.demand(Mutability::View, span, "reads the contract's address");
        build::expr(
            ExprKind::Context(twilight_hir::thir::ContextVar::SelfAddress),
            Ty::Address,
            span,
        )
    }

    fn unknown_name(&mut self, name: &str, span: Span) {
        let refused = match name {
            "now" => Some("Write `block.timestamp`."),
            "ecrecover" => Some("Who signed a call is known: `msg.sender`, or `tx.origin`."),
            "ripemd160" => Some("There are `keccak256` and `sha256`."),
            "gasleft" | "blockhash" | "blobhash" => {
                Some("This chain has no such value; pass what is needed as an argument.")
            }
            "selfdestruct" | "suicide" => {
                Some("A contract cannot be destroyed; keep a `bool` that closes it.")
            }
            _ => None,
        };
        if let Some(help) = refused {
            self.unsupported(span, format!("`{name}` is not supported."), help);
            return;
        }
        let owner = self.frame.contract.and_then(|contract| {
            let bases = self.em.items.contract(contract).linearized.iter();
            bases
                .map(|base| self.em.items.contract(*base))
                .find(|base| base.names.contains_key(name))
        });
        if let Some(owner) = owner {
            let message = format!(
                "`{name}` is private in `{}`, so it cannot be used here.",
                owner.name
            );
            let help = format!("Make it `internal` in `{}`.", owner.name);
            self.error_help(codes::VISIBILITY, span, message, help);
            return;
        }
        let near = self.nearest_name(name);
        let help = match (name, near) {
            ("true" | "True" | "TRUE", _) => "Solidity writes `true`.".to_owned(),
            ("null" | "nil" | "undefined" | "None", _) => {
                "Every variable has a value: 0, `false`, `address(0)`, the empty string.".to_owned()
            }
            ("sha3", _) => "Solidity writes `keccak256`.".to_owned(),
            ("self", _) => {
                "Solidity writes `this` for the contract, and names state variables alone.".to_owned()
            }
            ("println" | "print" | "console", _) => "Emit an event to show a value.".to_owned(),
            (_, Some(near)) => format!("Did you mean `{near}`?"),
            _ => "Declare it first, or look at its spelling.".to_owned(),
        };
        self.error_help(
            codes::UNKNOWN_NAME,
            span,
            format!("There is no `{name}` here."),
            help,
        );
    }

    fn nearest_name(&self, name: &str) -> Option<String> {
        let mut names: Vec<String> = self
            .frame
            .scopes
            .iter()
            .flat_map(|scope| scope.keys().cloned())
            .collect();
        if let Some(contract) = self.frame.contract {
            for base in &self.em.items.contract(contract).linearized {
                names.extend(self.em.items.contract(*base).names.keys().cloned());
            }
        }
        names.extend(self.em.items.names.keys().cloned());
        names.extend(FUNCTIONS.map(str::to_owned));
        names.sort();
        crate::strings::nearest(name, &names)
    }
}

/// Whether an expression is `bytes(s)` or `string(b)`.
fn is_conversion(tree: &Tree) -> bool {
    match tree.strip_parentheses() {
        Tree::FunctionCall(_, function, _) => matches!(
            function.strip_parentheses(),
            Tree::Type(_, pt::Type::DynamicBytes | pt::Type::String)
        ),
        _ => false,
    }
}
