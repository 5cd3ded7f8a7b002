//! What to say where a program is written as in another language: names, types, fields and calls that mean nothing
//! here, and values that stand before a `.` but belong before `::`.
//!
//! This only words messages; it must never decide whether a program is right.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::TypeDef;
use crate::codes;
use crate::limits::MAX_SUGGESTION_NAMES;
use crate::suggest;
use crate::thir::{AdtKind, Expr, Fields};
use crate::ty::{AdtId, Ty};

/// Whole sentences about a type of another language for which there is no other name; `None` for all others.
pub fn type_advice(name: &str) -> Option<&'static str> {
    Some(match name {
        "f32" | "f64" | "float" | "double" => {
            "Twilight has no floating-point types, because contracts must compute the same everywhere. Use integers \
             in a smaller unit."
        }
        "Box" | "Rc" | "Arc" | "RefCell" | "Cell" | "Cow" => {
            "Values need no box here: write the type that stands in it."
        }
        "number" | "Number" | "Int" | "integer" => {
            "Integers say how wide they are: `u64`, `i64`, `u256` and so on."
        }
        "any" | "Any" | "object" | "Object" | "auto" => {
            "Every value has one type, known when the program is compiled; a function for all types is `fn f<T>(x: T)`."
        }
        "HashSet" | "BTreeSet" | "Set" => "Use `map<T, bool>`.",
        _ => return None,
    })
}

/// Whole sentences about a value or function of another language; `None` where [`suggest::foreign_value`] knows a
/// name, and for all others.
pub fn value_advice(name: &str) -> Option<&'static str> {
    Some(match name {
        "console" | "echo" | "printf" => "Write `println(\"{}\", value)`.",
        "len" | "length" => "The length is a method: `value.len()`.",
        "range" => "A range is written `0..n`.",
        "str" => "A value as text is `value.to_string()`.",
        "pass" => "Leave it out: an empty block is `{}`.",
        "payable" => "Leave `payable(..)` out: addresses are all of one kind.",
        "super" => "Contracts do not inherit; call the function by its name.",
        "abi" => "The bytes of an integer or a string are `value.to_bytes()`.",
        "move" => "Leave `move` out: a closure takes what it needs.",
        "none" | "undefined" | "NULL" | "nullptr" => "Write `None`.",
        "drop" | "free" => "Leave it out: a value ends with its block.",
        "sizeof" => "The number of elements is `value.len()`.",
        _ => return None,
    })
}

/// Whether `|` stands behind the word `move`, as in another language's closures: where that is no variable, one message
/// about it is enough.
pub fn begins_with_move(mut lhs: &ast::Expr) -> bool {
    while let ast::ExprKind::Binary {
        op: ast::BinaryOp::BitOr,
        lhs: inner,
        ..
    } = &lhs.kind
    {
        lhs = inner;
    }
    matches!(&lhs.kind, ast::ExprKind::Path(path)
        if matches!(path.segments.as_slice(), [only] if only.name.name == "move"))
}

impl<'a> FnCx<'_, 'a> {
    /// Advice on a name that means nothing, as a value or (with `call`) as a function.
    pub fn name_advice(&self, name: &str, call: bool) -> Option<String> {
        if let Some(advice) = value_advice(name) {
            return Some(advice.to_string());
        }
        if call && name == "None" {
            return Some("`None` holds no value: leave the `()` out.".to_string());
        }
        if call
            && let Some(ty) = suggest::foreign_type(name)
            && matches!(crate::types::builtin(&ty), Some(Ty::Int(_)))
        {
            return Some(format!(
                "Convert with `{ty}::from(value)` or `{ty}::try_from(value)`."
            ));
        }
        let owner = self.enum_with(name)?;
        Some(format!("Write `{owner}::{name}`."))
    }

    /// An enum in scope that has a variant of that name.
    fn enum_with(&self, variant: &str) -> Option<String> {
        let names = self.ck.visible_names(self.scope, true);
        names.into_iter().take(MAX_SUGGESTION_NAMES).find(|name| {
            matches!(self.ck.find_type(self.scope, name), Some(TypeDef::Adt(id)) if self.find_variant(id, variant).is_some())
        })
    }

    /// How a value of a struct or enum is written, for messages.
    pub fn literal_of(&self, id: AdtId, name: &str) -> Option<String> {
        Some(match self.ck.adt(id).map(|adt| &adt.kind)? {
            AdtKind::Struct(Fields::Named(fields)) => match fields.first() {
                Some((field, _)) if fields.len() == 1 => format!("{name} {{ {field}: .. }}"),
                Some((field, _)) => format!("{name} {{ {field}: .., .. }}"),
                None => format!("{name} {{}}"),
            },
            AdtKind::Struct(Fields::Tuple(_)) => format!("{name}(..)"),
            AdtKind::Struct(Fields::Unit) => name.to_string(),
            AdtKind::Enum(variants) => format!("{name}::{}", variants.first()?.0),
        })
    }

    /// `E.A`, `S.new(..)`, `this.x`: a type, or another language's word for the contract, before a dot. Reports;
    /// `None` for everything else.
    pub fn word_before_dot(&mut self, base: &'a ast::Expr, name: &ast::Ident, call: bool) -> Option<Expr> {
        let ast::ExprKind::Path(path) = &base.kind else {
            return None;
        };
        let [only] = path.segments.as_slice() else {
            return None;
        };
        let word = only.name.name.as_str();
        if self.find_local(word).is_some()
            || self.bare_storage(word, base.span).is_some()
            || self.ck.find_value(self.scope, word).is_some()
        {
            return None;
        }
        if word == "this" {
            return self.this_before_dot(base.span, name, call);
        }
        let Some(TypeDef::Adt(id)) = self.ck.find_type(self.scope, word) else {
            return None;
        };
        let (what, known) = match self.ck.adt(id).map(|adt| &adt.kind)? {
            AdtKind::Struct(Fields::Unit) => return None,
            AdtKind::Struct(_) => ("a struct", false),
            AdtKind::Enum(variants) => (
                "an enum",
                variants.iter().any(|(variant, _)| *variant == name.name),
            ),
        };
        let head = crate::heads::Head::Adt(id);
        let function = self.ck.methods.contains_key(&(head, name.name.clone()));
        let member = &name.name;
        let help = if known {
            format!("Write `{word}::{member}`.")
        } else if function && call {
            format!("Functions of a type stand behind `::`: write `{word}::{member}(..)`.")
        } else {
            format!("A value of it is written `{}`.", self.literal_of(id, word)?)
        };
        Some(
            self.fail_with(
                Diagnostic::error(
                    codes::WRONG_KIND,
                    base.span,
                    format!("`{word}` is {what}, not a value."),
                )
                .with_help(help),
            ),
        )
    }

    fn this_before_dot(&mut self, span: Span, name: &ast::Ident, call: bool) -> Option<Expr> {
        let member = &name.name;
        let help = if self.storage_names().contains(member) {
            format!("Write `storage.{member}` for the contract's variable.")
        } else if call && self.ck.find_value(self.scope, member).is_some() {
            format!("Call the contract's function by its name: `{member}(..)`.")
        } else {
            return None;
        };
        Some(self.fail_with(
            Diagnostic::error(codes::UNKNOWN_NAME, span, "There is no `this` here.").with_help(help),
        ))
    }

    /// `f(a = 1)` where nothing is named `a`: the name of a parameter, as in another language. Reports.
    pub fn named_argument(&mut self, args: &'a [ast::Expr], span: Span) -> Option<Expr> {
        let name = args.iter().find_map(|arg| {
            let ast::ExprKind::Assign { op: None, place, .. } = &arg.kind else {
                return None;
            };
            let ast::ExprKind::Path(path) = &place.kind else {
                return None;
            };
            match path.segments.as_slice() {
                [only] if only.name.name != "_" => Some(&only.name),
                _ => None,
            }
        })?;
        if self.find_local(&name.name).is_some() || self.bare_storage(&name.name, name.span).is_some() {
            return None;
        }
        self.fail_with(
            Diagnostic::error(codes::UNKNOWN_NAME, name.span, "Arguments have no names.").with_help(format!(
                "Leave `{} =` out; arguments stand in the order of the parameters.",
                name.name
            )),
        );
        Some(error_expr(span))
    }

    /// Whether the body belongs to an `impl`, so that its function could have a `self`.
    pub fn in_impl(&self) -> bool {
        matches!(
            self.ck.find_type(self.scope, "Self"),
            Some(TypeDef::Ty(_) | TypeDef::Adt(_))
        )
    }

    /// Checks a value for a place that was declared with its type elsewhere, and shows that place where the types
    /// do not agree.
    pub fn check_for(&mut self, expr: &'a ast::Expr, expected: &Ty, place: Span, why: &str) -> Expr {
        let before = self.ck.diagnostics.len();
        let checked = self.check(expr, expected);
        if let Some(found) = self.ck.diagnostics.get_mut(before..)
            && let [only] = found
            && only.code == codes::MISMATCH
            && only.span == expr.span
            && only.labels.is_empty()
            && place != Span::default()
            && place.file == expr.span.file
        {
            only.labels.push(twilight_diagnostics::Label {
                span: place,
                message: why.to_string(),
            });
        }
        checked
    }
}
