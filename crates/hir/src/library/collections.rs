//! Vectors, maps and arrays (spec 03 §4.5, §4.6; DECISIONS T2, T8, T15).

use super::{Kind, Needs, Row, Section, Sig, change, closures, get, make, special};
use crate::std_fn::StdFn;
use Sig::{Bool, Fallible, Own, Pair, T, Text, U, U64, Unit, Vector};

const INDEX: &[(&str, Sig)] = &[("index", U64)];
const VALUE: &[(&str, Sig)] = &[("value", T)];
const RANGE: &[(&str, Sig)] = &[("start", U64), ("end", U64)];
const KEY: &[(&str, Sig)] = &[("key", T)];
const MAYBE: Sig = Sig::Option(&T);
const OUTSIDE: &str = "Panics where the index is out of bounds.";

const VECTOR_ROWS: &[Row] = &[
    make(
        "new",
        &[],
        Own,
        StdFn::VectorNew,
        "An empty vector.",
        ["val v: vector<u8> = vector::new(); v.len()", "0"],
    ),
    make(
        "with_capacity",
        &[("capacity", U64)],
        Own,
        StdFn::VectorNew,
        "An empty vector; the capacity is a hint that this version does not use.",
        ["val v: vector<u8> = vector::with_capacity(10); v.len()", "0"],
    ),
    get(
        "len",
        &[],
        U64,
        StdFn::VectorLen,
        "How many elements it has.",
        ["vector![1, 2].len()", "2"],
    ),
    get(
        "is_empty",
        &[],
        Bool,
        StdFn::VectorIsEmpty,
        "Whether it has no elements.",
        ["vector![1].is_empty()", "false"],
    ),
    get(
        "capacity",
        &[],
        U64,
        StdFn::VectorCapacity,
        "How many elements fit without new memory; this version answers the length.",
        ["vector![1, 2].capacity()", "2"],
    ),
    change(
        "push",
        VALUE,
        Unit,
        StdFn::VectorPush,
        "Appends a value.",
        ["var v = vector![1]; v.push(2); v", "[1, 2]"],
    ),
    change(
        "pop",
        &[],
        MAYBE,
        StdFn::VectorPop,
        "Takes the last element away; `None` where there is none.",
        ["var v = vector![1, 2]; val x = v.pop(); (v, x)", "([1], Some(2))"],
    ),
    get(
        "get",
        INDEX,
        MAYBE,
        StdFn::VectorGet,
        "A copy of an element; `None` where the index is out of bounds.",
        ["val v = vector![1, 2]; (v.get(1), v.get(2))", "(Some(2), None)"],
    ),
    change(
        "set",
        &[("index", U64), ("value", T)],
        Fallible(&Unit, "BoundsError"),
        StdFn::VectorSet,
        "Replaces an element.",
        [
            "var v = vector![1, 2]; (v.set(0, 9), v.set(2, 9), v)",
            "(Ok(()), Err(BoundsError::OutOfBounds), [9, 2])",
        ],
    )
    .fails("`OutOfBounds`."),
    get(
        "first",
        &[],
        MAYBE,
        StdFn::VectorFirst,
        "A copy of the first element; `None` where there is none.",
        ["vector![1, 2].first()", "Some(1)"],
    ),
    get(
        "last",
        &[],
        MAYBE,
        StdFn::VectorLast,
        "A copy of the last element; `None` where there is none.",
        ["vector![1, 2].last()", "Some(2)"],
    ),
    change(
        "clear",
        &[],
        Unit,
        StdFn::VectorClear,
        "Takes all elements away.",
        ["var v = vector![1]; v.clear(); v.len()", "0"],
    ),
    change(
        "insert",
        &[("index", U64), ("value", T)],
        Unit,
        StdFn::VectorInsert,
        "Puts a value before the element at an index, or at the end where the index is the length.",
        ["var v = vector![1, 2]; v.insert(1, 9); v", "[1, 9, 2]"],
    )
    .fails("Panics where the index is greater than the length."),
    change(
        "remove",
        INDEX,
        T,
        StdFn::VectorRemove,
        "Takes an element away; those behind it move up.",
        [
            "var v = vector![1, 2, 3]; val x = v.remove(0); (v, x)",
            "([2, 3], 1)",
        ],
    )
    .fails(OUTSIDE),
    change(
        "swap_remove",
        INDEX,
        T,
        StdFn::VectorSwapRemove,
        "Takes an element away and puts the last one in its place.",
        [
            "var v = vector![1, 2, 3]; val x = v.swap_remove(0); (v, x)",
            "([3, 2], 1)",
        ],
    )
    .fails(OUTSIDE),
    change(
        "truncate",
        &[("length", U64)],
        Unit,
        StdFn::VectorTruncate,
        "Takes away the elements from `length` on; nothing where it is shorter.",
        ["var v = vector![1, 2, 3]; v.truncate(1); v", "[1]"],
    ),
    change(
        "swap",
        &[("a", U64), ("b", U64)],
        Unit,
        StdFn::VectorSwap,
        "Exchanges two elements.",
        ["var v = vector![1, 2, 3]; v.swap(0, 2); v", "[3, 2, 1]"],
    )
    .fails("Panics where an index is out of bounds."),
    change(
        "reverse",
        &[],
        Unit,
        StdFn::VectorReverse,
        "Turns the order around.",
        ["var v = vector![1, 2, 3]; v.reverse(); v", "[3, 2, 1]"],
    ),
    change(
        "extend",
        &[("other", Own)],
        Unit,
        StdFn::VectorExtend,
        "Appends all elements of another vector.",
        ["var v = vector![1]; v.extend(vector![2, 3]); v", "[1, 2, 3]"],
    ),
    change(
        "sort",
        &[],
        Unit,
        StdFn::VectorSort,
        "Puts the elements in ascending order. The time is that of a heap sort.",
        ["var v = vector![3, -1, 2]; v.sort(); v", "[-1, 2, 3]"],
    )
    .needs(Needs::OrderedElements),
    get(
        "sum",
        &[],
        T,
        StdFn::VectorSum,
        "The sum of all elements; 0 where there are none.",
        ["vector![1, 2, 3].sum()", "6"],
    )
    .needs(Needs::IntegerElements)
    .fails("Reverts where the result does not fit."),
    get(
        "product",
        &[],
        T,
        StdFn::VectorProduct,
        "The product of all elements; 1 where there are none.",
        ["vector![2, 3, 4].product()", "24"],
    )
    .needs(Needs::IntegerElements)
    .fails("Reverts where the result does not fit."),
    change(
        "dedup",
        &[],
        Unit,
        StdFn::VectorDedup,
        "Takes away each element that equals the one before it.",
        ["var v = vector![1, 1, 2, 1]; v.dedup(); v", "[1, 2, 1]"],
    )
    .needs(Needs::EqualElements),
    get(
        "contains",
        VALUE,
        Bool,
        StdFn::VectorContains,
        "Whether an element equals the value.",
        ["vector![1, 2].contains(2)", "true"],
    )
    .needs(Needs::EqualElements),
    get(
        "index_of",
        VALUE,
        Sig::Option(&U64),
        StdFn::VectorIndexOf,
        "The index of the first element that equals the value.",
        ["vector![5, 6, 6].index_of(6)", "Some(1)"],
    )
    .needs(Needs::EqualElements),
    get(
        "slice",
        RANGE,
        Fallible(&Own, "SliceError"),
        StdFn::VectorSliceChecked,
        "Copies of the elements from `start` up to `end`. `v[start..end]` panics instead.",
        [
            "(vector![1, 2, 3].slice(1, 3), vector![1].slice(1, 2))",
            "(Ok([2, 3]), Err(SliceError::OutOfBounds))",
        ],
    )
    .fails("`OutOfBounds`."),
    get(
        "concat",
        &[("other", Own)],
        Own,
        StdFn::VectorConcat,
        "A new vector of the elements of both.",
        ["vector![1].concat(vector![2])", "[1, 2]"],
    ),
    get(
        "join",
        &[("separator", Text)],
        Text,
        StdFn::VectorJoin,
        "Its strings with the separator between them.",
        ["vector![\"a\", \"b\", \"c\"].join(\", \")", "a, b, c"],
    )
    .needs(Needs::TextElements),
];

/// `vector<T>`
pub const VECTOR: Section = Section {
    title: "`vector<T>`",
    path: "vector",
    text: "A sequence that grows; `vector![1, 2]` and `vector![0; 8]` make one. `for x in v` reads its elements in order. `v[i]` panics out of bounds. A vector in storage has every method: those that touch one element touch one entry, the others bring it into memory and write it back.",
    rows: VECTOR_ROWS,
    closures: closures::VECTOR,
};

const MAP_ROWS: &[Row] = &[
    make(
        "new",
        &[],
        Own,
        StdFn::MapNew,
        "An empty map.",
        ["val m: map<string, u8> = map::new(); m.len()", "0"],
    ),
    get(
        "len",
        &[],
        U64,
        StdFn::MapLen,
        "How many entries it has.",
        ["var m: map<string, u8> = map::new(); m[\"a\"] = 1; m.len()", "1"],
    ),
    get(
        "is_empty",
        &[],
        Bool,
        StdFn::MapIsEmpty,
        "Whether it has no entries.",
        ["val m: map<string, u8> = map::new(); m.is_empty()", "true"],
    ),
    change(
        "insert",
        &[("key", T), ("value", U)],
        Sig::Option(&U),
        StdFn::MapInsert,
        "Sets the value of a key and gives the old one. A key that is there keeps its place in the order.",
        [
            "var m: map<string, u8> = map::new(); (m.insert(\"a\", 1), m.insert(\"a\", 2))",
            "(None, Some(1))",
        ],
    ),
    get(
        "get",
        KEY,
        Sig::Option(&U),
        StdFn::MapGet,
        "A copy of the value of a key; `None` where the key is absent.",
        [
            "var m: map<string, u8> = map::new(); m[\"a\"] = 1; (m.get(\"a\"), m.get(\"b\"))",
            "(Some(1), None)",
        ],
    ),
    get(
        "get_or",
        &[("key", T), ("default", U)],
        U,
        StdFn::MapGetOr,
        "A copy of the value of a key, or `default`, which is evaluated in any case.",
        ["val m: map<string, u8> = map::new(); m.get_or(\"a\", 9)", "9"],
    ),
    change(
        "remove",
        KEY,
        Sig::Option(&U),
        StdFn::MapRemove,
        "Takes an entry away and gives its value. The others keep their order.",
        [
            "var m: map<string, u8> = map::new(); m[\"a\"] = 1; (m.remove(\"a\"), m.remove(\"a\"))",
            "(Some(1), None)",
        ],
    ),
    get(
        "contains_key",
        KEY,
        Bool,
        StdFn::MapContainsKey,
        "Whether a key is there.",
        [
            "val m: map<string, u8> = map::new(); m.contains_key(\"a\")",
            "false",
        ],
    ),
    get(
        "keys",
        &[],
        Vector(&T),
        StdFn::MapKeys,
        "Copies of all keys in insertion order.",
        [
            "var m: map<string, u8> = map::new(); m[\"b\"] = 1; m[\"a\"] = 2; m.keys()",
            "[\"b\", \"a\"]",
        ],
    ),
    get(
        "values",
        &[],
        Vector(&U),
        StdFn::MapValues,
        "Copies of all values in insertion order.",
        [
            "var m: map<string, u8> = map::new(); m[\"b\"] = 1; m[\"a\"] = 2; m.values().len()",
            "2",
        ],
    ),
    get(
        "entries",
        &[],
        Vector(&Pair(&T, &U)),
        StdFn::MapEntries,
        "Copies of all keys with their values in insertion order.",
        [
            "var m: map<string, u64> = map::new(); m[\"b\"] = 1; m[\"a\"] = 2; m.entries()",
            "[(\"b\", 1), (\"a\", 2)]",
        ],
    ),
    change(
        "clear",
        &[],
        Unit,
        StdFn::MapClear,
        "Takes all entries away.",
        [
            "var m: map<string, u8> = map::new(); m[\"a\"] = 1; m.clear(); m.len()",
            "0",
        ],
    ),
];

/// `map<K, V>`
pub const MAP: Section = Section {
    title: "`map<T, V>`",
    path: "map",
    text: "Keys with values, in insertion order, in which `for (key, value) in m` reads them. `m[key]` reads the default value where the key is absent. A map in storage has `insert`, `get`, `get_or`, `remove` and `contains_key` only: the chain keeps each entry under a key of its own and lists none.",
    rows: MAP_ROWS,
    closures: closures::MAP,
};

const ARRAY_ROWS: &[Row] = &[
    get(
        "len",
        &[],
        U64,
        StdFn::ArrayLen,
        "Its size.",
        ["[1, 2, 3].len()", "3"],
    ),
    get(
        "is_empty",
        &[],
        Bool,
        StdFn::ArrayIsEmpty,
        "Whether its size is 0.",
        ["[1].is_empty()", "false"],
    ),
    get(
        "get",
        INDEX,
        MAYBE,
        StdFn::ArrayGet,
        "A copy of an element; `None` where the index is out of bounds.",
        ["[1, 2].get(2)", "None"],
    ),
    change(
        "set",
        &[("index", U64), ("value", T)],
        Fallible(&Unit, "BoundsError"),
        StdFn::ArraySet,
        "Replaces an element.",
        [
            "var a = [1, 2]; (a.set(1, 9), a.set(2, 9), a)",
            "(Ok(()), Err(BoundsError::OutOfBounds), [1, 9])",
        ],
    )
    .fails("`OutOfBounds`."),
    get(
        "first",
        &[],
        MAYBE,
        StdFn::ArrayFirst,
        "A copy of the first element; `None` where there is none.",
        ["[1, 2].first()", "Some(1)"],
    ),
    get(
        "last",
        &[],
        MAYBE,
        StdFn::ArrayLast,
        "A copy of the last element; `None` where there is none.",
        ["[1, 2].last()", "Some(2)"],
    ),
    get(
        "contains",
        VALUE,
        Bool,
        StdFn::ArrayContains,
        "Whether an element equals the value.",
        ["[1, 2].contains(3)", "false"],
    )
    .needs(Needs::EqualElements),
    get(
        "index_of",
        VALUE,
        Sig::Option(&U64),
        StdFn::ArrayIndexOf,
        "The index of the first element that equals the value.",
        ["[5, 6, 6].index_of(6)", "Some(1)"],
    )
    .needs(Needs::EqualElements),
    change(
        "swap",
        &[("a", U64), ("b", U64)],
        Unit,
        StdFn::ArraySwap,
        "Exchanges two elements.",
        ["var a = [1, 2, 3]; a.swap(0, 2); a", "[3, 2, 1]"],
    )
    .fails("Panics where an index is out of bounds."),
    change(
        "reverse",
        &[],
        Unit,
        StdFn::ArrayReverse,
        "Turns the order around.",
        ["var a = [1, 2, 3]; a.reverse(); a", "[3, 2, 1]"],
    ),
    change(
        "sort",
        &[],
        Unit,
        StdFn::ArraySort,
        "Puts the elements in ascending order.",
        ["var a = [3, -1, 2]; a.sort(); a", "[-1, 2, 3]"],
    )
    .needs(Needs::OrderedElements),
    get(
        "sum",
        &[],
        T,
        StdFn::VectorSum,
        "The sum of all elements; 0 where there are none.",
        ["[1, 2, 3].sum()", "6"],
    )
    .needs(Needs::IntegerElements)
    .fails("Reverts where the result does not fit."),
    get(
        "product",
        &[],
        T,
        StdFn::VectorProduct,
        "The product of all elements; 1 where there are none.",
        ["[2, 3, 4].product()", "24"],
    )
    .needs(Needs::IntegerElements)
    .fails("Reverts where the result does not fit."),
    get(
        "slice",
        RANGE,
        Fallible(&Vector(&T), "SliceError"),
        StdFn::ArraySliceChecked,
        "Copies of the elements from `start` up to `end` as a vector. `a[start..end]` panics instead.",
        [
            "([1, 2, 3].slice(1, 3), [1].slice(2, 1))",
            "(Ok([2, 3]), Err(SliceError::OutOfBounds))",
        ],
    )
    .fails("`OutOfBounds`."),
    get(
        "to_vector",
        &[],
        Vector(&T),
        StdFn::ArrayToVector,
        "A vector of copies of its elements.",
        ["[1, 2].to_vector()", "[1, 2]"],
    ),
    special(
        Kind::Associated,
        "try_from",
        &[("value", Sig::Named("vector<T>"))],
        Fallible(&Own, "ConversionError"),
        "The array of copies of a vector's elements; `value.try_into()` where the context says the type.",
        [
            "val a: Result<array<u8, 2>, ConversionError> = vector![1u8, 2].try_into(); a",
            "Ok(0x0102)",
        ],
    )
    .fails("`InvalidLength` where the vector is longer or shorter."),
];

/// `array<T, N>`
pub const ARRAY: Section = Section {
    title: "`array<T, N>`",
    path: "array",
    text: "N elements, N known when the program is compiled. `a[i]` panics out of bounds.",
    rows: ARRAY_ROWS,
    closures: closures::ARRAY,
};
