//! `vector![value; count]` whose count only the running program knows (DECISION S6).
//!
//! A count of literals and constants stays one that is known at compile time: its limit and its messages are those of
//! arrays.

use std::sync::Arc;

use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_syntax::ast;

use crate::body::FnCx;
use crate::checker::ValueDef;
use crate::std_fn::StdFn;
use crate::thir::Expr;
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// That many copies of a checked value; `None` where the count is known at compile time.
    pub fn filled(
        &mut self,
        value: &Expr,
        count: &'a ast::Expr,
        element: &Arc<Ty>,
        span: Span,
    ) -> Option<Expr> {
        if self.is_length || !self.runs(count) {
            return None;
        }
        let count = self.check(count, &Ty::Int(IntType::U64));
        let ty = Ty::Vector(Arc::clone(element));
        let types = vec![(**element).clone()];
        let args = vec![value.clone(), count];
        Some(self.std_call(StdFn::VectorFilled, types, args, ty, span))
    }

    /// Whether a count needs the running program: it names a variable or calls a function of the program.
    fn runs(&mut self, count: &ast::Expr) -> bool {
        match &count.kind {
            ast::ExprKind::Path(path) => match path.segments.as_slice() {
                [only] => {
                    let name = only.name.name.as_str();
                    self.find_local(name).is_some()
                        || matches!(name, "self" | "storage")
                        || self.storage_names().iter().any(|storage| storage == name)
                }
                _ => false,
            },
            ast::ExprKind::Paren(inner)
            | ast::ExprKind::Unary { operand: inner, .. }
            | ast::ExprKind::Cast { operand: inner, .. } => self.runs(inner),
            ast::ExprKind::Binary { lhs, rhs, .. } => self.runs(lhs) || self.runs(rhs),
            ast::ExprKind::Field { base, .. } => self.runs(base),
            ast::ExprKind::Index { base, index } => self.runs(base) || self.runs(index),
            ast::ExprKind::MethodCall { receiver, args, .. } => {
                let context = match &receiver.kind {
                    ast::ExprKind::Path(path) => {
                        matches!(path.segments.as_slice(), [only] if matches!(only.name.name.as_str(), "ctx" | "env" | "tx"))
                    }
                    _ => false,
                };
                context || self.runs(receiver) || args.iter().any(|arg| self.runs(arg))
            }
            ast::ExprKind::Call { callee, args } => {
                let function = match &callee.kind {
                    ast::ExprKind::Path(path) => match path.segments.as_slice() {
                        [only] => matches!(
                            self.ck.find_value(self.scope, &only.name.name),
                            Some(ValueDef::Fn(_))
                        ),
                        // A function of a type, module or contract: constants call some of the library's types.
                        [first, ..] => self.ck.find_type(self.scope, &first.name.name).is_some(),
                        [] => false,
                    },
                    _ => false,
                };
                function || args.iter().any(|arg| self.runs(arg))
            }
            ast::ExprKind::If { .. } | ast::ExprKind::Match { .. } | ast::ExprKind::Try(_) => true,
            _ => false,
        }
    }
}
