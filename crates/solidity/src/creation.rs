//! `new`: arrays and `bytes` in memory.

use solang_parser::pt::Expression as Tree;
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::thir::ExprKind;
use twilight_hir::{StdFn, Ty};

use crate::build::{self, small};
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::types::{Location, Type};

impl<'t> Code<'_, '_, 't> {
    /// `new T[](n).length`: the parser takes all that follows for what `new` makes.
    pub fn new_chain(&mut self, tree: &'t Tree, span: Span) -> Operand {
        let mut inner = tree;
        let mut innermost = None;
        loop {
            inner = match inner {
                Tree::FunctionCall(loc, callee, _) => {
                    innermost = Some(*loc);
                    callee
                }
                // Options of a call: a contract would be made, which `new_value` refuses.
                Tree::FunctionCallBlock(_, made, _) | Tree::NamedFunctionCall(_, made, _) => {
                    return self.new_value(made, &[], span);
                }
                Tree::MemberAccess(_, base, _)
                | Tree::ArraySubscript(_, base, Some(_))
                | Tree::ArraySlice(_, base, _, _) => base,
                _ => break,
            };
        }
        if innermost.is_none() {
            self.error_help(
                codes::WRONG_KIND,
                span,
                "`new` needs a type and its arguments.",
                "Write `new T[](n)`.",
            );
            return Operand::Nothing;
        }
        // Arguments may hold a `new` of their own.
        let outer = std::mem::replace(&mut self.made, innermost.map(|call| (call, span.start)));
        let made = self.operand(tree);
        self.made = outer;
        made
    }

    /// `new T[](n)`, `new bytes(n)`
    pub fn new_value(&mut self, made: &'t Tree, args: &'t [Tree], span: Span) -> Operand {
        let scope = crate::resolve::Scope {
            items: self.em.items,
            contract: self.frame.contract,
        };
        let ty = scope.ty(made, Location::Memory, &mut self.em.report);
        let element = match &ty {
            Type::Array {
                element,
                length: None,
                ..
            } => (**element).clone(),
            Type::Bytes(_) | Type::String(_) => Type::uint(8),
            Type::Contract(_) => {
                self.unsupported(
                    span,
                    "Contracts cannot make other contracts here.",
                    "Put the other contract's code into this one, for example as a base or a library.",
                );
                return Operand::Nothing;
            }
            Type::Error => return Operand::Nothing,
            Type::Mapping(..) => {
                self.error_help(
                    codes::WRONG_KIND,
                    span,
                    "`new` cannot make a mapping.",
                    "Declare it as a state variable of the contract: every key of it has a value from the beginning.",
                );
                return Operand::Nothing;
            }
            other => {
                let shown = other.show_plain(self.em.items);
                self.error_help(
                    codes::WRONG_KIND,
                    span,
                    format!("`new` cannot make a `{shown}`."),
                    "It makes dynamic arrays, `bytes` and `string`: `new uint256[](n)`.",
                );
                return Operand::Nothing;
            }
        };
        let [length] = args else {
            self.count("`new`", 1, args.len(), None, span);
            return Operand::Nothing;
        };
        let length = self.index(length, None);
        if matches!(ty, Type::String(_)) {
            self.unsupported(
                span,
                "A string of a given length cannot be made: its characters could not be set.",
                "Make `new bytes(n)`, fill it, and convert it with `string(..)`.",
            );
            return Operand::Nothing;
        }
        let form = self.em.memory(&ty);
        let vector = crate::memory::content(&form);
        let item = if matches!(ty, Type::Bytes(_)) {
            build::U8
        } else {
            self.em.element_form(&element, true)
        };
        if !crate::forms::differs(&element) {
            let value = crate::code::default_plain(item.clone(), span);
            let filled = build::standard(StdFn::VectorFilled, vec![item], vec![value, length], vector, span);
            return Operand::Value(Value::new(ty, build::new_reference(filled)));
        }
        // Each element is a cell of its own.
        let mut statements = Vec::new();
        let length = self.keep(length, &mut statements);
        let result = self.temporary(vector.clone(), span);
        let empty = build::expr(ExprKind::Aggregate(Vec::new()), vector.clone(), span);
        statements.push(build::bind(result, empty, span));
        let index = self.temporary(build::U64, span);
        let value = self.default_value(&element, span);
        let push = build::change(
            StdFn::VectorPush,
            vec![item],
            build::local(result, vector.clone(), span),
            vec![value],
            Ty::Unit,
            span,
        );
        let zero = small(0, IntType::U64, span);
        let id = self.new_loop().0;
        statements.push(crate::memory::for_range(id, index, zero, length, push));
        let whole = crate::memory::moved(build::local(result, vector, span));
        let made = build::block(statements, Some(build::new_reference(whole)), span);
        Operand::Value(Value::new(ty, made))
    }
}
