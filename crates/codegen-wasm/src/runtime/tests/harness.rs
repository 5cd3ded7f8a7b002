//! Modules made of single operations: arguments in through the ABI, result out through the ABI.

use std::collections::BTreeMap;
use std::sync::Arc;

use twilight_abi::{Type, Value, encode_args};
use twilight_hfi::{HostFn, ValType as HostType};
use twilight_tir::{Builtin, Module as TirModule};
use wasm_encoder::{
    ConstExpr, DataSection, Encode, EntityType, ExportKind, ExportSection, FunctionSection, GlobalSection,
    GlobalType, ImportSection, MemorySection, MemoryType, Module, RawSection, SectionId, TypeSection,
    ValType,
};
use wasmi::{Caller, Engine, Instance, Linker, Memory, Store};

use crate::Options;
use crate::emit::{FuncRef, FunctionBuilder, Local, Signature};
use crate::helpers::{Context, Helper, HelperId};
use crate::runtime::{self, GLOBAL_HEAP, GLOBAL_PANIC_LEN, GLOBAL_PANIC_PTR, GLOBALS};

/// How a call ended when it did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Message of a revert.
    Revert(String),
    /// Message of a panic; empty where the trap site's own applies.
    Panic(String),
}

/// An event as the host saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Topics, 32 bytes each.
    pub topics: Vec<Vec<u8>>,
    /// Data.
    pub data: Vec<u8>,
}

/// What the host holds.
#[derive(Default)]
pub struct Host {
    /// State by domain hash and key.
    pub state: BTreeMap<(Vec<u8>, Vec<u8>), Vec<u8>>,
    /// Events in order.
    pub events: Vec<Event>,
    /// Printed text.
    pub output: Vec<u8>,
    /// What state functions answer instead of doing their work.
    pub state_error: Option<i32>,
    /// Calls of `read`.
    pub reads: usize,
    revert: Option<String>,
}

/// Operations by name.
pub struct Program<'m> {
    cx: Context<'m>,
    functions: Vec<(String, FunctionBuilder)>,
}

/// An instantiated program.
pub struct Running {
    pub store: Store<Host>,
    instance: Instance,
    memory: Memory,
}

/// A module that mentions types, so that layouts know them.
pub fn module_of(types: &[Type]) -> TirModule {
    TirModule {
        storage: types.iter().map(|ty| (ty.to_string(), ty.clone())).collect(),
        ..TirModule::default()
    }
}

impl<'m> Program<'m> {
    pub fn new(module: &'m TirModule) -> Self {
        Self {
            cx: Context::new(module, Options::default()),
            functions: Vec::new(),
        }
    }

    /// An exported function: `body` gets the arguments' locals and leaves a value of type `ret`.
    pub fn function(
        &mut self,
        name: &str,
        params: &[Type],
        ret: &Type,
        body: impl FnOnce(&mut Context<'m>, &mut FunctionBuilder, &[Vec<Local>]),
    ) -> &mut Self {
        let mut f = FunctionBuilder::new(Signature::new([ValType::I32, ValType::I32], [ValType::I64]));
        f.ins().local_get(0).local_get(1);
        f.call(self.cx.helper(Helper::DecodeArguments(params.to_vec())));
        let tuple = Type::Tuple(params.into());
        let layout = self.cx.layouts.of(&tuple);
        let mut contents = layout.form.spill(&mut f);
        if let (Some(boxed), Some(pointer)) = (&layout.boxed, contents.first().copied()) {
            boxed.load(&mut f, pointer, 0);
            contents = boxed.spill(&mut f);
        }
        let locals: Vec<Vec<Local>> = (0..params.len())
            .map(|at| contents[self.cx.layouts.field(&tuple, at)].to_vec())
            .collect();
        body(&mut self.cx, &mut f, &locals);
        f.call(self.cx.helper(Helper::EncodeResult(ret.clone())));
        self.functions.push((name.to_owned(), f));
        self
    }

    /// An exported function that calls one helper with all arguments.
    pub fn helper(&mut self, name: &str, helper: Helper, params: &[Type], ret: &Type) -> &mut Self {
        self.function(name, params, ret, |cx, f, args| {
            f.get_all(&args.concat());
            f.call(cx.helper(helper));
        })
    }

    /// An exported function that is one builtin.
    pub fn builtin(&mut self, builtin: Builtin, types: &[Type]) -> &mut Self {
        let signature = builtin.signature(types).unwrap();
        let helper = Helper::Builtin(builtin, types.to_vec());
        self.helper(builtin.name(), helper, &signature.params, &signature.ret)
    }

    /// Links, validates and instantiates.
    pub fn run(mut self) -> Running {
        let wasm = self.link();
        wasmparser::Validator::new()
            .validate_all(&wasm)
            .unwrap_or_else(|error| panic!("invalid module: {error}"));
        let engine = Engine::default();
        let module = wasmi::Module::new(&engine, &wasm[..]).unwrap();
        let mut store = Store::new(&engine, Host::default());
        let instance = linker(&engine)
            .instantiate_and_start(&mut store, &module)
            .unwrap();
        let memory = instance.get_memory(&store, "memory").unwrap();
        Running {
            store,
            instance,
            memory,
        }
    }

    fn link(&mut self) -> Vec<u8> {
        let alloc = self.cx.helper(Helper::Alloc);
        let mut helpers = Vec::new();
        while let Some(helper) = self.cx.requested(HelperId(helpers.len() as u32)).cloned() {
            helpers.push(runtime::build(&helper, &mut self.cx));
        }
        let (names, mut bodies): (Vec<String>, Vec<FunctionBuilder>) = self.functions.drain(..).unzip();
        let first_helper = bodies.len() as u32;
        bodies.extend(helpers);
        let hosts: Vec<HostFn> = HostFn::ALL
            .iter()
            .copied()
            .filter(|host| {
                bodies
                    .iter()
                    .any(|body| body.callees().any(|callee| callee == FuncRef::Host(*host)))
            })
            .collect();
        let imported = hosts.len() as u32;
        let index = |target: FuncRef| match target {
            FuncRef::Host(host) => hosts.iter().position(|have| *have == host).unwrap() as u32,
            FuncRef::Helper(id) => imported + first_helper + id.0,
            FuncRef::User(_) => unreachable!("tests have no functions of TIR"),
        };
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        let mut next_type = 0;
        let mut type_of = |params: Vec<ValType>, results: Vec<ValType>| {
            types.ty().function(params, results);
            next_type += 1;
            next_type - 1
        };
        for host in &hosts {
            let entry = host.entry();
            let ty = type_of(
                entry.params.iter().map(|ty| val_type(*ty)).collect(),
                entry.result.iter().map(|ty| val_type(*ty)).collect(),
            );
            imports.import(entry.module, entry.name, EntityType::Function(ty));
        }
        for body in &bodies {
            let signature = body.signature();
            functions.function(type_of(signature.params.clone(), signature.results.clone()));
        }
        let mut exports = ExportSection::new();
        exports
            .export("memory", ExportKind::Memory, 0)
            .export("__alloc", ExportKind::Func, index(alloc));
        exports.export("__panic_ptr", ExportKind::Global, GLOBAL_PANIC_PTR);
        exports.export("__panic_len", ExportKind::Global, GLOBAL_PANIC_LEN);
        for (at, name) in names.iter().enumerate() {
            exports.export(name, ExportKind::Func, imported + at as u32);
        }
        let mut code = Vec::new();
        bodies.len().encode(&mut code);
        for body in bodies {
            body.link(index).bytes.encode(&mut code);
        }
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: u64::from(self.cx.data.end().div_ceil(65_536)),
            maximum: Some(256),
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut globals = GlobalSection::new();
        for global in 0..GLOBALS {
            let start = if global == GLOBAL_HEAP {
                self.cx.data.end()
            } else {
                0
            };
            globals.global(
                GlobalType {
                    val_type: ValType::I32,
                    mutable: true,
                    shared: false,
                },
                &ConstExpr::i32_const(start as i32),
            );
        }
        let mut data = DataSection::new();
        let base = ConstExpr::i32_const(self.cx.data.base() as i32);
        data.active(0, &base, self.cx.data.bytes().iter().copied());
        let mut module = Module::new();
        module.section(&types);
        if !imports.is_empty() {
            module.section(&imports);
        }
        module
            .section(&functions)
            .section(&memories)
            .section(&globals)
            .section(&exports);
        module.section(&RawSection {
            id: SectionId::Code as u8,
            data: &code,
        });
        module.section(&data);
        module.finish()
    }
}

impl Running {
    /// Calls a function with encoded arguments; gives the encoded result.
    pub fn call_raw(&mut self, name: &str, args: &[u8]) -> Result<Vec<u8>, Failed> {
        let alloc = self
            .instance
            .get_typed_func::<u32, u32>(&self.store, "__alloc")
            .unwrap();
        let address = alloc.call(&mut self.store, args.len() as u32).unwrap();
        assert_eq!(address % 16, 0, "__alloc aligns");
        self.memory
            .write(&mut self.store, address as usize, args)
            .unwrap();
        let function = self
            .instance
            .get_typed_func::<(u32, u32), i64>(&self.store, name)
            .unwrap();
        match function.call(&mut self.store, (address, args.len() as u32)) {
            Ok(result) => {
                let (at, length) = ((result >> 32) as usize, result as u32 as usize);
                self.check_zero_area();
                Ok(self.memory.data(&self.store)[at..at + length].to_vec())
            }
            Err(error) => match self.store.data_mut().revert.take() {
                Some(message) => Err(Failed::Revert(message)),
                None => {
                    assert!(error.as_trap_code().is_some(), "{name}: {error}");
                    Err(Failed::Panic(self.take_panic()))
                }
            },
        }
    }

    /// Calls a function with values; gives the result of type `ret`.
    pub fn call(&mut self, name: &str, args: &[(Type, Value)], ret: &Type) -> Result<Value, Failed> {
        let bytes = self.call_raw(name, &encode_args(args).unwrap())?;
        if *ret == Type::Unit {
            return Ok(Value::Unit);
        }
        Ok(twilight_abi::decode(ret, &bytes).unwrap_or_else(|error| panic!("{name}: {error}")))
    }

    fn take_panic(&mut self) -> String {
        let global = |name| self.instance.get_global(&self.store, name).unwrap();
        let (pointer, length) = (global("__panic_ptr"), global("__panic_len"));
        let number = |value: wasmi::Val| value.i32().unwrap() as usize;
        let (at, count) = (number(pointer.get(&self.store)), number(length.get(&self.store)));
        length.set(&mut self.store, wasmi::Val::I32(0)).unwrap();
        String::from_utf8(self.memory.data(&self.store)[at..at + count].to_vec()).unwrap()
    }

    /// Nothing may be written to the addresses that null pointers read from.
    fn check_zero_area(&self) {
        let area = &self.memory.data(&self.store)[..crate::layout::MIN_ZERO_AREA as usize];
        assert!(area.iter().all(|byte| *byte == 0), "the zero area was written to");
    }

    /// Pages of memory.
    pub fn pages(&self) -> u64 {
        self.memory.size(&self.store)
    }
}

fn memory_of(caller: &Caller<'_, Host>) -> Memory {
    caller
        .get_export("memory")
        .and_then(wasmi::Extern::into_memory)
        .unwrap()
}

/// Bytes of memory; like the host, refuses null.
fn bytes(caller: &Caller<'_, Host>, at: i32, length: i32) -> Vec<u8> {
    assert!(at > 0, "null pointer passed to the host");
    memory_of(caller).data(caller)[at as usize..(at + length) as usize].to_vec()
}

fn write(caller: &mut Caller<'_, Host>, at: i32, bytes: &[u8]) {
    assert!(at > 0, "null pointer passed to the host");
    let memory = memory_of(caller);
    memory.write(caller, at as usize, bytes).unwrap();
}

/// The address that `get_sender` and the others give.
pub const SENDER: [u8; 20] = [0x5e; 20];
/// The value sent.
pub const VALUE: u128 = 0x0123_4567_89ab_cdef_0011_2233_4455_6677;

fn linker(engine: &Engine) -> Linker<Host> {
    let mut linker = Linker::new(engine);
    let state = "nova_state_v1";
    let read = |mut caller: Caller<'_, Host>,
                domain: i32,
                key: i32,
                length: i32,
                out: i32,
                offset: i32,
                room: i32| {
        let place = (bytes(&caller, domain, 32), bytes(&caller, key, length));
        caller.data_mut().reads += 1;
        if let Some(error) = caller.data().state_error {
            return error;
        }
        let Some(value) = caller.data().state.get(&place).cloned() else {
            return -4;
        };
        let part = value.len().min(room as usize);
        write(&mut caller, out + offset, &value[..part]);
        value.len() as i32
    };
    linker.func_wrap(state, "read", read).unwrap();
    let write_state =
        |mut caller: Caller<'_, Host>, domain: i32, key: i32, length: i32, value: i32, size: i32| {
            let place = (bytes(&caller, domain, 32), bytes(&caller, key, length));
            let value = bytes(&caller, value, size);
            if let Some(error) = caller.data().state_error {
                return error;
            }
            let state = &mut caller.data_mut().state;
            if value.is_empty() {
                state.remove(&place)
            } else {
                state.insert(place, value)
            };
            0
        };
    linker.func_wrap(state, "write", write_state).unwrap();
    let exists = |caller: Caller<'_, Host>, domain: i32, key: i32, length: i32| {
        let place = (bytes(&caller, domain, 32), bytes(&caller, key, length));
        caller
            .data()
            .state_error
            .unwrap_or_else(|| i32::from(caller.data().state.contains_key(&place)))
    };
    linker.func_wrap(state, "exists", exists).unwrap();
    for name in ["get_sender", "get_origin"] {
        let get = |mut caller: Caller<'_, Host>, out: i32| {
            write(&mut caller, out, &SENDER);
            0
        };
        linker.func_wrap("nova_tx_v1", name, get).unwrap();
    }
    let value = |mut caller: Caller<'_, Host>, out: i32| {
        write(&mut caller, out, &VALUE.to_le_bytes());
        0
    };
    linker.func_wrap("nova_tx_v1", "get_value", value).unwrap();
    linker
        .func_wrap("nova_env_v1", "get_block_number", || 7_i64)
        .unwrap();
    let emit = |mut caller: Caller<'_, Host>, topics: i32, count: i32, data: i32, length: i32| {
        let topics = bytes(&caller, topics, count * 32)
            .chunks(32)
            .map(<[u8]>::to_vec)
            .collect();
        let data = bytes(&caller, data, length);
        caller.data_mut().events.push(Event { topics, data });
        0
    };
    linker.func_wrap("nova_contract_v1", "emit_event", emit).unwrap();
    let revert = |mut caller: Caller<'_, Host>, at: i32, length: i32| -> Result<i32, wasmi::Error> {
        let message = String::from_utf8(bytes(&caller, at, length)).unwrap();
        caller.data_mut().revert = Some(message);
        Err(wasmi::Error::new("revert"))
    };
    linker.func_wrap("nova_contract_v1", "revert", revert).unwrap();
    let keccak = |mut caller: Caller<'_, Host>, at: i32, length: i32, out: i32| {
        let hash = twilight_abi::keccak256(&bytes(&caller, at, length));
        write(&mut caller, out, &hash);
        0
    };
    linker.func_wrap("nova_crypto_v1", "keccak256", keccak).unwrap();
    let blake3 = |mut caller: Caller<'_, Host>, at: i32, length: i32, out: i32| {
        let hash = twilight_abi::blake3(&bytes(&caller, at, length));
        write(&mut caller, out, &hash);
        0
    };
    linker.func_wrap("nova_crypto_v1", "blake3", blake3).unwrap();
    let print = |mut caller: Caller<'_, Host>, at: i32, length: i32| {
        let text = bytes(&caller, at, length);
        caller.data_mut().output.extend(text);
    };
    linker.func_wrap("nova_debug_v1", "print", print).unwrap();
    linker
}

/// `Option<T>`.
pub fn option(ty: &Type) -> Type {
    Type::Option(Arc::new(ty.clone()))
}

/// `vector<T>`.
pub fn vector(ty: &Type) -> Type {
    Type::Vector(Arc::new(ty.clone()))
}

const fn val_type(ty: HostType) -> ValType {
    match ty {
        HostType::I32 => ValType::I32,
        HostType::I64 => ValType::I64,
    }
}
