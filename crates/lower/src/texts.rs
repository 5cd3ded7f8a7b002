//! Text made of pieces: format strings and the messages of `assert_eq!`; must never evaluate a value twice.

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Expr, FormatPart};
use twilight_tir::{Builtin, CompareOp, Op, Operand, Terminator};

use crate::expressions::text;
use crate::function::FunctionContext;

impl<'p> FunctionContext<'_, 'p> {
    /// `assert_eq!`, `assert_ne!`: both sides are evaluated once; the message shows both.
    pub fn assert_equal(
        &mut self,
        negated: bool,
        lhs: &'p Expr,
        rhs: &'p Expr,
        message: Option<&'p Expr>,
        source: &str,
        span: Span,
    ) {
        let left = self.expression(lhs);
        let right = self.expression(rhs);
        let ty = self.builder.operand_type(&left);
        let op = if negated { CompareOp::Ne } else { CompareOp::Eq };
        let compare = Op::Compare {
            op,
            ty,
            lhs: left.clone(),
            rhs: right.clone(),
        };
        let condition = self.builder.emit(compare, Type::Bool, span);
        self.guard(condition, span, |fx| {
            let given = message.map(|message| fx.expression(message));
            let message = match given {
                // What a contract says is its own; who reads a failed test wants the values too.
                Some(message) if !fx.in_test => message,
                given => {
                    let (mut pieces, end) = match given {
                        Some(message) => (vec![message, text(" (left: ")], ")"),
                        None => {
                            let begin = format!("Assertion failed: {source} (left: ");
                            (vec![text(&begin)], ").")
                        }
                    };
                    let left = fx.display(left, span);
                    let right = fx.display(right, span);
                    pieces.extend([left, text(", right: "), right, text(end)]);
                    fx.concatenate(pieces, span)
                }
            };
            fx.builder.terminate(Terminator::Panic(message), span);
        });
    }

    /// A string from pieces of text and displayed values.
    pub fn format(&mut self, parts: &'p [FormatPart], span: Span) -> Operand {
        let pieces: Vec<Operand> = parts
            .iter()
            .map(|part| match part {
                FormatPart::Text(piece) => text(piece),
                FormatPart::Value(value) => {
                    let value = self.expression(value);
                    self.display(value, span)
                }
            })
            .collect();
        self.concatenate(pieces, span)
    }

    /// Texts, joined.
    pub fn concatenate(&mut self, pieces: impl IntoIterator<Item = Operand>, span: Span) -> Operand {
        let mut all: Option<Operand> = None;
        for piece in pieces {
            all = Some(match all {
                None => piece,
                Some(left) => self.builtin(Builtin::StrConcat, Vec::new(), vec![left, piece], span),
            });
        }
        all.unwrap_or_else(|| text(""))
    }
}
