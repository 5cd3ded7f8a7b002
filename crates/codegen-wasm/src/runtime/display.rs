//! Values as text (DECISION C14), in agreement with `twilight_abi::display`.

use twilight_abi::{Type, VariantFields};

use super::RuntimeFn;
use super::abi_encode::element_of;
use super::asm::{Asm, Step};
use super::fixed;
use super::numbers::put_integer;
use super::text::put;
use super::vectors::is_byte;
use crate::emit::Local;
use crate::layout::{VECTOR_DATA, VECTOR_LEN};

/// `display`: `(T) -> string`.
pub(super) fn display(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let (value, out) = ((0..width).collect::<Vec<Local>>(), a.i());
    if *ty == Type::String {
        a.get(0);
        return;
    }
    a.call(RuntimeFn::TextBegin).set(out);
    put_value(a, ty, &value);
    a.get(out).call(RuntimeFn::TextEnd);
}

/// Appends a value as it shows inside another.
pub(super) fn put_value(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local]) {
    let Some(first) = value.first().copied() else {
        return put_empty(a, ty);
    };
    match ty {
        Type::Int(int) => put_integer(a, *int, value),
        Type::Bool => {
            let (yes, no) = (a.cx.data.string("true"), a.cx.data.string("false"));
            a.u(yes).u(no).get(first).select().call(RuntimeFn::PutText);
        }
        Type::String => {
            a.get(first).call(RuntimeFn::PutQuoted);
        }
        Type::Address => {
            a.get(first).c(20).call(RuntimeFn::PutHex);
        }
        Type::Hash256 => {
            a.get(first).c(32).call(RuntimeFn::PutHex);
        }
        Type::Vector(element) if is_byte(element) => {
            a.get(first)
                .load(VECTOR_DATA)
                .get(first)
                .load(VECTOR_LEN)
                .call(RuntimeFn::PutHex);
        }
        _ => {
            a.get_all(value).call(RuntimeFn::PutValue(ty.clone()));
        }
    }
}

/// Types without slots.
fn put_empty(a: &mut Asm<'_, '_>, ty: &Type) {
    match ty {
        Type::Unit => put(a, "()"),
        _ => {
            a.call(RuntimeFn::PutValue(ty.clone()));
        }
    }
}

/// `(value..)`: appends a compound value.
pub(super) fn put_compound(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let value: Vec<Local> = (0..width).collect();
    match ty {
        Type::FixedBytes(count) => fixed::put(a, *count, &value),
        Type::Tuple(_) => {
            let parts = a.fields(ty, &value);
            list(a, &parts, if parts.len() == 1 { ",)" } else { ")" });
        }
        Type::Struct(definition) => {
            let parts = a.fields(ty, &value);
            put_fields(a, bare(&definition.name), &definition.fields, &parts);
        }
        Type::Option(_) => variants(a, ty, &value, |variant| match variant {
            0 => ("None".to_owned(), VariantFields::Unit),
            _ => ("Some".to_owned(), VariantFields::Tuple(Vec::new())),
        }),
        Type::Result(..) => variants(a, ty, &value, |variant| {
            (
                if variant == 0 { "Ok" } else { "Err" }.to_owned(),
                VariantFields::Tuple(Vec::new()),
            )
        }),
        Type::Enum(definition) => variants(a, ty, &value, |at| match definition.variants.get(at) {
            Some(variant) => (
                format!("{}::{}", bare(&definition.name), variant.name),
                variant.fields.clone(),
            ),
            None => (String::new(), VariantFields::Unit),
        }),
        Type::Array(element, length) => {
            let (length, size) = (u32::try_from(*length).unwrap_or(u32::MAX), a.stride(element));
            let (count, step) = (a.i(), a.i());
            if is_byte(element) {
                a.get(0).u(length).call(RuntimeFn::PutHex);
                return;
            }
            a.u(size).c(0).get(0).select().set(step).u(length).set(count);
            sequence(a, element, 0, count, Step::Local(step), ["[", "]"]);
        }
        Type::Vector(_) | Type::Map(..) => {
            let (element, at, count) = (element_of(ty), a.i(), a.i());
            let size = a.stride(&element);
            a.get(0)
                .load(VECTOR_DATA)
                .set(at)
                .get(0)
                .load(VECTOR_LEN)
                .set(count);
            if let Type::Map(..) = ty {
                entries(a, &element, at, count, size);
            } else {
                sequence(a, &element, at, count, Step::Const(size), ["[", "]"]);
            }
        }
        _ => put_value(a, ty, &value),
    }
}

/// A name without type arguments.
fn bare(name: &str) -> &str {
    name.split('<').next().unwrap_or(name)
}

/// `(a, b)` with the given end.
fn list(a: &mut Asm<'_, '_>, parts: &[(Type, Vec<Local>)], close: &str) {
    put(a, "(");
    for (at, (ty, value)) in parts.iter().enumerate() {
        if at > 0 {
            put(a, ", ");
        }
        put_value(a, ty, value);
    }
    put(a, close);
}

/// A name and fields.
fn put_fields(a: &mut Asm<'_, '_>, name: &str, fields: &VariantFields, parts: &[(Type, Vec<Local>)]) {
    match fields {
        VariantFields::Unit => put(a, name),
        VariantFields::Tuple(_) => {
            put(a, name);
            list(a, parts, ")");
        }
        VariantFields::Named(names) if names.is_empty() => put(a, &format!("{name} {{ }}")),
        VariantFields::Named(names) => {
            let mut before = format!("{name} {{ ");
            for ((name, _), (ty, value)) in names.iter().zip(parts) {
                put(a, &format!("{before}{name}: "));
                put_value(a, ty, value);
                before = ", ".to_owned();
            }
            put(a, " }");
        }
    }
}

/// A value by its variant; `describe` gives a variant's name and the shape of its fields.
fn variants(
    a: &mut Asm<'_, '_>,
    ty: &Type,
    value: &[Local],
    describe: impl Fn(usize) -> (String, VariantFields),
) {
    let contents = a.open(ty, value);
    let count = ty.variants().unwrap_or_default().len();
    if let Some(tag) = contents.first().copied() {
        a.match_variant(tag, count, |a, variant| {
            let payload = a.payload(ty, variant, &contents);
            let (name, fields) = describe(variant);
            put_fields(a, &name, &fields, &payload);
        });
    }
}

/// Elements between brackets.
fn sequence(a: &mut Asm<'_, '_>, element: &Type, at: Local, count: Local, step: Step, brackets: [&str; 2]) {
    put(a, brackets[0]);
    a.elements(at, count, step, |a| {
        let value = a.load_value(element, at, 0);
        put_value(a, element, &value);
        separator(a, count);
    });
    put(a, brackets[1]);
}

/// `{key: value}` of a map's entries.
fn entries(a: &mut Asm<'_, '_>, pair: &Type, at: Local, count: Local, size: u32) {
    put(a, "{");
    a.elements(at, count, Step::Const(size), |a| {
        let entry = a.load_value(pair, at, 0);
        for (index, (ty, value)) in a.fields(pair, &entry).iter().enumerate() {
            if index > 0 {
                put(a, ": ");
            }
            put_value(a, ty, value);
        }
        separator(a, count);
    });
    put(a, "}");
}

/// `, ` unless this is the last of the elements that are left.
fn separator(a: &mut Asm<'_, '_>, count: Local) {
    a.get(count).c(1).ne().if_();
    put(a, ", ");
    a.end();
}
