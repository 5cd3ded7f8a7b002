//! `abi.encode` and its relatives, and `abi.decode`.

use solang_parser::pt::{CodeLocation as _, Expression as Tree};
use twilight_diagnostics::Span;
use twilight_hir::thir::{Expr, ExprKind};
use twilight_hir::{StdFn, Ty};

use crate::build::{self};
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::types::{Location, Type};

impl<'t> Code<'_, '_, 't> {
    /// Values as they are passed to an encoding: literals have a type, nothing is copied.
    pub fn arguments(&mut self, args: &'t [Tree], packed: bool) -> Vec<(Type, Expr)> {
        let mut values = Vec::new();
        for arg in args {
            let span = self.span(&arg.loc());
            let value = self.value(arg);
            if packed && matches!(value.ty, Type::Rational(_)) {
                self.error_help(
                    codes::ARGUMENTS,
                    span,
                    "A number without a type has no packed encoding: nobody knows how many bytes it takes.",
                    "Give it a type: `uint256(1)`.",
                );
                continue;
            }
            let ty = match crate::convert::widest(&value.ty) {
                Some(ty) => ty,
                None => {
                    self.error(codes::LITERAL, span, "This number fits into no type.");
                    continue;
                }
            };
            if ty == Type::Error {
                continue;
            }
            if ty.canonical(self.em.items).is_none() {
                let shown = self.em.show(&ty);
                self.error(codes::ARGUMENTS, span, format!("A `{shown}` has no encoding."));
                continue;
            }
            // A struct has no packed encoding, nor has an array of what varies in length.
            let refused = packed
                && match &ty {
                    Type::Struct(..) => true,
                    Type::Array { element, .. } => !element.is_value(),
                    _ => false,
                };
            if refused {
                let shown = self.em.show(&ty);
                self.error_help(
                    codes::ARGUMENTS,
                    span,
                    format!("A `{shown}` has no packed encoding."),
                    "Use `abi.encode(..)`.",
                );
                continue;
            }
            let ty = match ty.location() {
                Some(Location::Storage) => ty.at(Location::Memory),
                _ => ty,
            };
            let made = self.coerce(value, &ty, span);
            values.push((ty, made));
        }
        values
    }

    /// The encoding of values, as plain bytes.
    pub fn encode(&mut self, function: StdFn, values: Vec<(Type, Expr)>, span: Span) -> Expr {
        let mut statements = Vec::new();
        let acting = values.iter().any(|(_, value)| crate::order::acts(value));
        // All arguments first: what a later one changes in memory is seen.
        let kept: Vec<(Type, Expr)> = values
            .into_iter()
            .map(|(ty, value)| {
                let value = if acting {
                    self.keep(value, &mut statements)
                } else {
                    value
                };
                (ty, value)
            })
            .collect();
        let mut plain = Vec::new();
        for (ty, value) in kept {
            plain.push(match ty.location() {
                Some(Location::Memory) => self.em.plain_form(&ty, value),
                _ => value,
            });
        }
        let tuple = Ty::Tuple(plain.iter().map(|value| value.ty.clone()).collect());
        if plain.is_empty() {
            return build::expr(ExprKind::Aggregate(Vec::new()), build::bytes_ty(), span);
        }
        let whole = build::expr(ExprKind::Aggregate(plain), tuple.clone(), span);
        let bytes = build::standard(function, vec![tuple], vec![whole], build::bytes_ty(), span);
        build::block(statements, Some(bytes), span)
    }

    /// Encoded values as a value of type `bytes`.
    pub fn encoded(&mut self, function: StdFn, values: Vec<(Type, Expr)>, span: Span) -> Operand {
        let bytes = self.encode(function, values, span);
        Operand::Value(Value::new(
            Type::Bytes(Location::Memory),
            build::new_reference(bytes),
        ))
    }

    /// `abi.encodeWithSelector` and `abi.encodeWithSignature`: four bytes, then the encoded values.
    pub fn with_selector(&mut self, selector: Expr, values: Vec<(Type, Expr)>, span: Span) -> Operand {
        let mut statements = Vec::new();
        let selector = self.keep(selector, &mut statements);
        let rest = self.encode(StdFn::AbiEncode, values, span);
        let head = self.encode(
            StdFn::AbiEncodePacked,
            vec![(Type::FixedBytes(4), selector)],
            span,
        );
        let all = build::standard(
            StdFn::VectorConcat,
            vec![build::U8],
            vec![head, rest],
            build::bytes_ty(),
            span,
        );
        let all = build::block(statements, Some(all), span);
        Operand::Value(Value::new(
            Type::Bytes(Location::Memory),
            build::new_reference(all),
        ))
    }

    /// `abi.encodeCall(f, (args))`
    pub fn encode_call(&mut self, args: &'t [Tree], span: Span) -> Operand {
        let [function, list] = args else {
            self.count("`abi.encodeCall`", 2, args.len(), None, span);
            return Operand::Nothing;
        };
        let Some(mut function) = self.function_to_encode(function) else {
            return Operand::Nothing;
        };
        let Some(selector) = function.selector(span) else {
            return Operand::Nothing;
        };
        let trees: Vec<&'t Tree> = match list.strip_parentheses() {
            Tree::List(loc, parts) if parts.iter().any(|(_, part)| part.is_none()) => {
                let list_span = self.span(loc);
                self.missing_part(list_span);
                return Operand::Nothing;
            }
            Tree::List(_, parts) => parts
                .iter()
                .filter_map(|(_, part)| part.as_ref())
                .map(|part| &part.ty)
                .collect(),
            single => vec![single],
        };
        if !self.count(
            &format!("The function `{}`", function.name),
            function.params.len(),
            trees.len(),
            Some(function.declared),
            span,
        ) {
            return Operand::Nothing;
        }
        let mut values = Vec::new();
        for (ty, tree) in function.params.iter().zip(trees) {
            values.push((ty.clone(), self.value_as(tree, ty)));
        }
        self.with_selector(selector, values, span)
    }

    /// `abi.decode(data, (T, ..))`
    pub fn decode(&mut self, args: &'t [Tree], span: Span) -> Operand {
        let [data, list] = args else {
            self.count("`abi.decode`", 2, args.len(), None, span);
            return Operand::Nothing;
        };
        let data_span = self.span(&data.loc());
        let mut value = self.value(data);
        if matches!(value.ty, Type::Text(_)) {
            let ty = Type::Bytes(Location::Memory);
            value = Value::new(ty.clone(), self.coerce(value, &ty, data_span));
        }
        if !matches!(value.ty, Type::Bytes(_)) {
            let shown = self.em.show(&value.ty);
            if value.ty != Type::Error {
                self.error(
                    codes::ARGUMENTS,
                    data_span,
                    format!("`abi.decode` takes `bytes`, not a `{shown}`."),
                );
            }
            return Operand::Nothing;
        }
        let bytes = self.plain_bytes(&value);
        let scope = crate::resolve::Scope {
            items: self.em.items,
            contract: self.frame.contract,
        };
        let trees: Vec<&'t Tree> = match list {
            Tree::List(loc, parts) if parts.iter().any(|(_, part)| part.is_none()) => {
                let list_span = self.span(loc);
                self.missing_part(list_span);
                return Operand::Nothing;
            }
            Tree::List(_, parts) => {
                let parts = parts.iter().filter_map(|(_, part)| part.as_ref());
                let named = parts.clone().find_map(|part| part.name.as_ref());
                if let Some(name) = named {
                    let name_span = self.span(&name.loc);
                    self.error_help(
                        codes::ARGUMENTS,
                        name_span,
                        "The types of `abi.decode` have no names.",
                        "Name the values on the left side: `(uint256 a, address b) = abi.decode(..)`.",
                    );
                    return Operand::Nothing;
                }
                parts.map(|part| &part.ty).collect()
            }
            Tree::Parenthesis(_, inner) => vec![&**inner],
            _ => {
                let list_span = self.span(&list.loc());
                self.error_help(
                    codes::ARGUMENTS,
                    list_span,
                    "The second argument of `abi.decode` is a list of types.",
                    "Write it in brackets: `(uint256, address)`.",
                );
                return Operand::Nothing;
            }
        };
        let mut types = Vec::new();
        for tree in trees {
            let ty = scope.ty(tree, Location::Memory, &mut self.em.report);
            if ty == Type::Error {
                return Operand::Nothing;
            }
            if ty.canonical(self.em.items).is_none() {
                let tree_span = self.em.report.span(&tree.loc());
                let shown = ty.show(self.em.items);
                self.error(
                    codes::ARGUMENTS,
                    tree_span,
                    format!("A `{shown}` cannot be decoded."),
                );
                return Operand::Nothing;
            }
            types.push(ty);
        }
        let plain: Vec<Ty> = types.iter().map(|ty| self.em.plain(ty)).collect();
        let tuple = Ty::Tuple(plain.clone().into());
        let mut statements = Vec::new();
        let whole = build::standard(
            StdFn::AbiDecode,
            vec![tuple.clone()],
            vec![bytes],
            tuple.clone(),
            span,
        );
        let all = self.temporary(tuple.clone(), span);
        statements.push(build::bind(all, whole, span));
        let mut parts = Vec::new();
        for ((at, ty), form) in (0_u32..).zip(&types).zip(plain) {
            let place = build::field(build::local(all, tuple.clone(), span), at, form, span);
            let part = crate::memory::borrowed(place);
            parts.push(self.em.memory_form(ty, part));
        }
        let (ty, made) = if parts.len() == 1 {
            (types.remove(0), parts.remove(0))
        } else {
            let ty = Type::Tuple(types);
            let form = self.em.ty(&ty);
            let made = if parts.is_empty() {
                build::unit(span)
            } else {
                build::expr(ExprKind::Aggregate(parts), form, span)
            };
            (ty, made)
        };
        Operand::Value(Value::new(ty, build::block(statements, Some(made), span)))
    }
}
