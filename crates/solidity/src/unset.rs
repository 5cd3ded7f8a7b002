//! Results that are references to storage: a function sets them on every way through it, because there is nothing
//! that they refer to before. Trees are as deep as [`MAX_NESTING`](crate::MAX_NESTING) allows.

use solang_parser::pt::{Expression as Tree, Loc, Statement as Node};

use crate::code::Code;
use crate::codes;
use crate::items::FunctionId;
use crate::types::Location;

impl Code<'_, '_, '_> {
    /// Refuses ways through the body that leave a reference to storage among the results unset.
    pub fn unset_results(&mut self, function: FunctionId, body: &Node) {
        for ret in &self.em.items.function(function).returns {
            if ret.ty.location() != Some(Location::Storage) {
                continue;
            }
            let Some(at) = leaves_unset(body, &ret.name) else {
                continue;
            };
            let name = if ret.name.is_empty() {
                "The result"
            } else {
                &format!("`{}`", ret.name)
            };
            let message =
                format!("{name} is a reference to storage, and is not set on every way through here.");
            let span = at.map_or(ret.span, |at| self.span(&at));
            self.error_help(
                codes::STORAGE_REFERENCE,
                span,
                message,
                "Assign it in all branches, or `revert` where there is nothing to refer to.",
            );
        }
    }
}

/// Where a body leaves the function without having set a variable; `None` where it always sets it. The inner value is
/// the `return` that does it; the end of the body has none.
fn leaves_unset(body: &Node, name: &str) -> Option<Option<Loc>> {
    match walk(body, name) {
        Way::Bad(at) => Some(Some(at)),
        Way::Open => Some(None),
        Way::Done => None,
    }
}

/// What is behind a statement.
enum Way {
    /// The variable is set, or nothing goes on from here.
    Done,
    /// It may not be set.
    Open,
    /// `return;` left the function without it.
    Bad(Loc),
}

fn walk(node: &Node, name: &str) -> Way {
    match node {
        Node::Block { statements, .. } => {
            for statement in statements {
                match walk(statement, name) {
                    Way::Open => {}
                    end => return end,
                }
            }
            Way::Open
        }
        Node::If(_, condition, then, otherwise) => {
            if sets(condition, name) {
                return Way::Done;
            }
            let otherwise = otherwise.as_deref().map_or(Way::Open, |node| walk(node, name));
            match (walk(then, name), otherwise) {
                (Way::Bad(at), _) | (_, Way::Bad(at)) => Way::Bad(at),
                (Way::Done, Way::Done) => Way::Done,
                _ => Way::Open,
            }
        }
        // The body of a loop may never run, but what it leaves by counts.
        Node::While(_, _, body) => only_bad(walk(body, name)),
        Node::For(_, first, _, _, body) => {
            if let Some(Way::Done) = first.as_deref().map(|first| walk(first, name)) {
                return Way::Done;
            }
            body.as_deref()
                .map_or(Way::Open, |body| only_bad(walk(body, name)))
        }
        Node::DoWhile(_, body, _) => walk(body, name),
        Node::Expression(_, tree) => {
            if sets(tree, name) || reverts(tree) {
                Way::Done
            } else {
                Way::Open
            }
        }
        Node::VariableDefinition(_, _, Some(tree)) if sets(tree, name) => Way::Done,
        Node::Return(_, Some(_)) | Node::Revert(..) | Node::RevertNamedArgs(..) => Way::Done,
        Node::Return(loc, None) => Way::Bad(*loc),
        // These two leave for a place that is looked at as if they did not run.
        Node::Break(_) | Node::Continue(_) => Way::Done,
        // Refused in any case.
        Node::Assembly { .. } | Node::Try(..) => Way::Done,
        _ => Way::Open,
    }
}

fn only_bad(way: Way) -> Way {
    match way {
        Way::Bad(at) => Way::Bad(at),
        _ => Way::Open,
    }
}

fn sets(tree: &Tree, name: &str) -> bool {
    match tree.strip_parentheses() {
        Tree::Assign(_, target, value) => {
            let here =
                |tree: &Tree| matches!(tree.strip_parentheses(), Tree::Variable(one) if one.name == name);
            let found = match target.strip_parentheses() {
                Tree::List(_, parts) => parts
                    .iter()
                    .any(|(_, part)| part.as_ref().is_some_and(|part| here(&part.ty))),
                one => here(one),
            };
            found || sets(value, name)
        }
        _ => false,
    }
}

fn reverts(tree: &Tree) -> bool {
    matches!(tree.strip_parentheses(), Tree::FunctionCall(_, callee, _)
        if matches!(callee.strip_parentheses(), Tree::Variable(name) if name.name == "revert"))
}
