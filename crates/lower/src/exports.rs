//! What the host can call: exported functions and the deployment.

use twilight_abi::Type;
use twilight_abi::meta::ExportKind;
use twilight_diagnostics::Span;
use twilight_hir::thir::{ContractId, Dialect, FnId, Function as Source, ParamMode, Program};
use twilight_tir::{Builtin, Const, ExportDef, Function, Op, Operand, Terminator};

use crate::function::{FunctionContext, lower_initialiser, signature};
use crate::instances::{Instance, ModuleContext, Roots, synthetic};

/// Requests all roots and describes them.
pub fn declare(cx: &mut ModuleContext<'_>, roots: &Roots) -> Vec<ExportDef> {
    let program = cx.program;
    let (contract, functions) = match roots {
        Roots::Entry(entry) => (entry.contract, vec![entry.function]),
        Roots::Package { contract } => (*contract, package_functions(program, *contract)),
        Roots::Tests { tests, contracts } => {
            for test in tests {
                cx.function(Instance::User(*test, Vec::new()));
            }
            for contract in contracts {
                cx.function(Instance::Setup(*contract));
            }
            return Vec::new();
        }
    };
    let mut exports = Vec::new();
    if let Some(contract) = contract {
        exports.extend(deploy_export(cx, contract));
    }
    let run = matches!(roots, Roots::Entry(_));
    for id in functions {
        if let Some(export) = function_export(cx, id, run) {
            exports.push(export);
        }
    }
    exports
}

fn package_functions(program: &Program, contract: Option<ContractId>) -> Vec<FnId> {
    let exported = |function: &Source| {
        if !function.standalone || function.is_init || function.type_params > 0 || function.is_inlined() {
            return false;
        }
        match (function.contract, contract) {
            (Some(own), Some(wanted)) => own == wanted && function.public,
            (None, _) if function.mangled != function.name => false,
            (None, Some(_)) => function.public,
            (None, None) => function.public || function.params.is_empty(),
            (Some(_), None) => false,
        }
    };
    program
        .functions
        .iter()
        .enumerate()
        .filter(|(_, function)| exported(function))
        .map(|(at, _)| FnId(u32::try_from(at).unwrap_or(u32::MAX)))
        .collect()
}

fn deploy_export(cx: &mut ModuleContext<'_>, id: ContractId) -> Option<ExportDef> {
    let program = cx.program;
    let contract = program.contracts.get(id.0 as usize)?;
    let init = contract
        .init
        .and_then(|init| program.functions.get(init.0 as usize));
    let function = cx.function(Instance::Deploy(id));
    Some(ExportDef {
        name: format!("{}::$deploy", contract.name),
        function,
        kind: ExportKind::Deploy,
        contract: Some(contract.name.clone()),
        source_name: match program.dialect {
            Dialect::Native => "init".to_owned(),
            Dialect::Solidity => "constructor".to_owned(),
        },
        param_names: init.map(param_names).unwrap_or_default(),
        payable: init.is_some_and(|init| init.payable),
    })
}

/// The export of a function; `run` when it is the entry point of one run. Values that may be of any depth have no
/// encoding: an entry point gives the text of such a result, and no other function that has them is exported.
fn function_export(cx: &mut ModuleContext<'_>, id: FnId, run: bool) -> Option<ExportDef> {
    let program = cx.program;
    let source = program.functions.get(id.0 as usize)?;
    let by_reference = source.params.contains(&ParamMode::Mut);
    let signature = signature(cx, source, &[]);
    let shown = run && cx.types.is_circular(&signature.source_ret);
    let unencoded = signature.params.iter().any(|ty| cx.types.is_circular(ty));
    if unencoded || !run && cx.types.is_circular(&signature.source_ret) {
        return None;
    }
    let instance = if shown {
        Instance::Shown(id)
    } else if by_reference {
        Instance::Shim(id)
    } else {
        Instance::User(id, Vec::new())
    };
    let function = cx.function(instance);
    let contract = source
        .contract
        .and_then(|own| program.contracts.get(own.0 as usize));
    Some(ExportDef {
        name: source.mangled.clone(),
        function,
        kind: ExportKind::Function,
        contract: contract.map(|contract| contract.name.clone()),
        source_name: source.name.clone(),
        param_names: param_names(source),
        payable: source.payable,
    })
}

fn param_names(function: &Source) -> Vec<String> {
    function
        .body
        .locals
        .iter()
        .take(function.params.len())
        .map(|local| local.name.clone())
        .collect()
}

/// Calls `id` with all parameters of the builder's function and gives the source result alone.
fn call_through(
    cx: &mut ModuleContext<'_>,
    builder: &mut crate::builder::Builder,
    id: FnId,
    span: Span,
) -> (Operand, Type) {
    let Some(source) = cx.program.functions.get(id.0 as usize) else {
        return (Operand::Const(Const::Unit), Type::Unit);
    };
    let signature = signature(cx, source, &[]);
    let function = cx.function(Instance::User(id, Vec::new()));
    let args = (0..signature.params.len())
        .map(|at| Operand::Value(twilight_tir::ValueId(u32::try_from(at).unwrap_or(u32::MAX))))
        .collect();
    let result = builder.emit(Op::Call { function, args }, signature.ret.clone(), span);
    if signature.by_reference == 0 {
        return (result, signature.ret);
    }
    let value = builder.emit(
        Op::Extract {
            aggregate: result,
            index: 0,
        },
        signature.source_ret.clone(),
        span,
    );
    (value, signature.source_ret)
}

/// `C::$setup`: as deployment, but where `init` takes parameters the test calls it.
pub fn lower_setup(cx: &mut ModuleContext<'_>, id: ContractId, name: String) -> Function {
    let program = cx.program;
    let Some(contract) = program.contracts.get(id.0 as usize) else {
        return synthetic(name, &[], Type::Unit, Span::default()).finish();
    };
    let init = contract
        .init
        .and_then(|init| program.functions.get(init.0 as usize));
    let whole = init.is_none_or(|init| init.params.is_empty());
    let mut builder = synthetic(name, &[], Type::Unit, contract.span);
    lower_initialisers(cx, &mut builder, id);
    if whole {
        if let Some(init) = contract.init {
            call_through(cx, &mut builder, init, contract.span);
        }
        crate::assertions::check_invariants(cx, &mut builder, id, contract.span);
    }
    builder.terminate(Terminator::Return(Operand::Const(Const::Unit)), contract.span);
    builder.finish()
}

fn lower_initialisers(cx: &mut ModuleContext<'_>, builder: &mut crate::builder::Builder, id: ContractId) {
    let program = cx.program;
    let contract = program.contracts.get(id.0 as usize);
    for (at, variable) in contract.iter().flat_map(|contract| &contract.storage).enumerate() {
        if let Some(init) = &variable.init {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            lower_initialiser(cx, builder, id, at, init);
        }
    }
}

/// `C::$deploy` (DECISION C5).
pub fn lower_deploy(cx: &mut ModuleContext<'_>, id: ContractId, name: String) -> Function {
    let program = cx.program;
    let Some(contract) = program.contracts.get(id.0 as usize) else {
        return synthetic(name, &[], Type::Unit, Span::default()).finish();
    };
    let init = contract
        .init
        .and_then(|init| program.functions.get(init.0 as usize));
    let params = init
        .map(|init| signature(cx, init, &[]).params)
        .unwrap_or_default();
    let mut builder = synthetic(name, &params, Type::Unit, contract.span);
    lower_initialisers(cx, &mut builder, id);
    if let Some(init) = contract.init {
        call_through(cx, &mut builder, init, contract.span);
    }
    crate::assertions::check_invariants(cx, &mut builder, id, contract.span);
    builder.terminate(Terminator::Return(Operand::Const(Const::Unit)), contract.span);
    builder.finish()
}

/// `f::$export`.
pub fn lower_shim(cx: &mut ModuleContext<'_>, id: FnId, name: String) -> Function {
    let Some(source) = cx.program.functions.get(id.0 as usize) else {
        return synthetic(name, &[], Type::Unit, Span::default()).finish();
    };
    let signature = signature(cx, source, &[]);
    let mut builder = synthetic(name, &signature.params, signature.source_ret, source.span);
    let (value, _) = call_through(cx, &mut builder, id, source.span);
    builder.terminate(Terminator::Return(value), source.span);
    builder.finish()
}

/// `f::$shown`: the result as text.
pub fn lower_shown(cx: &mut ModuleContext<'_>, id: FnId, name: String) -> Function {
    let Some(source) = cx.program.functions.get(id.0 as usize) else {
        return synthetic(name, &[], Type::String, Span::default()).finish();
    };
    let mut builder = synthetic(name, &[], Type::String, source.span);
    let (value, ty) = call_through(cx, &mut builder, id, source.span);
    let op = Op::Builtin {
        builtin: Builtin::Display,
        types: vec![ty],
        args: vec![value],
    };
    let text = builder.emit(op, Type::String, source.span);
    builder.terminate(Terminator::Return(text), source.span);
    builder.finish()
}

impl FunctionContext<'_, '_> {
    /// Name of a storage variable.
    pub fn storage_name(&self, contract: ContractId, index: u32) -> std::sync::Arc<str> {
        self.cx
            .program
            .contracts
            .get(contract.0 as usize)
            .and_then(|contract| contract.storage.get(index as usize))
            .map_or_else(
                || std::sync::Arc::from(""),
                |variable| std::sync::Arc::from(variable.name.as_str()),
            )
    }
}
