//! The standard library's functions and methods (spec 03): one table that the checker types and lowering
//! implements.

/// A function or method of the standard library. In the comments `self` is the first argument; `mut self` is
/// the receiver place. `types` of the call: the type arguments of the receiver's type (`T` of `vector<T>`,
/// `K, V` of `map<K, V>`, `T` of `Option<T>`, `T, E` of `Result<T, E>`, the array type itself for arrays, the
/// integer type itself for integers), then further ones named here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StdFn {
    /// `Option::is_some(self) -> bool`
    OptionIsSome,
    /// `Option::is_none(self) -> bool`
    OptionIsNone,
    /// `Option::unwrap(self) -> T`: panics with "Called `unwrap` on `None`."
    OptionUnwrap,
    /// `Option::expect(self, string) -> T`
    OptionExpect,
    /// `Option::unwrap_or(self, T) -> T`
    OptionUnwrapOr,
    /// `Option::ok_or(self, E) -> Result<T, E>`; types `T, E`
    OptionOkOr,
    /// `Option::unwrap_or_default(self) -> T`
    OptionUnwrapOrDefault,
    /// `Option::or(self, Option<T>) -> Option<T>`
    OptionOr,
    /// `Option::flatten(self) -> T`, where `T` is an `Option`
    OptionFlatten,
    /// `Option::take(mut self) -> Option<T>`
    OptionTake,
    /// `Option::replace(mut self, T) -> Option<T>`
    OptionReplace,
    /// `Result::is_ok(self) -> bool`
    ResultIsOk,
    /// `Result::is_err(self) -> bool`
    ResultIsErr,
    /// `Result::ok(self) -> Option<T>`
    ResultOk,
    /// `Result::err(self) -> Option<E>`
    ResultErr,
    /// `Result::unwrap(self) -> T`: panics with "Called `unwrap` on `Err(..)`." showing the error
    ResultUnwrap,
    /// `Result::expect(self, string) -> T`
    ResultExpect,
    /// `Result::unwrap_err(self) -> E`
    ResultUnwrapErr,
    /// `Result::expect_err(self, string) -> E`
    ResultExpectErr,
    /// `Result::unwrap_or(self, T) -> T`
    ResultUnwrapOr,
    /// `Result::unwrap_or_default(self) -> T`
    ResultUnwrapOrDefault,
    /// `checked_add(self, Self) -> Option<Self>`
    IntCheckedAdd,
    /// as above
    IntCheckedSub,
    /// as above
    IntCheckedMul,
    /// as above
    IntCheckedDiv,
    /// as above
    IntCheckedRem,
    /// `checked_pow(self, u32) -> Option<Self>`
    IntCheckedPow,
    /// `wrapping_add(self, Self) -> Self`
    IntWrappingAdd,
    /// as above
    IntWrappingSub,
    /// as above
    IntWrappingMul,
    /// `wrapping_pow(self, u32) -> Self`
    IntWrappingPow,
    /// `saturating_add(self, Self) -> Self`
    IntSaturatingAdd,
    /// as above
    IntSaturatingSub,
    /// as above
    IntSaturatingMul,
    /// `pow(self, u32) -> Self`: reverts on overflow
    IntPow,
    /// `min(self, Self) -> Self`
    IntMin,
    /// `max(self, Self) -> Self`
    IntMax,
    /// `abs(self) -> Self` of signed types: reverts on `MIN`
    IntAbs,
    /// as its row says
    IntCheckedNeg,
    /// as its row says
    IntCheckedAbs,
    /// as its row says
    IntCheckedShl,
    /// as its row says
    IntCheckedShr,
    /// as its row says
    IntWrappingDiv,
    /// as its row says
    IntWrappingRem,
    /// as its row says
    IntWrappingNeg,
    /// as its row says
    IntWrappingAbs,
    /// as its row says
    IntWrappingShl,
    /// as its row says
    IntWrappingShr,
    /// as its row says
    IntSaturatingDiv,
    /// as its row says
    IntSaturatingPow,
    /// as its row says
    IntSaturatingNeg,
    /// as its row says
    IntSaturatingAbs,
    /// as its row says
    IntSaturatingShl,
    /// as its row says
    IntSaturatingShr,
    /// as its row says
    IntOverflowingAdd,
    /// as its row says
    IntOverflowingSub,
    /// as its row says
    IntOverflowingMul,
    /// as its row says
    IntOverflowingDiv,
    /// as its row says
    IntOverflowingRem,
    /// as its row says
    IntOverflowingPow,
    /// as its row says
    IntOverflowingNeg,
    /// as its row says
    IntOverflowingAbs,
    /// as its row says
    IntOverflowingShl,
    /// as its row says
    IntOverflowingShr,
    /// as its row says
    IntClamp,
    /// as its row says
    IntAbsDiff,
    /// as its row says
    IntSignum,
    /// as its row says
    IntIsNegative,
    /// as its row says
    IntIsPositive,
    /// as its row says
    IntCountOnes,
    /// as its row says
    IntCountZeros,
    /// as its row says
    IntLeadingZeros,
    /// as its row says
    IntTrailingZeros,
    /// as its row says
    IntLeadingOnes,
    /// as its row says
    IntTrailingOnes,
    /// as its row says
    IntIsPowerOfTwo,
    /// as its row says
    IntRotateLeft,
    /// as its row says
    IntRotateRight,
    /// `T::from(x)`, `x.into()` between integers where no value is lost; types `From, To`
    IntFrom,
    /// `T::try_from(x)`, `x.try_into()` -> `Result<To, ConversionError>`; types `From, To`
    IntTryFrom,
    /// `from_str_radix(string, u32) -> Result<Self, ParseIntError>`
    IntFromStrRadix,
    /// `from_str(string)`, `text.parse()` -> `Result<Self, ParseIntError>`
    IntParse,
    /// `from_bytes(vector<u8>) -> Result<Self, ConversionError>`: big-endian, all bytes of the width
    IntFromBytes,
    /// `T::from(bool)`; types `T`
    IntFromBool,
    /// `u256::from(hash256)`
    IntFromHash,
    /// `u256::from(address)`
    IntFromAddress,
    /// `to_bytes(self) -> vector<u8>`: big-endian
    IntToBytes,
    /// `x.to_string()` of any type: the form of DECISION C14; types `T`
    ToString,
    /// `x.clone()` of any type; types `T`
    Clone,
    /// `string::len(self) -> u64`
    StringLen,
    /// `is_empty(self) -> bool`
    StringIsEmpty,
    /// `slice(self, u64, u64) -> Result<string, SliceError>`
    StringSlice,
    /// `find(self, string) -> Option<u64>`
    StringFind,
    /// `contains(self, string) -> bool`
    StringContains,
    /// `starts_with(self, string) -> bool`
    StringStartsWith,
    /// `ends_with(self, string) -> bool`
    StringEndsWith,
    /// `split(self, string) -> vector<string>`
    StringSplit,
    /// `concat(self, string) -> string`, `string::concat(a, b)`
    StringConcat,
    /// `to_bytes(self) -> vector<u8>`
    StringToBytes,
    /// `string::from_bytes(vector<u8>) -> Result<string, ConversionError>`
    StringFromBytes,
    /// `char_count(self) -> u64`
    StringCharCount,
    /// `chars(self) -> vector<string>`
    StringChars,
    /// `byte_at(self, u64) -> Option<u8>`
    StringByteAt,
    /// `rfind(self, string) -> Option<u64>`
    StringRfind,
    /// `strip_prefix(self, string) -> Option<string>`
    StringStripPrefix,
    /// `strip_suffix(self, string) -> Option<string>`
    StringStripSuffix,
    /// `replace(self, string, string) -> string`
    StringReplace,
    /// `repeat(self, u64) -> string`
    StringRepeat,
    /// `trim(self) -> string`
    StringTrim,
    /// `trim_start(self) -> string`
    StringTrimStart,
    /// `trim_end(self) -> string`
    StringTrimEnd,
    /// `to_upper(self) -> string`: ASCII
    StringToUpper,
    /// `to_lower(self) -> string`: ASCII
    StringToLower,
    /// `vector::new() -> vector<T>`; `with_capacity(u64)` evaluates and drops its argument
    VectorNew,
    /// `len(self) -> u64`
    VectorLen,
    /// `is_empty(self) -> bool`
    VectorIsEmpty,
    /// `capacity(self) -> u64`: the length (the playground does not promise more)
    VectorCapacity,
    /// `push(mut self, T)`
    VectorPush,
    /// `pop(mut self) -> Option<T>`
    VectorPop,
    /// `get(self, u64) -> Option<T>`: a copy
    VectorGet,
    /// `set(mut self, u64, T) -> Result<(), BoundsError>`
    VectorSet,
    /// `clear(mut self)`
    VectorClear,
    /// `insert(mut self, u64, T)`: panics beyond the length
    VectorInsert,
    /// `remove(mut self, u64) -> T`: panics out of bounds
    VectorRemove,
    /// `truncate(mut self, u64)`
    VectorTruncate,
    /// `swap(mut self, u64, u64)`
    VectorSwap,
    /// `reverse(mut self)`
    VectorReverse,
    /// `extend(mut self, vector<T>)`
    VectorExtend,
    /// `contains(self, T) -> bool`
    VectorContains,
    /// `first(self) -> Option<T>`: a copy
    VectorFirst,
    /// `last(self) -> Option<T>`: a copy
    VectorLast,
    /// `swap_remove(mut self, u64) -> T`: panics out of bounds
    VectorSwapRemove,
    /// `sort(mut self)`
    VectorSort,
    /// `sum(self) -> T` of integers; arrays too
    VectorSum,
    /// `product(self) -> T` of integers; arrays too
    VectorProduct,
    /// `dedup(mut self)`
    VectorDedup,
    /// `index_of(self, T) -> Option<u64>`
    VectorIndexOf,
    /// `slice(self, u64, u64) -> Result<vector<T>, SliceError>`
    VectorSliceChecked,
    /// `concat(self, vector<T>) -> vector<T>`
    VectorConcat,
    /// `join(self, string) -> string`
    VectorJoin,
    /// `v[a..b]`, arguments `self, u64, u64`: a copy; panics out of range
    VectorSlice,
    /// `map::new()`
    MapNew,
    /// `len(self) -> u64`; refused on storage maps by the checker
    MapLen,
    /// `is_empty(self) -> bool`; refused on storage maps by the checker
    MapIsEmpty,
    /// `insert(mut self, K, V) -> Option<V>`
    MapInsert,
    /// `get(self, K) -> Option<V>`: a copy
    MapGet,
    /// `remove(mut self, K) -> Option<V>`
    MapRemove,
    /// `contains_key(self, K) -> bool`
    MapContainsKey,
    /// `get_or(self, K, V) -> V`: a copy
    MapGetOr,
    /// `keys(self) -> vector<K>`: copies
    MapKeys,
    /// `values(self) -> vector<V>`: copies
    MapValues,
    /// `entries(self) -> vector<(K, V)>`: copies
    MapEntries,
    /// `clear(mut self)`
    MapClear,
    /// `len(self) -> u64`
    ArrayLen,
    /// `get(self, u64) -> Option<T>`: a copy
    ArrayGet,
    /// `to_vector(self) -> vector<T>`
    ArrayToVector,
    /// `is_empty(self) -> bool`
    ArrayIsEmpty,
    /// `set(mut self, u64, T) -> Result<(), BoundsError>`
    ArraySet,
    /// `first(self) -> Option<T>`: a copy
    ArrayFirst,
    /// `last(self) -> Option<T>`: a copy
    ArrayLast,
    /// `contains(self, T) -> bool`
    ArrayContains,
    /// `index_of(self, T) -> Option<u64>`
    ArrayIndexOf,
    /// `swap(mut self, u64, u64)`
    ArraySwap,
    /// `reverse(mut self)`
    ArrayReverse,
    /// `sort(mut self)`
    ArraySort,
    /// `slice(self, u64, u64) -> Result<vector<T>, SliceError>`
    ArraySliceChecked,
    /// `array<T, N>::try_from(vector<T>) -> Result<array<T, N>, ConversionError>`
    ArrayFromVector,
    /// `address::zero() -> address`
    AddressZero,
    /// `address::from_hex(string) -> Result<address, ConversionError>`
    AddressFromHex,
    /// `address::from_bytes(vector<u8>) -> Result<address, ConversionError>`
    AddressFromBytes,
    /// `to_bytes(self) -> vector<u8>`
    AddressToBytes,
    /// `hash256::zero() -> hash256`
    HashZero,
    /// `hash256::from_hex(string) -> Result<hash256, ConversionError>`
    HashFromHex,
    /// `hash256::from_bytes(vector<u8>) -> Result<hash256, ConversionError>`
    HashFromBytes,
    /// `to_bytes(self) -> vector<u8>`
    HashToBytes,
    /// `address::try_from(u256) -> Result<address, ConversionError>`
    AddressFromInt,
    /// `hash256::from(u256) -> hash256`
    HashFromInt,
    /// `nova::crypto::keccak256(vector<u8>) -> hash256`; also of a string or an array of bytes
    Keccak256,
    /// `nova::crypto::blake3(vector<u8>) -> hash256`; also of a string or an array of bytes
    Blake3,
    /// `sha256(vector<u8>) -> hash256`; Solidity only, as the following
    Sha256,
    /// `(T) -> vector<u8>`: the ABI encoding of a tuple's elements; types `T`
    AbiEncode,
    /// `(T) -> vector<u8>`: the packed encoding of a tuple's elements; types `T`
    AbiEncodePacked,
    /// `(vector<u8>) -> T`: a tuple's elements of their ABI encoding, behind which more may stand; reverts where it is
    /// none; types `T`
    AbiDecode,
    /// `(T, u64) -> vector<T>`: that many structural copies; types `T`
    VectorFilled,
    /// `nova::test::set_sender(address)`: sets the origin too; test builds only, as the following
    TestSetSender,
    /// `nova::test::set_origin(address)`
    TestSetOrigin,
    /// `nova::test::set_value(u128)`
    TestSetValue,
    /// `nova::test::set_block_number(u64)`
    TestSetBlockNumber,
    /// `nova::test::set_timestamp(u64)`
    TestSetTimestamp,
    /// `nova::test::events() -> vector<string>`
    TestEvents,
}

/// Enums that the standard library declares (DECISION T13). The checker puts them first into
/// [`crate::thir::Program::adts`], in this order, so that lowering knows their ids; all variants are units.
pub const STD_ENUMS: &[(&str, &[&str])] = &[
    ("BoundsError", &["OutOfBounds"]),
    ("SliceError", &["OutOfBounds", "NotCharBoundary"]),
    (
        "ParseIntError",
        &["Empty", "InvalidDigit", "OutOfRange", "InvalidRadix"],
    ),
    (
        "ConversionError",
        &["OutOfRange", "InvalidFormat", "InvalidLength", "InvalidUtf8"],
    ),
    ("Ordering", &["Less", "Equal", "Greater"]),
];
