//! How values print that hold a value with a form of its own: `impl Displayable` (DECISION T19).
//!
//! Everything else prints as DECISION C14 says, which the run-time library does. What holds such a value prints in
//! the same form, with what `fmt` returns in its place. It must give the same text as the library for all other parts.

use std::collections::HashSet;

use twilight_abi::{IntType, Type, VariantFields};
use twilight_diagnostics::Span;
use twilight_hir::thir::StdTrait;
use twilight_tir::{Builtin, Function, Op, Operand, ValueId};

use crate::expressions::{int, text};
use crate::function::FunctionContext;
use crate::instances::{Instance, ModuleContext};
use crate::storage::with_context;
use crate::types::Types;

/// Characters of `Some(`, which stands before the quoted text of an `Option<string>`.
const SOME: u64 = 5;

impl Types<'_> {
    /// Whether a part of a type has a form of its own.
    pub fn prints_itself(&mut self, ty: &Type) -> bool {
        if let Some(known) = self.printing.get(ty) {
            return *known;
        }
        // Types may hold themselves: each part is looked at once.
        let (mut seen, mut work) = (HashSet::new(), vec![ty.clone()]);
        let mut answer = false;
        while let Some(part) = work.pop() {
            match self.printing.get(&part) {
                Some(true) => answer = true,
                Some(false) => continue,
                None if !seen.insert(part.clone()) => continue,
                None => {
                    let own = matches!(part, Type::Struct(_) | Type::Enum(_));
                    answer = own
                        && self
                            .std_implementation(StdTrait::Displayable, std::slice::from_ref(&part))
                            .is_some();
                    work.extend(part.parts());
                }
            }
            if answer {
                break;
            }
        }
        if !answer {
            self.printing.extend(seen.into_iter().map(|part| (part, false)));
        }
        self.printing.insert(ty.clone(), answer);
        answer
    }
}

/// `$display<T>`: `(T) -> string` for a type of which a part prints itself.
pub fn lower_display(cx: &mut ModuleContext<'_>, ty: &Type, name: String) -> Function {
    with_context(cx, name, std::slice::from_ref(ty), Type::String, |fx| {
        fx.display_parts(Operand::Value(ValueId(0)), ty)
    })
}

impl FunctionContext<'_, '_> {
    /// The form of DECISION C14 at top level, or what the type's own `fmt` gives.
    pub fn display(&mut self, value: Operand, span: Span) -> Operand {
        let ty = self.builder.operand_type(&value);
        if ty == Type::String {
            return value;
        }
        if !self.cx.types.prints_itself(&ty) {
            return self.builtin(Builtin::Display, vec![ty], vec![value], span);
        }
        let instance = match self
            .cx
            .types
            .std_implementation(StdTrait::Displayable, std::slice::from_ref(&ty))
        {
            Some((function, own)) => Instance::User(function, own),
            None => Instance::Display(ty),
        };
        let function = self.cx.function(instance);
        let call = Op::Call {
            function,
            args: vec![value],
        };
        self.builder.emit(call, Type::String, span)
    }

    /// A value inside another: text is quoted and escaped.
    fn display_inside(&mut self, value: Operand, span: Span) -> Operand {
        let ty = self.builder.operand_type(&value);
        if ty != Type::String {
            return self.display(value, span);
        }
        // The library quotes text inside an `Option`; what stands around it is cut off.
        let option = Type::Option(std::sync::Arc::new(Type::String));
        let op = Op::Variant {
            ty: option.clone(),
            variant: 1,
            fields: vec![value],
        };
        let some = self.builder.emit(op, option.clone(), span);
        let shown = self.builtin(Builtin::Display, vec![option], vec![some], span);
        let bytes = self.builtin(Builtin::StrToBytes, Vec::new(), vec![shown], span);
        let byte = Type::Int(IntType::U8);
        let length = self.builtin(Builtin::VecLen, vec![byte.clone()], vec![bytes.clone()], span);
        let end = Op::Binary {
            op: twilight_tir::BinaryOp::Sub,
            ty: IntType::U64,
            lhs: length,
            rhs: int(IntType::U64, 1),
        };
        let end = self.builder.emit(end, Type::Int(IntType::U64), span);
        let cut = self.builtin(
            Builtin::VecSlice,
            vec![byte],
            vec![bytes, int(IntType::U64, SOME), end],
            span,
        );
        let quoted = self.builtin(Builtin::StrFromBytes, Vec::new(), vec![cut], span);
        self.payload(quoted, 1, 0, Type::String, span)
    }

    fn display_parts(&mut self, value: Operand, ty: &Type) -> Operand {
        let span = Span::default();
        match ty {
            Type::Struct(own) => self.display_fields(bare(&own.name), &own.fields, span, |fx, at, field| {
                fx.extract(&value, at, field, span)
            }),
            Type::Tuple(types) => {
                let fields = VariantFields::Tuple(types.to_vec());
                self.display_fields("", &fields, span, |fx, at, field| {
                    fx.extract(&value, at, field, span)
                })
            }
            Type::Enum(own) => {
                let variants: Vec<(String, VariantFields)> = own
                    .variants
                    .iter()
                    .map(|variant| {
                        (
                            format!("{}::{}", bare(&own.name), variant.name),
                            variant.fields.clone(),
                        )
                    })
                    .collect();
                self.display_variants(&value, &variants, span)
            }
            Type::Option(inner) => {
                let variants = vec![
                    ("None".to_owned(), VariantFields::Unit),
                    ("Some".to_owned(), VariantFields::Tuple(vec![(**inner).clone()])),
                ];
                self.display_variants(&value, &variants, span)
            }
            Type::Result(ok, err) => {
                let variants = vec![
                    ("Ok".to_owned(), VariantFields::Tuple(vec![(**ok).clone()])),
                    ("Err".to_owned(), VariantFields::Tuple(vec![(**err).clone()])),
                ];
                self.display_variants(&value, &variants, span)
            }
            Type::Vector(_) | Type::Array(..) => {
                let length = self.length_of(&value, span);
                self.display_list("[", "]", length, span, |fx, index| {
                    let element = fx.element(&value, ty, index, span);
                    fx.display_inside(element, span)
                })
            }
            Type::Map(key, item) => {
                let types = vec![(**key).clone(), (**item).clone()];
                let length = self.builtin(Builtin::MapLen, types.clone(), vec![value.clone()], span);
                self.display_list("{", "}", length, span, |fx, index| {
                    let args = vec![value.clone(), index];
                    let key = fx.builtin(Builtin::MapKeyAt, types.clone(), args.clone(), span);
                    let item = fx.builtin(Builtin::MapValueAt, types.clone(), args, span);
                    let key = fx.display_inside(key, span);
                    let item = fx.display_inside(item, span);
                    fx.concatenate([key, text(": "), item], span)
                })
            }
            _ => self.builtin(Builtin::Display, vec![ty.clone()], vec![value], span),
        }
    }

    fn extract(&mut self, value: &Operand, index: u32, ty: &Type, span: Span) -> Operand {
        let op = Op::Extract {
            aggregate: value.clone(),
            index,
        };
        self.builder.emit(op, ty.clone(), span)
    }

    /// A name and fields, as the library shows them.
    fn display_fields(
        &mut self,
        name: &str,
        fields: &VariantFields,
        span: Span,
        mut part: impl FnMut(&mut Self, u32, &Type) -> Operand,
    ) -> Operand {
        let mut pieces = Vec::new();
        match fields {
            VariantFields::Unit => pieces.push(text(name)),
            VariantFields::Tuple(types) => {
                pieces.push(text(&format!("{name}(")));
                for (at, ty) in (0_u32..).zip(types) {
                    if at > 0 {
                        pieces.push(text(", "));
                    }
                    let value = part(self, at, ty);
                    pieces.push(self.display_inside(value, span));
                }
                // A tuple of one element shows a comma, a struct or variant of one does not.
                pieces.push(text(if name.is_empty() && types.len() == 1 {
                    ",)"
                } else {
                    ")"
                }));
            }
            VariantFields::Named(named) if named.is_empty() => {
                pieces.push(text(&format!("{name} {{ }}")));
            }
            VariantFields::Named(named) => {
                pieces.push(text(&format!("{name} {{ ")));
                for (at, (field, ty)) in (0_u32..).zip(named) {
                    let comma = if at > 0 { ", " } else { "" };
                    pieces.push(text(&format!("{comma}{field}: ")));
                    let value = part(self, at, ty);
                    pieces.push(self.display_inside(value, span));
                }
                pieces.push(text(" }"));
            }
        }
        self.concatenate(pieces, span)
    }

    /// The variant that the value has.
    fn display_variants(
        &mut self,
        value: &Operand,
        variants: &[(String, VariantFields)],
        span: Span,
    ) -> Operand {
        let result = self.builder.variable(Type::String, None);
        self.builder.write(result, text(""));
        for (tag, (name, fields)) in (0_u32..).zip(variants) {
            let is = self.has_tag(value, tag, span);
            let before = self.builder.read(result);
            let shown = self.branches(
                is,
                Type::String,
                span,
                |fx| {
                    fx.display_fields(name, fields, span, |fx, index, ty| {
                        fx.payload(value.clone(), tag, index, ty.clone(), span)
                    })
                },
                |_| before,
            );
            self.builder.write(result, shown);
        }
        self.builder.read(result)
    }

    fn display_list(
        &mut self,
        open: &str,
        close: &str,
        length: Operand,
        span: Span,
        element: impl FnOnce(&mut Self, Operand) -> Operand,
    ) -> Operand {
        let result = self.builder.variable(Type::String, None);
        self.builder.write(result, text(open));
        self.counted_loop(length, span, |fx, index| {
            let first = fx.builder.emit(
                Op::Compare {
                    op: twilight_tir::CompareOp::Eq,
                    ty: Type::Int(IntType::U64),
                    lhs: index.clone(),
                    rhs: int(IntType::U64, 0),
                },
                Type::Bool,
                span,
            );
            let comma = fx.builder.emit(
                Op::Select {
                    condition: first,
                    then: text(""),
                    otherwise: text(", "),
                },
                Type::String,
                span,
            );
            let shown = element(fx, index);
            let before = fx.builder.read(result);
            let longer = fx.concatenate([before, comma, shown], span);
            fx.builder.write(result, longer);
        });
        let all = self.builder.read(result);
        self.concatenate([all, text(close)], span)
    }
}

/// A name without type arguments.
fn bare(name: &str) -> &str {
    name.split('<').next().unwrap_or(name)
}
