//! What may cross the border of a contract: parameters and results of functions that are called from outside, and what
//! getters return. An internal function is a number that means something inside only; a struct that holds itself has no
//! encoding.

use solang_parser::pt::CodeLocation as _;
use twilight_diagnostics::Span;

use crate::codes;
use crate::items::{Items, StructId, Variable};
use crate::report::Report;
use crate::types::Type;

/// Why a type cannot cross the border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Barrier {
    /// It is, or holds, an internal function.
    Function,
    /// It is, or holds, a struct that holds itself.
    Endless,
    /// It holds a mapping.
    Mapping,
}

/// The first barrier in a type; parts that an error left are none.
fn barrier(items: &Items<'_>, ty: &Type) -> Option<Barrier> {
    let mut seen: Vec<StructId> = Vec::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            Type::Function(_) => return Some(Barrier::Function),
            Type::Mapping(..) => return Some(Barrier::Mapping),
            Type::Array { element, .. } => open.push(element),
            Type::Struct(id, _) if !seen.contains(id) => {
                let structure = items.structure(*id);
                if structure.recursive {
                    return Some(Barrier::Endless);
                }
                seen.push(*id);
                open.extend(structure.fields.iter().map(|field| &field.ty));
            }
            _ => {}
        }
    }
    None
}

/// Checks a parameter or result of what is called from outside. A mapping is refused with the place where it lies.
pub fn signature(items: &Items<'_>, ty: &Type, span: Span, report: &mut Report) {
    let shown = ty.show_plain(items);
    let is_function = matches!(ty, Type::Function(_));
    match barrier(items, ty) {
        Some(Barrier::Function) => report.error_help(
            codes::TYPE,
            span,
            if is_function {
                "An internal function cannot be passed from or to the outside.".to_owned()
            } else {
                format!(
                    "`{shown}` holds an internal function, which cannot be passed from or to the outside."
                )
            },
            "Internal functions may have it, and constructors of abstract contracts. An enum can say to others which one is meant.",
        ),
        Some(Barrier::Endless) => report.error_help(
            codes::TYPE,
            span,
            format!("`{shown}` holds itself, so it cannot be passed from or to the outside."),
            "Pass its fields by themselves, or make the function `internal`.",
        ),
        Some(Barrier::Mapping) | None => {}
    }
}

/// Checks what the getter of a public variable returns: what its mappings and arrays lead to; of a struct, the fields
/// that are neither.
pub fn getter(items: &Items<'_>, variable: &Variable<'_>, report: &mut Report) {
    let mut ty = &variable.ty;
    while let Type::Mapping(_, inner) | Type::Array { element: inner, .. } = ty {
        ty = inner;
    }
    let name = &variable.name;
    let found = match ty {
        Type::Struct(id, _) => {
            let mut returned = items
                .structure(*id)
                .fields
                .iter()
                .filter(|field| !matches!(field.ty, Type::Mapping(..) | Type::Array { .. }));
            returned.find_map(|field| Some((barrier(items, &field.ty)?, &field.ty)))
        }
        other => barrier(items, other).map(|barrier| (barrier, other)),
    };
    let Some((barrier, ty)) = found else { return };
    let shown = ty.show_plain(items);
    let message = match barrier {
        Barrier::Function => {
            format!("The getter of `{name}` would return an internal function, which means nothing outside.")
        }
        Barrier::Endless => format!("The getter of `{name}` would return a `{shown}`, which holds itself."),
        Barrier::Mapping => {
            format!("The getter of `{name}` would return a `{shown}`, which holds a mapping.")
        }
    };
    let span = report.span(&variable.tree.ty.loc());
    report.error_help(
        codes::TYPE,
        span,
        message,
        "Remove `public`, and write functions that return what is needed.",
    );
}
