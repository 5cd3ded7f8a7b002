//! The library of wasm functions that compiled programs call: memory, strings, containers, encoding, state.
//!
//! Every function is generated on demand, specialised by type where that makes it simpler; what does not
//! depend on a type is shared. Values cross as the slots of `layout`. Fresh heap memory is always zero. This
//! module must never know about trap sites: the call in the user's function is the site.

mod abi_decode;
mod abi_encode;
mod abi_values;
mod alloc;
mod asm;
mod copy;
mod display;
mod equality;
mod events;
mod fixed;
mod host;
mod maps;
mod memory;
mod numbers;
mod ordered;
mod sha256;
mod storage;
mod strings;
#[cfg(test)]
mod tests;

mod text;
mod values;
mod vectors;
mod words;

use twilight_abi::Type;
use twilight_tir::{Builtin, messages};
use wasm_encoder::ValType::{self, I32, I64};

use self::asm::Asm;
pub use self::host::Area;
use crate::emit::{FunctionBuilder, Signature};
use crate::helpers::{Context, Helper};

/// Index of the mutable global that holds the first free address of the heap.
pub const GLOBAL_HEAP: u32 = 0;
/// Index of the mutable global `__panic_ptr`.
pub const GLOBAL_PANIC_PTR: u32 = 1;
/// Index of the mutable global `__panic_len`.
pub const GLOBAL_PANIC_LEN: u32 = 2;
/// Index of the mutable global that holds the end of the ABI encoding being decoded.
pub const GLOBAL_ABI_END: u32 = 3;
/// Index of the mutable global that holds the bytes of that encoding that are not decoded yet.
pub const GLOBAL_ABI_LEFT: u32 = 4;
/// Index of the mutable global that is 1 while a stored value is decoded, 0 while arguments are, and the address of
/// the message of a failure while `abi_decode` runs.
pub const GLOBAL_ABI_STATE: u32 = 5;
/// Globals that the library uses: mutable `i32`, 0 at the start but for the heap.
pub const GLOBALS: u32 = 6;

/// Why the library itself ends a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// Panic: memory is exhausted.
    OutOfMemory,
    /// An encoding is not one of the expected types: a revert for arguments, else [`Failure::MalformedState`].
    MalformedArguments,
    /// Panic: a stored value is not of the type it is read as. A module's own writes never lead there.
    MalformedState,
    /// Panic: a host function answered `NOVA_ERR_LIMIT_EXCEEDED`.
    Limit(Area),
    /// Panic: a host function answered another error.
    Host(Area),
}

impl Failure {
    /// The message for the user.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::OutOfMemory => messages::OUT_OF_MEMORY,
            Self::MalformedArguments => messages::MALFORMED_ARGUMENTS,
            Self::MalformedState => messages::MALFORMED_STATE,
            Self::Limit(Area::Storage | Area::Event) => messages::CHAIN_LIMIT,
            Self::Limit(Area::Hash) => messages::HASH_LIMIT,
            Self::Host(Area::Storage) => "Storage access failed.",
            Self::Host(Area::Event) => "Emitting the event failed.",
            Self::Host(Area::Hash) => "Hashing failed.",
            Self::Limit(Area::Context) | Self::Host(Area::Context) => "Reading the context failed.",
        }
    }
}

macro_rules! runtime_functions {
    ($($(#[$doc:meta])* $name:ident ($($param:ident),*) -> ($($result:ident),*) = $build:path;)*) => {
        /// A function that only other functions of the library call.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum RuntimeFn {
            $($(#[$doc])* $name,)*
            /// `()`: ends the call with a constant message.
            Fail(Failure),
            /// `(code)`: panics when a host function's answer is an error.
            CheckHost(Area),
            /// `(value..)`: appends a compound value's text.
            PutValue(Type),
            /// `(value.., place)`: writes a static value's ABI encoding.
            EncodeStatic(Type),
            /// `(value..)`: appends a dynamic value's ABI encoding.
            EncodeTail(Type),
            /// `(value..)`: appends a dynamic value in Solidity's in-place form.
            EncodeInPlace(Type),
            /// `(place) -> value..`: reads a static value.
            DecodeStatic(Type),
            /// `(at) -> value..`: reads a dynamic value.
            DecodeTail(Type),
            /// `(value..) -> i64`: hash of a map's key.
            Hash(Type),
            /// `(map, key..) -> i32`: address of an entry, or 0.
            MapFind(Type, Type),
            /// `(map)`: rebuilds a map's index.
            Reindex(Type, Type),
        }

        impl RuntimeFn {
            /// Wasm types where they do not depend on a type.
            fn fixed_signature(&self) -> Option<(&'static [ValType], &'static [ValType])> {
                match self {
                    $(Self::$name => Some((&[$($param),*], &[$($result),*])),)*
                    _ => None,
                }
            }

            /// Builds a function that does not depend on a type.
            fn build_fixed(&self, a: &mut Asm<'_, '_>) {
                match self {
                    $(Self::$name => $build(a),)*
                    _ => {}
                }
            }
        }
    };
}

runtime_functions! {
    /// Bytes at the end of the heap, not aligned.
    Bump(I32) -> (I32) = alloc::bump;
    /// Gives back and clears the heap from an address on.
    Release(I32) -> () = alloc::release;
    /// Copies bytes and pays for them: destination, source, length.
    MemoryCopy(I32, I32, I32) -> () = memory::copy;
    /// 1 when bytes are one character of white space: address, length.
    WhiteSpace(I32, I32) -> (I32) = words::white_space;
    /// Byte index of the last occurrence, or -1: text, sought.
    StringFindLast(I32, I32) -> (I32) = words::find_last;
    /// Opens a string.
    TextBegin() -> (I32) = text::begin;
    /// Closes a string.
    TextEnd(I32) -> (I32) = text::end;
    /// Appends bytes: address, length.
    PutBytes(I32, I32) -> () = text::put_bytes;
    /// Appends a string.
    PutText(I32) -> () = text::put_text;
    /// Appends a byte.
    PutByte(I32) -> () = text::put_byte;
    /// Appends bytes in hexadecimal: address, length.
    PutHex(I32, I32) -> () = text::put_hex;
    /// Appends a string as it stands in state keys.
    PutKeyText(I32) -> () = text::put_key_text;
    /// Appends a string quoted and escaped.
    PutQuoted(I32) -> () = text::put_quoted;
    /// Appends the escape of a control character.
    PutControl(I32) -> () = text::put_control_escape;
    /// Appends a number in decimal.
    PutU64(I64) -> () = numbers::put_u64;
    /// Appends a number in decimal.
    PutI64(I64) -> () = numbers::put_i64;
    /// Appends a number in decimal.
    PutU256(I64, I64, I64, I64) -> () = numbers::put_u256;
    /// Appends a number in decimal.
    PutI256(I64, I64, I64, I64) -> () = numbers::put_i256;
    /// Moves digits to where they belong: start, first digit.
    CloseDigits(I32, I32) -> () = numbers::close_digits;
    /// Text to number: string, radix, bits, signed, 32 bytes for the result; the status.
    Parse(I32, I32, I32, I32, I32) -> (I32) = numbers::parse;
    /// Reverses 8 bytes.
    ByteSwap(I64) -> (I64) = numbers::byte_swap;
    /// A string of bytes: address, length.
    TextOf(I32, I32) -> (I32) = strings::text_of;
    /// A vector of data that it owns: address, length.
    VectorOf(I32, I32) -> (I32) = strings::vector_of;
    /// A byte vector of a copy: address, length.
    VectorCopy(I32, I32) -> (I32) = strings::vector_copy;
    /// Exactly so many bytes of a vector, or 0: vector, size.
    FixedFromBytes(I32, I32) -> (I32) = strings::fixed_from_bytes;
    /// Exactly so many bytes of hexadecimal text, or 0: string, size.
    FixedFromHex(I32, I32) -> (I32) = strings::fixed_from_hex;
    /// Whether bytes are UTF-8: address, length.
    Utf8(I32, I32) -> (I32) = strings::utf8;
    /// First occurrence or -1: text, sought, from.
    StringFind(I32, I32, I32) -> (I32) = strings::find;
    /// Whether bytes are equal: address, address, length.
    BytesEqual(I32, I32, I32) -> (I32) = equality::bytes_equal;
    /// Room for more elements: header, how many, size.
    Reserve(I32, I32, I32) -> () = vectors::reserve;
    /// Memory for elements: count, size.
    AllocElements(I32, I32) -> (I32) = vectors::alloc_elements;
    /// Address of an element, in bounds: header, index, size.
    Element(I32, I64, I32) -> (I32) = vectors::element;
    /// Address of an array's element, in bounds: array, index, size, length.
    ArrayElement(I32, I64, I32, I32) -> (I32) = vectors::array_element;
    /// A count of elements that fits 32 bits.
    Count(I64) -> (I32) = vectors::count;
    /// Mixes a part into a hash.
    Mix(I64, I64) -> (I64) = maps::mix;
    /// Hash of bytes: address, length.
    HashBytes(I32, I32) -> (I64) = maps::hash_bytes;
    /// Enters a number into a map's index: header, hash, number.
    IndexAdd(I32, I64, I32) -> () = maps::index_add;
    /// Writes a word: place, limbs.
    WriteWord(I32, I64, I64, I64, I64) -> () = abi_encode::write_word;
    /// Writes a number as a word: place, number.
    WriteCount(I32, I32) -> () = abi_encode::write_count;
    /// Writes a signed number as a word: place, number.
    WriteSigned(I32, I64) -> () = abi_encode::write_signed;
    /// Writes the offset of the heap's end as a word: place, base.
    WriteOffset(I32, I32) -> () = abi_encode::write_offset;
    /// Appends bytes and padding: address, length.
    AppendPadded(I32, I32) -> () = abi_encode::append_padded;
    /// Appends length, bytes and padding: address, length.
    AppendBytes(I32, I32) -> () = abi_encode::append_bytes;
    /// Appends a number as a word.
    AppendCount(I32) -> () = abi_encode::append_count;
    /// Bytes at the end of the heap for elements: count, size.
    BumpElements(I32, I32) -> (I32) = abi_encode::bump_elements;
    /// Takes a block into the state of SHA-256: state with room behind it, block.
    Sha256Block(I32, I32) -> () = sha256::block;
    /// Pays for bytes of the input: place, bytes.
    Take(I32, I32) -> () = abi_decode::take;
    /// Reads a word: place, greatest good number.
    ReadUint(I32, I64) -> (I64) = abi_decode::read_uint;
    /// Reads a word: place, bits.
    ReadInt(I32, I32) -> (I64) = abi_decode::read_int;
    /// Reads a word.
    ReadWord(I32) -> (I64, I64, I64, I64) = abi_decode::read_word;
    /// Reads a word of 128 bits: place, signed.
    ReadInt128(I32, I32) -> (I64, I64) = abi_decode::read_int128;
    /// Address of an address's bytes in a word.
    ReadAddress(I32) -> (I32) = abi_decode::read_address;
    /// Reads an offset: place, base.
    ReadOffset(I32, I32) -> (I32) = abi_decode::read_offset;
    /// Pays for `bytes` and gives their length.
    TakeBytes(I32) -> (I32) = abi_decode::take_bytes;
    /// Reverts unless bytes are zero: address, length.
    CheckZero(I32, I32) -> () = abi_decode::check_zero;
    /// Bytes under a state key: domain, key, room; address and length.
    StateLoad(I32, I32, I32) -> (I32, I32) = storage::state_load;
    /// Stores the end of the heap under a state key: domain, key, mark.
    StateStore(I32, I32, I32) -> () = storage::state_store;
}

/// The wasm type of a helper; `Helper::Int` is not asked for.
pub fn signature(helper: &Helper, cx: &mut Context<'_>) -> Signature {
    let mut types = |first: &[ValType], values: &[&Type], last: &[ValType]| {
        let mut all = first.to_vec();
        for ty in values {
            all.extend(cx.val_types(ty));
        }
        all.extend_from_slice(last);
        all
    };
    let (params, results) = match helper {
        Helper::Int(_) => (Vec::new(), Vec::new()),
        Helper::Alloc => (vec![I32], vec![I32]),
        Helper::Revert | Helper::Panic => (vec![I32], Vec::new()),
        Helper::RejectValue => (Vec::new(), Vec::new()),
        Helper::Builtin(builtin, arguments) => {
            let Some(own) = builtin.signature(arguments) else {
                return Signature::default();
            };
            return cx.signature(&own.params, &own.ret);
        }
        Helper::Equal(ty) => (types(&[], &[ty, ty], &[]), vec![I32]),
        Helper::StringCompare | Helper::KeyField | Helper::StateExists => (vec![I32; 2], vec![I32]),
        Helper::Copy(ty) => (types(&[], &[ty], &[]), types(&[], &[ty], &[])),
        Helper::KeyIndex(ty) => (types(&[I32], &[ty], &[]), vec![I32]),
        Helper::StateRead(ty) => (vec![I32; 2], types(&[], &[ty], &[])),
        Helper::StateGet(ty) => (
            vec![I32; 2],
            types(&[], &[&Type::Option(std::sync::Arc::new(ty.clone()))], &[]),
        ),
        Helper::StateWrite(ty) => (types(&[I32, I32], &[ty], &[]), Vec::new()),
        Helper::StateRemove => (vec![I32; 2], Vec::new()),
        Helper::Emit(event) => {
            let event = cx.module.events.get(event.0 as usize);
            let params: Vec<&Type> = event
                .into_iter()
                .flat_map(|event| &event.params)
                .map(|param| &param.ty)
                .collect();
            (
                params.into_iter().flat_map(|ty| cx.val_types(ty)).collect(),
                Vec::new(),
            )
        }
        Helper::Context(variable) => return cx.signature(&[], &context_type(*variable)),
        Helper::DecodeArguments(arguments) => (
            vec![I32; 2],
            types(&[], &[&Type::Tuple(arguments.as_slice().into())], &[]),
        ),
        Helper::EncodeResult(ty) => (types(&[], &[ty], &[]), vec![I64]),
        Helper::Runtime(function) => match function {
            RuntimeFn::Fail(_) => (Vec::new(), Vec::new()),
            RuntimeFn::CheckHost(_) | RuntimeFn::Reindex(..) => (vec![I32], Vec::new()),
            RuntimeFn::PutValue(ty) | RuntimeFn::EncodeTail(ty) | RuntimeFn::EncodeInPlace(ty) => {
                (types(&[], &[ty], &[]), Vec::new())
            }
            RuntimeFn::EncodeStatic(ty) => (types(&[], &[ty], &[I32]), Vec::new()),
            RuntimeFn::DecodeStatic(ty) | RuntimeFn::DecodeTail(ty) => (vec![I32], types(&[], &[ty], &[])),
            RuntimeFn::Hash(ty) => (types(&[], &[ty], &[]), vec![I64]),
            RuntimeFn::MapFind(key, _) => (types(&[I32], &[key], &[]), vec![I32]),
            _ => {
                let (params, results) = function.fixed_signature().unwrap_or_default();
                (params.to_vec(), results.to_vec())
            }
        },
    };
    Signature { params, results }
}

/// The type of what a context variable holds.
fn context_type(variable: twilight_tir::ContextVar) -> Type {
    use twilight_abi::IntType;
    use twilight_tir::ContextVar;
    match variable {
        ContextVar::Sender | ContextVar::Origin | ContextVar::SelfAddress => Type::Address,
        ContextVar::Value => Type::Int(IntType::U128),
        ContextVar::BlockNumber | ContextVar::Timestamp | ContextVar::GasLeft => Type::Int(IntType::U64),
    }
}

/// Builds a helper; `Helper::Int` is not asked for.
pub fn build(helper: &Helper, cx: &mut Context<'_>) -> FunctionBuilder {
    let signature = signature(helper, cx);
    let mut asm = Asm::new(signature, cx);
    let a = &mut asm;
    match helper {
        Helper::Int(_) => {}
        Helper::Alloc => alloc::alloc(a),
        Helper::Revert => host::revert(a),
        Helper::Panic => alloc::panic(a),
        Helper::Builtin(builtin, types) => build_builtin(a, *builtin, types),
        Helper::Equal(ty) => equality::equal(a, ty),
        Helper::StringCompare => equality::string_compare(a),
        Helper::Copy(ty) => copy::copy(a, ty),
        Helper::KeyIndex(ty) => storage::key_index(a, ty),
        Helper::KeyField => storage::key_field(a),
        Helper::StateRead(ty) => storage::state_read(a, ty),
        Helper::StateGet(ty) => storage::state_get(a, ty),
        Helper::StateWrite(ty) => storage::state_write(a, ty),
        Helper::StateRemove => storage::state_remove(a),
        Helper::StateExists => storage::state_exists(a),
        Helper::Emit(event) => events::emit(a, *event),
        Helper::Context(variable) => host::context(a, *variable),
        Helper::RejectValue => host::reject_value(a),
        Helper::DecodeArguments(types) => abi_decode::decode_arguments(a, types),
        Helper::EncodeResult(ty) => abi_encode::encode_result(a, ty),
        Helper::Runtime(function) => match function {
            RuntimeFn::Fail(failure) => alloc::fail(a, *failure),
            RuntimeFn::CheckHost(area) => host::check(a, *area),
            RuntimeFn::PutValue(ty) => display::put_compound(a, ty),
            RuntimeFn::EncodeStatic(ty) => abi_encode::encode_static(a, ty),
            RuntimeFn::EncodeTail(ty) => abi_encode::encode_tail(a, ty),
            RuntimeFn::EncodeInPlace(ty) => abi_encode::encode_in_place(a, ty),
            RuntimeFn::DecodeStatic(ty) => abi_decode::decode_static(a, ty),
            RuntimeFn::DecodeTail(ty) => abi_decode::decode_tail(a, ty),
            RuntimeFn::Hash(ty) => maps::hash(a, ty),
            RuntimeFn::MapFind(key, value) => maps::find(a, key, value),
            RuntimeFn::Reindex(key, value) => maps::reindex(a, key, value),
            _ => function.build_fixed(a),
        },
    }
    asm.f
}

fn build_builtin(a: &mut Asm<'_, '_>, builtin: Builtin, types: &[Type]) {
    match (builtin, types) {
        (Builtin::Display, [ty]) => display::display(a, ty),
        (Builtin::ParseInt, [Type::Int(int)]) => numbers::parse_int(a, *int),
        (Builtin::IntFromBytes, [Type::Int(int)]) => numbers::int_from_bytes(a, *int),
        (Builtin::IntCountOnes | Builtin::IntLeadingZeros | Builtin::IntTrailingZeros, [Type::Int(int)]) => {
            numbers::int_bits(a, builtin, *int)
        }
        (Builtin::IntToBytes, [Type::Int(int)]) => numbers::int_to_bytes(a, *int),
        (Builtin::Keccak256 | Builtin::Blake3 | Builtin::Print, _) => host::builtin(a, builtin),
        (Builtin::HashToFixed | Builtin::FixedToHash | Builtin::AddressToInt | Builtin::IntToAddress, _) => {
            fixed::builtin(a, builtin)
        }
        (Builtin::Sha256, _) => sha256::hash(a),
        (Builtin::AbiEncode, [ty]) => abi_values::encode(a, ty),
        (Builtin::AbiEncodePacked, [ty]) => abi_values::encode_packed(a, ty),
        (Builtin::AbiDecode, [ty]) => abi_values::decode(a, ty),
        (_, [array @ Type::Array(..)])
            if matches!(
                builtin,
                Builtin::ArrayRepeat
                    | Builtin::ArrayGet
                    | Builtin::ArraySet
                    | Builtin::ArraySetUnchecked
                    | Builtin::ArrayToVec
                    | Builtin::VecToArray
            ) =>
        {
            vectors::array_builtin(a, builtin, array);
        }
        (Builtin::VecSort, [ty]) => ordered::sort(a, ty),
        (Builtin::VecDedup, [ty]) => ordered::dedup(a, ty),
        (Builtin::VecIndexOf, [ty]) => ordered::index_of(a, ty),
        (Builtin::MapKeys | Builtin::MapValues | Builtin::MapEntries, [key, value]) => {
            maps::list(a, builtin, key, value);
        }
        (
            Builtin::StrTrim
            | Builtin::StrCase
            | Builtin::StrReplace
            | Builtin::StrRepeat
            | Builtin::VecJoin
            | Builtin::StrRfind
            | Builtin::StrCharCount
            | Builtin::StrByteAt,
            _,
        ) => words::builtin(a, builtin),
        (_, [ty]) => vectors::builtin(a, builtin, ty),
        (_, [key, value]) => maps::builtin(a, builtin, key, value),
        _ => strings::builtin(a, builtin),
    }
}
