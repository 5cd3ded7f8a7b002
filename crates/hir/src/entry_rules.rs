//! Rules for functions that are called from outside: public functions of contracts, `init`, tests. They speak of
//! signatures; must never look into a body.

use twilight_diagnostics::Diagnostic;

use crate::checker::Checker;
use crate::codes;
use crate::thir::FnId;
use crate::ty::Ty;

impl Checker<'_> {
    /// Rules for functions that the outside calls.
    pub fn check_entry_rules(&mut self, id: FnId) {
        let Some(info) = self.functions.get(id.0 as usize) else {
            return;
        };
        let (decl, generic, is_test) = (info.decl, !info.generics.is_empty(), info.function.test);
        let takes_function = info
            .params
            .iter()
            .find(|param| matches!(param.ty, Ty::Fn(_)))
            .map(|param| param.span);
        let entry = info.function.contract.is_some() && info.self_ty.is_none();
        if entry && generic && (info.function.public || info.function.is_init) {
            self.report(
                Diagnostic::error(
                    codes::TYPE_NOT_ALLOWED,
                    decl.name.span,
                    "A public function of a contract cannot have type parameters: callers send encoded values of \
                     known types.",
                )
                .with_help("Remove `pub`, or write the concrete types."),
            );
        } else if entry
            && let Some(span) = takes_function
            && (info.function.public || info.function.is_init)
        {
            self.report(
                Diagnostic::error(
                    codes::TYPE_NOT_ALLOWED,
                    span,
                    "A public function of a contract cannot take a function: callers send encoded values only.",
                )
                .with_help("Remove `pub`."),
            );
        }
        if is_test {
            self.check_test(id);
        }
        self.check_entry_types(id);
    }

    /// Callers from outside send and get encoded values, and there is no form for values of any depth.
    fn check_entry_types(&mut self, id: FnId) {
        let Some(info) = self.functions.get(id.0 as usize) else {
            return;
        };
        let called = info.function.public || info.function.is_init;
        if self.circular.is_empty() || !called || info.function.contract.is_none() || info.self_ty.is_some() {
            return;
        }
        let (decl, ret) = (info.decl, info.ret.clone());
        let params: Vec<Ty> = info.params.iter().map(|param| param.ty.clone()).collect();
        let help = "Remove `pub`, or pass its parts in `vector`s.";
        for (ty, param) in params.iter().zip(&decl.params) {
            let place = "values of any depth cannot be sent to a public function";
            if self.refuse_circular(ty, param.ty.span, place, help) {
                return;
            }
        }
        if let Some(written) = &decl.ret {
            let place = "a public function cannot give values of any depth to its callers";
            self.refuse_circular(&ret, written.span, place, help);
        }
    }

    /// The runner calls a test without arguments and looks at nothing but failure.
    fn check_test(&mut self, id: FnId) {
        let Some(info) = self.functions.get(id.0 as usize) else {
            return;
        };
        let (decl, ret) = (info.decl, info.ret.clone());
        let (span, what, help) = if let Some(param) = decl.params.first() {
            (
                param.span,
                "has no parameters",
                "Remove them; make the values in the test.",
            )
        } else if let Some(generic) = decl.generics.params.first() {
            (
                generic.name.span,
                "has no type parameters",
                "Write the concrete types.",
            )
        } else if let Some(written) = &decl.ret
            && !matches!(ret, Ty::Unit | Ty::Error)
            && !matches!(&ret, Ty::Result(ok, _) if matches!(**ok, Ty::Unit | Ty::Error))
        {
            (
                written.span,
                "returns nothing or a `Result<(), E>`",
                "Compare the value in the test: `assert_eq!(value, expected)`.",
            )
        } else {
            return;
        };
        self.report(
            Diagnostic::error(codes::ATTRIBUTE, span, format!("A test {what}."))
                .with_secondary(decl.name.span, "the test")
                .with_help(help),
        );
    }
}
