//! `x.name`

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree};
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{ContextVar, ExprKind};

use crate::build::{self, widen};
use crate::code::{Builtin, Code, FunctionRef, Magic, Method, Operand, Value};
use crate::codes;
use crate::items::{ContractId, ContractKind, Item};
use crate::outside::Outside;
use crate::types::{Location, Mutability, Type};

impl<'t> Code<'_, '_, 't> {
    /// `base.member`
    pub fn member(&mut self, base_tree: &'t Tree, member: &pt::Identifier, span: Span) -> Operand {
        let base_span = self.span(&base_tree.loc());
        let name = member.name.as_str();
        if name == "selector" {
            match self.outside(base_tree) {
                Outside::Function(mut found) => {
                    let selector = found.selector(span);
                    return selector.map_or(Operand::Nothing, |selector| {
                        Operand::Value(Value::new(Type::FixedBytes(4), selector))
                    });
                }
                Outside::Refused => return Operand::Nothing,
                Outside::Other => {}
            }
        }
        let base = self.operand(base_tree);
        match &base {
            Operand::Nothing => return Operand::Nothing,
            Operand::Magic(Magic::This) => {
                self.unsupported(
                    span,
                    "A contract cannot call itself from outside here.",
                    format!(
                        "Write `{name}(..)` without `this.`; make the function `public` if it is `external`."
                    ),
                );
                return Operand::Nothing;
            }
            Operand::Magic(magic) => return self.magic_member(*magic, name, span),
            Operand::Contract(id) => return self.contract_member(*id, name, span),
            Operand::Super => return self.super_member(name, span),
            Operand::Type(ty) => return self.type_member(&ty.clone(), name, span),
            Operand::TypeInfo(ty) => return self.type_info(&ty.clone(), name, span),
            Operand::Event(id) if name == "selector" => {
                if self.is_ambiguous_event(base_tree, *id, span) {
                    return Operand::Nothing;
                }
                let event = self.em.items.event(*id);
                if let Some(signature) = event.signature(self.em.items).filter(|_| !event.anonymous) {
                    let hash = twilight_abi::keccak256(signature.as_bytes());
                    let word = ruint::aliases::U256::from_be_bytes(hash);
                    return Operand::Value(Value::new(
                        Type::FixedBytes(32),
                        build::fixed_bytes(word, 32, span),
                    ));
                }
            }
            Operand::Error(id) if name == "selector" => {
                let signature = self.em.items.error(*id).signature(self.em.items);
                return self.selector(signature, span);
            }
            Operand::Function(function) if name == "selector" => {
                let source = self.em.items.function(function.id);
                let signature = source.signature(self.em.items).filter(|_| {
                    matches!(
                        source.visibility,
                        crate::items::Visibility::Public | crate::items::Visibility::External
                    )
                });
                return self.selector(signature, span);
            }
            _ => {}
        }
        let base = match base {
            Operand::Byte(_) | Operand::Function(_) | Operand::Tuple(..) => {
                Operand::Value(self.operand_value(base, base_span))
            }
            other => other,
        };
        let ty = match &base {
            Operand::Place(ty, _) => ty.clone(),
            Operand::Value(value) => value.ty.clone(),
            _ => {
                let what = self.source(base_span, "this");
                self.error_help(
                    codes::UNKNOWN_MEMBER,
                    span,
                    format!("`{what}` has no member `{name}`."),
                    "Events that are not anonymous and errors have a `selector`; functions of the language have no members.",
                );
                return Operand::Nothing;
            }
        };
        if ty == Type::Error {
            return Operand::Nothing;
        }
        if let Some(field) = self.struct_field(&base, name, span) {
            return field;
        }
        if name == "length"
            && let Some(length) = self.length(base.clone(), span)
        {
            return Operand::Value(length);
        }
        let is_dynamic = matches!(ty, Type::Array { length: None, .. } | Type::Bytes(_));
        if is_dynamic && matches!(name, "push" | "pop") {
            if ty.location() == Some(Location::Storage) {
                let method = if name == "push" { Method::Push } else { Method::Pop };
                return Operand::Method(method, Box::new(base));
            }
            self.error_help(
                codes::UNKNOWN_MEMBER,
                span,
                format!("`.{name}` exists for arrays in storage only: arrays in memory keep their length."),
                "Make an array of the full length with `new T[](n)`, or use a state variable.",
            );
            return Operand::Nothing;
        }
        if let Some(bound) = self.bound_function(&base, &ty, name, base_span) {
            return bound;
        }
        self.no_member(&ty, name, span);
        Operand::Nothing
    }

    fn selector(&mut self, signature: Option<String>, span: Span) -> Operand {
        match signature {
            Some(signature) => {
                let hash = twilight_abi::keccak256(signature.as_bytes());
                let word = ruint::aliases::U256::from_be_slice(hash.get(..4).unwrap_or_default());
                Operand::Value(Value::new(Type::FixedBytes(4), build::fixed_bytes(word, 4, span)))
            }
            None => {
                self.error_help(
                    codes::UNKNOWN_MEMBER,
                    span,
                    "Only functions that can be called from outside have a selector.",
                    "Make it `public` or `external`.",
                );
                Operand::Nothing
            }
        }
    }

    /// A function that `using` makes a method of the value.
    fn bound_function(&mut self, base: &Operand, ty: &Type, name: &str, span: Span) -> Option<Operand> {
        let items = self.em.items;
        let mut usings: Vec<&crate::items::Using> = Vec::new();
        if let Some(contract) = self.frame.contract {
            // `using` is not inherited.
            usings.extend(&items.contract(contract).using);
        }
        usings.extend(&items.using);
        let found = usings
            .iter()
            .filter(|using| using.ty.as_ref().is_none_or(|wanted| wanted.same_shape(ty)))
            .flat_map(|using| &using.functions)
            .filter(|(method, _)| method == name)
            .map(|(_, id)| *id)
            .find(|id| {
                items
                    .function(*id)
                    .params
                    .first()
                    .is_some_and(|param| crate::convert::implicit(ty, &param.ty, None, items))
            })?;
        let value = self.operand_value(base.clone(), span);
        Some(Operand::Function(FunctionRef {
            id: found,
            bound: Some(Box::new(value)),
        }))
    }

    fn no_member(&mut self, ty: &Type, name: &str, span: Span) {
        let shown = self.em.show(ty);
        match (ty, name) {
            // What an interface declares comes before what addresses have.
            (Type::Contract(id), _) if self.em.items.find_member(*id, name).is_some() => self.unsupported(
                span,
                format!("`.{name}` would call another contract, which is not supported."),
                "Put the other contract's code into this one, for example as a base or a library.",
            ),
            (Type::Address { .. } | Type::Contract(_), "balance") => self.unsupported(
                span,
                "Contracts hold no money of their own here.",
                "Keep balances in a mapping: add `msg.value` in a `payable` function.",
            ),
            (Type::Address { .. } | Type::Contract(_), "transfer" | "send") => self.unsupported(
                span,
                format!("Money cannot be sent with `.{name}`."),
                "Keep balances in a mapping and emit an event for what is paid out.",
            ),
            (
                Type::Address { .. } | Type::Contract(_),
                "call" | "delegatecall" | "staticcall" | "callcode",
            ) => self.unsupported(
                span,
                format!("`.{name}` would call another contract, which is not supported."),
                "Put the other contract's code into this one, for example as a base or a library.",
            ),
            (Type::Address { .. }, "code" | "codehash") => self.unsupported(
                span,
                format!("`.{name}` is not supported: there is no code at addresses here."),
                "Remove it.",
            ),
            (Type::Struct(id, _), _) => {
                let fields: Vec<String> = self
                    .em
                    .items
                    .structure(*id)
                    .fields
                    .iter()
                    .map(|field| field.name.clone())
                    .collect();
                let help = match crate::strings::nearest(name, &fields) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => format!("Its fields are {}.", fields.join(", ")),
                };
                self.error_help(
                    codes::UNKNOWN_MEMBER,
                    span,
                    format!(
                        "The struct `{}` has no field `{name}`.",
                        ty.show_plain(self.em.items)
                    ),
                    help,
                );
            }
            (Type::String(_), "length") => self.error_help(
                codes::UNKNOWN_MEMBER,
                span,
                "A string has no length: its characters take different numbers of bytes.",
                "Write `bytes(s).length` for the number of bytes.",
            ),
            (Type::Mapping(..), "length") => self.error_help(
                codes::UNKNOWN_MEMBER,
                span,
                "A mapping has no length: nobody knows its keys.",
                "Keep the keys in an array, or count them in a variable.",
            ),
            // It may be a function of the library that was not found.
            _ if self.em.items.using_failed => {}
            _ => self.error_help(
                codes::UNKNOWN_MEMBER,
                span,
                format!("A `{shown}` has no member `{name}`."),
                "Look at its spelling, or make a function a method with `using .. for ..`.",
            ),
        }
    }

    fn magic_member(&mut self, magic: Magic, name: &str, span: Span) -> Operand {
        let context = |var: ContextVar, ty: Ty| build::expr(ExprKind::Context(var), ty, span);
        let number = |var: ContextVar, int: IntType| widen(context(var, Ty::Int(int)), IntType::U256);
        let value = match (magic, name) {
            (Magic::Msg, "sender") => Value::new(Type::ADDRESS, context(ContextVar::Sender, Ty::Address)),
            (Magic::Msg, "value") => {
                if self.allowed.0 != Mutability::Payable && self.refuses_value {
                    self.error_help(
                        codes::MUTABILITY,
                        span,
                        "`msg.value` is always 0 here: the function is not `payable`.",
                        "Add `payable` to the function, or remove `msg.value`.",
                    );
                }
                Value::new(Type::UINT, number(ContextVar::Value, IntType::U128))
            }
            (Magic::Tx, "origin") => Value::new(Type::ADDRESS, context(ContextVar::Origin, Ty::Address)),
            (Magic::Block, "timestamp") => {
                Value::new(Type::UINT, number(ContextVar::Timestamp, IntType::U64))
            }
            (Magic::Block, "number") => Value::new(Type::UINT, number(ContextVar::BlockNumber, IntType::U64)),
            (Magic::Msg, "sig" | "data") => return self.call_member(name, span),
            (
                Magic::Block,
                "coinbase" | "difficulty" | "prevrandao" | "gaslimit" | "basefee" | "blobbasefee" | "chainid",
            )
            | (Magic::Tx, "gasprice")
            | (Magic::Msg, "gas") => {
                let base = match magic {
                    Magic::Block => "block",
                    Magic::Tx => "tx",
                    _ => "msg",
                };
                self.unsupported(
                    span,
                    format!("`{base}.{name}` is not supported: this chain has no such value."),
                    "`block.timestamp` and `block.number` exist; pass other values as arguments.",
                );
                return Operand::Nothing;
            }
            (Magic::Abi, _) => {
                let builtin = match name {
                    "encode" => Builtin::Encode,
                    "encodePacked" => Builtin::EncodePacked,
                    "encodeWithSelector" => Builtin::EncodeWithSelector,
                    "encodeWithSignature" => Builtin::EncodeWithSignature,
                    "encodeCall" => Builtin::EncodeCall,
                    "decode" => Builtin::Decode,
                    _ => {
                        self.error_help(
                            codes::UNKNOWN_MEMBER,
                            span,
                            format!("`abi` has no member `{name}`."),
                            "It has `encode`, `encodePacked`, `encodeWithSelector`, `encodeWithSignature`, `encodeCall` and `decode`.",
                        );
                        return Operand::Nothing;
                    }
                };
                return Operand::Builtin(builtin);
            }
            (Magic::BytesType, "concat") => return Operand::Builtin(Builtin::BytesConcat),
            (Magic::StringType, "concat") => return Operand::Builtin(Builtin::StringConcat),
            _ => {
                let base = match magic {
                    Magic::Msg => "msg",
                    Magic::Block => "block",
                    Magic::Tx => "tx",
                    Magic::Abi => "abi",
                    Magic::This => "this",
                    Magic::BytesType => "bytes",
                    Magic::StringType => "string",
                };
                self.error_help(
                    codes::UNKNOWN_MEMBER,
                    span,
                    format!("`{base}` has no member `{name}`."),
                    "There are `msg.sender`, `msg.value`, `msg.data`, `msg.sig`, `block.timestamp`, `block.number` and `tx.origin`.",
                );
                return Operand::Nothing;
            }
        };
        self.demand(Mutability::View, span, "reads the call or the block");
        Operand::Value(value)
    }

    fn contract_member(&mut self, id: ContractId, name: &str, span: Span) -> Operand {
        let contract = self.em.items.contract(id);
        let Some((item, _)) = self.em.items.find_member(id, name) else {
            let names: Vec<String> = contract.names.keys().cloned().collect();
            let help = crate::strings::nearest(name, &names).map_or_else(
                || "Look at its spelling.".to_owned(),
                |near| format!("Did you mean `{near}`?"),
            );
            self.error_help(
                codes::UNKNOWN_MEMBER,
                span,
                format!("`{}` has no member `{name}`.", contract.name),
                help,
            );
            return Operand::Nothing;
        };
        let is_base = self
            .frame
            .contract
            .is_some_and(|own| self.em.items.is_base(id, own));
        match item {
            // The name says which function; it is not looked up in derived contracts.
            Item::Function(function) => {
                let source = self.em.items.function(function);
                if contract.kind == ContractKind::Library || is_base {
                    if source.visibility == crate::items::Visibility::Private
                        && self.frame.contract != source.contract
                    {
                        self.error_help(
                            codes::VISIBILITY,
                            span,
                            format!("The function `{name}` is private to `{}`.", contract.name),
                            "Make it `internal`.",
                        );
                        return Operand::Nothing;
                    }
                    return Operand::Function(FunctionRef {
                        id: function,
                        bound: None,
                    });
                }
                // Of a contract that this one does not inherit only the selector can be asked.
                Operand::Function(FunctionRef {
                    id: function,
                    bound: None,
                })
            }
            Item::Variable(variable) => {
                let source = self.em.items.variable(variable);
                if source.constant || is_base {
                    return self.item(item, span);
                }
                self.error_help(
                    codes::VISIBILITY,
                    span,
                    format!(
                        "`{}` is no base of this contract, so its variables are not there.",
                        contract.name
                    ),
                    "Inherit from it, or make the variable `constant`.",
                );
                Operand::Nothing
            }
            other => self.item(other, span),
        }
    }

    fn super_member(&mut self, name: &str, span: Span) -> Operand {
        let (Some(derived), Some(own)) = (self.derived, self.frame.contract) else {
            self.error(
                codes::WRONG_KIND,
                span,
                "There is no `super` outside of a contract.",
            );
            return Operand::Nothing;
        };
        match crate::inheritance::resolve_super(self.em.items, derived, own, name) {
            Some(id) => Operand::Function(FunctionRef { id, bound: None }),
            None => {
                self.error_help(
                    codes::UNKNOWN_MEMBER,
                    span,
                    format!("No base has a function `{name}` with a body."),
                    "`super` leads to the contracts named after `is`, in their order.",
                );
                Operand::Nothing
            }
        }
    }

    fn type_member(&mut self, ty: &Type, name: &str, span: Span) -> Operand {
        match ty {
            Type::Enum(id) => {
                let source = self.em.items.enumeration(*id);
                if let Some(at) = source.values.iter().position(|value| value == name) {
                    let form = self.em.plain(ty);
                    let kind = ExprKind::Variant {
                        variant: u32::try_from(at).unwrap_or(u32::MAX),
                        fields: Vec::new(),
                    };
                    return Operand::Value(Value::new(ty.clone(), build::expr(kind, form, span)));
                }
                let help = match crate::strings::nearest(name, &source.values) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => format!("Its values are {}.", source.values.join(", ")),
                };
                let message = format!("The enum `{}` has no value `{name}`.", source.shown);
                self.error_help(codes::UNKNOWN_MEMBER, span, message, help);
                Operand::Nothing
            }
            Type::Alias(_) if name == "wrap" => {
                Operand::Method(Method::Wrap, Box::new(Operand::Type(ty.clone())))
            }
            Type::Alias(_) if name == "unwrap" => {
                Operand::Method(Method::Unwrap, Box::new(Operand::Type(ty.clone())))
            }
            Type::Int { .. } if matches!(name, "max" | "min") => {
                let shown = self.em.show(ty);
                self.error_help(
                    codes::UNKNOWN_MEMBER,
                    span,
                    format!("A type has no member `{name}`."),
                    format!("Write `type({shown}).{name}`."),
                );
                Operand::Nothing
            }
            _ => {
                let shown = self.em.show(ty);
                self.error(
                    codes::UNKNOWN_MEMBER,
                    span,
                    format!("The type `{shown}` has no member `{name}`."),
                );
                Operand::Nothing
            }
        }
    }

    fn type_info(&mut self, ty: &Type, name: &str, span: Span) -> Operand {
        use num_bigint::BigInt;
        use num_traits::One as _;
        match (ty, name) {
            (Type::Int { signed, bits }, "max" | "min") => {
                let value = match (signed, name) {
                    (false, "max") => (BigInt::one() << *bits) - 1,
                    (false, _) => BigInt::from(0),
                    (true, "max") => (BigInt::one() << (*bits - 1)) - 1,
                    (true, _) => -(BigInt::one() << (*bits - 1)),
                };
                let int = build::int_type(*signed, *bits);
                Operand::Value(Value::new(ty.clone(), build::number(&value, int, span)))
            }
            (Type::Enum(id), "max" | "min") => {
                let last = self.em.items.enumeration(*id).values.len().saturating_sub(1);
                let at = if name == "max" { last } else { 0 };
                let form = self.em.plain(ty);
                let kind = ExprKind::Variant {
                    variant: u32::try_from(at).unwrap_or(u32::MAX),
                    fields: Vec::new(),
                };
                Operand::Value(Value::new(ty.clone(), build::expr(kind, form, span)))
            }
            (Type::Contract(id), "name") => {
                let text = self.em.items.contract(*id).name.clone();
                Operand::Value(Value::new(
                    Type::String(Location::Memory),
                    build::text(&text, span),
                ))
            }
            (Type::Contract(id), "interfaceId")
                if self.em.items.contract(*id).kind == ContractKind::Interface =>
            {
                let mut all = [0_u8; 4];
                for function in &self.em.items.contract(*id).functions {
                    if let Some(signature) = self.em.items.function(*function).signature(self.em.items) {
                        let hash = twilight_abi::keccak256(signature.as_bytes());
                        for (sum, byte) in all.iter_mut().zip(hash) {
                            *sum ^= byte;
                        }
                    }
                }
                let word = ruint::aliases::U256::from_be_slice(&all);
                Operand::Value(Value::new(Type::FixedBytes(4), build::fixed_bytes(word, 4, span)))
            }
            (Type::Contract(_), "creationCode" | "runtimeCode") => {
                self.unsupported(
                    span,
                    format!("`type(C).{name}` is not supported: contracts cannot make others."),
                    "Remove it.",
                );
                Operand::Nothing
            }
            _ => {
                let shown = ty.show_plain(self.em.items);
                self.error_help(
                    codes::UNKNOWN_MEMBER,
                    span,
                    format!("`type({shown})` has no member `{name}`."),
                    "Integers and enums have `min` and `max`, contracts `name`, interfaces `interfaceId`.",
                );
                Operand::Nothing
            }
        }
    }
}
