//! `x[i]`, `x[a:b]` and fields: one step further into a value or place.

use std::sync::Arc;

use solang_parser::pt::{CodeLocation as _, Expression as Tree};
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Conversion, Expr, ExprKind, Place, Statement};
use twilight_hir::{StdFn, Ty};
use twilight_syntax::ast::BinaryOp;

use crate::build::{self, convert, int_type, small};
use crate::code::{Code, Magic, Operand, Value};
use crate::codes;
use crate::types::{self, Location, Mutability, Type};

impl<'t> Code<'_, '_, 't> {
    /// The place that a value of a reference type is, whatever its location.
    pub fn place_of(&mut self, operand: Operand, span: Span) -> Option<(Type, Place)> {
        let (ty, place) = match operand {
            Operand::Place(ty, place) => (ty, place),
            Operand::Nothing => return None,
            other => {
                let value = self.operand_value(other, span);
                match value.ty.location() {
                    Some(Location::Storage) => {
                        let ty = value.ty.clone();
                        return Some((ty, self.pointed(value)));
                    }
                    Some(Location::Memory) if crate::forms::differs(&value.ty) => {
                        return Some((value.ty, build::cell(value.expr)));
                    }
                    _ => return Some((value.ty, build::temporary(value.expr))),
                }
            }
        };
        // In memory the place holds a reference; what it refers to is the place.
        if ty.location() == Some(Location::Memory) && crate::forms::differs(&ty) {
            return Some((ty, build::cell(build::read(place))));
        }
        Some((ty, place))
    }

    /// The form of a part of something in `location`.
    fn part_form(&mut self, ty: &Type, location: Location) -> Ty {
        if location == Location::Memory {
            self.em.memory(ty)
        } else {
            self.em.plain(ty)
        }
    }

    /// `base[index]`
    pub fn subscript(&mut self, base_tree: &'t Tree, index_tree: &'t Tree, span: Span) -> Operand {
        let base_span = self.span(&base_tree.loc());
        let base = self.operand(base_tree);
        let base = match base {
            Operand::Type(_) | Operand::Magic(Magic::BytesType | Magic::StringType) => {
                return self.array_type(base_tree, index_tree, span);
            }
            Operand::Value(value) if matches!(value.ty, Type::FixedBytes(_)) => {
                return self.byte_of_fixed(value, index_tree, span);
            }
            Operand::Place(Type::FixedBytes(count), place) => {
                let value = self.read_place(Type::FixedBytes(count), place);
                return self.byte_of_fixed(value, index_tree, span);
            }
            other => other,
        };
        let Some((ty, place)) = self.place_of(base, base_span) else {
            return Operand::Nothing;
        };
        match &ty {
            Type::Mapping(key, value) => {
                let key_span = self.span(&index_tree.loc());
                let memory = key.at(Location::Memory);
                let found = self.value(index_tree);
                let found = match (&found.ty, &memory) {
                    // What is only looked at need not be copied.
                    (Type::Bytes(_), Type::Bytes(_)) => self.plain_bytes(&found),
                    _ => {
                        let made = self.coerce(found, &memory, key_span);
                        self.em.plain_form(&memory, made)
                    }
                };
                let form = self.em.plain(value);
                Operand::Place((**value).clone(), build::entry(place, found, form, span))
            }
            Type::Array {
                element,
                length,
                location,
            } => {
                let index = self.index(index_tree, *length);
                let form = self.em.element_form(element, *location == Location::Memory);
                let place = build::element(place, index, form, span);
                Operand::Place((**element).clone(), self.em.inside_element(element, place))
            }
            Type::Bytes(_) => {
                let index = self.index(index_tree, None);
                Operand::Byte(build::element(place, index, build::U8, span))
            }
            Type::Error => Operand::Nothing,
            Type::String(_) => {
                self.error_help(
                    codes::INDEX,
                    span,
                    "A string has no elements: its characters have different lengths.",
                    "Write `bytes(s)[i]` for its bytes.",
                );
                Operand::Nothing
            }
            other => {
                let shown = self.em.show(other);
                self.error(codes::INDEX, span, format!("A `{shown}` has no elements."));
                Operand::Nothing
            }
        }
    }

    /// `T[n]` in an expression, for example in `abi.decode`.
    fn array_type(&mut self, base: &'t Tree, length: &'t Tree, span: Span) -> Operand {
        let scope = crate::resolve::Scope {
            items: self.em.items,
            contract: self.frame.contract,
        };
        let element = scope.ty(base, Location::Memory, &mut self.em.report);
        match scope.constant(length, 0) {
            Ok(number) if types::fits(&number, false, 64) => {
                use num_traits::ToPrimitive as _;
                Operand::Type(Type::Array {
                    element: Arc::new(element),
                    length: number.to_integer().to_u64(),
                    location: Location::Memory,
                })
            }
            _ => {
                self.error(
                    codes::NOT_CONSTANT,
                    span,
                    "The length of an array must be a constant number.",
                );
                Operand::Nothing
            }
        }
    }

    /// An index as `u64`: one that is larger is out of bounds in any case.
    pub fn index(&mut self, tree: &'t Tree, length: Option<u64>) -> Expr {
        let span = self.span(&tree.loc());
        let value = self.value(tree);
        self.index_value(value, length, span)
    }

    /// A value as an index.
    pub fn index_value(&mut self, value: Value, length: Option<u64>, span: Span) -> Expr {
        if let (Type::Rational(number), Some(length)) = (&value.ty, length)
            && (!types::fits(number, false, 256)
                || *number >= num_rational::BigRational::from_integer(length.into()))
        {
            self.error_help(
                codes::INDEX,
                span,
                format!("This index lies outside of the array, which has {length} elements."),
                format!("Indices are 0 to {}.", length.saturating_sub(1)),
            );
            return small(0, IntType::U64, span);
        }
        let ty = match &value.ty {
            Type::Int { signed: false, .. } => value.ty.clone(),
            _ => Type::UINT,
        };
        let made = self.coerce(value, &ty, span);
        match &made.kind {
            ExprKind::Int(number) => small(u64::try_from(*number).unwrap_or(u64::MAX), IntType::U64, span),
            _ if made.ty == Ty::Error => small(0, IntType::U64, span),
            _ => convert(Conversion::Saturate, made, build::U64),
        }
    }

    /// `b[i]` of a `bytesN`
    fn byte_of_fixed(&mut self, value: Value, index: &'t Tree, span: Span) -> Operand {
        let Type::FixedBytes(count) = value.ty else {
            return Operand::Nothing;
        };
        let index = self.index(index, Some(u64::from(count)));
        let int = int_type(false, u16::from(count) * 8);
        let number = convert(Conversion::Bits, value.expr, Ty::Int(int));
        let wide = build::widen(number, IntType::U256);
        let length = small(u64::from(count), IntType::U64, span);
        let args = vec![wide, length, index];
        let byte = build::call(self.em.prelude("byte_at"), args, build::U8, span);
        Operand::Value(Value::new(
            Type::FixedBytes(1),
            convert(Conversion::Bits, byte, Ty::FixedBytes(1)),
        ))
    }

    /// `base[start:end]` of call data.
    pub fn slice(
        &mut self,
        base: &'t Tree,
        start: Option<&'t Tree>,
        end: Option<&'t Tree>,
        span: Span,
    ) -> Operand {
        let value = self.value(base);
        let element = match &value.ty {
            Type::Bytes(Location::Calldata) => build::U8,
            Type::Array {
                element,
                length: None,
                location: Location::Calldata,
            } => self.em.plain(element),
            Type::Error => return Operand::Nothing,
            other => {
                let shown = self.em.show(other);
                self.error_help(
                    codes::INDEX,
                    span,
                    format!("A `{shown}` has no slices."),
                    "Only `bytes calldata` and dynamic arrays in `calldata` have.",
                );
                return Operand::Nothing;
            }
        };
        let mut statements = Vec::new();
        let ty = value.ty.clone();
        let whole = self.keep(value.expr, &mut statements);
        let start = start.map_or_else(|| small(0, IntType::U64, span), |start| self.index(start, None));
        let end = match end {
            Some(end) => self.index(end, None),
            None => build::standard(
                StdFn::VectorLen,
                vec![element.clone()],
                vec![whole.clone()],
                build::U64,
                span,
            ),
        };
        // It reverts where an index panics.
        let start = self.keep(start, &mut statements);
        let end = self.keep(end, &mut statements);
        let length = build::standard(
            StdFn::VectorLen,
            vec![element.clone()],
            vec![whole.clone()],
            build::U64,
            span,
        );
        let at_most = |a: &Expr, b: &Expr| build::binary(BinaryOp::Le, a.clone(), b.clone(), Ty::Bool, span);
        let ordered = build::binary(
            BinaryOp::And,
            at_most(&start, &end),
            at_most(&end, &length),
            Ty::Bool,
            span,
        );
        statements.push(Statement::Expr(build::expr(
            ExprKind::Require {
                condition: Box::new(ordered),
                message: None,
                default_message: "This slice does not lie in the call data.".to_owned(),
            },
            Ty::Unit,
            span,
        )));
        let form = whole.ty.clone();
        let made = build::standard(
            StdFn::VectorSlice,
            vec![element],
            vec![whole, start, end],
            form,
            span,
        );
        Operand::Value(Value::new(ty, build::block(statements, Some(made), span)))
    }

    /// A field of a struct; `None` where it has none of the name.
    pub fn struct_field(&mut self, operand: &Operand, name: &str, span: Span) -> Option<Operand> {
        let ty = match operand {
            Operand::Place(ty, _) => ty.clone(),
            Operand::Value(value) => value.ty.clone(),
            _ => return None,
        };
        let Type::Struct(id, location) = ty else {
            return None;
        };
        let (at, field) = self
            .em
            .struct_fields(id)
            .into_iter()
            .zip(&self.em.items.structure(id).fields)
            .find(|(_, field)| field.name == name)
            .map(|((at, ty), _)| (at, ty))?;
        let (_, place) = self.place_of(operand.clone(), span)?;
        let field = field.at(location);
        let form = self.part_form(&field, location);
        Some(Operand::Place(field, build::field(place, at, form, span)))
    }

    /// `.length` of an array or bytes.
    pub fn length(&mut self, operand: Operand, span: Span) -> Option<Value> {
        let ty = match &operand {
            Operand::Place(ty, _) => ty.clone(),
            Operand::Value(value) => value.ty.clone(),
            _ => return None,
        };
        let length = match &ty {
            Type::FixedBytes(count) => {
                return Some(Value::new(
                    Type::uint(8),
                    small(u64::from(*count), IntType::U8, span),
                ));
            }
            Type::Array {
                length: Some(length), ..
            } => small(*length, IntType::U64, span),
            Type::Array { length: None, .. } | Type::Bytes(_) => {
                let (_, place) = self.place_of(operand, span)?;
                if ty.location() == Some(Location::Storage) {
                    self.demand(Mutability::View, span, "reads a state variable");
                }
                let plain = build::place_ty(&place);
                let (function, types) = crate::emitter::Emitter::length_of(&plain);
                let whole = crate::memory::borrowed(place);
                build::standard(function, types, vec![whole], build::U64, span)
            }
            _ => return None,
        };
        Some(Value::new(Type::UINT, build::widen(length, IntType::U256)))
    }
}
