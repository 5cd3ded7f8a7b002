//! The `.meta` document of a build (spec 10).

use std::collections::{BTreeMap, HashMap, HashSet};

use twilight_abi::meta::{
    AbiEntry, BytecodeInfo, EventMeta, EventParameterMeta, Export, ExportKind, FunctionMeta, Meta,
    SourceFileInfo, SourceInfo, StorageVariable,
};
use twilight_abi::{
    Type, abi_outputs, abi_parameter, abi_parameters, abi_signature, abi_type, hex, topic0,
    twilight_signature,
};
use twilight_codegen_wasm::Artifact;
use twilight_diagnostics::SourceMap;
use twilight_hir::thir::{self, Program, StateAccess};
use twilight_tir::summary::FunctionSummary;
use twilight_tir::{ExportDef, Function, Module};

use crate::compile::Options;
use crate::{TARGET, VERSION, WIDE_ARITHMETIC, sha256_hex};

/// Describes a module.
pub fn describe(
    module: &Module,
    artifact: &Artifact,
    sources: &SourceMap,
    program: &Program,
    summaries: Vec<FunctionSummary>,
    options: &Options,
) -> Meta {
    let exports: Vec<Export> = module
        .exports
        .iter()
        .map(|export| export_entry(module, export))
        .collect();
    Meta {
        schema_version: "1.0".to_owned(),
        source_info: source_info(sources),
        bytecode_info: BytecodeInfo {
            file: format!("{}.wasm", options.artifact_name),
            target: TARGET.to_owned(),
            target_features: target_features(options),
            hash_type: "sha256".to_owned(),
            hash: sha256_hex(&artifact.wasm),
        },
        abi: abi(module, program, &exports),
        functions: functions(module, program, summaries),
        events: events(module),
        verification_info: None,
        debug_info: Some(crate::debug_info::describe(artifact, sources, options.debug_info)),
        storage: module
            .storage
            .iter()
            // A type that holds itself has no end that could be written down.
            .filter(|(_, ty)| !holds_itself(ty))
            .map(|(name, ty)| StorageVariable {
                name: name.clone(),
                value_type: ty.clone(),
            })
            .collect(),
        exports,
    }
}

/// Whether a struct or enum in the type holds itself, through others or not.
fn holds_itself(ty: &Type) -> bool {
    // Structs and enums by name; a work list entry without a type says that one of them is done.
    let (mut around, mut done) = (Vec::new(), HashSet::new());
    let mut work = vec![Some(ty.clone())];
    while let Some(next) = work.pop() {
        let Some(ty) = next else {
            done.extend(around.pop());
            continue;
        };
        let name = match &ty {
            Type::Struct(definition) => Some(&definition.name),
            Type::Enum(definition) => Some(&definition.name),
            _ => None,
        };
        if let Some(name) = name {
            if around.contains(name) {
                return true;
            }
            if done.contains(name) {
                continue;
            }
            around.push(name.clone());
            work.push(None);
        }
        work.extend(ty.parts().into_iter().map(Some));
    }
    false
}

/// Features of wasm beyond the target's own, by their names on the command line.
fn target_features(options: &Options) -> Vec<String> {
    let wide = options.wide_arithmetic.then(|| WIDE_ARITHMETIC.to_owned());
    wide.into_iter().collect()
}

fn source_info(sources: &SourceMap) -> SourceInfo {
    let files = sources
        .files()
        .iter()
        .map(|file| SourceFileInfo {
            path: file.path.clone(),
            hash_type: "sha256".to_owned(),
            hash: sha256_hex(file.text.as_bytes()),
        })
        .collect();
    SourceInfo {
        files,
        compiler_version: VERSION.to_owned(),
    }
}

fn param_types(function: &Function) -> Vec<Type> {
    function
        .values
        .iter()
        .take(function.params as usize)
        .map(|value| value.ty.clone())
        .collect()
}

fn export_entry(module: &Module, export: &ExportDef) -> Export {
    let function = module.functions.get(export.function.0 as usize);
    let types = function.map(param_types).unwrap_or_default();
    Export {
        mangled_name: export.name.clone(),
        kind: export.kind,
        contract: export.contract.clone(),
        name: export.source_name.clone(),
        params: export.param_names.iter().cloned().zip(types).collect(),
        ret: function.map_or(Type::Unit, |function| function.ret.clone()),
        payable: export.payable,
    }
}

fn abi(module: &Module, program: &Program, exports: &[Export]) -> Vec<AbiEntry> {
    let stated: HashMap<&str, StateAccess> = program
        .functions
        .iter()
        .filter(|source| source.state != StateAccess::Any)
        .map(|source| (source.mangled.as_str(), source.state))
        .collect();
    let mutability = |export: &Export| {
        let state = stated
            .get(export.mangled_name.as_str())
            .filter(|_| export.kind == ExportKind::Function);
        match state {
            Some(StateAccess::View) => "view",
            Some(StateAccess::Pure) => "pure",
            _ if export.payable => "payable",
            _ => "nonpayable",
        }
        .to_owned()
    };
    let mut entries: Vec<AbiEntry> = exports
        .iter()
        .map(|export| match export.kind {
            ExportKind::Deploy => AbiEntry::Constructor {
                inputs: abi_parameters(&export.params),
                state_mutability: mutability(export),
            },
            ExportKind::Function => AbiEntry::Function {
                name: export.name.clone(),
                mangled_name: export.mangled_name.clone(),
                inputs: abi_parameters(&export.params),
                outputs: abi_outputs(&export.ret),
                state_mutability: mutability(export),
            },
        })
        .collect();
    entries.extend(module.events.iter().map(|event| {
        AbiEntry::Event {
            name: event.name.clone(),
            signature_string: event_signature(event),
            inputs: event
                .params
                .iter()
                .map(|param| abi_parameter(&param.name, &param.ty, Some(param.topic)))
                .collect(),
            anonymous: event.anonymous,
        }
    }));
    entries
}

fn event_signature(event: &twilight_tir::EventDef) -> String {
    let types: Vec<Type> = event.params.iter().map(|param| param.ty.clone()).collect();
    abi_signature(&event.name, &types)
}

fn events(module: &Module) -> BTreeMap<String, EventMeta> {
    module
        .events
        .iter()
        .map(|event| {
            let signature = event_signature(event);
            let parameters = event
                .params
                .iter()
                .map(|param| EventParameterMeta {
                    name: param.name.clone(),
                    ty: abi_type(&param.ty),
                    internal_type: param.ty.to_string(),
                    indexed: param.topic,
                    value_type: (!holds_itself(&param.ty)).then(|| param.ty.clone()),
                })
                .collect();
            let signature_hash = hex(&topic0(&signature));
            (
                signature,
                EventMeta {
                    signature_hash,
                    human_name: event.name.clone(),
                    parameters,
                },
            )
        })
        .collect()
}

fn functions(
    module: &Module,
    program: &Program,
    summaries: Vec<FunctionSummary>,
) -> BTreeMap<String, FunctionMeta> {
    let sources: HashMap<&str, &thir::Function> = program
        .functions
        .iter()
        .map(|source| (source.mangled.as_str(), source))
        .collect();
    module
        .functions
        .iter()
        .zip(summaries)
        .map(|(function, summary)| {
            let source = sources.get(function.name.as_str());
            let is_deploy = function.name.ends_with("::$deploy");
            let name = source.map_or(function.name.as_str(), |source| source.name.as_str());
            let meta = FunctionMeta {
                signature: twilight_signature(name, &param_types(function)),
                is_init: is_deploy || source.is_some_and(|source| source.is_init),
                is_payable: source.is_some_and(|source| source.payable),
                gas_estimate_static: summary.gas_estimate_static,
                aggregate_read_domains: summary.reads,
                aggregate_write_domains: summary.writes,
                pipeline_hint: source.and_then(|source| source.pipeline.clone()),
                is_recursive: Some(summary.is_recursive),
                verification_condition_ids: None,
            };
            (function.name.clone(), meta)
        })
        .collect()
}
