//! From call data and storage to memory and back: copies, in depth (see [`forms`](crate::forms)).

use std::sync::Arc;

use twilight_hir::thir::{
    Body, Expr, ExprKind, Iterable, Local, LocalId, LoopId, Pattern, PatternKind, Statement, UseMode,
};
use twilight_hir::{StdFn, Ty};

use crate::build::{self, bind, block, call, cell, element, expr, field, local, new_reference, read, small};
use crate::emitter::Emitter;
use crate::forms::differs;
use crate::types::Type;

/// A variable of a helper function.
pub fn declare(body: &mut Body, name: &str, ty: Ty) -> LocalId {
    let id = LocalId(u32::try_from(body.locals.len()).unwrap_or(u32::MAX));
    body.locals.push(Local {
        name: name.to_owned(),
        ty,
        mutable: true,
        span: body.expr.span,
    });
    id
}

/// `for variable in iterable { body }` over elements.
fn for_each(id: u32, variable: LocalId, ty: Ty, iterable: Expr, body: Expr) -> Statement {
    for_loop(id, variable, ty, Iterable::Elements(Box::new(iterable)), body)
}

/// `for variable in start..end { body }`
pub fn for_range(id: u32, variable: LocalId, start: Expr, end: Expr, body: Expr) -> Statement {
    let ty = start.ty.clone();
    let iterable = Iterable::Range {
        start: Box::new(start),
        end: Box::new(end),
        inclusive: false,
    };
    for_loop(id, variable, ty, iterable, body)
}

fn for_loop(id: u32, variable: LocalId, ty: Ty, iterable: Iterable, body: Expr) -> Statement {
    let span = body.span;
    let pattern = Pattern {
        kind: PatternKind::Binding {
            local: variable,
            clone: false,
            subpattern: None,
        },
        ty,
        span,
    };
    Statement::Expr(expr(
        ExprKind::For {
            id: LoopId(id),
            pattern,
            iterable,
            body: Box::new(body),
        },
        Ty::Unit,
        span,
    ))
}

impl Emitter<'_, '_> {
    /// A value in its plain form as one in memory: nobody else refers to it.
    pub fn memory_form(&mut self, ty: &Type, value: Expr) -> Expr {
        if !differs(ty) {
            return value;
        }
        let span = value.span;
        if !self.parts_differ(ty) {
            return new_reference(own(value));
        }
        let (from, to) = (self.plain(ty), self.memory(ty));
        let name = format!("$memory {}", ty.show_plain(self.items));
        let helper = self.helper(name, vec![from], to.clone(), |em, body| em.memory_body(ty, body));
        call(helper, vec![value], to, span)
    }

    /// As [`Self::memory_form`] of a place that nothing reads afterwards, so that its value need not be copied; none
    /// where it is made anew in any case.
    pub fn moved_form(&mut self, ty: &Type, place: twilight_hir::thir::Place) -> Option<Expr> {
        if !differs(ty) || self.parts_differ(ty) {
            return None;
        }
        let (plain, span) = (build::place_ty(&place), place.span);
        Some(new_reference(expr(
            ExprKind::Use(place, UseMode::Move),
            plain,
            span,
        )))
    }

    /// A value in memory in its plain form. It shares storage with the cell: it is used before anything changes that.
    pub fn plain_form(&mut self, ty: &Type, value: Expr) -> Expr {
        if !differs(ty) {
            return value;
        }
        let span = value.span;
        if !self.parts_differ(ty) {
            // What was only just made needs no cell.
            if let ExprKind::NewReference(inner) = value.kind {
                return *inner;
            }
            let place = cell(value);
            let plain = build::place_ty(&place);
            return expr(ExprKind::Use(place, UseMode::Borrow), plain, span);
        }
        let (from, to) = (self.memory(ty), self.plain(ty));
        let name = format!("$plain {}", ty.show_plain(self.items));
        let helper = self.helper(name, vec![from], to.clone(), |em, body| em.plain_body(ty, body));
        call(helper, vec![value], to, span)
    }

    /// A plain array as one whose elements are of a wider type, or that is longer.
    pub fn widen_plain(&mut self, from: &Type, to: &Type, value: Expr) -> Expr {
        let span = value.span;
        let (source_ty, target_ty) = (self.plain(from), self.plain(to));
        let name = format!(
            "$widen {} {}",
            from.show_plain(self.items),
            to.show_plain(self.items)
        );
        let helper = self.helper(name, vec![source_ty.clone()], target_ty.clone(), |em, body| {
            em.widen_body(from, to, body);
        });
        call(helper, vec![value], target_ty, span)
    }

    fn widen_body(&mut self, from: &Type, to: &Type, body: &mut Body) {
        let span = body.expr.span;
        let (
            Type::Array {
                element: a,
                length: have,
                ..
            },
            Type::Array {
                element: b,
                length: want,
                ..
            },
        ) = (from, to)
        else {
            return;
        };
        let source_ty = self.plain(from);
        let (item_ty, new_ty) = (self.element_form(a, false), self.element_form(b, false));
        let vector = Ty::Vector(Arc::new(new_ty.clone()));
        let result = declare(body, "result", vector.clone());
        let item = declare(body, "item", item_ty.clone());
        let read_item = borrowed(self.inside_element(a, local(item, item_ty.clone(), span)));
        let value = if widens(a, b, self.items) {
            self.widen_plain(a, b, read_item)
        } else {
            match (&**a, &**b) {
                (Type::Int { .. }, Type::Int { signed, bits }) => {
                    build::widen(read_item, build::int_type(*signed, *bits))
                }
                (Type::FixedBytes(x), Type::FixedBytes(y)) => crate::convert::resize_bytes(read_item, *x, *y),
                _ => own(read_item),
            }
        };
        let value = self.as_element(b, value);
        let push = |value: Expr| {
            build::change(
                StdFn::VectorPush,
                vec![new_ty.clone()],
                local(result, vector.clone(), span),
                vec![value],
                Ty::Unit,
                span,
            )
        };
        let empty = expr(ExprKind::Aggregate(Vec::new()), vector.clone(), span);
        let mut statements = vec![
            bind(result, empty, span),
            for_each(
                0,
                item,
                item_ty,
                borrowed(local(LocalId(0), source_ty, span)),
                push(value),
            ),
        ];
        if let (Some(have), Some(want)) = (have, want) {
            for _ in *have..*want {
                statements.push(Statement::Expr(push(crate::code::default_plain(
                    new_ty.clone(),
                    span,
                ))));
            }
        }
        let whole = moved(local(result, vector.clone(), span));
        let whole = match want {
            None => whole,
            Some(_) => vector_to_array(whole, self.plain(to)),
        };
        body.expr = block(statements, Some(whole), span);
    }

    /// Whether a part of a reference type is held differently in memory.
    fn parts_differ(&self, ty: &Type) -> bool {
        match ty {
            Type::Array { element, .. } => differs(element),
            Type::Struct(id, _) => self
                .items
                .structure(*id)
                .fields
                .iter()
                .any(|field| differs(&field.ty)),
            _ => false,
        }
    }

    fn memory_body(&mut self, ty: &Type, body: &mut Body) {
        let span = body.expr.span;
        let source = local(LocalId(0), self.plain(ty), span);
        body.expr = match ty {
            Type::Struct(id, _) => {
                let fields: Vec<(u32, Type)> = self.struct_fields(*id);
                let target = self.memory(ty);
                let mut values = Vec::new();
                for (at, ty) in fields {
                    let plain = self.plain(&ty);
                    let part = read(field(source.clone(), at, plain, span));
                    values.push((at, self.memory_form(&ty, part)));
                }
                new_reference(expr(
                    ExprKind::Struct {
                        fields: values,
                        base: None,
                    },
                    content(&target),
                    span,
                ))
            }
            Type::Array {
                element: inner,
                length: None,
                ..
            } => {
                let (from, to) = (self.plain(inner), self.memory(inner));
                let vector = Ty::Vector(Arc::new(to.clone()));
                let result = declare(body, "result", vector.clone());
                let item = declare(body, "item", from.clone());
                let value = self.memory_form(inner, read(local(item, from.clone(), span)));
                let push = build::change(
                    StdFn::VectorPush,
                    vec![to],
                    local(result, vector.clone(), span),
                    vec![value],
                    Ty::Unit,
                    span,
                );
                let empty = expr(ExprKind::Aggregate(Vec::new()), vector.clone(), span);
                block(
                    vec![
                        bind(result, empty, span),
                        for_each(0, item, from, read(source), push),
                    ],
                    Some(new_reference(moved(local(result, vector, span)))),
                    span,
                )
            }
            Type::Array {
                element: inner,
                length: Some(length),
                ..
            } => {
                let (from, to) = (self.plain(inner), self.memory(inner));
                let target = self.memory(ty);
                let result = declare(body, "result", target.clone());
                let index = declare(body, "index", build::U64);
                let at = |index: Expr| read(element(source.clone(), index, from.clone(), span));
                let zero = small(0, twilight_abi::IntType::U64, span);
                let first = self.memory_form(inner, at(zero));
                let array = expr(
                    ExprKind::Repeat {
                        value: Box::new(first),
                        count: *length,
                    },
                    content(&target),
                    span,
                );
                let here = read(local(index, build::U64, span));
                let value = self.memory_form(inner, at(here.clone()));
                let place = element(cell(read(local(result, target.clone(), span))), here, to, span);
                let one = small(1, twilight_abi::IntType::U64, span);
                let end = small(*length, twilight_abi::IntType::U64, span);
                block(
                    vec![
                        bind(result, new_reference(array), span),
                        for_range(0, index, one, end, build::assign(place, value, span)),
                    ],
                    Some(read(local(result, target, span))),
                    span,
                )
            }
            _ => new_reference(own(read(source))),
        };
    }

    fn plain_body(&mut self, ty: &Type, body: &mut Body) {
        let span = body.expr.span;
        let source = cell(read(local(LocalId(0), self.memory(ty), span)));
        body.expr = match ty {
            Type::Struct(id, _) => {
                let fields: Vec<(u32, Type)> = self.struct_fields(*id);
                let target = self.plain(ty);
                let mut values = Vec::new();
                for (at, ty) in fields {
                    let memory = self.memory(&ty);
                    let part = read(field(source.clone(), at, memory, span));
                    values.push((at, self.plain_form(&ty, part)));
                }
                expr(
                    ExprKind::Struct {
                        fields: values,
                        base: None,
                    },
                    target,
                    span,
                )
            }
            Type::Array {
                element: inner,
                length,
                ..
            } => {
                // A vector first: its elements are not known to be there before.
                let (from, to) = (self.memory(inner), self.plain(inner));
                let vector = Ty::Vector(Arc::new(to.clone()));
                let result = declare(body, "result", vector.clone());
                let item = declare(body, "item", from.clone());
                let value = self.plain_form(inner, read(local(item, from.clone(), span)));
                let push = build::change(
                    StdFn::VectorPush,
                    vec![to],
                    local(result, vector.clone(), span),
                    vec![own(value)],
                    Ty::Unit,
                    span,
                );
                let empty = expr(ExprKind::Aggregate(Vec::new()), vector.clone(), span);
                let whole = moved(local(result, vector, span));
                let whole = match length {
                    None => whole,
                    Some(_) => {
                        let array = self.plain(ty);
                        vector_to_array(whole, array)
                    }
                };
                let elements = borrowed(source);
                block(
                    vec![bind(result, empty, span), for_each(0, item, from, elements, push)],
                    Some(whole),
                    span,
                )
            }
            _ => own(borrowed(source)),
        };
    }

    /// A new value in memory with the defaults of all its parts.
    pub fn default_in_memory(&mut self, ty: &Type, span: twilight_diagnostics::Span) -> Expr {
        let form = self.memory(ty);
        match ty {
            Type::Array {
                element: inner,
                length: Some(length),
                ..
            } if !differs(inner) => {
                let element = self.element_form(inner, true);
                let value = crate::code::default_plain(element, span);
                new_reference(expr(
                    ExprKind::Repeat {
                        value: Box::new(value),
                        count: *length,
                    },
                    content(&form),
                    span,
                ))
            }
            Type::Array { length: Some(_), .. } | Type::Struct(..) => {
                let name = format!("$default {}", ty.show_plain(self.items));
                let helper = self.helper(name, Vec::new(), form.clone(), |em, body| {
                    em.default_body(ty, body)
                });
                call(helper, Vec::new(), form, span)
            }
            Type::Array { length: None, .. } | Type::Bytes(_) => {
                new_reference(expr(ExprKind::Aggregate(Vec::new()), content(&form), span))
            }
            _ => crate::code::default_plain(form, span),
        }
    }

    fn default_body(&mut self, ty: &Type, body: &mut Body) {
        let span = body.expr.span;
        let form = self.memory(ty);
        body.expr = match ty {
            Type::Struct(id, _) => {
                let mut values = Vec::new();
                for (at, ty) in self.struct_fields(*id) {
                    let value = self.default_in_memory(&ty, span);
                    values.push((at, value));
                }
                new_reference(expr(
                    ExprKind::Struct {
                        fields: values,
                        base: None,
                    },
                    content(&form),
                    span,
                ))
            }
            Type::Array {
                element: inner,
                length: Some(length),
                ..
            } => {
                // Each element is a cell of its own.
                let item = self.memory(inner);
                let result = declare(body, "result", form.clone());
                let index = declare(body, "index", build::U64);
                let first = self.default_in_memory(inner, span);
                let array = expr(
                    ExprKind::Repeat {
                        value: Box::new(first),
                        count: *length,
                    },
                    content(&form),
                    span,
                );
                let here = read(local(index, build::U64, span));
                let value = self.default_in_memory(inner, span);
                let place = element(cell(read(local(result, form.clone(), span))), here, item, span);
                let one = small(1, twilight_abi::IntType::U64, span);
                let end = small(*length, twilight_abi::IntType::U64, span);
                block(
                    vec![
                        bind(result, new_reference(array), span),
                        for_range(0, index, one, end, build::assign(place, value, span)),
                    ],
                    Some(read(local(result, form, span))),
                    span,
                )
            }
            _ => new_reference(expr(ExprKind::Aggregate(Vec::new()), content(&form), span)),
        };
    }

    /// Fields of a struct with their numbers.
    pub fn struct_fields(&self, id: crate::items::StructId) -> Vec<(u32, Type)> {
        (0_u32..)
            .zip(&self.items.structure(id).fields)
            .map(|(at, field)| (at, field.ty.clone()))
            .collect()
    }
}

/// Whether an array can be copied into storage as another array type: longer, dynamic, of wider elements.
pub fn widens(from: &Type, to: &Type, items: &crate::items::Items<'_>) -> bool {
    match (from, to) {
        (
            Type::Array {
                element: a,
                length: have,
                ..
            },
            Type::Array {
                element: b,
                length: want,
                ..
            },
        ) => {
            let lengths = match (have, want) {
                (_, None) => true,
                (Some(have), Some(want)) => have <= want,
                (None, Some(_)) => false,
            };
            let elements = a.same_shape(b)
                || (a.is_value() && crate::convert::implicit(a, b, None, items))
                || widens(a, b, items);
            lengths && elements && !from.same_shape(to)
        }
        _ => false,
    }
}

/// What a reference refers to.
pub fn content(reference: &Ty) -> Ty {
    match reference {
        Ty::Reference(inner) | Ty::StoragePointer(inner) => (**inner).clone(),
        other => other.clone(),
    }
}

/// The value as one that nothing else owns.
pub fn own(mut value: Expr) -> Expr {
    if build::is_plain(&value.ty) {
        return value;
    }
    match &mut value.kind {
        ExprKind::Use(_, mode) => {
            if *mode == UseMode::Borrow {
                *mode = UseMode::Clone;
            }
            value
        }
        _ => value,
    }
}

/// A variable that is not used again.
pub fn moved(place: twilight_hir::thir::Place) -> Expr {
    let (ty, span) = (build::place_ty(&place), place.span);
    expr(ExprKind::Use(place, UseMode::Move), ty, span)
}

/// A place that is only looked at.
pub fn borrowed(place: twilight_hir::thir::Place) -> Expr {
    let (ty, span) = (build::place_ty(&place), place.span);
    expr(ExprKind::Use(place, UseMode::Borrow), ty, span)
}

/// An array of a vector that has its length.
pub fn vector_to_array(vector: Expr, array: Ty) -> Expr {
    let span = vector.span;
    let error = Ty::Adt(twilight_hir::ty::AdtId(3), Arc::from([]));
    let result = Ty::Result(Arc::new(array.clone()), Arc::new(error.clone()));
    let converted = build::standard(
        StdFn::ArrayFromVector,
        vec![array.clone()],
        vec![vector],
        result,
        span,
    );
    build::standard(
        StdFn::ResultUnwrap,
        vec![array.clone(), error],
        vec![converted],
        array,
        span,
    )
}
