//! Runs generated modules with wasmi on a host of a few lines, and programs in both engines.
use twilight_abi::meta::ExportKind;
use twilight_abi::{Type, Value, decode, encode_args};
use twilight_codegen_wasm::{Artifact, Options, generate};
use twilight_hfi::ErrorCode;
use twilight_tir::interp::{Chain, EventLog};
use twilight_tir::{Const, ExportDef, FunctionId, Module, Operand, Terminator, text};
use wasmi::{Caller, Config, Engine, Extern, Instance, Linker, Memory, Store, TrapCode, Val};

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    Returned(Vec<u8>),
    Reverted(String),
    /// The message; empty where the trap site's own applies.
    Panicked(String),
    StackOverflow,
}

#[derive(Debug, Default)]
pub struct Host {
    pub chain: Chain,
    revert: Option<String>,
}

/// An instantiated module.
pub struct Running {
    pub store: Store<Host>,
    module: wasmi::Module,
    instance: Instance,
    memory: Memory,
    calls: u32,
}

/// Calls on one instance: memory is never freed.
const CALLS_OF_AN_INSTANCE: u32 = 2_000;

/// Marks the error that ends a call after `revert`.
const REVERT_EXIT: i32 = 1;

/// Exports every function that is not exported, payable, under its own name.
pub fn export_all(module: &mut Module) {
    for (at, function) in module.functions.iter().enumerate() {
        let params = function.values.iter().take(function.params as usize);
        let mut types: Vec<Type> = params.map(|value| value.ty.clone()).collect();
        types.push(function.ret.clone());
        // The host has no references to give.
        if types.iter().any(holds_reference) {
            continue;
        }
        let id = FunctionId(at as u32);
        let taken = |export: &ExportDef| export.function == id || export.name == function.name;
        if !module.exports.iter().any(taken) {
            module.exports.push(ExportDef {
                name: function.name.clone(),
                function: id,
                kind: ExportKind::Function,
                contract: None,
                source_name: function.name.clone(),
                param_names: (0..function.params).map(|at| format!("p{at}")).collect(),
                payable: true,
            });
        }
    }
}

fn holds_reference(ty: &Type) -> bool {
    let (mut seen, mut work) = (Vec::new(), vec![ty.clone()]);
    while let Some(part) = work.pop() {
        if matches!(part, Type::Reference(_)) {
            return true;
        }
        if !seen.contains(&part) {
            work.extend(part.parts());
            seen.push(part);
        }
    }
    false
}

/// A verified module from its text form, all functions exported.
pub fn parse(source: &str) -> Module {
    let mut module = text::parse(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    export_all(&mut module);
    if let Err(errors) = twilight_tir::verify(&module) {
        panic!(
            "{}\n{source}",
            errors
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
    module
}

pub fn compile(module: &Module, options: &Options) -> Artifact {
    let artifact = generate(module, options).unwrap_or_else(|error| panic!("{error}"));
    twilight_codegen_wasm::validate(&artifact.wasm, options).unwrap();
    artifact
}

impl Running {
    pub fn new(module: &Module) -> Self {
        Self::with(module, &Options::default())
    }

    pub fn with(module: &Module, options: &Options) -> Self {
        Self::from_wasm(&compile(module, options).wasm)
    }

    pub fn from_wasm(wasm: &[u8]) -> Self {
        let mut config = Config::default();
        config.wasm_wide_arithmetic(true);
        let engine = Engine::new(&config);
        let module = wasmi::Module::new(&engine, wasm).unwrap();
        let mut store = Store::new(&engine, Host::default());
        let instance = linker(&engine)
            .instantiate_and_start(&mut store, &module)
            .unwrap();
        let memory = instance.get_memory(&store, "memory").unwrap();
        Self {
            store,
            module,
            instance,
            memory,
            calls: 0,
        }
    }

    fn refresh(&mut self) {
        self.calls += 1;
        if self.calls.is_multiple_of(CALLS_OF_AN_INSTANCE) {
            let host = std::mem::take(self.store.data_mut());
            let engine = self.module.engine().clone();
            self.store = Store::new(&engine, host);
            self.instance = linker(&engine)
                .instantiate_and_start(&mut self.store, &self.module)
                .unwrap();
            self.memory = self.instance.get_memory(&self.store, "memory").unwrap();
        }
    }

    /// Calls an export with encoded arguments. A call that fails leaves the state as it was.
    pub fn call_encoded(&mut self, name: &str, args: &[u8]) -> Ended {
        self.refresh();
        let state = self.store.data().chain.state.clone();
        let alloc = self
            .instance
            .get_typed_func::<u32, u32>(&self.store, "__alloc")
            .unwrap();
        let address = alloc.call(&mut self.store, args.len() as u32).unwrap();
        self.memory
            .write(&mut self.store, address as usize, args)
            .unwrap();
        let function = self
            .instance
            .get_typed_func::<(u32, u32), i64>(&self.store, name)
            .unwrap();
        let result = function.call(&mut self.store, (address, args.len() as u32));
        let zeros = &self.memory.data(&self.store)[..1024];
        assert!(
            zeros.iter().all(|byte| *byte == 0),
            "{name} wrote to the zero area"
        );
        match result {
            Ok(result) => {
                let (at, length) = ((result >> 32) as usize, result as u32 as usize);
                Ended::Returned(self.memory.data(&self.store)[at..at + length].to_vec())
            }
            Err(error) => {
                self.store.data_mut().chain.state = state;
                if let Some(message) = self.store.data_mut().revert.take() {
                    return Ended::Reverted(message);
                }
                match error.as_trap_code() {
                    Some(TrapCode::StackOverflow) => Ended::StackOverflow,
                    Some(_) => Ended::Panicked(self.take_panic()),
                    None => panic!("{name}: {error}"),
                }
            }
        }
    }

    /// Calls an export with values.
    pub fn call(&mut self, name: &str, args: &[(Type, Value)]) -> Ended {
        self.call_encoded(name, &encode_args(args).unwrap())
    }

    /// Calls an export that returns.
    pub fn value(&mut self, name: &str, args: &[(Type, Value)], ret: &Type) -> Value {
        match self.call(name, args) {
            Ended::Returned(_) if *ret == Type::Unit => Value::Unit,
            Ended::Returned(bytes) => decode(ret, &bytes).unwrap(),
            other => panic!("{name}: {other:?}"),
        }
    }

    fn take_panic(&mut self) -> String {
        let global = |name| self.instance.get_global(&self.store, name).unwrap();
        let (pointer, length) = (global("__panic_ptr"), global("__panic_len"));
        let number = |value: Val| value.i32().unwrap() as usize;
        let (at, count) = (number(pointer.get(&self.store)), number(length.get(&self.store)));
        length.set(&mut self.store, Val::I32(0)).unwrap();
        String::from_utf8(self.memory.data(&self.store)[at..at + count].to_vec()).unwrap()
    }
}

/// The constant of a type from TIR text.
pub fn constant(ty: &Type, source: &str) -> Value {
    let module = text::parse(&format!("define {ty} @f() {{ %entry: ret {ty} {source} }}")).unwrap();
    let Terminator::Return(Operand::Const(constant)) = &module.functions[0].blocks[0].terminator else {
        panic!("{source} is no constant");
    };
    match constant {
        Const::Unit => Value::Unit,
        Const::Bool(value) => Value::Bool(*value),
        Const::Int(ty, value) => Value::int(*ty, *value),
        Const::Str(text) => Value::string(&**text),
        Const::Address(bytes) => Value::Address(*bytes),
        Const::Hash256(bytes) => Value::Hash256(*bytes),
    }
}

type Call<'a> = Caller<'a, Host>;

fn memory_of(caller: &Call<'_>) -> Memory {
    caller.get_export("memory").and_then(Extern::into_memory).unwrap()
}

/// Bytes of memory; the host refuses null.
fn bytes(caller: &Call<'_>, at: i32, length: i32) -> Vec<u8> {
    assert!(at > 0, "a null pointer was passed to the host");
    memory_of(caller).data(caller)[at as usize..(at + length) as usize].to_vec()
}

fn write(caller: &mut Call<'_>, at: i32, bytes: &[u8]) -> i32 {
    assert!(at > 0, "a null pointer was passed to the host");
    let memory = memory_of(caller);
    memory.write(caller, at as usize, bytes).unwrap();
    0
}

fn linker(engine: &Engine) -> Linker<Host> {
    let mut linker = Linker::new(engine);
    let l = &mut linker;
    let read =
        |mut caller: Call<'_>, domain: i32, key: i32, length: i32, out: i32, offset: i32, room: i32| {
            bytes(&caller, domain, 32);
            let key = bytes(&caller, key, length);
            let Some(value) = caller.data().chain.state.get(&key).cloned() else {
                return ErrorCode::KeyNotFound.code();
            };
            let part = value.len().min(room as usize);
            write(&mut caller, out + offset, &value[..part]);
            value.len() as i32
        };
    l.func_wrap("nova_state_v1", "read", read).unwrap();
    let write_state = |mut caller: Call<'_>, domain: i32, key: i32, length: i32, value: i32, size: i32| {
        bytes(&caller, domain, 32);
        let (key, value) = (bytes(&caller, key, length), bytes(&caller, value, size));
        let state = &mut caller.data_mut().chain.state;
        if value.is_empty() {
            state.remove(&key);
        } else {
            state.insert(key, value);
        }
        0
    };
    l.func_wrap("nova_state_v1", "write", write_state).unwrap();
    let exists = |caller: Call<'_>, domain: i32, key: i32, length: i32| {
        bytes(&caller, domain, 32);
        i32::from(
            caller
                .data()
                .chain
                .state
                .contains_key(&bytes(&caller, key, length)),
        )
    };
    l.func_wrap("nova_state_v1", "exists", exists).unwrap();
    l.func_wrap("nova_tx_v1", "get_sender", |mut caller: Call<'_>, out: i32| {
        let address = caller.data().chain.context.sender;
        write(&mut caller, out, &address)
    })
    .unwrap();
    l.func_wrap("nova_tx_v1", "get_origin", |mut caller: Call<'_>, out: i32| {
        let address = caller.data().chain.context.origin;
        write(&mut caller, out, &address)
    })
    .unwrap();
    l.func_wrap("nova_tx_v1", "get_value", |mut caller: Call<'_>, out: i32| {
        let value = caller.data().chain.context.value.to_le_bytes();
        write(&mut caller, out, &value)
    })
    .unwrap();
    let context = |caller: &Call<'_>| caller.data().chain.context.clone();
    let env = "nova_env_v1";
    l.func_wrap(env, "get_block_number", move |c: Call<'_>| {
        context(&c).block_number as i64
    })
    .unwrap();
    l.func_wrap(env, "get_timestamp", move |c: Call<'_>| {
        context(&c).timestamp as i64
    })
    .unwrap();
    l.func_wrap(env, "get_gas_left", move |c: Call<'_>| {
        context(&c).gas_left as i64
    })
    .unwrap();
    l.func_wrap(env, "get_self_address", |mut caller: Call<'_>, out: i32| {
        let address = caller.data().chain.context.self_address;
        write(&mut caller, out, &address)
    })
    .unwrap();
    let emit = |mut caller: Call<'_>, topics: i32, count: i32, data: i32, length: i32| {
        let topics = bytes(&caller, topics, 32 * count);
        let event = EventLog {
            topics: topics.chunks(32).map(|topic| topic.try_into().unwrap()).collect(),
            data: bytes(&caller, data, length),
        };
        caller.data_mut().chain.events.push(event);
        0
    };
    l.func_wrap("nova_contract_v1", "emit_event", emit).unwrap();
    let revert = |mut caller: Call<'_>, at: i32, length: i32| -> Result<i32, wasmi::Error> {
        let message = String::from_utf8(bytes(&caller, at, length)).unwrap();
        caller.data_mut().revert = Some(message);
        Err(wasmi::Error::i32_exit(REVERT_EXIT))
    };
    l.func_wrap("nova_contract_v1", "revert", revert).unwrap();
    l.func_wrap(
        "nova_crypto_v1",
        "keccak256",
        |mut caller: Call<'_>, at: i32, length: i32, out: i32| {
            let hash = twilight_abi::keccak256(&bytes(&caller, at, length));
            write(&mut caller, out, &hash)
        },
    )
    .unwrap();
    l.func_wrap(
        "nova_crypto_v1",
        "blake3",
        |mut caller: Call<'_>, at: i32, length: i32, out: i32| {
            let hash = twilight_abi::blake3(&bytes(&caller, at, length));
            write(&mut caller, out, &hash)
        },
    )
    .unwrap();
    l.func_wrap(
        "nova_debug_v1",
        "print",
        |mut caller: Call<'_>, at: i32, length: i32| {
            let text = String::from_utf8(bytes(&caller, at, length)).unwrap();
            caller.data_mut().chain.output.push_str(&text);
        },
    )
    .unwrap();
    linker
}
