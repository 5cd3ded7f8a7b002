//! Limits of the checker, so that no program makes it slow or large.

/// Fields of a type with those of its fields, recursively; an array counts its element once.
pub const MAX_TYPE_FIELDS: u64 = 10_000;
/// Bytes of an array, its elements as wide as their types (strings, vectors and maps count 8).
pub const MAX_ARRAY_BYTES: u64 = 1_000_000;
/// Levels of type constructors in one type.
pub const MAX_TYPE_DEPTH: u32 = 128;
/// Cells of pattern matrices that the exhaustiveness check of one `match` may look at.
pub const MAX_MATCH_STEPS: u32 = 8_000_000;
/// Parts of the patterns of one `match` that are looked at inside or beside each other, so that wide patterns cannot
/// exhaust the stack.
pub const MAX_MATCH_DEPTH: u32 = 1_500;
/// Variants of an enum: its tag is one byte (DECISION C7).
pub const MAX_VARIANTS: usize = 256;
/// Known names that are compared with an unknown one for "did you mean".
pub const MAX_SUGGESTION_NAMES: usize = 500;
/// Diagnostics after which unknown names get no suggestion any more.
pub const MAX_SUGGESTING_DIAGNOSTICS: usize = 100;
/// `#[topic]` parameters of an event besides its signature (DECISION S11).
pub const MAX_TOPICS: usize = 3;
/// Modules of a package, inline ones included (spec 01 §6).
pub const MAX_MODULES: usize = 4096;
/// Imports with `*` in a package: each lookup of a name may follow them all.
pub const MAX_GLOB_IMPORTS: usize = 1000;
/// Imports that one import may lead through before its item is found.
pub const MAX_IMPORT_CHAIN: u32 = 64;
/// Generic implementations of one trait for one kind of type (struct, vector, ..): each is tried where a type is
/// looked up.
pub const MAX_GENERIC_IMPLS: usize = 64;
/// Traits that a trait extends, directly and through them.
pub const MAX_SUPERTRAITS: usize = 64;
/// Implementations that ask for each other's bounds, from the question about one bound inward.
pub const MAX_TRAIT_DEPTH: u32 = 256;
/// Associated types that are followed, one through another, to find what one of them is.
pub const MAX_PROJECTION_DEPTH: u32 = 64;
/// Associated types that are replaced in one type, those in what they stand for included.
pub const MAX_PROJECTIONS: u32 = 10_000;
/// Constants and type aliases that are found one through another, each used before it is defined.
pub const MAX_DEFINITION_CHAIN: u32 = 64;
/// Expressions around each other, those of the constants around the innermost one included, in which a constant that
/// is not found yet may stand.
pub const MAX_CONST_NESTING: u32 = 1024;
/// Implementations that are looked at to answer one question about a bound.
pub const MAX_TRAIT_STEPS: u32 = 10_000;
