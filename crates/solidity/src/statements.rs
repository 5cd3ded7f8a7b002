//! Statements.

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree, Statement as Node};
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::Ty;
use twilight_hir::thir::{Expr, ExprKind, LoopId, Statement};

use crate::build;
use crate::code::{Code, Exit, Loop, Operand, Value};
use crate::codes;
use crate::mappings::Declared;
use crate::types::{Location, Type};

impl<'t> Code<'_, '_, 't> {
    /// A statement in a scope of its own: the body of `if` or a loop.
    pub fn scoped(&mut self, node: &'t Node) -> Expr {
        let span = self.span(&node.loc());
        match node {
            Node::VariableDefinition(..) => self.error_help(
                codes::STATEMENT,
                span,
                "A variable that is declared here would end at once.",
                "Put braces around the body, or declare the variable before it.",
            ),
            Node::Block { unchecked: true, .. } => self.error_help(
                codes::STATEMENT,
                span,
                "An `unchecked` block stands in another block, not alone as a body.",
                "Put braces around it: `{ unchecked { .. } }`.",
            ),
            _ => {}
        }
        self.open();
        let mut out = Vec::new();
        self.statement(node, &mut out);
        self.close();
        build::block(out, None, span)
    }

    /// Statements of a block, in its scope.
    pub fn statements(&mut self, nodes: &'t [Node], out: &mut Vec<Statement>) {
        let mut ended: Option<Span> = None;
        for node in nodes {
            if let Some(end) = ended.take() {
                let span = self.span(&node.loc());
                self.em.report.push(
                    Diagnostic::warning(codes::UNREACHABLE, span, "This never runs.")
                        .with_secondary(end, "the code ends here")
                        .with_help("Remove it."),
                );
            }
            self.statement(node, out);
            if matches!(
                node,
                Node::Return(..)
                    | Node::Break(_)
                    | Node::Continue(_)
                    | Node::Revert(..)
                    | Node::RevertNamedArgs(..)
            ) {
                ended = Some(self.span(&node.loc()));
            }
        }
    }

    /// One statement.
    pub fn statement(&mut self, node: &'t Node, out: &mut Vec<Statement>) {
        let span = self.span(&node.loc());
        match node {
            Node::Block {
                unchecked,
                statements,
                ..
            } => {
                if *unchecked && self.frame.unchecked {
                    self.error_help(
                        codes::STATEMENT,
                        span,
                        "An `unchecked` block stands in another one.",
                        "Remove the inner `unchecked`.",
                    );
                }
                let before = self.frame.unchecked;
                self.frame.unchecked |= *unchecked;
                self.open();
                let mut inner = Vec::new();
                self.statements(statements, &mut inner);
                self.close();
                self.frame.unchecked = before;
                out.push(Statement::Expr(build::block(inner, None, span)));
            }
            Node::Expression(_, tree) => self.expression_statement(tree, span, out),
            Node::VariableDefinition(_, declaration, value) => {
                self.variable_definition(declaration, value.as_ref(), out);
            }
            Node::If(_, condition, then, otherwise) => {
                let condition = self.value_as(condition, &Type::Bool);
                let then = self.scoped(then);
                let otherwise = otherwise.as_ref().map(|otherwise| self.scoped(otherwise));
                out.push(Statement::Expr(unit_if(condition, then, otherwise, span)));
            }
            Node::While(_, condition, body) => {
                let (outer, inner) = (self.new_loop(), self.new_loop());
                let condition = self.value_as(condition, &Type::Bool);
                let body = self.loop_body(body, outer, inner);
                out.push(Statement::Expr(build::expr(
                    ExprKind::While {
                        id: outer,
                        condition: Box::new(condition),
                        body: Box::new(body),
                    },
                    Ty::Unit,
                    span,
                )));
            }
            Node::DoWhile(_, body, condition) => {
                let (outer, inner) = (self.new_loop(), self.new_loop());
                let body = self.loop_body(body, outer, inner);
                let condition = self.value_as(condition, &Type::Bool);
                let leave = self.leave(outer, span);
                let check = unit_if(build::not(condition), leave, None, span);
                let whole = build::block(vec![Statement::Expr(body), Statement::Expr(check)], None, span);
                out.push(Statement::Expr(endless(outer, whole, span)));
            }
            Node::For(_, first, condition, step, body) => {
                self.for_loop(
                    first.as_deref(),
                    condition.as_deref(),
                    step.as_deref(),
                    body.as_deref(),
                    span,
                    out,
                );
            }
            Node::Continue(_) => match self.frame.loops.last().copied() {
                Some(Loop { inner, .. }) => {
                    let leaving = self.leave(inner, span);
                    out.push(Statement::Expr(leaving));
                }
                None => self.outside_loop("continue", span),
            },
            Node::Break(_) => match self.frame.loops.last().copied() {
                Some(Loop { outer, .. }) => {
                    let leaving = self.leave(outer, span);
                    out.push(Statement::Expr(leaving));
                }
                None => self.outside_loop("break", span),
            },
            Node::Return(_, value) => self.return_statement(value.as_ref(), span, out),
            Node::Revert(_, path, args) => self.revert(path.as_ref(), args.iter().collect(), span, out),
            Node::RevertNamedArgs(_, path, args) => self.revert_named(path.as_ref(), args, span, out),
            Node::Emit(_, tree) => self.emit(tree, span, out),
            Node::Assembly { .. } => self.unsupported(
                span,
                "Inline assembly is not supported: there is no EVM here.",
                "Write it in Solidity.",
            ),
            Node::Try(..) => self.unsupported(
                span,
                "`try` and `catch` are not supported: contracts do not call each other.",
                "Check the condition first with `if` or `require`.",
            ),
            Node::Args(..) | Node::Error(_) => {
                self.error(codes::SYNTAX, span, "This is no statement.");
            }
        }
    }

    fn outside_loop(&mut self, word: &str, span: Span) {
        self.error_help(
            codes::STATEMENT,
            span,
            format!("`{word}` stands outside of a loop."),
            "Remove it, or use `return`.",
        );
    }

    /// The body of a loop, as a block that `continue` leaves.
    fn loop_body(&mut self, body: &'t Node, outer: LoopId, inner: LoopId) -> Expr {
        self.frame.loops.push(Loop { outer, inner });
        let made = self.scoped(body);
        self.frame.loops.pop();
        self.leavable(inner, made)
    }

    /// Leaves a loop or block.
    pub fn leave(&mut self, id: LoopId, span: Span) -> Expr {
        self.left.insert(id);
        build::expr(ExprKind::Break { id, value: None }, Ty::Never, span)
    }

    /// A block that can be left: a loop that runs once. Nothing but the block where nobody leaves it.
    pub fn leavable(&mut self, id: LoopId, body: Expr) -> Expr {
        if !self.left.contains(&id) {
            return body;
        }
        let span = body.span;
        let end = self.leave(id, span);
        endless(
            id,
            build::block(vec![Statement::Expr(body), Statement::Expr(end)], None, span),
            span,
        )
    }

    fn for_loop(
        &mut self,
        first: Option<&'t Node>,
        condition: Option<&'t Tree>,
        step: Option<&'t Tree>,
        body: Option<&'t Node>,
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        self.open();
        let mut around = Vec::new();
        if let Some(first) = first {
            self.statement(first, &mut around);
        }
        let (outer, inner) = (self.new_loop(), self.new_loop());
        let condition = match condition {
            Some(condition) => self.value_as(condition, &Type::Bool),
            None => build::boolean(true, span),
        };
        let body = match body {
            Some(body) => self.loop_body(body, outer, inner),
            None => build::unit(span),
        };
        let mut inside = vec![Statement::Expr(body)];
        if let Some(step) = step {
            let step_span = self.span(&step.loc());
            self.expression_statement(step, step_span, &mut inside);
        }
        around.push(Statement::Expr(build::expr(
            ExprKind::While {
                id: outer,
                condition: Box::new(condition),
                body: Box::new(build::block(inside, None, span)),
            },
            Ty::Unit,
            span,
        )));
        self.close();
        out.push(Statement::Expr(build::block(around, None, span)));
    }

    /// An expression for what it does.
    pub fn expression_statement(&mut self, tree: &'t Tree, span: Span, out: &mut Vec<Statement>) {
        let tree = tree.strip_parentheses();
        match tree {
            Tree::Variable(name) if name.name == "_" => return self.placeholder(span, out),
            _ if crate::assign::is_assignment(tree) => {
                self.assignment(tree, false, out);
                return;
            }
            _ => {}
        }
        let operand = self.operand(tree);
        if matches!(operand, Operand::Nothing) {
            return;
        }
        let does_nothing = !matches!(
            tree,
            Tree::FunctionCall(..)
                | Tree::NamedFunctionCall(..)
                | Tree::ConditionalOperator(..)
                | Tree::List(..)
        );
        let value = match operand {
            // A place that a call gave: `push()` has been done.
            Operand::Place(_, place) | Operand::Byte(place) if !does_nothing => {
                let ty = build::place_ty(&place);
                build::expr(
                    ExprKind::PointerTo(place),
                    Ty::StoragePointer(std::sync::Arc::new(ty)),
                    span,
                )
            }
            other => self.operand_value(other, span).expr,
        };
        if does_nothing && !crate::order::acts(&value) {
            self.em.report.push(
                Diagnostic::warning(codes::UNUSED, span, "This does nothing: its value is not used.")
                    .with_help("Remove it, or assign it to a variable."),
            );
        }
        if value.ty != Ty::Error {
            out.push(Statement::Expr(value));
        }
    }

    /// Checks the location of a local variable.
    pub fn located(&mut self, ty: Type, location: Option<Location>, span: Span) -> Type {
        let shown = ty.show_plain(self.em.items);
        let refers = ty.location().is_some();
        match location {
            _ if refers && location != Some(Location::Storage) && ty.holds_mapping(self.em.items) => {
                let (items, report) = (self.em.items, &mut self.em.report);
                crate::mappings::refuse(items, &ty, location, Declared::Local, span, report);
                Type::Error
            }
            None if refers => {
                self.error_help(
                    codes::LOCATION,
                    span,
                    format!("This `{shown}` does not say where it lies."),
                    format!("Write `{shown} memory ..` for a copy, or `{shown} storage ..` to refer to a state variable."),
                );
                ty
            }
            Some(location) if !refers && ty != Type::Error => {
                self.error_help(
                    codes::LOCATION,
                    span,
                    format!(
                        "`{shown}` is a value, so it does not lie in `{}`.",
                        location.name()
                    ),
                    format!("Remove `{}`.", location.name()),
                );
                ty
            }
            _ => ty,
        }
    }

    fn variable_definition(
        &mut self,
        declaration: &'t pt::VariableDeclaration,
        value: Option<&'t Tree>,
        out: &mut Vec<Statement>,
    ) {
        let span = self.span(&declaration.loc);
        let scope = crate::resolve::Scope {
            items: self.em.items,
            contract: self.frame.contract,
        };
        let location = declaration.storage.as_ref().map(crate::items::location);
        let ty = scope.ty(
            &declaration.ty,
            location.unwrap_or(Location::Memory),
            &mut self.em.report,
        );
        let ty = self.located(ty, location, span);
        let (name, name_span) = match &declaration.name {
            Some(name) => (name.name.clone(), self.span(&name.loc)),
            None => (String::new(), span),
        };
        match value {
            Some(value) => {
                let value_span = self.span(&value.loc());
                let value = self.value(value);
                let value = Value {
                    expr: Expr {
                        span: value_span,
                        ..value.expr
                    },
                    ..value
                };
                self.declare_value(&name, ty, value, name_span, out);
            }
            None => {
                let local = self.declare(&name, ty.clone(), name_span, true);
                if ty.location() == Some(Location::Storage) {
                    if let Some(variable) = self.newest(&name) {
                        variable.unset = true;
                    }
                    let form = self.em.ty(&ty);
                    out.push(build::bind(
                        local,
                        build::expr(ExprKind::Default, form, name_span),
                        name_span,
                    ));
                    return;
                }
                let value = self.default_value(&ty, name_span);
                out.push(build::bind(local, value, name_span));
            }
        }
    }

    /// Declares a variable with a value.
    pub fn declare_value(
        &mut self,
        name: &str,
        ty: Type,
        value: Value,
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        let root = value.root.filter(|_| !self.reassigned.contains(name));
        let value_span = value.expr.span;
        let made = self.coerce(value, &ty, value_span);
        let storage = ty.location() == Some(Location::Storage);
        // A reference that leads nowhere is said once, not at each use.
        let ty = if storage && made.ty == Ty::Error {
            Type::Error
        } else {
            ty
        };
        let local = self.declare(name, ty, span, true);
        if storage && let Some(variable) = self.newest(name) {
            variable.root = root;
        }
        if made.ty == Ty::Error {
            // Whether it is used says nothing while its value is wrong.
            if let Some(variable) = self.newest(name) {
                variable.watched = false;
            }
            return;
        }
        out.push(build::bind(local, made, span));
    }

    /// The variable that was declared last under a name.
    fn newest(&mut self, name: &str) -> Option<&mut crate::code::Variable> {
        self.frame.scopes.last_mut()?.get_mut(name)
    }

    fn return_statement(&mut self, value: Option<&'t Tree>, span: Span, out: &mut Vec<Statement>) {
        let returns = self.returns.clone();
        let inside_modifier = self.in_modifier;
        if let Some(tree) = value {
            if inside_modifier {
                self.error_help(
                    codes::MODIFIER,
                    span,
                    "A modifier cannot return a value.",
                    "Write `return;`, which goes on after the `_` that led here.",
                );
                return;
            }
            if returns.is_empty() {
                let operand = self.operand(tree);
                let is_nothing = match &operand {
                    Operand::Tuple(parts) => parts.is_empty(),
                    Operand::Value(value) => value.ty == Type::unit() || value.ty == Type::Error,
                    Operand::Nothing => true,
                    _ => false,
                };
                if is_nothing {
                    if let Operand::Value(value) = operand {
                        out.push(Statement::Expr(value.expr));
                    }
                } else {
                    self.error_help(
                        codes::STATEMENT,
                        span,
                        "This function returns nothing, but a value is given here.",
                        "Add `returns (..)` to the function, or write `return;`.",
                    );
                }
            } else if let [(local, ty)] = returns.as_slice() {
                let made = self.value_as(tree, ty);
                let form = made.ty.clone();
                if form == Ty::Error {
                    return;
                }
                if matches!(self.frame.exit, Exit::Return) {
                    out.push(Statement::Expr(build::expr(
                        ExprKind::Return(Some(Box::new(made))),
                        Ty::Never,
                        span,
                    )));
                    return;
                }
                out.push(Statement::Expr(build::assign(
                    build::local(*local, form, span),
                    made,
                    span,
                )));
            } else {
                let values = self.spread(tree, true, out);
                if values.len() != returns.len() {
                    if !values.iter().any(|value| value.ty == Type::Error) {
                        self.error(
                            codes::STATEMENT,
                            span,
                            format!(
                                "This function returns {}, but here {} given.",
                                crate::strings::counted(returns.len(), "value"),
                                match values.len() {
                                    1 => "1 is".to_owned(),
                                    several => format!("{several} are"),
                                }
                            ),
                        );
                    }
                    return;
                }
                let value_span = self.span(&tree.loc());
                let mut made = Vec::new();
                for (value, (_, ty)) in values.into_iter().zip(&returns) {
                    made.push(self.coerce(value, ty, value_span));
                }
                for (made, (local, _)) in made.into_iter().zip(&returns) {
                    let form = made.ty.clone();
                    out.push(Statement::Expr(build::assign(
                        build::local(*local, form, span),
                        made,
                        span,
                    )));
                }
            }
        } else if !returns.is_empty() && !inside_modifier && !self.named_returns {
            self.error_help(
                codes::STATEMENT,
                span,
                "This function returns a value, and none is given here.",
                "Write `return ..;`.",
            );
        }
        let leaving = self.exit(span);
        out.push(Statement::Expr(leaving));
    }

    /// Leaves the function, or the body that is compiled into it; results are in their variables.
    pub fn exit(&mut self, span: Span) -> Expr {
        match self.frame.exit {
            Exit::Break(id) => self.leave(id, span),
            Exit::Return => {
                let value = self.results(span);
                build::expr(ExprKind::Return(value.map(Box::new)), Ty::Never, span)
            }
        }
    }

    /// What the variables of the results hold.
    pub fn results(&mut self, span: Span) -> Option<Expr> {
        let returns = self.returns.clone();
        let mut values = Vec::new();
        for (local, ty) in returns {
            let form = self.em.ty(&ty);
            values.push(build::read_local(local, form, span));
        }
        match values.len() {
            0 => None,
            1 => values.pop(),
            _ => {
                let ty = Ty::Tuple(values.iter().map(|value| value.ty.clone()).collect());
                Some(build::expr(ExprKind::Aggregate(values), ty, span))
            }
        }
    }
}

/// `if` as a statement: both branches are of type `()`, whatever they end with.
fn unit_if(condition: Expr, then: Expr, otherwise: Option<Expr>, span: Span) -> Expr {
    let done = |branch: Expr| {
        let span = branch.span;
        if branch.ty == Ty::Unit {
            return branch;
        }
        build::expr(
            ExprKind::Block {
                statements: vec![Statement::Expr(branch)],
                tail: None,
            },
            Ty::Unit,
            span,
        )
    };
    build::conditional(condition, done(then), otherwise.map(done), span)
}

/// `loop { body }`
fn endless(id: LoopId, body: Expr, span: Span) -> Expr {
    build::expr(
        ExprKind::Loop {
            id,
            body: Box::new(body),
        },
        Ty::Unit,
        span,
    )
}
