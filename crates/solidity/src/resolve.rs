//! Types as written, and the constant numbers in them.

use std::sync::Arc;

use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use solang_parser::pt::{self, CodeLocation as _};
use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::declare::{Use, parameter};
use crate::items::{ContractId, Item, Items, VariableId};
use crate::number::{self, Operator, Problem};
use crate::report::Report;
use crate::types::{FunctionType, Location, Mutability, Type};

/// Elements that a fixed array may have; larger ones would not fit into memory.
pub const MAX_ARRAY_LENGTH: u64 = 1 << 20;
/// Constants that may be defined by each other in a row.
pub const MAX_CONSTANT_DEPTH: usize = 32;
/// Uses of constants in other constants that a source may need in all: each is evaluated anew, so that they would double
/// with every constant.
pub const MAX_CONSTANT_USES: usize = 100_000;

/// Types of the language that misspelt names are compared with.
const TYPES: [&str; 9] = [
    "address", "bool", "bytes", "bytes32", "int256", "mapping", "string", "uint", "uint256",
];

/// Code that names types: a contract, or the file.
#[derive(Clone, Copy)]
pub struct Scope<'a, 't> {
    /// The table of names.
    pub items: &'a Items<'t>,
    /// The contract that the code stands in.
    pub contract: Option<ContractId>,
}

impl<'t> Scope<'_, 't> {
    /// The type that an expression of the tree names; parts of reference types lie in `location`. Reports what is
    /// none.
    pub fn ty(&self, tree: &pt::Expression, location: Location, report: &mut Report) -> Type {
        let span = report.span(&tree.loc());
        match tree {
            pt::Expression::Type(_, ty) => self.named(ty, span, location, report),
            pt::Expression::Parenthesis(_, inner) => self.ty(inner, location, report),
            pt::Expression::Variable(name) => match self.items.find(self.contract, &name.name) {
                Some((item, _)) => self.of_item(item, &name.name, span, location, report),
                None => {
                    self.unknown(&name.name, span, report);
                    Type::Error
                }
            },
            pt::Expression::MemberAccess(_, base, member) => {
                self.member(base, member, span, location, report)
            }
            pt::Expression::ArraySubscript(_, element, length) => {
                let element = self.ty(element, location, report);
                let length = length
                    .as_ref()
                    .map(|length| self.array_length(length, report).unwrap_or(1));
                Type::Array {
                    element: Arc::new(element),
                    length,
                    location,
                }
            }
            _ => {
                report.error(
                    codes::TYPE,
                    span,
                    "A type is expected here, for example `uint256`.",
                );
                Type::Error
            }
        }
    }

    fn unknown(&self, name: &str, span: Span, report: &mut Report) {
        let numbered = |start: &str| {
            name.strip_prefix(start)
                .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|c| c.is_ascii_digit()))
        };
        let known = |name: &str| {
            Some(match name {
                "u8" | "u16" | "u32" | "u64" | "u128" | "u256" => {
                    format!("Solidity writes `uint{}`.", name.trim_start_matches('u'))
                }
                "i8" | "i16" | "i32" | "i64" | "i128" | "i256" => {
                    format!("Solidity writes `int{}`.", name.trim_start_matches('i'))
                }
                _ if name == "unit" || numbered("unit") => {
                    format!("Solidity writes `uint{}`.", name.trim_start_matches("unit"))
                }
                "boolean" => "Solidity writes `bool`.".to_owned(),
                "String" | "str" => "Solidity writes `string`.".to_owned(),
                "integer" | "number" | "usize" => "Solidity writes `uint256`.".to_owned(),
                "float" | "double" | "f64" => {
                    "Solidity has no fractions; use a `uint256` that counts the smallest unit.".to_owned()
                }
                _ if numbered("uint") || numbered("int") => {
                    "The widths of integers go from 8 to 256 in steps of 8.".to_owned()
                }
                _ if numbered("bytes") => {
                    "There are `bytes1` to `bytes32`, and `bytes` for any length.".to_owned()
                }
                "Address" => "Solidity writes `address`.".to_owned(),
                _ => return None,
            })
        };
        let near = || self.nearest(name).map(|near| format!("Did you mean `{near}`?"));
        let help = known(name).or_else(near).unwrap_or_else(|| {
            "Types are `uint256`, `bool`, `address`, `string`, `bytes32`, .., and what this source declares."
                .to_owned()
        });
        report.error_help(
            codes::UNKNOWN_NAME,
            span,
            format!("There is no type `{name}`."),
            help,
        );
    }

    /// The type with the name that is most like a misspelt one.
    fn nearest(&self, name: &str) -> Option<String> {
        let inherited = self.contract.iter().flat_map(|contract| {
            let bases = &self.items.contract(*contract).linearized;
            bases.iter().flat_map(|base| &self.items.contract(*base).names)
        });
        let declared = inherited.chain(&self.items.names).filter(|(_, (item, _))| {
            matches!(
                item,
                Item::Contract(_) | Item::Struct(_) | Item::Enum(_) | Item::Alias(_)
            )
        });
        let mut names: Vec<String> = declared.map(|(name, _)| name.clone()).collect();
        names.extend(TYPES.map(str::to_owned));
        names.sort();
        crate::strings::nearest(name, &names)
    }

    fn member(
        &self,
        base: &pt::Expression,
        member: &pt::Identifier,
        span: Span,
        location: Location,
        report: &mut Report,
    ) -> Type {
        let pt::Expression::Variable(outer) = base else {
            report.error(
                codes::TYPE,
                span,
                "A type is expected here, for example `uint256`.",
            );
            return Type::Error;
        };
        let Some((Item::Contract(contract), _)) = self.items.find(self.contract, &outer.name) else {
            self.unknown(&outer.name, span, report);
            return Type::Error;
        };
        match self.items.find_member(contract, &member.name) {
            Some((item, _)) => self.of_item(item, &member.name, span, location, report),
            None => {
                let message = format!("The contract `{}` has no type `{}`.", outer.name, member.name);
                report.error(codes::UNKNOWN_MEMBER, span, message);
                Type::Error
            }
        }
    }

    fn of_item(&self, item: Item, name: &str, span: Span, location: Location, report: &mut Report) -> Type {
        match item {
            Item::Struct(id) => Type::Struct(id, location),
            Item::Enum(id) => Type::Enum(id),
            Item::Contract(id) => {
                if self.items.contract(id).kind == crate::items::ContractKind::Library {
                    let message = format!("`{name}` is a library, not a type.");
                    report.error(codes::WRONG_KIND, span, message);
                    return Type::Error;
                }
                Type::Contract(id)
            }
            Item::Alias(id) => Type::Alias(id),
            other => {
                let message = format!("`{name}` is {}, not a type.", other.kind_name());
                report.error(codes::WRONG_KIND, span, message);
                Type::Error
            }
        }
    }

    fn named(&self, ty: &pt::Type, span: Span, location: Location, report: &mut Report) -> Type {
        match ty {
            pt::Type::Address => Type::Address { payable: false },
            pt::Type::AddressPayable | pt::Type::Payable => Type::Address { payable: true },
            pt::Type::Bool => Type::Bool,
            pt::Type::String => Type::String(location),
            pt::Type::Int(bits) => Type::Int {
                signed: true,
                bits: *bits,
            },
            pt::Type::Uint(bits) => Type::uint(*bits),
            pt::Type::Bytes(count) => Type::FixedBytes(*count),
            pt::Type::DynamicBytes => Type::Bytes(location),
            pt::Type::Rational => {
                report.unsupported(
                    span,
                    "Solidity's `fixed` and `ufixed` are not supported.",
                    "Use a `uint256` that counts the smallest unit.",
                );
                Type::Error
            }
            pt::Type::Mapping {
                key,
                key_name,
                value,
                value_name,
                ..
            } => {
                mapping_names(key_name.as_ref(), value_name.as_ref(), value, report);
                let key_span = report.span(&key.loc());
                let key = self.ty(key, Location::Storage, report);
                let good = (key.is_value() && !matches!(key, Type::Function(_)))
                    || matches!(key, Type::String(_) | Type::Bytes(_) | Type::Error);
                if !good {
                    report.error_help(
                        codes::TYPE,
                        key_span,
                        format!("`{}` cannot be the key of a mapping.", key.show_plain(self.items)),
                        "Keys are integers, `bool`, `address`, `bytesN`, `bytes`, `string`, enums, contracts and user-defined value types.",
                    );
                }
                let value = self.ty(value, Location::Storage, report);
                Type::Mapping(Arc::new(key), Arc::new(value))
            }
            pt::Type::Function {
                params,
                attributes,
                returns,
            } => self.function(params, attributes, returns.as_ref(), span, report),
        }
    }

    fn function(
        &self,
        params: &pt::ParameterList,
        attributes: &[pt::FunctionAttribute],
        returns: Option<&(pt::ParameterList, Vec<pt::FunctionAttribute>)>,
        span: Span,
        report: &mut Report,
    ) -> Type {
        let mut mutability = None;
        for attribute in attributes {
            match attribute {
                pt::FunctionAttribute::Mutability(one) => {
                    let allowed = match one {
                        pt::Mutability::Pure(_) => Mutability::Pure,
                        pt::Mutability::View(_) => Mutability::View,
                        pt::Mutability::Constant(_) | pt::Mutability::Payable(_) => {
                            let span = report.span(&one.loc());
                            report.error_help(
                                codes::DECLARATION,
                                span,
                                format!("The type of an internal function cannot be `{one}`."),
                                "Write `pure`, `view` or nothing.",
                            );
                            return Type::Error;
                        }
                    };
                    if mutability.replace(allowed).is_some() {
                        let span = report.span(&one.loc());
                        report.error_help(
                            codes::DECLARATION,
                            span,
                            "A function type is either `pure` or `view`, and says it once.",
                            "Remove one of the two words.",
                        );
                    }
                }
                pt::FunctionAttribute::Visibility(pt::Visibility::Internal(_)) => {}
                pt::FunctionAttribute::Visibility(_) => {
                    report.unsupported(
                        span,
                        "Only internal functions have types: contracts do not call each other.",
                        "Remove `external`.",
                    );
                    return Type::Error;
                }
                _ => {}
            }
        }
        let mut list = |list: &pt::ParameterList| -> Vec<Type> {
            parameters(list, report)
                .into_iter()
                .map(|param| parameter(self, param, Use::Internal, report))
                .collect()
        };
        let mutability = mutability.unwrap_or(Mutability::NonPayable);
        let params = list(params);
        let named = returns.and_then(|(returns, _)| {
            let mut parts = returns.iter().filter_map(|(_, part)| part.as_ref());
            parts.find_map(|part| part.name.as_ref())
        });
        let returns = returns.map(|(returns, _)| list(returns)).unwrap_or_default();
        if let Some(name) = named {
            let span = report.span(&name.loc);
            report.error_help(
                codes::DECLARATION,
                span,
                "The results of a function type have no names.",
                "Remove the name.",
            );
        }
        Type::Function(Arc::new(FunctionType {
            params,
            returns,
            mutability,
        }))
    }

    /// `n` of `T[n]`.
    fn array_length(&self, tree: &pt::Expression, report: &mut Report) -> Option<u64> {
        let span = report.span(&tree.loc());
        let value = match self.constant(tree, 0) {
            Ok(value) => value,
            Err(message) => {
                report.error_help(
                    codes::NOT_CONSTANT,
                    span,
                    message.unwrap_or_else(|| "The length of an array must be a constant number.".to_owned()),
                    "Write a number, or the name of a `constant`.",
                );
                return None;
            }
        };
        let length = value
            .is_integer()
            .then(|| value.to_integer())
            .filter(|length| length.is_positive())
            .and_then(|length| length.to_u64())
            .filter(|length| *length <= MAX_ARRAY_LENGTH);
        if length.is_none() {
            let message = format!("The length of an array is a whole number from 1 to {MAX_ARRAY_LENGTH}.");
            report.error(codes::NOT_CONSTANT, span, message);
        }
        length
    }

    /// The number that an expression of literals and constants is.
    ///
    /// # Errors
    /// Why it is none; `None` where it is no such expression.
    pub fn constant(&self, tree: &pt::Expression, depth: usize) -> Result<BigRational, Option<String>> {
        if depth > MAX_CONSTANT_DEPTH {
            return Err(Some(
                "This constant is defined by too many others, or by itself.".to_owned(),
            ));
        }
        if let Some(literal) = number::literal(tree) {
            return literal.map_err(|problem| Some(explain(&problem)));
        }
        let binary = |op, lhs: &pt::Expression, rhs: &pt::Expression| {
            let (lhs, rhs) = (self.constant(lhs, depth)?, self.constant(rhs, depth)?);
            number::compute(op, &lhs, &rhs).map_err(|problem| Some(explain(&problem)))
        };
        match tree {
            pt::Expression::Parenthesis(_, inner) | pt::Expression::UnaryPlus(_, inner) => {
                self.constant(inner, depth)
            }
            pt::Expression::Negate(_, inner) => Ok(-self.constant(inner, depth)?),
            pt::Expression::Add(_, a, b) => binary(Operator::Add, a, b),
            pt::Expression::Subtract(_, a, b) => binary(Operator::Subtract, a, b),
            pt::Expression::Multiply(_, a, b) => binary(Operator::Multiply, a, b),
            pt::Expression::Divide(_, a, b) => binary(Operator::Divide, a, b),
            pt::Expression::Modulo(_, a, b) => binary(Operator::Modulo, a, b),
            pt::Expression::Power(_, a, b) => binary(Operator::Power, a, b),
            pt::Expression::ShiftLeft(_, a, b) => binary(Operator::ShiftLeft, a, b),
            pt::Expression::ShiftRight(_, a, b) => binary(Operator::ShiftRight, a, b),
            pt::Expression::BitwiseAnd(_, a, b) => binary(Operator::And, a, b),
            pt::Expression::BitwiseOr(_, a, b) => binary(Operator::Or, a, b),
            pt::Expression::BitwiseXor(_, a, b) => binary(Operator::Xor, a, b),
            pt::Expression::Variable(name) => match self.items.find(self.contract, &name.name) {
                Some((Item::Variable(id), _)) => self.constant_variable(id, depth),
                _ => Err(None),
            },
            pt::Expression::MemberAccess(_, base, member) => {
                let pt::Expression::Variable(outer) = &**base else {
                    return Err(None);
                };
                match self.items.find(self.contract, &outer.name) {
                    Some((Item::Contract(contract), _)) => {
                        match self.items.find_member(contract, &member.name) {
                            Some((Item::Variable(id), _)) => self.constant_variable(id, depth),
                            _ => Err(None),
                        }
                    }
                    _ => Err(None),
                }
            }
            _ => Err(None),
        }
    }

    fn constant_variable(&self, id: VariableId, depth: usize) -> Result<BigRational, Option<String>> {
        if depth > 0 {
            self.items.use_constant()?;
        }
        let variable = self.items.variable(id);
        match (&variable.tree.initializer, variable.constant) {
            (Some(value), true) => Scope {
                items: self.items,
                contract: variable.contract,
            }
            .constant(value, depth + 1),
            _ => Err(None),
        }
    }
}

/// The parameters of a list; the parser lets some be missing between its commas.
pub fn parameters<'p>(list: &'p pt::ParameterList, report: &mut Report) -> Vec<&'p pt::Parameter> {
    if let Some((loc, _)) = list.iter().find(|(_, param)| param.is_none()) {
        let span = report.span(loc);
        report.error_help(
            codes::SYNTAX,
            span,
            "A parameter is missing beside this comma.",
            "Write it, or remove the comma.",
        );
    }
    list.iter().filter_map(|(_, param)| param.as_ref()).collect()
}

/// Names in a mapping and the mappings in its value differ: those of keys are the parameters of a getter.
fn mapping_names(
    key: Option<&pt::Identifier>,
    value: Option<&pt::Identifier>,
    inner: &pt::Expression,
    report: &mut Report,
) {
    let mut inside: Vec<&pt::Identifier> = value.into_iter().collect();
    let mut tree = inner;
    while let pt::Expression::Type(
        _,
        pt::Type::Mapping {
            key_name,
            value,
            value_name,
            ..
        },
    ) = tree
    {
        inside.extend(key_name.iter().chain(value_name));
        tree = value;
    }
    for outer in key.into_iter().chain(value) {
        let Some(again) = inside
            .iter()
            .find(|other| other.name == outer.name && other.loc != outer.loc)
        else {
            continue;
        };
        let span = report.span(&again.loc);
        let message = format!("The name `{}` stands twice in this mapping.", outer.name);
        report.push(
            Diagnostic::error(codes::DUPLICATE, span, message)
                .with_secondary(report.span(&outer.loc), "the first one stands here")
                .with_help("Give one of them another name, or leave it out."),
        );
    }
}

impl Items<'_> {
    /// Counts a use of a constant in another one.
    ///
    /// # Errors
    /// It is over [`MAX_CONSTANT_USES`]; a message the first time.
    pub fn use_constant(&self) -> Result<(), Option<String>> {
        let uses = self.constant_uses.get().saturating_add(1);
        self.constant_uses.set(uses);
        if uses <= MAX_CONSTANT_USES {
            return Ok(());
        }
        Err((uses == MAX_CONSTANT_USES + 1).then(|| {
            format!(
                "The constants of this source use each other more than {MAX_CONSTANT_USES} times in all, which is the limit."
            )
        }))
    }
}

/// A problem with a constant number, as a sentence.
#[must_use]
pub fn explain(problem: &Problem) -> String {
    match problem {
        Problem::TooLarge => format!(
            "This number is larger than constant expressions can be ({} bits).",
            number::MAX_RATIONAL_BITS
        ),
        Problem::DivisionByZero => "This divides by zero.".to_owned(),
        Problem::Needs(what) => format!("This operator needs {what}."),
        Problem::Malformed(why) => (*why).to_owned(),
    }
}
