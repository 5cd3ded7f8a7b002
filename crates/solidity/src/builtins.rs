//! Functions of the language: errors, hashes, encodings.

use solang_parser::pt::{CodeLocation as _, Expression as Tree};
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Conversion, Expr, ExprKind, FormatPart, Statement};
use twilight_hir::{StdFn, Ty};
use twilight_syntax::ast::BinaryOp;

use crate::build::{self, convert};
use crate::code::{Builtin, Code, Operand, Value};
use crate::codes;
use crate::items::{ErrorId, Field};
use crate::types::{Location, Type};

impl<'t> Code<'_, '_, 't> {
    /// A call of a function of the language.
    pub fn builtin(&mut self, builtin: Builtin, args: &'t [Tree], span: Span) -> Operand {
        let nothing = |expr: Expr| Operand::Value(Value::new(Type::unit(), expr));
        match builtin {
            Builtin::Require => self.require(args, span).map_or(Operand::Nothing, nothing),
            Builtin::Assert => {
                let [condition] = args else {
                    self.count("`assert`", 1, args.len(), None, span);
                    return Operand::Nothing;
                };
                let condition_span = self.span(&condition.loc());
                let text = self.source_text(condition_span);
                let condition = self.value_as(condition, &Type::Bool);
                let message = build::text(&format!("Assertion failed: {text}"), span);
                nothing(build::expr(
                    ExprKind::Assert {
                        condition: Box::new(condition),
                        message: Box::new(message),
                    },
                    Ty::Unit,
                    span,
                ))
            }
            Builtin::Revert => {
                let message = match args {
                    [] => build::text("Reverted without a reason.", span),
                    [message] => self.value_as(message, &Type::String(Location::Memory)),
                    _ => {
                        self.count("`revert`", 1, args.len(), None, span);
                        return Operand::Nothing;
                    }
                };
                nothing(build::expr(ExprKind::Revert(Box::new(message)), Ty::Never, span))
            }
            Builtin::Keccak256 | Builtin::Sha256 => self.hash(builtin, args, span),
            Builtin::AddMod | Builtin::MulMod => self.modular(builtin, args, span),
            Builtin::Type => self.type_of(args, span),
            Builtin::Payable => {
                let [arg] = args else {
                    self.count("`payable`", 1, args.len(), None, span);
                    return Operand::Nothing;
                };
                let value = self.value(arg);
                Operand::Value(self.explicit(value, &Type::Address { payable: true }, span))
            }
            Builtin::Encode => {
                let values = self.arguments(args, false);
                self.encoded(StdFn::AbiEncode, values, span)
            }
            Builtin::EncodePacked => {
                let values = self.arguments(args, true);
                self.encoded(StdFn::AbiEncodePacked, values, span)
            }
            Builtin::EncodeWithSelector => {
                let Some((selector, rest)) = args.split_first() else {
                    self.count("`abi.encodeWithSelector`", 1, 0, None, span);
                    return Operand::Nothing;
                };
                let selector = self.value_as(selector, &Type::FixedBytes(4));
                let values = self.arguments(rest, false);
                self.with_selector(selector, values, span)
            }
            Builtin::EncodeWithSignature => {
                let Some((signature, rest)) = args.split_first() else {
                    self.count("`abi.encodeWithSignature`", 1, 0, None, span);
                    return Operand::Nothing;
                };
                let value = self.value(signature);
                let signature_span = self.span(&signature.loc());
                let selector = if let Type::Text(bytes) = &value.ty {
                    let hash = twilight_abi::keccak256(bytes);
                    let word = ruint::aliases::U256::from_be_slice(hash.get(..4).unwrap_or_default());
                    build::fixed_bytes(word, 4, span)
                } else {
                    let text = self.coerce(value, &Type::String(Location::Memory), signature_span);
                    let bytes = build::standard(
                        StdFn::StringToBytes,
                        Vec::new(),
                        vec![text],
                        build::bytes_ty(),
                        span,
                    );
                    let hash = build::standard(StdFn::Keccak256, Vec::new(), vec![bytes], Ty::Hash256, span);
                    crate::convert::resize_bytes(convert(Conversion::Bits, hash, Ty::FixedBytes(32)), 32, 4)
                };
                let values = self.arguments(rest, false);
                self.with_selector(selector, values, span)
            }
            Builtin::EncodeCall => self.encode_call(args, span),
            Builtin::Decode => self.decode(args, span),
            Builtin::BytesConcat | Builtin::StringConcat => self.concat(builtin, args, span),
        }
    }

    /// The source under a span, on one line.
    fn source_text(&self, span: Span) -> String {
        let text = self
            .em
            .source
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn require(&mut self, args: &'t [Tree], span: Span) -> Option<Expr> {
        let (condition, reason) = match args {
            [condition] => (condition, None),
            [condition, reason] => (condition, Some(reason)),
            _ => {
                self.count("`require`", 2, args.len(), None, span);
                return None;
            }
        };
        let text = self.source_text(self.span(&condition.loc()));
        let condition = self.value_as(condition, &Type::Bool);
        // `require(condition, Error(..))`: the arguments are evaluated in any case, before the condition is looked at.
        if let Some(Tree::FunctionCall(_, callee, error_args)) = reason.map(Tree::strip_parentheses)
            && let Operand::Error(id) = self.error_named(callee)
        {
            let mut statements = Vec::new();
            let condition = self.keep(condition, &mut statements);
            let message = self.error_message(id, error_args.iter().collect(), span, &mut statements)?;
            let revert = build::expr(ExprKind::Revert(Box::new(message)), Ty::Never, span);
            statements.push(Statement::Expr(build::conditional(
                build::not(condition),
                revert,
                None,
                span,
            )));
            return Some(build::block(statements, Some(build::unit(span)), span));
        }
        let message = reason.map(|reason| self.value_as(reason, &Type::String(Location::Memory)));
        let mut statements = Vec::new();
        let (condition, message) = match message {
            // It is built in any case, and that can be seen.
            Some(message) if crate::order::shows(&message) => {
                let condition = self.keep(condition, &mut statements);
                (condition, Some(self.keep(message, &mut statements)))
            }
            message => (condition, message),
        };
        let require = build::expr(
            ExprKind::Require {
                condition: Box::new(condition),
                message: message.map(Box::new),
                default_message: format!("requirement failed: {text}"),
            },
            Ty::Unit,
            span,
        );
        Some(build::block(statements, Some(require), span))
    }

    /// What the name of an error stands for; nothing is reported where it is another thing.
    fn error_named(&mut self, callee: &'t Tree) -> Operand {
        match callee {
            Tree::Variable(name) => match self.em.items.find(self.frame.contract, &name.name) {
                Some((crate::items::Item::Error(id), _)) => Operand::Error(id),
                _ => Operand::Nothing,
            },
            Tree::MemberAccess(_, base, member) => match &**base {
                Tree::Variable(outer) => match self.em.items.find(self.frame.contract, &outer.name) {
                    Some((crate::items::Item::Contract(contract), _)) => {
                        match self.em.items.find_member(contract, &member.name) {
                            Some((crate::items::Item::Error(id), _)) => Operand::Error(id),
                            _ => Operand::Nothing,
                        }
                    }
                    _ => Operand::Nothing,
                },
                _ => Operand::Nothing,
            },
            _ => Operand::Nothing,
        }
    }

    /// The message that stands for a custom error: `E(types):0x..` (DECISION Y2).
    pub fn error_message(
        &mut self,
        id: ErrorId,
        args: Vec<&'t Tree>,
        span: Span,
        out: &mut Vec<Statement>,
    ) -> Option<Expr> {
        let source = self.em.items.error(id);
        let what = format!("The error `{}`", source.name);
        if !self.count(&what, source.params.len(), args.len(), Some(source.span), span) {
            return None;
        }
        let signature = source.signature(self.em.items)?;
        let fields: Vec<Field> = source.params.clone();
        let mut values = Vec::new();
        for (field, arg) in fields.iter().zip(args) {
            let made = self.value_as(arg, &field.ty);
            values.push((field.ty.clone(), self.keep(made, out)));
        }
        let bytes = self.encode(StdFn::AbiEncode, values, span);
        let hex = build::standard(
            StdFn::ToString,
            vec![build::bytes_ty()],
            vec![bytes],
            Ty::String,
            span,
        );
        Some(build::expr(
            ExprKind::Format(vec![
                FormatPart::Text(format!("{signature}:")),
                FormatPart::Value(hex),
            ]),
            Ty::String,
            span,
        ))
    }

    fn hash(&mut self, builtin: Builtin, args: &'t [Tree], span: Span) -> Operand {
        let [arg] = args else {
            let name = if builtin == Builtin::Sha256 {
                "`sha256`"
            } else {
                "`keccak256`"
            };
            self.count(name, 1, args.len(), None, span);
            return Operand::Nothing;
        };
        let arg_span = self.span(&arg.loc());
        let value = self.value(arg);
        let bytes = match &value.ty {
            Type::Bytes(_) => self.plain_bytes(&value),
            Type::Text(text) => self.plain_text(text, arg_span),
            Type::Error => return Operand::Nothing,
            other => {
                let shown = self.em.show(other);
                let help = match other {
                    Type::String(_) => "Write `keccak256(bytes(s))`.",
                    _ => "Encode it first: `keccak256(abi.encode(x))`.",
                };
                self.error_help(
                    codes::ARGUMENTS,
                    arg_span,
                    format!("Only `bytes` can be hashed, not a `{shown}`."),
                    help,
                );
                return Operand::Nothing;
            }
        };
        let function = if builtin == Builtin::Sha256 {
            StdFn::Sha256
        } else {
            StdFn::Keccak256
        };
        let hash = build::standard(function, Vec::new(), vec![bytes], Ty::Hash256, span);
        Operand::Value(Value::new(
            Type::FixedBytes(32),
            convert(Conversion::Bits, hash, Ty::FixedBytes(32)),
        ))
    }

    fn modular(&mut self, builtin: Builtin, args: &'t [Tree], span: Span) -> Operand {
        let [a, b, modulus] = args else {
            let name = if builtin == Builtin::AddMod {
                "`addmod`"
            } else {
                "`mulmod`"
            };
            self.count(name, 3, args.len(), None, span);
            return Operand::Nothing;
        };
        let scope = crate::resolve::Scope {
            items: self.em.items,
            contract: self.frame.contract,
        };
        if scope
            .constant(modulus, 0)
            .is_ok_and(|value| *value.numer() == num_bigint::BigInt::ZERO)
        {
            let span = self.span(&modulus.loc());
            self.error_help(
                codes::LITERAL,
                span,
                "The modulus is zero: there is no rest of a division by zero.",
                "Give another number.",
            );
            return Operand::Nothing;
        }
        let args = [a, b, modulus].map(|arg| self.value_as(arg, &Type::UINT));
        let mut statements = Vec::new();
        let word = Ty::Int(IntType::U256);
        let [a, b, modulus] = args;
        // From right to left; a modulus of zero fails before the other two are looked at.
        let checked = crate::order::shows(&a) || crate::order::shows(&b);
        let modulus = self.keep(modulus, &mut statements);
        if checked {
            let zero = build::small(0, IntType::U256, span);
            let rest = build::binary(BinaryOp::Rem, zero, modulus.clone(), word.clone(), span);
            statements.push(Statement::Expr(rest));
        }
        let b = self.keep(b, &mut statements);
        let a = self.keep(a, &mut statements);
        let below = |value: Expr| build::binary(BinaryOp::Rem, value, modulus.clone(), word.clone(), span);
        let made = if builtin == Builtin::AddMod {
            let (a, b) = (below(a), below(b));
            build::call(self.em.prelude("sum_mod"), vec![a, b, modulus], word, span)
        } else {
            let a = below(a);
            build::call(self.em.prelude("product_mod"), vec![a, b, modulus], word, span)
        };
        Operand::Value(Value::new(Type::UINT, build::block(statements, Some(made), span)))
    }

    fn type_of(&mut self, args: &'t [Tree], span: Span) -> Operand {
        let [arg] = args else {
            self.count("`type`", 1, args.len(), None, span);
            return Operand::Nothing;
        };
        match self.operand(arg) {
            Operand::Type(ty) => Operand::TypeInfo(ty),
            Operand::Contract(id) => Operand::TypeInfo(Type::Contract(id)),
            Operand::Nothing => Operand::Nothing,
            _ => {
                self.error_help(
                    codes::WRONG_KIND,
                    span,
                    "`type(..)` takes the name of a type.",
                    "Write for example `type(uint256).max`.",
                );
                Operand::Nothing
            }
        }
    }

    fn concat(&mut self, builtin: Builtin, args: &'t [Tree], span: Span) -> Operand {
        let text = builtin == Builtin::StringConcat;
        let mut parts = Vec::new();
        for arg in args {
            let arg_span = self.span(&arg.loc());
            let value = self.value(arg);
            let made = match &value.ty {
                Type::Error => continue,
                Type::Text(_) if text => self.coerce(value, &Type::String(Location::Memory), arg_span),
                Type::String(_) if text => self.coerce(value, &Type::String(Location::Memory), arg_span),
                Type::Bytes(_) if !text => self.plain_bytes(&value),
                Type::Text(bytes) if !text => self.plain_text(bytes, arg_span),
                Type::FixedBytes(_) if !text => {
                    let ty = value.ty.clone();
                    self.encode(StdFn::AbiEncodePacked, vec![(ty, value.expr)], arg_span)
                }
                other => {
                    let shown = self.em.show(other);
                    let (name, needed) = if text {
                        ("string.concat", "string")
                    } else {
                        ("bytes.concat", "bytes")
                    };
                    self.error_help(
                        codes::ARGUMENTS,
                        arg_span,
                        format!("`{name}` takes values of type `{needed}`, not a `{shown}`."),
                        "Convert it first.",
                    );
                    continue;
                }
            };
            parts.push(made);
        }
        if text {
            let whole = parts
                .into_iter()
                .reduce(|a, b| build::standard(StdFn::StringConcat, Vec::new(), vec![a, b], Ty::String, span))
                .unwrap_or_else(|| build::text("", span));
            return Operand::Value(Value::new(Type::String(Location::Memory), whole));
        }
        let empty = build::expr(ExprKind::Aggregate(Vec::new()), build::bytes_ty(), span);
        let whole = parts.into_iter().fold(empty, |a, b| {
            build::standard(
                StdFn::VectorConcat,
                vec![build::U8],
                vec![a, b],
                build::bytes_ty(),
                span,
            )
        });
        Operand::Value(Value::new(
            Type::Bytes(Location::Memory),
            build::new_reference(whole),
        ))
    }
}
