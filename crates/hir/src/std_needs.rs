//! What a row of the library asks of its receiver, once the type is known ([`crate::library::Needs`]).

use twilight_diagnostics::{Diagnostic, Span};

use crate::body::FnCx;
use crate::checker::Bound;
use crate::codes;
use crate::library::{Needs, Row};
use crate::std_fn::StdFn;
use crate::ty::Ty;

impl FnCx<'_, '_> {
    /// Reports a method that does not exist for this sign or these elements.
    pub fn check_library(&mut self, ty: &Ty, row: &Row, span: Span) {
        let inner = match ty {
            Ty::Option(inner) | Ty::Vector(inner) | Ty::Array(inner, _) | Ty::Result(inner, _) => inner,
            other => other,
        };
        if matches!(inner, Ty::Error | Ty::Never) {
            return;
        }
        let fine = match row.needs {
            Needs::Nothing => true,
            Needs::Signed => matches!(ty, Ty::Int(int) if int.signed),
            Needs::Unsigned => matches!(ty, Ty::Int(int) if !int.signed),
            Needs::OrderedElements => self.ck.meets(inner, &Bound::Ord),
            Needs::IntegerElements => matches!(inner, Ty::Int(_)),
            Needs::EqualElements => self.ck.is_comparable(inner),
            Needs::TextElements => *inner == Ty::String,
            Needs::DefaultValue => self.ck.meets(inner, &Bound::Default),
            Needs::NestedOption => matches!(inner, Ty::Option(_)),
        };
        if fine {
            if matches!(row.function, Some(StdFn::VectorSort | StdFn::ArraySort))
                && !matches!(inner, Ty::Int(_) | Ty::String)
            {
                self.ck.declare_sort();
            }
            return;
        }
        let (shown, held, name) = (self.show(ty), self.show(inner), row.name);
        let (asked, help) = match row.needs {
            Needs::Signed | Needs::Nothing => (
                format!("`{name}` exists for signed integers only, and this is {shown}."),
                "Use a signed type for values below zero.",
            ),
            Needs::Unsigned => (
                format!("`{name}` exists for unsigned integers only, and this is {shown}."),
                "Convert the value first, for example with `u64::try_from(value)`.",
            ),
            Needs::OrderedElements => (
                format!("`{name}` needs elements that have an order, and {held} has none."),
                if matches!(inner, Ty::Adt(..)) {
                    "Write `impl Ord` for the type, or use `sort_by_key` or `sort_by`."
                } else {
                    "Use `sort_by_key` or `sort_by`, which say what comes first."
                },
            ),
            Needs::IntegerElements => (
                format!("`{name}` is arithmetic of integers, and the elements are of the type {held}."),
                "Make a vector of integers first, for example with `map`, or use `fold`.",
            ),
            Needs::EqualElements => (
                format!("`{name}` compares elements, and values of the type {held} cannot be compared."),
                "Maps cannot be compared; compare what they hold.",
            ),
            Needs::TextElements => (
                format!("`{name}` puts strings together, and the elements are of the type {held}."),
                "Make a vector of strings with `.to_string()` first.",
            ),
            Needs::DefaultValue => (
                format!("`{name}` needs a default value, and {held} has none."),
                "Give the value with `unwrap_or`.",
            ),
            Needs::NestedOption => (
                format!("`{name}` takes one `Option` off another, and {held} is none."),
                "There is nothing to flatten; use the value as it is.",
            ),
        };
        self.ck
            .report(Diagnostic::error(codes::LIBRARY_TYPE, span, asked).with_help(help));
    }
}
