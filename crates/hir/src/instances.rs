//! Functions of one name for different instances of a generic type: `impl S<u8> { fn g(self) .. }` beside
//! `impl S<string> { fn g(self) .. }`.
//!
//! Which one a call means follows from the type alone; two of one name never fit the same type.

use twilight_diagnostics::{Diagnostic, Span};

use crate::body::FnCx;
use crate::checker::Checker;
use crate::codes;
use crate::heads::Head;
use crate::infer::{Infer, substitute};
use crate::thir::FnId;
use crate::traits::may_fit;
use crate::ty::Ty;

impl Checker<'_> {
    /// Adds a function to those of its type; gives the place of one that some value could mean as well.
    pub fn add_method(&mut self, key: (Head, String), id: FnId, span: Span) -> Option<Span> {
        let Some(first) = self.methods.get(&key).copied() else {
            self.methods.insert(key, (id, span));
            return None;
        };
        let others = self.instance_methods.get(&key).cloned().unwrap_or_default();
        let clash = std::iter::once(first)
            .chain(others)
            .find(|(other, _)| self.same_instance(*other, id));
        match clash {
            Some((_, place)) => Some(place),
            None => {
                self.instance_methods.entry(key).or_default().push((id, span));
                None
            }
        }
    }

    /// Whether a value could be of the types of both functions.
    fn same_instance(&self, one: FnId, other: FnId) -> bool {
        let mut infer = Infer::default();
        let mut instance = |id: FnId| {
            let info = self.functions.get(id.0 as usize)?;
            let open: Vec<Ty> = info
                .generics
                .iter()
                .map(|_| infer.fresh(Span::default()))
                .collect();
            Some(substitute(info.self_ty.as_ref()?, &open))
        };
        let (Some(a), Some(b)) = (instance(one), instance(other)) else {
            return true;
        };
        infer.unify(&a, &b)
    }
}

impl FnCx<'_, '_> {
    /// The function that a name means for a type, with its place.
    pub fn method_of(&mut self, ty: &Ty, name: &str, at: Span) -> Option<(FnId, Span)> {
        let key = (Head::of(ty)?, name.to_string());
        let first = *self.ck.methods.get(&key)?;
        let Some(others) = self.ck.instance_methods.get(&key) else {
            return Some(first);
        };
        let fitting: Vec<(FnId, Span)> = std::iter::once(&first)
            .chain(others)
            .filter(|(id, _)| {
                let info = self.ck.functions.get(id.0 as usize);
                let of = info.and_then(|info| info.self_ty.as_ref());
                of.is_some_and(|of| may_fit(of, ty, &self.infer))
            })
            .copied()
            .collect();
        if let [one, two, ..] = fitting.as_slice() {
            let shown = match ty {
                Ty::Adt(id, _) => self.ck.adt(*id).map_or("_", |adt| adt.name.as_str()),
                _ => "this type",
            };
            self.ck.report(
                Diagnostic::error(
                    codes::AMBIGUOUS,
                    at,
                    format!("Several functions `{name}` of `{shown}` fit, because its type is not known well enough yet."),
                )
                .with_secondary(one.1, "this one fits")
                .with_secondary(two.1, "and this one")
                .with_help("Annotate the type where the value is made."),
            );
        }
        Some(fitting.first().copied().unwrap_or(first))
    }
}
