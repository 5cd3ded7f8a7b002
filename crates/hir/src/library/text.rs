//! Strings, addresses and hashes (spec 03 §4.4; DECISIONS T7, T16).

use super::{Kind, Row, Section, Sig, get, make, special};
use crate::std_fn::StdFn;
use Sig::{Address, Bool, Bytes, Fallible, Hash, Text, U8, U64, Vector};

const OTHER: &[(&str, Sig)] = &[("other", Text)];
const PATTERN: &[(&str, Sig)] = &[("pattern", Text)];
const INDEX: Sig = Sig::Option(&U64);
const MAYBE: Sig = Sig::Option(&Text);

const STRING_ROWS: &[Row] = &[
    special(
        Kind::Associated,
        "new",
        &[],
        Text,
        "The empty string.",
        ["string::new().is_empty()", "true"],
    ),
    get(
        "len",
        &[],
        U64,
        StdFn::StringLen,
        "Its length in bytes.",
        ["\"grün\".len()", "5"],
    ),
    get(
        "is_empty",
        &[],
        Bool,
        StdFn::StringIsEmpty,
        "Whether it has no bytes.",
        ["\"\".is_empty()", "true"],
    ),
    get(
        "char_count",
        &[],
        U64,
        StdFn::StringCharCount,
        "How many characters (code points) it has.",
        ["\"grün\".char_count()", "4"],
    ),
    get(
        "chars",
        &[],
        Vector(&Text),
        StdFn::StringChars,
        "Its characters (code points), each a string: there is no type of characters.",
        ["\"añ\".chars()", "[\"a\", \"ñ\"]"],
    ),
    get(
        "byte_at",
        &[("index", U64)],
        Sig::Option(&U8),
        StdFn::StringByteAt,
        "The byte at an index; `None` beyond the end.",
        ["(\"ab\".byte_at(1), \"ab\".byte_at(2))", "(Some(98), None)"],
    ),
    get(
        "slice",
        &[("start", U64), ("end", U64)],
        Fallible(&Text, "SliceError"),
        StdFn::StringSlice,
        "The bytes from `start` up to `end`.",
        [
            "(\"grün\".slice(0, 2), \"grün\".slice(0, 3))",
            "(Ok(\"gr\"), Err(SliceError::NotCharBoundary))",
        ],
    )
    .fails("`OutOfBounds`, and `NotCharBoundary` where a cut goes through a character."),
    get(
        "find",
        PATTERN,
        INDEX,
        StdFn::StringFind,
        "The byte index of the first occurrence; the empty pattern is found at 0.",
        [
            "(\"banana\".find(\"an\"), \"banana\".find(\"x\"))",
            "(Some(1), None)",
        ],
    ),
    get(
        "rfind",
        PATTERN,
        INDEX,
        StdFn::StringRfind,
        "The byte index of the last occurrence; the empty pattern is found at the end.",
        ["\"banana\".rfind(\"an\")", "Some(3)"],
    ),
    get(
        "contains",
        PATTERN,
        Bool,
        StdFn::StringContains,
        "Whether the pattern occurs.",
        ["\"banana\".contains(\"nan\")", "true"],
    ),
    get(
        "starts_with",
        PATTERN,
        Bool,
        StdFn::StringStartsWith,
        "Whether it begins with the pattern.",
        ["\"banana\".starts_with(\"ban\")", "true"],
    ),
    get(
        "ends_with",
        PATTERN,
        Bool,
        StdFn::StringEndsWith,
        "Whether it ends with the pattern.",
        ["\"banana\".ends_with(\"nab\")", "false"],
    ),
    get(
        "strip_prefix",
        PATTERN,
        MAYBE,
        StdFn::StringStripPrefix,
        "What follows the pattern; `None` where it does not begin with it.",
        ["\"0xff\".strip_prefix(\"0x\")", "Some(\"ff\")"],
    ),
    get(
        "strip_suffix",
        PATTERN,
        MAYBE,
        StdFn::StringStripSuffix,
        "What stands before the pattern; `None` where it does not end with it.",
        ["\"a.twl\".strip_suffix(\".twl\")", "Some(\"a\")"],
    ),
    get(
        "split",
        &[("separator", Text)],
        Vector(&Text),
        StdFn::StringSplit,
        "The parts between separators. The empty separator stands between all characters and at both ends, as in Rust.",
        ["\"a,b,,c\".split(\",\")", "[\"a\", \"b\", \"\", \"c\"]"],
    ),
    get(
        "replace",
        &[("from", Text), ("to", Text)],
        Text,
        StdFn::StringReplace,
        "Every occurrence of `from`, from the left, replaced by `to`.",
        ["\"banana\".replace(\"an\", \"o\")", "booa"],
    ),
    get(
        "repeat",
        &[("count", U64)],
        Text,
        StdFn::StringRepeat,
        "Itself so many times.",
        ["\"ab\".repeat(3)", "ababab"],
    )
    .fails("Panics where memory does not suffice."),
    get(
        "trim",
        &[],
        Text,
        StdFn::StringTrim,
        "Without white space (as Unicode defines it) at both ends.",
        ["\" \\t a b\\n\".trim()", "a b"],
    ),
    get(
        "trim_start",
        &[],
        Text,
        StdFn::StringTrimStart,
        "Without white space at the start.",
        ["\"  a \".trim_start().len()", "2"],
    ),
    get(
        "trim_end",
        &[],
        Text,
        StdFn::StringTrimEnd,
        "Without white space at the end.",
        ["\"  a \".trim_end().len()", "3"],
    ),
    get(
        "to_upper",
        &[],
        Text,
        StdFn::StringToUpper,
        "With the letters a to z in upper case; other characters stay.",
        ["\"grün\".to_upper()", "GRüN"],
    )
    .alias(&["to_uppercase", "to_ascii_uppercase"]),
    get(
        "to_lower",
        &[],
        Text,
        StdFn::StringToLower,
        "With the letters A to Z in lower case; other characters stay.",
        ["\"GRÜN\".to_lower()", "grÜn"],
    )
    .alias(&["to_lowercase", "to_ascii_lowercase"]),
    get(
        "concat",
        OTHER,
        Text,
        StdFn::StringConcat,
        "Both, one after the other, as `+`.",
        ["\"ab\".concat(\"cd\")", "abcd"],
    ),
    make(
        "concat",
        &[("a", Text), ("b", Text)],
        Text,
        StdFn::StringConcat,
        "Both, one after the other, as `+`.",
        ["string::concat(\"ab\", \"cd\")", "abcd"],
    ),
    get(
        "to_bytes",
        &[],
        Bytes,
        StdFn::StringToBytes,
        "Its bytes in UTF-8.",
        ["\"añ\".to_bytes()", "0x61c3b1"],
    )
    .alias(&["bytes", "as_bytes"]),
    make(
        "from_bytes",
        &[("bytes", Bytes)],
        Fallible(&Text, "ConversionError"),
        StdFn::StringFromBytes,
        "The string of bytes in UTF-8.",
        [
            "(string::from_bytes(vector![104, 105]), string::from_bytes(vector![255]))",
            "(Ok(\"hi\"), Err(ConversionError::InvalidUtf8))",
        ],
    )
    .alias(&["from_utf8"])
    .fails("`InvalidUtf8`."),
    special(
        Kind::Associated,
        "from",
        &[("value", Sig::Named("any type"))],
        Text,
        "`value.to_string()`.",
        ["string::from(12)", "12"],
    ),
    special(
        Kind::Shared,
        "parse",
        &[],
        Fallible(&Sig::Named("integer"), "ParseIntError"),
        "The number that decimal digits mean; `parse::<u8>()` or the context says of which type.",
        [
            "val x: Result<u8, ParseIntError> = \"300\".parse(); (x, \"-5\".parse::<i8>())",
            "(Err(ParseIntError::OutOfRange), Ok(-5))",
        ],
    )
    .fails("`Empty`, `InvalidDigit`, `OutOfRange`."),
];

/// `string`
pub const STRING: Section = Section {
    title: "`string`",
    path: "string",
    text: "Text in UTF-8 that never changes: methods give new strings. Indices count bytes. `==` and `<` compare bytes, which is the order of code points. `for c in text.chars()` walks over characters.",
    rows: STRING_ROWS,
    closures: &[],
};

const ADDRESS_ROWS: &[Row] = &[
    make(
        "zero",
        &[],
        Address,
        StdFn::AddressZero,
        "The address of 20 zero bytes.",
        ["address::zero() == address::zero()", "true"],
    ),
    make(
        "from_hex",
        &[("text", Text)],
        Fallible(&Address, "ConversionError"),
        StdFn::AddressFromHex,
        "The address of 40 hexadecimal digits, with or without `0x`; no checksum is looked at.",
        [
            "address::from_hex(\"0x12\")",
            "Err(ConversionError::InvalidFormat)",
        ],
    )
    .fails("`InvalidFormat`."),
    make(
        "from_bytes",
        &[("bytes", Bytes)],
        Fallible(&Address, "ConversionError"),
        StdFn::AddressFromBytes,
        "The address of 20 bytes.",
        [
            "address::from_bytes(address::zero().to_bytes())",
            "Ok(0x0000000000000000000000000000000000000000)",
        ],
    )
    .fails("`InvalidLength`."),
    get(
        "to_bytes",
        &[],
        Bytes,
        StdFn::AddressToBytes,
        "Its 20 bytes.",
        ["address::zero().to_bytes().len()", "20"],
    ),
    special(
        Kind::Associated,
        "try_from",
        &[("value", Sig::Named("u256"))],
        Fallible(&Address, "ConversionError"),
        "The address whose bytes are the low 160 bits of the number; `u256::from(address)` is the way back.",
        [
            "address::try_from(258u256)",
            "Ok(0x0000000000000000000000000000000000000102)",
        ],
    )
    .fails("`OutOfRange` where a higher bit is set."),
];

/// `address`
pub const ADDRESS: Section = Section {
    title: "`address`",
    path: "address",
    text: "20 bytes. `Address` is the same name.",
    rows: ADDRESS_ROWS,
    closures: &[],
};

const HASH_ROWS: &[Row] = &[
    make(
        "zero",
        &[],
        Hash,
        StdFn::HashZero,
        "The hash of 32 zero bytes.",
        ["hash256::zero().to_bytes().len()", "32"],
    ),
    make(
        "from_hex",
        &[("text", Text)],
        Fallible(&Hash, "ConversionError"),
        StdFn::HashFromHex,
        "The hash of 64 hexadecimal digits, with or without `0x`.",
        ["hash256::from_hex(\"ff\")", "Err(ConversionError::InvalidFormat)"],
    )
    .fails("`InvalidFormat`."),
    make(
        "from_bytes",
        &[("bytes", Bytes)],
        Fallible(&Hash, "ConversionError"),
        StdFn::HashFromBytes,
        "The hash of 32 bytes.",
        [
            "hash256::from_bytes(vector![1, 2])",
            "Err(ConversionError::InvalidLength)",
        ],
    )
    .fails("`InvalidLength`."),
    get(
        "to_bytes",
        &[],
        Bytes,
        StdFn::HashToBytes,
        "Its 32 bytes.",
        ["hash256::zero().to_bytes()[31]", "0"],
    ),
    special(
        Kind::Associated,
        "from",
        &[("value", Sig::Named("u256"))],
        Hash,
        "The number's 32 bytes, the highest first; `u256::from(hash)` is the way back.",
        ["u256::from(hash256::from(7u256))", "7"],
    ),
];

/// `hash256`
pub const HASH: Section = Section {
    title: "`hash256`",
    path: "hash256",
    text: "32 bytes. `Hash256` is the same name.",
    rows: HASH_ROWS,
    closures: &[],
};
