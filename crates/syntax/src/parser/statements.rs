//! Blocks, statements, bindings (spec 02 §3, DECISIONS S3, S5, S9, S13).

use super::items::Place;
use super::{Parser, starts_item};
use crate::ast::{Attribute, Block, Let, Statement};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::Diagnostic;

impl Parser<'_> {
    /// `{ statements tail? }`; the caller has checked for the `{`.
    #[inline(never)]
    pub(super) fn block(&mut self) -> Block {
        let mark = self.mark();
        let open = self.at;
        self.bump();
        let mut statements = Vec::new();
        let mut tail = None;
        while !matches!(self.kind(), T::CloseBrace | T::Eof) {
            let before = self.at;
            tail = self.statement(&mut statements);
            if tail.is_some() {
                break;
            }
            if self.at == before {
                self.expected("a statement or `}`");
                self.bump();
                self.skip_statement();
            }
        }
        self.close(open, T::CloseBrace, "`}`");
        self.finish(mark, NodeKind::Block);
        Block {
            statements,
            tail,
            span: self.span_from(open),
        }
    }

    /// One statement, or the block's value. Nothing is consumed where none starts.
    #[inline(never)]
    fn statement(&mut self, statements: &mut Vec<Statement>) -> Option<Box<crate::ast::Expr>> {
        let mark = self.mark();
        if self.eat(T::Semicolon) {
            return None;
        }
        if self.is(T::Hash) {
            self.statement_with_attributes(statements);
            return None;
        }
        if self.at_let() {
            let binding = self.let_statement(Vec::new(), mark);
            statements.push(Statement::Let(binding));
            return None;
        }
        if self.is(T::Ident) {
            self.foreign_modifiers();
        }
        if self.at_item() {
            statements.extend(self.item(Place::Block).map(Statement::Item));
            return None;
        }
        if self.foreign_statement() || self.tuple_with_types() || self.decorator() {
            return None;
        }
        if !self.at_operand() && !matches!(self.kind(), T::DotDot | T::DotDotEq | T::Plus) {
            self.no_statement();
            return None;
        }
        let (expr, block_like) = self.statement_expr();
        if matches!(self.kind(), T::CloseBrace | T::Eof) {
            self.finish(mark, NodeKind::ExprStatement);
            return Some(Box::new(expr));
        }
        if !block_like && self.foreign_behind_expression() {
            self.finish(mark, NodeKind::ExprStatement);
            return Some(Box::new(expr));
        }
        // `f{value: 1}(..)` are options of a call elsewhere.
        let options = self.nth(1).is_ident() && self.nth(2) == T::Colon;
        if !block_like && self.is(T::OpenBrace) && !options && self.error_at != Some(self.at) {
            self.block_without_word(expr.span);
            self.finish(mark, NodeKind::ExprStatement);
            return None;
        }
        let semicolon = self.is(T::Semicolon);
        if semicolon || !block_like {
            self.expression_end();
        }
        self.finish(mark, NodeKind::ExprStatement);
        statements.push(Statement::Expr {
            expr,
            semicolon: semicolon || !block_like,
        });
        None
    }

    /// `x > 1 { .. }`: reported at the condition, and the block is read.
    #[inline(never)]
    fn block_without_word(&mut self, condition: twilight_diagnostics::Span) {
        let text = self
            .text
            .get(condition.start as usize..condition.end as usize)
            .unwrap_or_default();
        let shown = if text.len() <= 40 && !text.contains('\n') {
            text
        } else {
            "condition"
        };
        let diagnostic = Diagnostic::error(
            codes::EXPECTED,
            condition,
            "A block follows this, but no word says what it is for.",
        )
        .with_help(format!("Write `if {shown} {{ .. }}`, or `while`."));
        self.report_always(diagnostic);
        if self.enter() {
            self.block();
            self.leave();
        }
        if self.is(T::Else) {
            self.bump();
            if (self.is(T::If) || self.is(T::OpenBrace)) && self.enter() {
                self.operand();
                self.leave();
            }
        }
    }

    /// The `;` behind an expression.
    #[inline(never)]
    fn expression_end(&mut self) {
        if self.is(T::Colon) && self.nth(1) == T::Eq && self.error_at != Some(self.at) {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_OPERATOR,
                self.span().to(self.span_at(self.at + 1)),
                "Twilight has no operator `:=`.",
            )
            .with_help("Write `val x = value;` for a new binding, or `x = value;` to assign.");
            self.report_always(diagnostic);
            self.skip_statement();
            return;
        }
        self.semicolon("this expression");
    }

    #[inline(never)]
    fn no_statement(&mut self) {
        match self.kind() {
            T::Else => {
                let diagnostic =
                    Diagnostic::error(codes::EXPECTED, self.span(), "This `else` belongs to no `if`.")
                        .with_help("`else` stands directly behind the `}` of its `if`.");
                self.report(diagnostic);
                self.bump();
                if (self.is(T::If) || self.is(T::OpenBrace)) && self.enter() {
                    self.operand();
                    self.leave();
                }
            }
            T::CloseParen | T::CloseBracket => {
                let text = self.current_text();
                let diagnostic = Diagnostic::error(
                    codes::UNMATCHED,
                    self.span(),
                    format!("This `{text}` closes nothing."),
                )
                .with_help("Remove it, or look for an opening bracket that is missing further up.");
                self.report(diagnostic);
                self.bump();
                self.skip_statement();
            }
            _ => {}
        }
    }

    fn at_item(&self) -> bool {
        let kind = self.kind();
        starts_item(kind)
            || (kind == T::Storage && self.nth(1) == T::OpenBrace)
            || (kind == T::Mod
                && self.nth(1).is_ident()
                && matches!(self.nth(2), T::OpenBrace | T::Semicolon))
    }

    fn at_let(&self) -> bool {
        match self.kind() {
            T::Val | T::Var => true,
            T::Let => {
                let next = self.nth(1);
                next.is_ident()
                    || (next.is_keyword() && next != T::In)
                    || matches!(next, T::Underscore | T::OpenParen | T::OpenBracket)
            }
            _ => false,
        }
    }

    #[inline(never)]
    fn statement_with_attributes(&mut self, statements: &mut Vec<Statement>) {
        let mark = self.mark();
        let mut doc = None;
        let attributes = self.attributes_and_docs(&mut doc);
        if self.at_let() {
            let binding = self.let_statement(attributes, mark);
            statements.push(Statement::Let(binding));
        } else if self.at_item() {
            let item = self.item_behind(Place::Block, mark, doc, attributes);
            statements.extend(item.map(Statement::Item));
        } else if let Some(first) = attributes.first() {
            let diagnostic = Diagnostic::error(
                codes::MISPLACED_ATTRIBUTE,
                first.span,
                "An attribute stands before an item, a binding, a field or a parameter.",
            )
            .with_help("Remove it, or move it to what it describes.");
            self.report_always(diagnostic);
        }
    }

    /// `val p: T = e;`, `var ..`, `let ..`.
    #[inline(never)]
    fn let_statement(&mut self, attributes: Vec<Attribute>, mark: super::Mark) -> Let {
        let start = mark.at;
        let keyword = self.kind();
        let mut keyword_span = self.span();
        self.bump();
        let rust_let = keyword == T::Let;
        let mut mutable = keyword == T::Var;
        if rust_let && self.is(T::Mut) {
            keyword_span = keyword_span.to(self.span());
            mutable = true;
            self.bump();
        }
        if self.unnamed_pattern() {
            self.error_at = Some(self.at);
        }
        let pattern = self.pattern();
        let failed = self.error_at == Some(self.at);
        let ty = if self.is(T::Colon) && !(self.nth(1) == T::Eq && self.joined(0)) {
            self.bump();
            let ty = self.ty();
            self.foreign_behind_type(&ty);
            Some(ty)
        } else {
            None
        };
        let init = if failed {
            None
        } else {
            self.initialiser(mutable, ty.is_some(), keyword_span.to(pattern.span))
        };
        if failed {
            self.skip_statement();
        } else {
            self.semicolon("this binding");
        }
        self.finish(mark, NodeKind::Let);
        let span = self.span_from(start);
        Let {
            attributes,
            mutable,
            rust_let,
            keyword_span,
            pattern,
            ty,
            init,
            span,
        }
    }

    /// `= e` of a binding.
    #[inline(never)]
    fn initialiser(
        &mut self,
        mutable: bool,
        typed: bool,
        head: twilight_diagnostics::Span,
    ) -> Option<crate::ast::Expr> {
        if self.eat(T::Eq) {
            return Some(self.expr());
        }
        let wrong = match self.kind() {
            T::Colon if self.nth(1) == T::Eq => Some(":="),
            T::EqEq => Some("=="),
            T::PlusEq => Some("+="),
            _ => None,
        };
        if let Some(wrong) = wrong {
            let diagnostic = self
                .expected_diagnostic("`=` and a value")
                .with_help(format!("A binding takes its value with `=`, not `{wrong}`."));
            self.report_always(diagnostic);
            self.bump();
            self.eat(T::Eq);
            return Some(self.expr());
        }
        if self.is(T::Semicolon) || self.at_line_start() {
            if mutable && typed {
                return None;
            }
            let (message, help) = if mutable {
                (
                    "A `var` without a value needs a type.",
                    "Write `var x: Type;` or `var x = value;`.",
                )
            } else {
                (
                    "A binding that is not `var` needs a value: it cannot be assigned later.",
                    "Write `val x = value;`, or use `var x: Type;`.",
                )
            };
            if self.error_at != Some(self.at) {
                let diagnostic = Diagnostic::error(codes::INCOMPLETE_BINDING, head, message).with_help(help);
                self.report_always(diagnostic);
                if !self.is(T::Semicolon) {
                    // One message for this binding is enough.
                    self.error_at = Some(self.at);
                }
            }
            return None;
        }
        self.expected("`=` and a value");
        None
    }
}
