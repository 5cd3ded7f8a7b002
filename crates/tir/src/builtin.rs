//! The run-time library: one table of operations on strings, vectors, arrays, maps and conversions, used by
//! lowering, verifier, interpreter and back end alike.

use std::sync::Arc;

use twilight_abi::{IntType, Type};

macro_rules! builtins {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// An operation of the run-time library. `T`, `K`, `V` are its type arguments, `N` an array type's
        /// length; `!` marks a consumed operand (see the crate's documentation).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Builtin { $($(#[$doc])* $variant,)* }

        impl Builtin {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the text form.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

builtins! {
    /// `<T>() -> vector<T>`
    VecNew = "vec_new",
    /// `<T>(T, u64) -> vector<T>`: that many structural copies.
    VecRepeat = "vec_repeat",
    /// `<T>(vector<T>) -> u64`
    VecLen = "vec_len",
    /// `<T>(vector<T>, u64) -> T`: panics out of bounds; may share storage with the element.
    VecGet = "vec_get",
    /// `<T>(vector<T>!, u64, T) -> vector<T>`: panics out of bounds.
    VecSet = "vec_set",
    /// `<T>(vector<T>, u64) -> T`: as [`VecGet`](Self::VecGet), of an index that is known to be in bounds.
    VecGetUnchecked = "vec_get_unchecked",
    /// `<T>(vector<T>!, u64, T) -> vector<T>`: as [`VecSet`](Self::VecSet), of an index known to be in bounds.
    VecSetUnchecked = "vec_set_unchecked",
    /// `<T>(vector<T>!, T) -> vector<T>`
    VecPush = "vec_push",
    /// `<T>(vector<T>!) -> (vector<T>, Option<T>)`
    VecPop = "vec_pop",
    /// `<T>(vector<T>, u64, u64) -> vector<T>`: copies start..end; panics unless start <= end <= length.
    VecSlice = "vec_slice",
    /// `<T>(vector<T>!, u64, T) -> vector<T>`: panics when the index is greater than the length.
    VecInsert = "vec_insert",
    /// `<T>(vector<T>!, u64) -> (vector<T>, T)`: panics out of bounds.
    VecRemove = "vec_remove",
    /// `<T>(vector<T>!, u64) -> vector<T>`: no effect when already shorter.
    VecTruncate = "vec_truncate",
    /// `<T>(vector<T>!, u64, u64) -> vector<T>`: panics out of bounds.
    VecSwap = "vec_swap",
    /// `<T>(vector<T>!) -> vector<T>`
    VecReverse = "vec_reverse",
    /// `<T>(vector<T>!, vector<T>) -> vector<T>`: appends structural copies.
    VecExtend = "vec_extend",
    /// `<T>(vector<T>, T) -> bool`: by structural equality.
    VecContains = "vec_contains",
    /// `<T>(vector<T>, T) -> Option<u64>`: the first equal element.
    VecIndexOf = "vec_index_of",
    /// `<T: integer or string>(vector<T>!) -> vector<T>`: ascending.
    VecSort = "vec_sort",
    /// `<T>(vector<T>!) -> vector<T>`: without elements that equal the one before.
    VecDedup = "vec_dedup",
    /// `(vector<string>, string) -> string`: the strings with the second operand between them.
    VecJoin = "vec_join",
    /// `<array<T, N>>(vector<T>) -> array<T, N>`: structural copies; panics unless the length is N.
    VecToArray = "vec_to_array",
    /// `<array<T, N>>(T) -> array<T, N>`: structural copies.
    ArrayRepeat = "array_repeat",
    /// `<array<T, N>>(array<T, N>, u64) -> T`: panics out of bounds; may share storage with the element.
    ArrayGet = "array_get",
    /// `<array<T, N>>(array<T, N>!, u64, T) -> array<T, N>`: panics out of bounds.
    ArraySet = "array_set",
    /// `<array<T, N>>(array<T, N>, u64) -> T`: as [`ArrayGet`](Self::ArrayGet), of an index known to be in bounds.
    ArrayGetUnchecked = "array_get_unchecked",
    /// `<array<T, N>>(array<T, N>!, u64, T) -> array<T, N>`: as [`ArraySet`](Self::ArraySet), of an index known
    /// to be in bounds.
    ArraySetUnchecked = "array_set_unchecked",
    /// `<array<T, N>>(array<T, N>) -> vector<T>`: a structural copy.
    ArrayToVec = "array_to_vec",
    /// `<K, V>() -> map<K, V>`
    MapNew = "map_new",
    /// `<K, V>(map<K, V>) -> u64`
    MapLen = "map_len",
    /// `<K, V>(map<K, V>, K) -> Option<V>`: may share storage with the entry.
    MapGet = "map_get",
    /// `<K, V>(map<K, V>!, K, V) -> (map<K, V>, Option<V>)`: keeps the place of a present key.
    MapInsert = "map_insert",
    /// `<K, V>(map<K, V>!, K) -> (map<K, V>, Option<V>)`: keeps the order of the others.
    MapRemove = "map_remove",
    /// `<K, V>(map<K, V>, K) -> bool`
    MapContains = "map_contains",
    /// `<K, V>(map<K, V>, u64) -> K`: by insertion order; panics out of bounds.
    MapKeyAt = "map_key_at",
    /// `<K, V>(map<K, V>, u64) -> V`: by insertion order; panics out of bounds.
    MapValueAt = "map_value_at",
    /// `<K, V>(map<K, V>) -> vector<K>`: structural copies in insertion order.
    MapKeys = "map_keys",
    /// `<K, V>(map<K, V>) -> vector<V>`: structural copies in insertion order.
    MapValues = "map_values",
    /// `<K, V>(map<K, V>) -> vector<(K, V)>`: structural copies in insertion order.
    MapEntries = "map_entries",
    /// `(string) -> u64`: bytes.
    StrLen = "str_len",
    /// `(string, string) -> string`
    StrConcat = "str_concat",
    /// `(string, u64, u64) -> u8`: 0 when the byte range is good, 1 out of bounds or start > end, 2 when an
    /// end is not at a character boundary.
    StrSliceCheck = "str_slice_check",
    /// `(string, u64, u64) -> string`: the range was found good by `str_slice_check`.
    StrSlice = "str_slice",
    /// `(string, string) -> Option<u64>`: byte index of the first occurrence.
    StrFind = "str_find",
    /// `(string, string) -> Option<u64>`: byte index of the last occurrence.
    StrRfind = "str_rfind",
    /// `(string) -> u64`: code points.
    StrCharCount = "str_char_count",
    /// `(string, u64) -> Option<u8>`
    StrByteAt = "str_byte_at",
    /// `(string, u8) -> string`: without white space at the start (1), the end (2) or both (3).
    StrTrim = "str_trim",
    /// `(string, bool) -> string`: ASCII letters in upper (true) or lower case.
    StrCase = "str_case",
    /// `(string, string, string) -> string`: as Rust's `replace`.
    StrReplace = "str_replace",
    /// `(string, u64) -> string`
    StrRepeat = "str_repeat",
    /// `(string, string) -> bool`
    StrStartsWith = "str_starts_with",
    /// `(string, string) -> bool`
    StrEndsWith = "str_ends_with",
    /// `(string, string) -> vector<string>`: as Rust's `split` (DECISION T16).
    StrSplit = "str_split",
    /// `(string) -> vector<u8>`
    StrToBytes = "str_to_bytes",
    /// `(vector<u8>) -> Option<string>`: `None` when not UTF-8.
    StrFromBytes = "str_from_bytes",
    /// `<T>(T) -> string`: the form of DECISION C14 at top level (a string is itself).
    Display = "display",
    /// `<T: integer>(string, u32) -> (u8, T)`: 0 good; 1 empty; 2 a character that is no digit; 3 out of
    /// range; 4 radix not in 2..=36. An optional sign (`-` only for signed types) stands first.
    ParseInt = "parse_int",
    /// `(string) -> Option<address>`: `0x` (optional) and 40 digits.
    AddressFromHex = "address_from_hex",
    /// `(string) -> Option<hash256>`: `0x` (optional) and 64 digits.
    HashFromHex = "hash_from_hex",
    /// `(vector<u8>) -> Option<address>`: exactly 20 bytes.
    AddressFromBytes = "address_from_bytes",
    /// `(vector<u8>) -> Option<hash256>`: exactly 32 bytes.
    HashFromBytes = "hash_from_bytes",
    /// `(address) -> vector<u8>`
    AddressToBytes = "address_to_bytes",
    /// `(hash256) -> vector<u8>`
    HashToBytes = "hash_to_bytes",
    /// `<T: integer>(vector<u8>) -> Option<T>`: big-endian, exactly the bytes of the width.
    IntFromBytes = "int_from_bytes",
    /// `<T: integer>(T) -> u32`: bits that are 1.
    IntCountOnes = "int_count_ones",
    /// `<T: integer>(T) -> u32`: zeros above the highest 1; the width for 0.
    IntLeadingZeros = "int_leading_zeros",
    /// `<T: integer>(T) -> u32`: zeros below the lowest 1; the width for 0.
    IntTrailingZeros = "int_trailing_zeros",
    /// `<T: integer>(T) -> vector<u8>`: big-endian, all bytes of the width.
    IntToBytes = "int_to_bytes",
    /// `<bytesN>(uN*8) -> bytesN`: the number's bytes, the highest first.
    IntToFixed = "int_to_fixed",
    /// `<bytesN>(bytesN) -> uN*8`
    FixedToInt = "fixed_to_int",
    /// `(hash256) -> bytes32`
    HashToFixed = "hash_to_fixed",
    /// `(bytes32) -> hash256`
    FixedToHash = "fixed_to_hash",
    /// `(address) -> u160`
    AddressToInt = "address_to_int",
    /// `(u160) -> address`
    IntToAddress = "int_to_address",
    /// `(vector<u8>) -> hash256`
    Keccak256 = "keccak256",
    /// `(vector<u8>) -> hash256`
    Blake3 = "blake3",
    /// `(vector<u8>) -> hash256`
    Sha256 = "sha256",
    /// `<tuple>(tuple) -> vector<u8>`: the ABI encoding of the tuple's fields as arguments.
    AbiEncode = "abi_encode",
    /// `<tuple>(tuple) -> vector<u8>`: Solidity's packed encoding of the fields.
    AbiEncodePacked = "abi_encode_packed",
    /// `<tuple>(vector<u8>) -> tuple`: reverts where the bytes do not begin with an encoding of the fields.
    AbiDecode = "abi_decode",
    /// `(string) -> ()`: appends to the debug output.
    Print = "print",
}

/// Types of a builtin's parameters and result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Parameters in order.
    pub params: Vec<Type>,
    /// The result.
    pub ret: Type,
}

impl Builtin {
    /// The builtin of a name in the text form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|builtin| builtin.name() == name)
    }

    /// Index of the consumed operand, where there is one (always the first).
    #[must_use]
    pub const fn consumes(self) -> Option<usize> {
        match self {
            Self::VecSet
            | Self::VecSetUnchecked
            | Self::VecPush
            | Self::VecPop
            | Self::VecInsert
            | Self::VecRemove
            | Self::VecTruncate
            | Self::VecSwap
            | Self::VecReverse
            | Self::VecExtend
            | Self::VecSort
            | Self::VecDedup
            | Self::ArraySet
            | Self::ArraySetUnchecked
            | Self::MapInsert
            | Self::MapRemove => Some(0),
            _ => None,
        }
    }

    /// Whether it can panic or revert other than by exhausting memory and for host limits.
    #[must_use]
    pub const fn panics(self) -> bool {
        matches!(
            self,
            Self::VecGet
                | Self::VecSet
                | Self::VecSlice
                | Self::VecInsert
                | Self::VecRemove
                | Self::VecSwap
                | Self::VecToArray
                | Self::ArrayGet
                | Self::ArraySet
                | Self::MapKeyAt
                | Self::MapValueAt
                | Self::AbiDecode
        )
    }

    /// The form without check of an operation that indexes. Passes write it where the index is proven to be in
    /// bounds; elsewhere it means nothing (`semantics.md`).
    #[must_use]
    pub const fn unchecked(self) -> Option<Self> {
        match self {
            Self::VecGet => Some(Self::VecGetUnchecked),
            Self::VecSet => Some(Self::VecSetUnchecked),
            Self::ArrayGet => Some(Self::ArrayGetUnchecked),
            Self::ArraySet => Some(Self::ArraySetUnchecked),
            _ => None,
        }
    }

    /// Whether it is the form without check of another.
    #[must_use]
    pub const fn is_unchecked(self) -> bool {
        matches!(
            self,
            Self::VecGetUnchecked | Self::VecSetUnchecked | Self::ArrayGetUnchecked | Self::ArraySetUnchecked
        )
    }

    /// Parameter and result types for type arguments; `None` when their number or kind is wrong.
    #[must_use]
    pub fn signature(self, types: &[Type]) -> Option<Signature> {
        let u64_ty = Type::Int(IntType::U64);
        let string = Type::String;
        let signature = |params: Vec<Type>, ret: Type| Some(Signature { params, ret });
        let option = |ty: Type| Type::Option(Arc::new(ty));
        let vector = |ty: &Type| Type::Vector(Arc::new(ty.clone()));
        let pair = |a: Type, b: Type| Type::Tuple(Arc::from([a, b]));
        match (self, types) {
            (Self::VecNew, [t]) => signature(vec![], vector(t)),
            (Self::VecRepeat, [t]) => signature(vec![t.clone(), u64_ty], vector(t)),
            (Self::VecLen, [t]) => signature(vec![vector(t)], u64_ty),
            (Self::VecGet | Self::VecGetUnchecked, [t]) => signature(vec![vector(t), u64_ty], t.clone()),
            (Self::VecSet | Self::VecSetUnchecked | Self::VecInsert, [t]) => {
                signature(vec![vector(t), u64_ty, t.clone()], vector(t))
            }
            (Self::VecPush, [t]) => signature(vec![vector(t), t.clone()], vector(t)),
            (Self::VecPop, [t]) => signature(vec![vector(t)], pair(vector(t), option(t.clone()))),
            (Self::VecSlice | Self::VecSwap, [t]) => {
                signature(vec![vector(t), u64_ty.clone(), u64_ty], vector(t))
            }
            (Self::VecRemove, [t]) => signature(vec![vector(t), u64_ty], pair(vector(t), t.clone())),
            (Self::VecTruncate, [t]) => signature(vec![vector(t), u64_ty], vector(t)),
            (Self::VecReverse, [t]) => signature(vec![vector(t)], vector(t)),
            (Self::VecExtend, [t]) => signature(vec![vector(t), vector(t)], vector(t)),
            (Self::VecContains, [t]) => signature(vec![vector(t), t.clone()], Type::Bool),
            (Self::VecIndexOf, [t]) => signature(vec![vector(t), t.clone()], option(u64_ty)),
            (Self::VecSort, [t @ (Type::Int(_) | Type::String)]) => signature(vec![vector(t)], vector(t)),
            (Self::VecDedup, [t]) => signature(vec![vector(t)], vector(t)),
            (Self::VecJoin, []) => signature(vec![vector(&string), string.clone()], string),
            (Self::VecToArray, [array @ Type::Array(t, _)]) => signature(vec![vector(t)], array.clone()),
            (Self::ArrayRepeat, [array @ Type::Array(t, _)]) => signature(vec![(**t).clone()], array.clone()),
            (Self::ArrayGet | Self::ArrayGetUnchecked, [array @ Type::Array(t, _)]) => {
                signature(vec![array.clone(), u64_ty], (**t).clone())
            }
            (Self::ArraySet | Self::ArraySetUnchecked, [array @ Type::Array(t, _)]) => {
                signature(vec![array.clone(), u64_ty, (**t).clone()], array.clone())
            }
            (Self::ArrayToVec, [array @ Type::Array(t, _)]) => signature(vec![array.clone()], vector(t)),
            (Self::MapNew, [k, v]) => signature(vec![], map(k, v)),
            (Self::MapLen, [k, v]) => signature(vec![map(k, v)], u64_ty),
            (Self::MapGet, [k, v]) => signature(vec![map(k, v), k.clone()], option(v.clone())),
            (Self::MapInsert, [k, v]) => signature(
                vec![map(k, v), k.clone(), v.clone()],
                pair(map(k, v), option(v.clone())),
            ),
            (Self::MapRemove, [k, v]) => {
                signature(vec![map(k, v), k.clone()], pair(map(k, v), option(v.clone())))
            }
            (Self::MapContains, [k, v]) => signature(vec![map(k, v), k.clone()], Type::Bool),
            (Self::MapKeys, [k, v]) => signature(vec![map(k, v)], vector(k)),
            (Self::MapValues, [k, v]) => signature(vec![map(k, v)], vector(v)),
            (Self::MapEntries, [k, v]) => signature(vec![map(k, v)], vector(&pair(k.clone(), v.clone()))),
            (Self::MapKeyAt, [k, v]) => signature(vec![map(k, v), u64_ty], k.clone()),
            (Self::MapValueAt, [k, v]) => signature(vec![map(k, v), u64_ty], v.clone()),
            (Self::StrLen, []) => signature(vec![string], u64_ty),
            (Self::StrConcat, []) => signature(vec![string.clone(), string.clone()], string),
            (Self::StrSliceCheck, []) => {
                signature(vec![string, u64_ty.clone(), u64_ty], Type::Int(IntType::U8))
            }
            (Self::StrSlice, []) => signature(vec![string.clone(), u64_ty.clone(), u64_ty], string),
            (Self::StrCharCount, []) => signature(vec![string], u64_ty),
            (Self::StrByteAt, []) => signature(vec![string, u64_ty], option(Type::Int(IntType::U8))),
            (Self::StrTrim, []) => signature(vec![string.clone(), Type::Int(IntType::U8)], string),
            (Self::StrCase, []) => signature(vec![string.clone(), Type::Bool], string),
            (Self::StrReplace, []) => signature(vec![string.clone(), string.clone(), string.clone()], string),
            (Self::StrRepeat, []) => signature(vec![string.clone(), u64_ty], string),
            (Self::StrFind | Self::StrRfind, []) => signature(vec![string.clone(), string], option(u64_ty)),
            (Self::StrStartsWith | Self::StrEndsWith, []) => {
                signature(vec![string.clone(), string], Type::Bool)
            }
            (Self::StrSplit, []) => signature(vec![string.clone(), string.clone()], vector(&string)),
            (Self::StrToBytes, []) => signature(vec![string], Type::bytes()),
            (Self::StrFromBytes, []) => signature(vec![Type::bytes()], option(string)),
            (Self::Display, [t]) => signature(vec![t.clone()], string),
            (Self::ParseInt, [t @ Type::Int(int)]) if int.is_native() => signature(
                vec![string, Type::Int(IntType::U32)],
                pair(Type::Int(IntType::U8), t.clone()),
            ),
            (Self::AddressFromHex, []) => signature(vec![string], option(Type::Address)),
            (Self::HashFromHex, []) => signature(vec![string], option(Type::Hash256)),
            (Self::AddressFromBytes, []) => signature(vec![Type::bytes()], option(Type::Address)),
            (Self::HashFromBytes, []) => signature(vec![Type::bytes()], option(Type::Hash256)),
            (Self::AddressToBytes, []) => signature(vec![Type::Address], Type::bytes()),
            (Self::HashToBytes, []) => signature(vec![Type::Hash256], Type::bytes()),
            (Self::IntFromBytes, [t @ Type::Int(int)]) if int.is_native() => {
                signature(vec![Type::bytes()], option(t.clone()))
            }
            (Self::IntCountOnes | Self::IntLeadingZeros | Self::IntTrailingZeros, [t @ Type::Int(int)])
                if int.is_native() =>
            {
                signature(vec![t.clone()], Type::Int(IntType::U32))
            }
            (Self::IntToBytes, [t @ Type::Int(_)]) => signature(vec![t.clone()], Type::bytes()),
            (Self::IntToFixed, [t @ Type::FixedBytes(_)]) => {
                signature(vec![Type::Int(t.carrier()?)], t.clone())
            }
            (Self::FixedToInt, [t @ Type::FixedBytes(_)]) => {
                signature(vec![t.clone()], Type::Int(t.carrier()?))
            }
            (Self::HashToFixed, []) => signature(vec![Type::Hash256], Type::FixedBytes(32)),
            (Self::FixedToHash, []) => signature(vec![Type::FixedBytes(32)], Type::Hash256),
            (Self::AddressToInt, []) => signature(vec![Type::Address], Type::Int(IntType::unsigned(160))),
            (Self::IntToAddress, []) => signature(vec![Type::Int(IntType::unsigned(160))], Type::Address),
            (Self::AbiEncode | Self::AbiEncodePacked, [t @ Type::Tuple(_)]) => {
                signature(vec![t.clone()], Type::bytes())
            }
            (Self::AbiDecode, [t @ Type::Tuple(_)]) => signature(vec![Type::bytes()], t.clone()),
            (Self::Keccak256 | Self::Blake3 | Self::Sha256, []) => {
                signature(vec![Type::bytes()], Type::Hash256)
            }
            (Self::Print, []) => signature(vec![string], Type::Unit),
            _ => None,
        }
    }
}

fn map(key: &Type, value: &Type) -> Type {
    Type::Map(Arc::new(key.clone()), Arc::new(value.clone()))
}
