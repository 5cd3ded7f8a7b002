//! `revert` and `emit`: what leaves a function besides its results (DECISION Y2).

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{Expr, ExprKind, Statement};

use crate::build;
use crate::code::{Code, Operand};
use crate::codes;
use crate::items::{EventId, Item};
use crate::overloads::Arguments;
use crate::types::{Location, Mutability, Type};

impl<'t> Code<'_, '_, 't> {
    /// `revert ..;`
    pub fn revert(
        &mut self,
        path: Option<&'t pt::IdentifierPath>,
        args: Vec<&'t Tree>,
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        let message = match path {
            None => match args[..] {
                [] => Some(build::text("Reverted without a reason.", span)),
                [message] => Some(self.value_as(message, &Type::String(Location::Memory))),
                _ => {
                    self.count("`revert`", 1, args.len(), None, span);
                    None
                }
            },
            Some(path) => self
                .error_path(path)
                .and_then(|id| self.error_message(id, args, span, out)),
        };
        if let Some(message) = message {
            out.push(Statement::Expr(build::expr(
                ExprKind::Revert(Box::new(message)),
                Ty::Never,
                span,
            )));
        }
    }

    /// `revert E({..});`
    pub fn revert_named(
        &mut self,
        path: Option<&'t pt::IdentifierPath>,
        args: &'t [pt::NamedArgument],
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        let Some(path) = path else {
            self.error(
                codes::ARGUMENTS,
                span,
                "`revert` takes a text, not named arguments.",
            );
            return;
        };
        let Some(id) = self.error_path(path) else { return };
        let fields = self.em.items.error(id).params.clone();
        if let Some(ordered) = self.in_order(&fields, args, span) {
            self.revert(Some(path), ordered, span, out);
        }
    }

    fn error_path(&mut self, path: &pt::IdentifierPath) -> Option<crate::items::ErrorId> {
        let span = self.span(&path.loc);
        match self.path(path) {
            Some(Item::Error(id)) => Some(id),
            Some(other) => {
                let name = crate::linearize::path_name(path);
                self.error_help(
                    codes::WRONG_KIND,
                    span,
                    format!("`{name}` is {}, not an error.", other.kind_name()),
                    "Declare one: `error Name(uint256 value);`.",
                );
                None
            }
            None => {
                let name = crate::linearize::path_name(path);
                self.error_help(
                    codes::UNKNOWN_NAME,
                    span,
                    format!("There is no error `{name}`."),
                    format!("Declare it: `error {name}(..);`."),
                );
                None
            }
        }
    }

    /// What `A` or `A.B` names.
    pub fn path(&self, path: &pt::IdentifierPath) -> Option<Item> {
        let names: Vec<&str> = path.identifiers.iter().map(|part| part.name.as_str()).collect();
        match names[..] {
            [name] => self
                .em
                .items
                .find(self.frame.contract, name)
                .map(|(item, _)| item),
            [outer, name] => match self.em.items.find(self.frame.contract, outer)?.0 {
                Item::Contract(contract) => self.em.items.find_member(contract, name).map(|(item, _)| item),
                _ => None,
            },
            _ => None,
        }
    }

    /// `emit E(..);`
    pub fn emit(&mut self, tree: &'t Tree, span: Span, out: &mut Vec<Statement>) {
        let (callee, positional, named) = match tree {
            Tree::FunctionCall(_, callee, args) => (callee, Some(args), None),
            Tree::NamedFunctionCall(_, callee, args) => (callee, None, Some(args)),
            _ => {
                self.error_help(
                    codes::STATEMENT,
                    span,
                    "An event is emitted here.",
                    "Write `emit Name(..);`.",
                );
                return;
            }
        };
        let callee_span = self.span(&callee.loc());
        let id = match self.operand(callee) {
            Operand::Event(id) => id,
            Operand::Nothing => return,
            other => {
                let help = match other {
                    Operand::Error(_) => "It is an error: write `revert` instead of `emit`.",
                    _ => "Declare one: `event Name(uint256 value);`.",
                };
                self.error_help(codes::WRONG_KIND, callee_span, "This is no event.", help);
                return;
            }
        };
        let several = self.emitted(callee, id);
        if several.len() > 1 {
            let args = match (positional, named) {
                (Some(args), _) => Arguments::Positional(args),
                (_, Some(args)) => Arguments::Named(args),
                _ => return,
            };
            return self.emit_overloaded(&several, args, span, out);
        }
        let fields: Vec<crate::items::Field> = self
            .em
            .items
            .event(id)
            .params
            .iter()
            .map(|(field, _)| field.clone())
            .collect();
        let args: Vec<&'t Tree> = match (positional, named) {
            (Some(args), _) => args.iter().collect(),
            (_, Some(args)) => match self.in_order(&fields, args, span) {
                Some(ordered) => ordered,
                None => return,
            },
            _ => return,
        };
        self.emit_event(id, &fields, args, span, out);
    }

    /// `emit` of one event, with its arguments in the order of its parameters.
    pub fn emit_event(
        &mut self,
        id: EventId,
        fields: &[crate::items::Field],
        args: Vec<&'t Tree>,
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        let event = self.em.items.event(id);
        let what = format!("The event `{}`", event.name);
        if !self.count(&what, fields.len(), args.len(), Some(event.span), span) {
            return;
        }
        self.demand(Mutability::NonPayable, span, "emits an event");
        let mut values = Vec::new();
        for (field, arg) in fields.iter().zip(args) {
            let made = self.value_as(arg, &field.ty);
            values.push((field.ty.clone(), made));
        }
        self.emit_values(id, values, span, out);
    }

    /// `emit` of values that have the types of the parameters.
    pub fn emit_values(
        &mut self,
        id: EventId,
        values: Vec<(Type, Expr)>,
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        let event = self.em.items.event(id);
        let failing = values.iter().filter(|(_, value)| crate::order::fails(value));
        let acting = failing.count() > 1 || values.iter().any(|(_, value)| crate::order::acts(value));
        let mut kept: Vec<Option<(Type, Expr)>> = values.into_iter().map(Some).collect();
        if acting {
            // As in solc's legacy code: first the indexed ones, from the last to the first, then the others.
            let indexed: Vec<bool> = event.params.iter().map(|(_, indexed)| *indexed).collect();
            let is = |wanted: bool| {
                let numbered = indexed.iter().enumerate();
                numbered.filter(move |(_, is)| **is == wanted).map(|(at, _)| at)
            };
            for at in is(true).rev().chain(is(false)) {
                if let Some(slot) = kept.get_mut(at)
                    && let Some((ty, value)) = slot.take()
                {
                    *slot = Some((ty, self.keep(value, out)));
                }
            }
        }
        let mut plain = Vec::new();
        for (ty, value) in kept.into_iter().flatten() {
            plain.push(self.em.plain_form(&ty, value));
        }
        let event = self.em.event(id);
        out.push(Statement::Expr(build::expr(
            ExprKind::Emit { event, args: plain },
            Ty::Unit,
            span,
        )));
    }
}
