//! One function body.

use std::collections::BTreeMap;
use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{Body, ContractId, FnId, Function as Source, LocalId, LoopId, ParamMode};
use twilight_tir::{BlockId, Const, Function, Op, Operand, Terminator, ValueId};

use crate::assertions::Exit;
use crate::builder::{Builder, Variable};
use crate::inline::{Inlining, Received};
use crate::instances::ModuleContext;
use crate::types::has_mutable_storage;

/// What a call of a source function looks like in TIR.
pub struct Signature {
    /// Parameter types.
    pub params: Vec<Type>,
    /// Result in TIR: `source_ret`, or a tuple of it and the by-reference parameters.
    pub ret: Type,
    /// Result in the source.
    pub source_ret: Type,
    /// Number of by-reference parameters.
    pub by_reference: usize,
}

/// The signature of `function` under type arguments.
pub fn signature(cx: &mut ModuleContext<'_>, function: &Source, arguments: &[Type]) -> Signature {
    let params: Vec<Type> = function
        .body
        .locals
        .iter()
        .take(function.params.len())
        .map(|local| cx.types.convert(&local.ty, arguments))
        .collect();
    let source_ret = cx.types.convert(&function.ret, arguments);
    let references: Vec<Type> = function
        .params
        .iter()
        .zip(&params)
        .filter(|(mode, _)| **mode == ParamMode::Mut)
        .map(|(_, ty)| ty.clone())
        .collect();
    let by_reference = references.len();
    let ret = if references.is_empty() {
        source_ret.clone()
    } else {
        Type::Tuple(std::iter::once(source_ret.clone()).chain(references).collect())
    };
    Signature {
        params,
        ret,
        source_ret,
        by_reference,
    }
}

/// A loop that is being lowered.
pub struct LoopFrame {
    pub id: LoopId,
    pub break_to: BlockId,
    pub continue_to: BlockId,
    pub result: Option<Variable>,
}

/// Where `return` goes.
pub struct ReturnTarget {
    /// Result type of the TIR function.
    pub ret: Type,
    /// By-reference parameters, whose final values are returned too.
    pub references: Vec<LocalId>,
    /// Where what is compiled in place goes on; `None` returns from the TIR function.
    pub landing: Option<Landing>,
}

/// The end of a body that is compiled in place.
#[derive(Clone, Copy)]
pub struct Landing {
    pub block: BlockId,
    /// Where its value goes; `None` for `()`.
    pub result: Option<Variable>,
}

/// A body that is being lowered: the function's own, or one that is compiled in place.
pub struct Frame<'p> {
    /// The function that is compiled in place, and the frame whose code calls it; `None` for the outermost.
    pub called: Option<(FnId, usize)>,
    pub arguments: Vec<Type>,
    pub variables: Vec<Variable>,
    pub loops: Vec<LoopFrame>,
    pub returns: ReturnTarget,
    /// Where `return` goes first, when something is checked there.
    pub exit: Option<Exit>,
    /// What its parameters received.
    pub received: BTreeMap<LocalId, Received<'p>>,
    /// The call that stands for all places in it, because its own mean nothing to the user.
    pub site: Option<Span>,
}

/// State of the lowering of one function.
pub struct FunctionContext<'a, 'p> {
    pub cx: &'a mut ModuleContext<'p>,
    pub builder: &'a mut Builder,
    /// The frame whose code is being lowered.
    pub frame: Frame<'p>,
    /// It calls contracts as their users do: a test, or a function outside contracts in a test build.
    pub in_test: bool,
    pub inlining: Inlining<'p>,
}

/// Lowers a user function.
pub fn lower_function(cx: &mut ModuleContext<'_>, id: FnId, arguments: Vec<Type>, name: String) -> Function {
    let program = cx.program;
    let Some(source) = program.functions.get(id.0 as usize) else {
        return Builder::new(name, Vec::new(), Type::Unit, Span::default()).finish();
    };
    let signature = signature(cx, source, &arguments);
    let params = signature
        .params
        .iter()
        .zip(&source.body.locals)
        .map(|(ty, local)| (ty.clone(), Some(Arc::from(local.name.as_str()))))
        .collect();
    let mut builder = Builder::new(name, params, signature.ret.clone(), source.span);
    let references = source
        .params
        .iter()
        .enumerate()
        .filter(|(_, mode)| **mode == ParamMode::Mut)
        .map(|(at, _)| LocalId(u32::try_from(at).unwrap_or(u32::MAX)))
        .collect();
    let returns = ReturnTarget {
        ret: signature.ret,
        references,
        landing: None,
    };
    let mut fx = FunctionContext::new(cx, &mut builder, &source.body, arguments, returns);
    for (at, mode) in source.params.iter().enumerate() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let mut value = Operand::Value(ValueId(at));
        // The caller keeps its own value: what this body changes must be another.
        if *mode == ParamMode::MutCopy {
            value = fx.copy(value, source.span);
        }
        fx.write_local(LocalId(at), value);
    }
    fx.in_test = fx.cx.testing && (source.test || source.contract.is_none());
    fx.body(source);
    builder.finish()
}

/// Lowers a storage initialiser into a deployment function.
pub fn lower_initialiser(
    cx: &mut ModuleContext<'_>,
    builder: &mut Builder,
    contract: ContractId,
    index: u32,
    body: &Body,
) {
    let program = cx.program;
    // The body belongs to the program that `cx` borrows; look it up there for its lifetime.
    let Some(body) = program
        .contracts
        .get(contract.0 as usize)
        .and_then(|contract| contract.storage.get(index as usize))
        .and_then(|variable| variable.init.as_ref().filter(|own| std::ptr::eq(*own, body)))
    else {
        return;
    };
    let returns = ReturnTarget {
        ret: Type::Unit,
        references: Vec::new(),
        landing: None,
    };
    let mut fx = FunctionContext::new(cx, builder, body, Vec::new(), returns);
    let value = fx.expression(&body.expr);
    let name = fx.storage_name(contract, index);
    let ty = fx.builder.operand_type(&value);
    fx.write_storage(
        Operand::Const(Const::Str(Arc::clone(&name))),
        &ty,
        value,
        &name,
        body.expr.span,
    );
}

impl<'a, 'p> FunctionContext<'a, 'p> {
    /// Declares the body's variables.
    pub fn new(
        cx: &'a mut ModuleContext<'p>,
        builder: &'a mut Builder,
        body: &Body,
        arguments: Vec<Type>,
        returns: ReturnTarget,
    ) -> Self {
        let mut variables = Vec::with_capacity(body.locals.len());
        for local in &body.locals {
            let ty = cx.types.convert(&local.ty, &arguments);
            variables.push(builder.variable(ty, Some(Arc::from(local.name.as_str()))));
        }
        Self {
            cx,
            builder,
            frame: Frame {
                called: None,
                arguments,
                variables,
                loops: Vec::new(),
                returns,
                exit: None,
                received: BTreeMap::new(),
                site: None,
            },
            in_test: false,
            inlining: Inlining::default(),
        }
    }

    /// The concrete type of a checked one.
    pub fn ty(&mut self, ty: &Ty) -> Type {
        self.cx.types.convert(ty, &self.frame.arguments)
    }

    /// Reads a source variable.
    pub fn read_local(&mut self, local: LocalId) -> Operand {
        match self.frame.variables.get(local.0 as usize) {
            Some(variable) => self.builder.read(*variable),
            None => Operand::Const(Const::Unit),
        }
    }

    /// Assigns a source variable.
    pub fn write_local(&mut self, local: LocalId, value: Operand) {
        if let Some(variable) = self.frame.variables.get(local.0 as usize) {
            self.builder.write(*variable, value);
        }
    }

    /// A structural copy where the value has storage of its own, else the value.
    pub fn copy(&mut self, value: Operand, span: Span) -> Operand {
        let ty = self.builder.operand_type(&value);
        if has_mutable_storage(&ty) {
            self.builder.emit(Op::Copy(value), ty, span)
        } else {
            value
        }
    }

    /// Returns from the function, by-reference parameters included, or leaves what is compiled in place.
    pub fn return_value(&mut self, value: Operand, span: Span) {
        if self.leave(&value, span) {
            return;
        }
        if let Some(landing) = self.frame.returns.landing {
            if let Some(result) = landing.result {
                self.builder.write(result, value);
            }
            self.builder.branch(landing.block, span);
            return;
        }
        let result = if self.frame.returns.references.is_empty() {
            value
        } else {
            let references = self.frame.returns.references.clone();
            let mut elements = vec![value];
            for local in references {
                elements.push(self.read_local(local));
            }
            let ty = self.frame.returns.ret.clone();
            self.builder.emit(
                Op::Aggregate {
                    ty: ty.clone(),
                    elements,
                },
                ty,
                span,
            )
        };
        self.builder.terminate(Terminator::Return(result), span);
    }
}
