//! What is compiled in place: functions that take functions, closures, and the part of the standard library that is
//! written in Twilight (DECISION S7).
//!
//! Each call gets a [`Frame`] of its own on a stack. A closure belongs to the frame it is written in: calling it
//! goes on in that frame, with the variables there, and comes back. Only frames further down are ever entered so,
//! and they live as long as the call. The checker refuses calls of such functions in themselves, so that this
//! ends; the constants here bound how much code it may make.

use std::collections::BTreeMap;
use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::Ty;
use twilight_hir::thir::{
    Arg, Callee, Closure, Expr, ExprKind, FnId, Function as Source, LocalId, ParamMode, StdTrait, UseMode,
};
use twilight_tir::{Op, Operand};

use crate::expressions::UNIT;
use crate::function::{Frame, FunctionContext, Landing, ReturnTarget, signature};
use crate::instances::Instance;
use crate::places::Access;
use crate::traits::Callee as Chosen;

/// Expressions in one module that stand in code compiled in place, counted for each place.
pub const MAX_INLINED_EXPRESSIONS: u64 = 200_000;
/// Expressions inside each other, from the outermost call that is compiled in place inward.
pub const MAX_INLINE_NESTING: u32 = 200;

/// A function that a parameter received.
#[derive(Clone)]
pub enum Received<'p> {
    /// A closure and the frame it is written in.
    Closure(&'p Closure, usize),
    /// A function with its type arguments.
    Named(FnId, Vec<Type>),
    /// A function of a trait for a type that has it without an implementation; the type, then the trait's arguments.
    Language(StdTrait, Vec<Type>),
}

/// The stack of frames.
#[derive(Default)]
pub struct Inlining<'p> {
    /// Frames from the outermost inward; the slot of the current one is empty.
    frames: Vec<Option<Frame<'p>>>,
    /// Slot of the current frame.
    current: usize,
    /// Expressions around the current one, in the function as a whole.
    depth: u32,
    /// `depth` where the outermost call begins.
    base: u32,
}

impl<'p> FunctionContext<'_, 'p> {
    /// Begins an expression.
    pub fn descend(&mut self) {
        self.inlining.depth += 1;
        if !self.inlining.frames.is_empty() {
            self.cx.inlined += 1;
        }
    }

    /// Ends an expression.
    pub fn ascend(&mut self) {
        self.inlining.depth = self.inlining.depth.saturating_sub(1);
    }

    /// A call of a function that is compiled in place. By-reference arguments are read when all
    /// arguments are evaluated, and written after it.
    pub fn call_in_place(
        &mut self,
        id: FnId,
        callee: &'p Source,
        types: Vec<Type>,
        args: &'p [Arg],
        span: Span,
    ) -> Operand {
        let mut values: Vec<(LocalId, Operand)> = Vec::with_capacity(args.len());
        let mut places = Vec::new();
        let mut received = BTreeMap::new();
        for ((arg, mode), at) in args.iter().zip(&callee.params).zip(0_u32..) {
            let local = LocalId(at);
            match arg {
                Arg::Value(value) => {
                    let mut operand = self.expression(value);
                    if *mode == ParamMode::MutCopy {
                        operand = self.copy(operand, span);
                    }
                    values.push((local, operand));
                }
                Arg::Place(place) => places.push((local, place, self.place_operands(place))),
                Arg::Function(given) => {
                    if let Some(given) = self.received(given) {
                        received.insert(local, given);
                    }
                }
            }
        }
        let mut updated: Vec<(LocalId, Access, Span)> = Vec::with_capacity(places.len());
        for (local, place, operands) in places {
            // Now, not in their order: arguments after it may have changed the place.
            let access = self.find(place, operands);
            values.push((local, self.load_to_lend(&access, place.span)));
            updated.push((local, access, place.span));
        }
        let wanted: Vec<LocalId> = updated.iter().map(|(local, ..)| *local).collect();
        let (result, finals) = self.run_in_place(id, types, values, received, &wanted, span);
        for ((_, access, place_span), value) in updated.iter().zip(finals) {
            self.store(access, value, *place_span);
        }
        result
    }

    /// The body of a function in a frame of its own, with the values of its parameters; gives the result and what
    /// the `wanted` variables hold at the end.
    pub fn run_in_place(
        &mut self,
        id: FnId,
        types: Vec<Type>,
        values: Vec<(LocalId, Operand)>,
        received: BTreeMap<LocalId, Received<'p>>,
        wanted: &[LocalId],
        span: Span,
    ) -> (Operand, Vec<Operand>) {
        if !self.may_inline(span) || self.goes_round(id, &types, span) || !self.cx.may_grow(id, &types) {
            return (UNIT, Vec::new());
        }
        let Some(callee) = self.cx.program.functions.get(id.0 as usize) else {
            return (UNIT, Vec::new());
        };
        let ret = self.cx.types.convert(&callee.ret, &types);
        let landing = self.landing(&ret);
        let variables = callee
            .body
            .locals
            .iter()
            .map(|local| {
                let ty = self.cx.types.convert(&local.ty, &types);
                // Variables of the library mean nothing to the user.
                let name = (!callee.library).then(|| Arc::from(local.name.as_str()));
                self.builder.variable(ty, name)
            })
            .collect();
        let site = callee.library.then(|| self.frame.site.unwrap_or(span));
        let called = Some((id, self.inlining.current));
        let caller = self.push(Frame {
            called,
            arguments: types,
            variables,
            loops: Vec::new(),
            returns: ReturnTarget {
                ret,
                references: Vec::new(),
                landing: Some(landing),
            },
            exit: None,
            received,
            site,
        });
        for (local, value) in values {
            self.write_local(local, value);
        }
        self.body(callee);
        let result = self.join(landing);
        let finals = wanted.iter().map(|local| self.read_local(*local)).collect();
        self.pop(caller);
        (result, finals)
    }

    fn received(&mut self, given: &'p Callee) -> Option<Received<'p>> {
        Some(match given {
            Callee::Closure(closure) => Received::Closure(closure, self.inlining.current),
            Callee::Named { function, types, .. } => {
                let types = types.iter().map(|ty| self.ty(ty)).collect();
                match self.cx.types.callee(*function, types)? {
                    Chosen::User(function, types) => Received::Named(function, types),
                    Chosen::Language(std, types) => Received::Language(std, types),
                }
            }
            Callee::Param(param, _) => self.frame.received.get(param)?.clone(),
        })
    }

    /// A call of the function that a parameter received; `ty` is the result's type.
    pub fn call_received(&mut self, param: LocalId, args: &'p [Expr], ty: &Ty, span: Span) -> Operand {
        let values: Vec<Operand> = args.iter().map(|arg| self.expression(arg)).collect();
        match self.frame.received.get(&param).cloned() {
            Some(Received::Closure(closure, frame)) => {
                let ret = self.ty(ty);
                self.call_closure(closure, frame, values, ret, span)
            }
            Some(Received::Named(function, types)) => {
                let handed = args
                    .iter()
                    .map(|arg| matches!(arg.kind, ExprKind::Use(_, UseMode::Move)));
                self.call_named(function, types, values, handed, span)
            }
            Some(Received::Language(std, types)) => self.language_call(std, &types, values, span),
            None => UNIT,
        }
    }

    fn call_closure(
        &mut self,
        closure: &'p Closure,
        frame: usize,
        values: Vec<Operand>,
        ret: Type,
        span: Span,
    ) -> Operand {
        if !self.may_inline(span) {
            return UNIT;
        }
        let landing = self.landing(&ret);
        let caller = self.switch(frame);
        let returns = ReturnTarget {
            ret,
            references: Vec::new(),
            landing: Some(landing),
        };
        let returns = std::mem::replace(&mut self.frame.returns, returns);
        let loops = std::mem::take(&mut self.frame.loops);
        let exit = self.frame.exit.take();
        for (param, value) in closure.params.iter().zip(values) {
            self.bind(param, value);
        }
        let value = self.expression(&closure.body);
        self.return_value(value, closure.body.span);
        let result = self.join(landing);
        self.frame.returns = returns;
        self.frame.loops = loops;
        self.frame.exit = exit;
        self.switch(caller);
        result
    }

    fn call_named(
        &mut self,
        function: FnId,
        types: Vec<Type>,
        mut values: Vec<Operand>,
        handed: impl Iterator<Item = bool>,
        span: Span,
    ) -> Operand {
        let Some(callee) = self.cx.program.functions.get(function.0 as usize) else {
            return UNIT;
        };
        // Arguments that are not handed over are lent: what the function keeps must be its own.
        for ((value, mode), handed) in values.iter_mut().zip(&callee.params).zip(handed) {
            if *mode == ParamMode::Consume && !handed {
                *value = self.copy(value.clone(), span);
            }
        }
        let ret = signature(self.cx, callee, &types).ret;
        let function = self.cx.function(Instance::User(function, types));
        self.builder.emit(
            Op::Call {
                function,
                args: values,
            },
            ret,
            span,
        )
    }

    fn landing(&mut self, ret: &Type) -> Landing {
        Landing {
            block: self.builder.new_block(),
            result: (*ret != Type::Unit).then(|| self.builder.variable(ret.clone(), None)),
        }
    }

    fn join(&mut self, landing: Landing) -> Operand {
        self.builder.enter(landing.block);
        landing.result.map_or(UNIT, |result| self.builder.read(result))
    }

    /// Makes a new frame the current one; gives the slot of the one before.
    fn push(&mut self, frame: Frame<'p>) -> usize {
        if self.inlining.frames.is_empty() {
            self.inlining.base = self.inlining.depth;
            self.inlining.frames.push(None);
        }
        let caller = self.inlining.current;
        let before = std::mem::replace(&mut self.frame, frame);
        self.park(caller, before);
        self.inlining.frames.push(None);
        self.inlining.current = self.inlining.frames.len() - 1;
        self.builder.site = self.frame.site;
        caller
    }

    /// Ends the current frame, which is the newest, and goes on in `caller`.
    fn pop(&mut self, caller: usize) {
        self.inlining.frames.pop();
        self.resume(caller);
        if self.inlining.frames.len() == 1 {
            self.inlining.frames.clear();
        }
    }

    /// Makes the frame in a slot the current one; gives the slot of the one before.
    fn switch(&mut self, slot: usize) -> usize {
        let before = self.inlining.current;
        if slot != before
            && let Some(frame) = self.inlining.frames.get_mut(slot).and_then(Option::take)
        {
            let old = std::mem::replace(&mut self.frame, frame);
            self.park(before, old);
            self.inlining.current = slot;
            self.builder.site = self.frame.site;
        }
        before
    }

    fn resume(&mut self, slot: usize) {
        if let Some(frame) = self.inlining.frames.get_mut(slot).and_then(Option::take) {
            self.frame = frame;
        }
        self.inlining.current = slot;
        self.builder.site = self.frame.site;
    }

    fn park(&mut self, slot: usize, frame: Frame<'p>) {
        if let Some(empty) = self.inlining.frames.get_mut(slot) {
            *empty = Some(frame);
        }
    }

    /// Functions in whose code the current place lies, from the innermost outward, with their type arguments.
    fn callers(&self) -> Vec<(FnId, &[Type])> {
        let mut found = Vec::new();
        let mut frame = Some(&self.frame);
        while let Some((at, (id, caller))) = frame.and_then(|at| Some((at, at.called?))) {
            found.push((id, at.arguments.as_slice()));
            frame = self.inlining.frames.get(caller).and_then(Option::as_ref);
        }
        found
    }

    /// Whether a function would be compiled into its own code for the same types, which has no end; reports it. The
    /// checker sees only circles that do not go through traits.
    fn goes_round(&mut self, id: FnId, types: &[Type], span: Span) -> bool {
        let callers = self.callers();
        let Some(at) = callers
            .iter()
            .position(|(other, own)| *other == id && *own == types)
        else {
            return false;
        };
        let circle: Vec<FnId> = callers.iter().take(at + 1).rev().map(|(id, _)| *id).collect();
        if !self.cx.inlined_too_much {
            self.cx.inlined_too_much = true;
            let shown = self.path(circle.iter().copied().chain([id]));
            let span = self.frame.site.unwrap_or(span);
            self.cx.diagnostics.push(
                Diagnostic::error(
                    crate::codes::INLINE_CYCLE,
                    span,
                    format!("A function that takes a function is compiled into its callers, which has no end here: {shown}."),
                )
                .with_help(
                    "Write a loop, or move the recursion into a function that does not take a function.",
                ),
            );
        }
        true
    }

    /// Names of functions, from the caller to the called one.
    fn path(&self, functions: impl Iterator<Item = FnId>) -> String {
        let names: Vec<String> = functions
            .filter_map(|id| self.cx.program.functions.get(id.0 as usize))
            .map(|function| format!("`{}`", function.mangled))
            .collect();
        names.join(" calls ")
    }

    /// The functions between the current place and the nearest caller that is the same with other types.
    fn growing_circle(&self) -> Option<String> {
        let callers: Vec<FnId> = self.callers().into_iter().map(|(id, _)| id).collect();
        let (first, rest) = callers.split_first()?;
        let at = rest.iter().position(|id| id == first)?;
        Some(self.path(callers.iter().take(at + 2).rev().copied()))
    }

    /// Whether the limits allow another body here; reports the first one that they do not.
    fn may_inline(&mut self, span: Span) -> bool {
        let deep = !self.inlining.frames.is_empty()
            && self.inlining.depth.saturating_sub(self.inlining.base) > MAX_INLINE_NESTING;
        if !deep && self.cx.inlined <= MAX_INLINED_EXPRESSIONS {
            return true;
        }
        if !self.cx.inlined_too_much {
            self.cx.inlined_too_much = true;
            let message = if deep {
                format!(
                    "Calls with closures nest too deep here: over {MAX_INLINE_NESTING} expressions inside each other."
                )
            } else {
                format!(
                    "Calls with closures make too much code: over {MAX_INLINED_EXPRESSIONS} expressions in the program."
                )
            };
            let message = match self.growing_circle() {
                Some(circle) => format!("{message} They go round: {circle}."),
                None => message,
            };
            let span = self.frame.site.unwrap_or(span);
            self.cx.diagnostics.push(
                Diagnostic::error(crate::codes::INLINE_LIMIT, span, message).with_help(
                    "A function that takes a function is compiled into each place that calls it. Call it from fewer \
                     places, or move the work of a closure into a function of its own.",
                ),
            );
        }
        false
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::fmt::Write as _;

    use twilight_diagnostics::{FileId, SourceMap};
    use twilight_syntax::parse;

    use super::*;
    use crate::instances::{Roots, lower};

    fn refused(text: &str) -> Vec<(String, String)> {
        let parsed = parse(FileId(0), text);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let checked = twilight_hir::check(&[&parsed.unit], &SourceMap::default());
        assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
        let found = match lower(&checked.program, &Roots::Package { contract: None }, true) {
            Ok(_) => Vec::new(),
            Err(found) => found,
        };
        found
            .into_iter()
            .map(|found| (found.code.to_string(), found.message))
            .collect()
    }

    /// How many values a program copies.
    fn copies(text: &str) -> usize {
        let parsed = parse(FileId(0), text);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let checked = twilight_hir::check(&[&parsed.unit], &SourceMap::default());
        assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
        let module = lower(&checked.program, &Roots::Package { contract: None }, true).unwrap();
        twilight_tir::text::print(&module).matches("= copy ").count()
    }

    #[test]
    fn what_a_call_replaces_is_handed_over() {
        let fold = |closure: &str| {
            copies(&format!(
                "pub fn main() -> vector<u64> {{ vector![1u64].fold(vector::new(), {closure}) }}\n\
                 fn push(list: vector<u64>, x: u64) -> vector<u64> {{ var out = list; out.push(x); out }}"
            ))
        };
        assert_eq!(fold("|mut all, x| { all.push(x); all }"), 0);
        assert_eq!(fold("|all, x| { var next = all; next.push(x); next }"), 0);
        assert_eq!(fold("|all, x| push(all, x)"), 0);
        assert_eq!(fold("push"), 0);
        assert_eq!(
            fold("|all, x| { var next = all; next.push(all.len() + x); next }"),
            1
        );
    }

    #[test]
    fn other_arguments_of_closures_are_lent() {
        let call = |body: &str, closure: &str| {
            copies(&format!(
                "fn keep<F: Fn(vector<u64>) -> vector<u64>>(f: F) -> vector<u64> {{\n\
                 var list: vector<u64> = [];\n{body}\n}}\n\
                 pub fn main() -> vector<u64> {{ keep({closure}) }}"
            ))
        };
        let pushes = "|mut all| { all.push(1); all }";
        assert_eq!(call("list = f(list); list", pushes), 0);
        assert_eq!(call("val other = f(list); list = f(list); other", pushes), 2);
        assert_eq!(call("list.push(2);\nf(list)", pushes), 1);
    }

    /// Functions that each call the one before, `calls` times.
    fn tower(height: usize, calls: usize) -> String {
        let mut text = "fn f0<F: Fn()>(f: F) { f(); }\n".to_string();
        for at in 1..=height {
            let call = format!("f{}(|| f()); ", at - 1);
            let _ = writeln!(text, "fn f{at}<F: Fn()>(f: F) {{ {}}}", call.repeat(calls));
        }
        let _ = writeln!(text, "fn main() {{ f{height}(|| {{}}); }}");
        text
    }

    /// The first height that is refused; all below it are accepted.
    fn first_refused(calls: usize, message: &str) -> usize {
        for height in 1..200 {
            let found = refused(&tower(height, calls));
            if found.is_empty() {
                continue;
            }
            let [(code, text)] = found.as_slice() else {
                panic!("{found:?}");
            };
            assert_eq!(code, crate::codes::INLINE_LIMIT);
            assert!(text.contains(message), "{text}");
            return height;
        }
        panic!("nothing is refused");
    }

    #[test]
    fn nesting_ends_at_its_limit() {
        // Each level goes through a call, its closure and the bodies around them.
        let height = first_refused(
            1,
            &format!("over {MAX_INLINE_NESTING} expressions inside each other"),
        );
        assert!((20..=100).contains(&height), "{height}");
    }

    #[test]
    fn code_that_doubles_ends_at_its_limit() {
        let height = first_refused(2, &format!("over {MAX_INLINED_EXPRESSIONS} expressions"));
        assert!((10..=18).contains(&height), "{height}");
    }
}
