//! The module around the functions: exported wrappers, sections, linking, names, trap sites.
//!
//! Function indices are, in this order: imported host functions, functions of the program, wrappers of
//! the exports, functions of the library. This module must never generate what a function of the program
//! does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use twilight_abi::Type;
use twilight_hfi::HostFn;
use twilight_tir::fast_hash::FastMap;
use twilight_tir::{ExportDef, FunctionId, Module as TirModule, messages};
use wasm_encoder::{
    ConstExpr, DataSection, Encode, EntityType, ExportKind, ExportSection, FunctionSection, GlobalSection,
    GlobalType, ImportSection, IndirectNameMap, MemorySection, MemoryType, Module, NameMap, NameSection,
    RawSection, SectionId, TypeSection, ValType,
};

use crate::debug::{DebugInfo, Recorder, VariableInfo};
use crate::emit::{Body, FuncRef, FunctionBuilder, Signature};
use crate::function::MAX_PARAMS;
use crate::helpers::{Context, Helper, HelperId};
use crate::runtime::{self, GLOBAL_HEAP, GLOBAL_PANIC_LEN, GLOBAL_PANIC_PTR, GLOBALS};
use crate::{Artifact, CodegenError, Options, TrapSite, function, integers};

/// Pages of linear memory that a module declares as its maximum: 16 MiB (DECISION C11).
pub const MAX_PAGES: u32 = 256;
/// Bytes of a page.
const PAGE: u32 = 64 * 1024;
/// Bytes of a function's name in the name section; a longer one is cut.
const MAX_NAME_BYTES: usize = 120;

/// Refuses what only tests in the interpreter can do.
fn check_operations(module: &TirModule) -> Result<(), CodegenError> {
    let insts = module.functions.iter().flat_map(|function| &function.blocks);
    let mut insts = insts.flat_map(|block| &block.insts);
    match insts.find(|inst| {
        matches!(
            inst.op,
            twilight_tir::Op::SetContext { .. } | twilight_tir::Op::Events
        )
    }) {
        Some(inst) => Err(CodegenError::TestOnly { span: inst.span }),
        None => Ok(()),
    }
}

/// Generates a wasm module.
///
/// # Errors
/// See [`CodegenError`]; none of them can come from a program that the front end accepts, but for sizes.
pub fn generate(module: &TirModule, options: &Options) -> Result<Artifact, CodegenError> {
    check_names(module)?;
    check_operations(module)?;
    let mut cx = Context::new(module, *options);
    let alloc = cx.helper(Helper::Alloc);
    let functions = program(&mut cx)?;
    let wrappers: Vec<FunctionBuilder> = module
        .exports
        .iter()
        .filter_map(|export| wrapper(&mut cx, export))
        .collect();
    let helpers = library(&mut cx);
    if cx.data.end() > MAX_PAGES * PAGE {
        return Err(CodegenError::TooMuchData);
    }
    if let Some(at) = helpers
        .iter()
        .position(|helper| helper.signature().params.len() > MAX_PARAMS)
    {
        // Only an event's arguments are unbounded in number.
        return Err(too_many_arguments(module, cx.requested(HelperId(at as u32))));
    }
    let linked = Linked::new(functions, wrappers, helpers);
    let artifact = linked.write(&cx, alloc);
    if cfg!(debug_assertions) {
        validate(&artifact.wasm, options)?;
    }
    Ok(artifact)
}

/// The error for what takes too many arguments: an event, at the first place that emits it.
fn too_many_arguments(module: &TirModule, helper: Option<&Helper>) -> CodegenError {
    let mut insts = module
        .functions
        .iter()
        .flat_map(|function| function.blocks.iter().flat_map(|block| &block.insts));
    let Some(Helper::Emit(event)) = helper else {
        return CodegenError::TooManyParameters {
            function: helper.map(helper_name).unwrap_or_default(),
            span: twilight_diagnostics::Span::default(),
        };
    };
    let emits =
        |op: &twilight_tir::Op| matches!(op, twilight_tir::Op::Emit { event: found, .. } if found == event);
    CodegenError::TooManyParameters {
        function: module
            .events
            .get(event.0 as usize)
            .map(|event| event.name.clone())
            .unwrap_or_default(),
        span: insts
            .find(|inst| emits(&inst.op))
            .map(|inst| inst.span)
            .unwrap_or_default(),
    }
}

/// Names that every module exports.
const RESERVED: [&str; 4] = ["memory", "__alloc", "__panic_ptr", "__panic_len"];

fn check_names(module: &TirModule) -> Result<(), CodegenError> {
    let mut names: BTreeSet<&str> = RESERVED.into();
    for export in &module.exports {
        if !names.insert(&export.name) {
            let function = module.functions.get(export.function.0 as usize);
            return Err(CodegenError::ReservedName {
                name: export.name.clone(),
                span: function.map(|function| function.span).unwrap_or_default(),
            });
        }
    }
    Ok(())
}

/// Checks a module as an engine would.
///
/// # Errors
/// The module is not valid: a defect of this crate.
pub fn validate(wasm: &[u8], options: &Options) -> Result<(), CodegenError> {
    let mut features = wasmparser::WasmFeatures::default();
    features.set(wasmparser::WasmFeatures::WIDE_ARITHMETIC, options.wide_arithmetic);
    wasmparser::Validator::new_with_features(features)
        .validate_all(wasm)
        .map(|_| ())
        .map_err(|error| CodegenError::Invalid(error.to_string()))
}

/// Functions that the exports reach.
fn program(cx: &mut Context<'_>) -> Result<BTreeMap<FunctionId, FunctionBuilder>, CodegenError> {
    let module = cx.module;
    let mut functions = BTreeMap::new();
    let mut work: Vec<FunctionId> = module
        .exports
        .iter()
        .rev()
        .map(|export| export.function)
        .collect();
    let mut seen: BTreeSet<FunctionId> = work.iter().copied().collect();
    while let Some(id) = work.pop() {
        let Some(function) = module.functions.get(id.0 as usize) else {
            return Err(CodegenError::Invalid(format!("function {} does not exist", id.0)));
        };
        let builder = function::generate(cx, function)?;
        for callee in builder.callees() {
            if let FuncRef::User(callee) = callee
                && seen.insert(callee)
            {
                work.push(callee);
            }
        }
        functions.insert(id, builder);
    }
    Ok(functions)
}

/// What the host calls: checks value, decodes arguments, encodes the result.
fn wrapper(cx: &mut Context<'_>, export: &ExportDef) -> Option<FunctionBuilder> {
    let function = cx.module.functions.get(export.function.0 as usize)?;
    let mut f = FunctionBuilder::new(Signature::new([ValType::I32, ValType::I32], [ValType::I64]));
    if !export.payable {
        f.site(function.span, Arc::from(messages::NOT_PAYABLE));
        f.call(cx.helper(Helper::RejectValue));
    }
    let params: Vec<Type> = function
        .values
        .iter()
        .take(function.params as usize)
        .map(|value| value.ty.clone())
        .collect();
    if !params.is_empty() {
        f.ins().local_get(0).local_get(1);
        f.site(function.span, Arc::from(messages::MALFORMED_ARGUMENTS));
        f.call(cx.helper(Helper::DecodeArguments(params.clone())));
        let layout = cx.layouts.of(&Type::Tuple(params.into()));
        if let Some(boxed) = &layout.boxed {
            let address = f.local_i32();
            f.ins().local_set(address);
            boxed.load(&mut f, address, 0);
        }
    }
    let no_message: Arc<str> = Arc::from("");
    f.site(function.span, Arc::clone(&no_message));
    f.call(FuncRef::User(export.function));
    if function.ret == Type::Unit {
        f.ins().i64_const(0);
    } else {
        f.site(function.span, no_message);
        f.call(cx.helper(Helper::EncodeResult(function.ret.clone())));
    }
    Some(f)
}

/// Everything that was requested, and what that requests in turn.
fn library(cx: &mut Context<'_>) -> Vec<FunctionBuilder> {
    let mut built = Vec::new();
    while let Some(helper) = cx.requested(HelperId(built.len() as u32)).cloned() {
        built.push(match &helper {
            Helper::Int(int) => integers::build(*int, cx),
            _ => runtime::build(&helper, cx),
        });
    }
    built
}

/// Functions in the order of their indices.
struct Linked {
    hosts: Vec<HostFn>,
    /// Position of each function of the program among `functions`.
    users: BTreeMap<FunctionId, u32>,
    wrappers: u32,
    functions: Vec<FunctionBuilder>,
}

impl Linked {
    fn new(
        program: BTreeMap<FunctionId, FunctionBuilder>,
        wrappers: Vec<FunctionBuilder>,
        helpers: Vec<FunctionBuilder>,
    ) -> Self {
        let users = program.keys().zip(0..).map(|(id, at)| (*id, at)).collect();
        let wrapper_count = wrappers.len() as u32;
        let functions: Vec<FunctionBuilder> = program.into_values().chain(wrappers).chain(helpers).collect();
        let hosts: BTreeSet<HostFn> = functions
            .iter()
            .flat_map(FunctionBuilder::callees)
            .filter_map(|callee| match callee {
                FuncRef::Host(host) => Some(host),
                _ => None,
            })
            .collect();
        Self {
            hosts: hosts.into_iter().collect(),
            users,
            wrappers: wrapper_count,
            functions,
        }
    }

    fn index(&self, target: FuncRef) -> u32 {
        let hosts = self.hosts.len() as u32;
        match target {
            FuncRef::Host(host) => self.hosts.binary_search(&host).unwrap_or(0) as u32,
            FuncRef::User(id) => hosts + self.users.get(&id).copied().unwrap_or(0),
            FuncRef::Helper(id) => hosts + self.users.len() as u32 + self.wrappers + id.0,
        }
    }

    fn write(mut self, cx: &Context<'_>, alloc: FuncRef) -> Artifact {
        let mut types = Types::default();
        let mut imports = ImportSection::new();
        for host in &self.hosts {
            let entry = host.entry();
            let signature = Signature::new(
                entry.params.iter().map(|ty| val_type(*ty)).collect::<Vec<_>>(),
                entry.result.iter().map(|ty| val_type(*ty)).collect::<Vec<_>>(),
            );
            imports.import(
                entry.module,
                entry.name,
                EntityType::Function(types.index(&signature)),
            );
        }
        let mut declarations = FunctionSection::new();
        for function in &self.functions {
            declarations.function(types.index(function.signature()));
        }
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: u64::from(cx.data.end().div_ceil(PAGE).max(1)),
            maximum: Some(u64::from(MAX_PAGES)),
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let names = self.names(cx);
        let exports = self.exports(cx, alloc);
        let mut functions = std::mem::take(&mut self.functions);
        let users: Vec<(String, Vec<VariableInfo>)> = if cx.options.debug_info {
            let names = self.users.keys().map(|id| cx.module.functions.get(id.0 as usize));
            names
                .map(|function| function.map(|function| function.name.clone()).unwrap_or_default())
                .zip(functions.iter_mut().map(FunctionBuilder::take_variables))
                .collect()
        } else {
            Vec::new()
        };
        let bodies: Vec<Body> = functions
            .into_iter()
            .map(|function| function.link(|target| self.index(target)))
            .collect();

        let mut module = Module::new();
        module.section(&types.section);
        if !imports.is_empty() {
            module.section(&imports);
        }
        module.section(&declarations);
        module.section(&memories);
        module.section(&globals(cx.data.end().next_multiple_of(16)));
        module.section(&exports);
        let (trap_sites, debug) = write_code(&mut module, &bodies, users);
        if !cx.data.bytes().is_empty() {
            let mut data = DataSection::new();
            let base = ConstExpr::i32_const(cx.data.base() as i32);
            data.active(0, &base, cx.data.bytes().iter().copied());
            module.section(&data);
        }
        module.section(&names);
        Artifact {
            wasm: module.finish(),
            trap_sites,
            debug,
        }
    }

    fn exports(&self, cx: &Context<'_>, alloc: FuncRef) -> ExportSection {
        let mut exports = ExportSection::new();
        let [memory, allocate, panic_ptr, panic_len] = RESERVED;
        exports.export(memory, ExportKind::Memory, 0);
        exports.export(allocate, ExportKind::Func, self.index(alloc));
        exports.export(panic_ptr, ExportKind::Global, GLOBAL_PANIC_PTR);
        exports.export(panic_len, ExportKind::Global, GLOBAL_PANIC_LEN);
        let first = self.hosts.len() + self.users.len();
        for (at, export) in cx.module.exports.iter().enumerate() {
            exports.export(&export.name, ExportKind::Func, (first + at) as u32);
        }
        exports
    }

    fn names(&self, cx: &Context<'_>) -> NameSection {
        let mut map = NameMap::new();
        let hosts = self.hosts.iter().map(|host| {
            let entry = host.entry();
            format!("{}::{}", entry.module, entry.name)
        });
        let users = self.users.keys().map(|id| {
            let function = cx.module.functions.get(id.0 as usize);
            function.map(|function| function.name.clone()).unwrap_or_default()
        });
        let wrappers = cx
            .module
            .exports
            .iter()
            .map(|export| format!("export {}", export.name));
        let helpers = (0..).map_while(|id| cx.requested(HelperId(id))).map(helper_name);
        for (index, mut name) in (0..).zip(hosts.chain(users).chain(wrappers).chain(helpers)) {
            let mut end = name.len().min(MAX_NAME_BYTES);
            while !name.is_char_boundary(end) {
                end -= 1;
            }
            name.truncate(end);
            map.append(index, &name);
        }
        let mut section = NameSection::new();
        section.functions(&map);
        let mut all = IndirectNameMap::new();
        for (index, function) in (self.hosts.len() as u32..).zip(&self.functions) {
            if function.local_names().is_empty() {
                continue;
            }
            let mut locals = NameMap::new();
            for (local, name) in function.local_names() {
                locals.append(*local, name);
            }
            all.append(index, &locals);
        }
        if cx.options.debug_names {
            section.locals(&all);
        }
        section
    }
}

fn globals(heap: u32) -> GlobalSection {
    let mut globals = GlobalSection::new();
    let ty = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    for global in 0..GLOBALS {
        let value = if global == GLOBAL_HEAP { heap as i32 } else { 0 };
        globals.global(ty, &ConstExpr::i32_const(value));
    }
    globals
}

/// Appends the code section; gives the trap sites by their offsets in the module, and debug information of
/// the first functions, those of the program, where their names and variables are given.
fn write_code(
    module: &mut Module,
    bodies: &[Body],
    users: Vec<(String, Vec<VariableInfo>)>,
) -> (Vec<TrapSite>, DebugInfo) {
    let mut code = Vec::new();
    bodies.len().encode(&mut code);
    let mut sites = Vec::new();
    let mut users = users.into_iter();
    let mut recorder = Recorder::default();
    for body in bodies {
        body.bytes.len().encode(&mut code);
        let base = code.len();
        code.extend_from_slice(&body.bytes);
        if let Some((name, variables)) = users.next() {
            recorder.record(name, variables, body, base);
        }
        sites.extend(body.sites.iter().map(|site| TrapSite {
            offset: (base + site.offset) as u32,
            span: site.span,
            message: site.message.to_string(),
        }));
    }
    module.section(&RawSection {
        id: SectionId::Code as u8,
        data: &code,
    });
    // The section's contents are the last bytes of the module so far.
    let start = (module.len() - code.len()) as u32;
    for site in &mut sites {
        site.offset += start;
    }
    (sites, recorder.finish(start))
}

fn val_type(ty: twilight_hfi::ValType) -> ValType {
    match ty {
        twilight_hfi::ValType::I32 => ValType::I32,
        twilight_hfi::ValType::I64 => ValType::I64,
    }
}

/// Interned function types.
#[derive(Default)]
struct Types {
    section: TypeSection,
    /// By the bytes of parameters and results: one hash of a few bytes instead of many of words.
    known: FastMap<Vec<u8>, u32>,
}

impl Types {
    fn index(&mut self, signature: &Signature) -> u32 {
        let mut key = Vec::with_capacity(signature.params.len() + signature.results.len() + 5);
        signature.params.len().encode(&mut key);
        for ty in signature.params.iter().chain(&signature.results) {
            ty.encode(&mut key);
        }
        if let Some(index) = self.known.get(&key) {
            return *index;
        }
        let index = self.section.len();
        let (params, results) = (
            signature.params.iter().copied(),
            signature.results.iter().copied(),
        );
        self.section.ty().function(params, results);
        self.known.insert(key, index);
        index
    }
}

/// A short name for backtraces and disassembly.
fn helper_name(helper: &Helper) -> String {
    let of = |name: &str, ty: &Type| format!("__{name}<{ty}>");
    match helper {
        Helper::Int(int) => format!("__{}", int.name()),
        Helper::Alloc => "__alloc".to_owned(),
        Helper::Revert => "__revert".to_owned(),
        Helper::Panic => "__panic".to_owned(),
        Helper::Builtin(builtin, types) => {
            let types: Vec<String> = types.iter().map(ToString::to_string).collect();
            format!("__{}<{}>", builtin.name(), types.join(", "))
        }
        Helper::Equal(ty) => of("equal", ty),
        Helper::StringCompare => "__string_compare".to_owned(),
        Helper::Copy(ty) => of("copy", ty),
        Helper::KeyIndex(ty) => of("key_index", ty),
        Helper::KeyField => "__key_field".to_owned(),
        Helper::StateRead(ty) => of("state_read", ty),
        Helper::StateGet(ty) => of("state_get", ty),
        Helper::StateWrite(ty) => of("state_write", ty),
        Helper::StateRemove => "__state_remove".to_owned(),
        Helper::StateExists => "__state_exists".to_owned(),
        Helper::Emit(event) => format!("__emit_{}", event.0),
        Helper::Context(var) => format!("__context_{var:?}").to_lowercase(),
        Helper::RejectValue => "__reject_value".to_owned(),
        Helper::DecodeArguments(types) => of("decode_arguments", &Type::Tuple(types.clone().into())),
        Helper::EncodeResult(ty) => of("encode_result", ty),
        Helper::Runtime(function) => format!("__{function:?}"),
    }
}
