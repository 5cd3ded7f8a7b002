//! What only known types can answer, asked again at the end of a body: operators on numbers whose type a later
//! statement decides, defaults of map entries, keys of maps, associated types (DECISIONS T8, T14, T17).
//!
//! It must never report what was reported where the expression stands.

use twilight_diagnostics::{Diagnostic, Span};

use crate::body::FnCx;
use crate::checker::Bound;
use crate::codes;
use crate::traits::any_part;
use crate::ty::Ty;

impl FnCx<'_, '_> {
    /// Reports the amount of a shift that turned out to be signed.
    pub fn check_shift(&mut self, ty: &Ty, span: Span) {
        if matches!(ty, Ty::Int(int) if int.signed) {
            let shown = self.show(ty);
            self.report_shift(&shown, span);
        }
    }

    /// Reports the amount of a shift that is no unsigned integer.
    pub fn report_shift(&mut self, shown: &str, span: Span) {
        self.ck.report(
            Diagnostic::error(
                codes::INDEX_TYPE,
                span,
                format!("The amount of a shift must be an unsigned integer, but this is {shown}."),
            )
            .with_help("Convert it with `u64::try_from(amount)`, or make it unsigned from the start."),
        );
    }

    /// Reports a minus in front of a number that turned out to be unsigned.
    pub fn check_negation(&mut self, ty: &Ty, span: Span) {
        let Ty::Int(int) = ty else { return };
        if int.signed {
            return;
        }
        self.ck.report(
            Diagnostic::error(
                codes::OPERATOR,
                span,
                format!("A value of the unsigned type `{}` cannot be negated.", int.name()),
            )
            .with_help("Use a signed integer type."),
        );
    }

    /// Reports a read of a map's entry whose type has no default; once for each place.
    pub fn report_no_default(&mut self, ty: &Ty, span: Span) {
        let said = |known: &Diagnostic| known.code == codes::NO_DEFAULT && known.span == span;
        if self.ck.diagnostics.iter().any(said) {
            return;
        }
        let shown = self.show(ty);
        self.ck.report(
            Diagnostic::error(
                codes::NO_DEFAULT,
                span,
                format!(
                    "`map[key]` reads the default value where the key is absent, but {shown} has no default."
                ),
            )
            .with_help("Use `.get(key)`, which gives an `Option`."),
        );
    }

    /// Makes what stands for an associated type that type; reports where its use made it another.
    pub fn settle_projection(&mut self, projection: &Ty, var: &Ty, ty: &Ty, span: Span) {
        if self.infer.unify(var, ty) {
            return;
        }
        let Ty::Assoc(id, at, args) = projection else {
            return;
        };
        // A type without the implementation has no such type, which is reported where the bound is asked for.
        let missing = |part: &Ty| match part {
            Ty::Assoc(id, _, args) => args.split_first().is_none_or(|(of, args)| {
                let of = self.infer.shown(of);
                !self.ck.meets(&of, &Bound::Trait(*id, args.to_vec().into()))
            }),
            other => matches!(other, Ty::Error),
        };
        let resolved = self.infer.resolve(ty);
        if any_part(&resolved, &mut |part| missing(part)) {
            return;
        }
        let name = self
            .ck
            .trait_info(*id)
            .and_then(|info| info.types.get(*at as usize))
            .map_or_else(String::new, |assoc| assoc.name.clone());
        let of = args.first().map_or_else(String::new, |of| self.show(of));
        let (wanted, found) = (self.show(var), self.show(ty));
        if matches!(resolved, Ty::Assoc(..)) {
            // In generic code nothing is known of it.
            self.ck.error(
                codes::MISMATCH,
                span,
                format!("Expected {wanted}, but this is {found}, which each implementation chooses."),
            );
            return;
        }
        self.ck.report(
            Diagnostic::error(
                codes::MISMATCH,
                span,
                format!(
                    "The associated type `{name}` of {of} is {found}, but its use here makes it {wanted}."
                ),
            )
            .with_help(format!(
                "Expect {found} here, or use a type whose `{name}` is {wanted}."
            )),
        );
    }
}
