//! Names of the functions of the run-time library, and what is shared while a module is generated.
//!
//! A helper is requested by its key and built once, so that a module holds only what it uses, in the order
//! of first request: the output is the same for the same input. This module must never emit code itself.

use std::sync::Arc;

use twilight_abi::Type;
use twilight_hfi::HostFn;
use twilight_tir::fast_hash::FastMap;
use twilight_tir::{Builtin, ContextVar, EventId, Module};
use wasm_encoder::ValType;

use crate::Options;
use crate::data::Data;
use crate::emit::{FuncRef, Signature};
use crate::integers::{IntHelper, SCRATCH_BYTES};
use crate::layout::Layouts;
use crate::runtime::RuntimeFn;

/// Index of a helper in the order of first request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HelperId(pub u32);

/// A function of the run-time library. Values cross as their flattened slots, in order; results too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Helper {
    /// Arithmetic on integers; built by `integers`.
    Int(IntHelper),
    /// `(bytes: i32) -> i32`: zeroed memory, 16-byte aligned; panics with `OUT_OF_MEMORY`. Exported as
    /// `__alloc`.
    Alloc,
    /// `(string: i32)`: reverts with a string, never returns.
    Revert,
    /// `(string: i32)`: sets the panic globals and traps.
    Panic,
    /// An operation of the run-time library: slots of [`Builtin::signature`].
    Builtin(Builtin, Vec<Type>),
    /// `(a.., b..) -> i32`: structural equality.
    Equal(Type),
    /// `(a: i32, b: i32) -> i32`: bytewise order of strings: negative, 0 or positive.
    StringCompare,
    /// `(a..) -> a..`: a structural copy that shares no mutable storage.
    Copy(Type),
    /// `(base: i32, index..) -> i32`: storage key of an entry, a string.
    KeyIndex(Type),
    /// `(base: i32, name: i32) -> i32`: storage key of a field; both are strings.
    KeyField,
    /// `(domain: i32, key: i32) -> value..`: `domain` points to the 32 bytes of the domain hash.
    StateRead(Type),
    /// `(domain: i32, key: i32) -> Option<value>..`
    StateGet(Type),
    /// `(domain: i32, key: i32, value..)`
    StateWrite(Type),
    /// `(domain: i32, key: i32)`
    StateRemove,
    /// `(domain: i32, key: i32) -> i32`
    StateExists,
    /// `(args..)` in the order of the event's parameters.
    Emit(EventId),
    /// `() -> value..`
    Context(ContextVar),
    /// `()`: reverts unless no value was sent.
    RejectValue,
    /// `(args: i32, length: i32) -> values..`: the arguments of an exported function as one tuple (boxed as
    /// a tuple of these types would be); reverts with `Malformed arguments.`.
    DecodeArguments(Vec<Type>),
    /// `(value..) -> i64`: the ABI encoding of `(T)` as `pointer << 32 | length`; 0 for `()`.
    EncodeResult(Type),
    /// Something that only other helpers call; named by `runtime`.
    Runtime(RuntimeFn),
}

/// What is shared while a module is generated.
#[derive(Debug)]
pub struct Context<'m> {
    /// The module.
    pub module: &'m Module,
    /// How to generate.
    pub options: Options,
    /// Layouts of types.
    pub layouts: Layouts,
    /// Constant data.
    pub data: Data,
    scratch: u32,
    ids: FastMap<Helper, HelperId>,
    requested: Vec<Helper>,
    mutable: FastMap<Type, bool>,
}

impl<'m> Context<'m> {
    /// Starts the generation of a module.
    #[must_use]
    pub fn new(module: &'m Module, options: Options) -> Self {
        let mut layouts = Layouts::default();
        for function in &module.functions {
            for value in &function.values {
                layouts.visit(&value.ty);
            }
            layouts.visit(&function.ret);
        }
        for (_, ty) in &module.storage {
            layouts.visit(ty);
        }
        for param in module.events.iter().flat_map(|event| &event.params) {
            layouts.visit(&param.ty);
        }
        for export in &module.exports {
            if let Some(function) = module.functions.get(export.function.0 as usize) {
                let params = function.values.iter().take(function.params as usize);
                layouts.visit(&Type::Tuple(
                    params.map(|value| value.ty.clone()).collect::<Arc<[_]>>(),
                ));
            }
        }
        let scratch = layouts.zero_area();
        let data = Data::new((scratch + SCRATCH_BYTES).next_multiple_of(16));
        Self {
            module,
            options,
            layouts,
            data,
            scratch,
            ids: FastMap::default(),
            requested: Vec::new(),
            mutable: FastMap::default(),
        }
    }

    /// Address of memory that a function may use while it calls no other: [`SCRATCH_BYTES`].
    #[must_use]
    pub fn scratch(&self) -> u32 {
        self.scratch
    }

    /// The function of a helper, which will be built if it is not yet.
    pub fn helper(&mut self, helper: Helper) -> FuncRef {
        if let Some(id) = self.ids.get(&helper) {
            return FuncRef::Helper(*id);
        }
        let id = HelperId(self.requested.len() as u32);
        self.requested.push(helper.clone());
        self.ids.insert(helper, id);
        FuncRef::Helper(id)
    }

    /// The function of a helper if something requested it.
    #[must_use]
    pub fn helper_if_requested(&self, helper: &Helper) -> Option<FuncRef> {
        self.ids.get(helper).map(|id| FuncRef::Helper(*id))
    }

    /// Shorthand for a helper of [`RuntimeFn`].
    pub fn runtime(&mut self, function: RuntimeFn) -> FuncRef {
        self.helper(Helper::Runtime(function))
    }

    /// An imported host function.
    #[must_use]
    pub fn host(&self, function: HostFn) -> FuncRef {
        FuncRef::Host(function)
    }

    /// The helper of an id.
    #[must_use]
    pub fn requested(&self, id: HelperId) -> Option<&Helper> {
        self.requested.get(id.0 as usize)
    }

    /// Whether a value holds storage that may be written in place: an array, vector or map.
    #[must_use]
    pub fn is_mutable(&mut self, ty: &Type) -> bool {
        match ty {
            Type::Array(..) | Type::Vector(_) | Type::Map(..) => true,
            Type::Tuple(_) | Type::Struct(_) | Type::Option(_) | Type::Result(..) | Type::Enum(_) => {
                if let Some(known) = self.mutable.get(ty) {
                    return *known;
                }
                let fields = ty.fields().unwrap_or_default();
                let payloads = ty.variants().unwrap_or_default();
                let mutable = fields
                    .iter()
                    .chain(payloads.iter().flatten())
                    .any(|ty| self.is_mutable(ty));
                self.mutable.insert(ty.clone(), mutable);
                mutable
            }
            _ => false,
        }
    }

    /// The flattened wasm types of a value.
    pub fn val_types(&mut self, ty: &Type) -> Vec<ValType> {
        self.layouts.of(ty).form.val_types()
    }

    /// A signature of whole values.
    pub fn signature(&mut self, params: &[Type], result: &Type) -> Signature {
        Signature {
            params: params.iter().flat_map(|ty| self.val_types(ty)).collect(),
            results: self.val_types(result),
        }
    }
}
