//! A program that can be called: its module, checked against the host interface, and its exports.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde::Deserialize;
use twilight_abi::meta::{DebugInfo, EventMeta, Export, SourceInfo, StorageVariable};
use twilight_hfi::{HostFn, ValType};
use wasmtime::{ExternType, InstancePre, Module, ValType as WasmType};

use crate::Simulator;
use crate::host::Host;
use crate::profile::{self, MAX_PASSED_MARKS, Marked};

/// What is needed of `.meta` before a call; the rest is read only after a failure.
#[derive(Deserialize)]
struct Callable {
    exports: Vec<Export>,
}

/// What is needed of `.meta` to show events and storage.
#[derive(Default, Deserialize)]
pub struct Described {
    /// Events by signature.
    #[serde(default)]
    pub events: BTreeMap<String, EventMeta>,
    /// Storage variables.
    #[serde(default)]
    pub storage: Vec<StorageVariable>,
}

/// What is needed of `.meta` to tell where a failure happened.
#[derive(Deserialize)]
pub struct Places {
    /// Source files.
    pub source_info: SourceInfo,
    /// Trap sites.
    pub debug_info: Option<DebugInfo>,
}

/// A loaded program.
pub struct Program {
    /// The module with its imports resolved.
    pub instance: InstancePre<Host>,
    /// What can be called.
    pub exports: Vec<Export>,
    /// How many marks the module has; 0 where gas is not counted by line.
    pub marks: usize,
    /// How many marks may still be passed.
    pub marks_left: Cell<u64>,
    meta: Vec<u8>,
}

impl Program {
    /// Compiles and checks a program.
    ///
    /// # Errors
    /// A sentence that says why the program is refused: it is not valid wasm of the features in use,
    /// imports what specification 11 does not have, or its metadata cannot be read.
    pub fn load(simulator: &Simulator, wasm: &[u8], meta: &[u8]) -> Result<Self, String> {
        let exports = serde_json::from_slice::<Callable>(meta)
            .map_err(|error| format!("The program's metadata cannot be read: {error}."))?
            .exports;
        let module = Module::from_binary(&simulator.engine, wasm)
            .map_err(|error| format!("The wasm module is not valid: {error:#}."))?;
        check_imports(&module)?;
        let instance = simulator
            .linker
            .instantiate_pre(&module)
            .map_err(|error| format!("The wasm module cannot be linked: {error:#}."))?;
        Ok(Self {
            instance,
            exports,
            marks: 0,
            marks_left: Cell::new(0),
            meta: meta.to_vec(),
        })
    }

    /// The same program with marks for its lines, see [`profile`]; `wasm` is its module. None where there is no map of its
    /// source.
    pub fn marked(&self, simulator: &Simulator, wasm: &[u8]) -> Option<(Self, Marked)> {
        let imported = self
            .instance
            .module()
            .imports()
            .filter(|import| matches!(import.ty(), ExternType::Func(_)))
            .count();
        let marked = profile::mark(wasm, self.places()?, u32::try_from(imported).ok()?)?;
        let module = Module::from_binary(&simulator.engine, &marked.wasm).ok()?;
        let program = Self {
            instance: simulator.linker.instantiate_pre(&module).ok()?,
            exports: self.exports.clone(),
            marks: marked.marks(),
            marks_left: Cell::new(MAX_PASSED_MARKS),
            meta: self.meta.clone(),
        };
        Some((program, marked))
    }

    /// Events and storage variables; nothing where the metadata cannot be read.
    pub fn described(&self) -> Described {
        serde_json::from_slice(&self.meta).unwrap_or_default()
    }

    /// Trap sites and file names; `None` where the metadata has none.
    pub fn places(&self) -> Option<Places> {
        serde_json::from_slice(&self.meta).ok()
    }
}

/// Spec 11 §2: the runtime must refuse what it does not support.
fn check_imports(module: &Module) -> Result<(), String> {
    for import in module.imports() {
        let name = format!("{}.{}", import.module(), import.name());
        let function = HostFn::from_import(import.module(), import.name())
            .ok_or_else(|| format!("The wasm module imports `{name}`, which this host does not have."))?;
        let ExternType::Func(ty) = import.ty() else {
            return Err(format!(
                "The wasm module imports `{name}` as something other than a function."
            ));
        };
        let entry = function.entry();
        let fits = ty.params().len() == entry.params.len()
            && ty
                .params()
                .zip(entry.params)
                .all(|(have, want)| same(&have, *want))
            && ty.results().len() == usize::from(entry.result.is_some())
            && ty
                .results()
                .zip(entry.result)
                .all(|(have, want)| same(&have, want));
        if !fits {
            return Err(format!(
                "The wasm module imports `{name}` with another signature than the host's."
            ));
        }
    }
    Ok(())
}

const fn same(have: &WasmType, want: ValType) -> bool {
    matches!(
        (have, want),
        (WasmType::I32, ValType::I32) | (WasmType::I64, ValType::I64)
    )
}
