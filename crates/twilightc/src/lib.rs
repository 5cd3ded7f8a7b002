//! The Twilight compiler as a library: source texts in, artefacts and diagnostics out.
//!
//! [`compile()`] and [`compile_package()`] are pure: no files, no processes, no clock. The command line (`src/main.rs`, `cli`) reads and
//! writes files around it. The stages and their crates are drawn in `ARCHITECTURE.md`.

mod compile;
mod debug_info;
mod domains;
mod explain;
mod meta;
mod testing;

pub use testing::{
    MAX_TEST_MEMORY_BYTES, MAX_TEST_STEPS, TEST_BLOCK_NUMBER, TEST_CONTRACT_ADDRESS, TEST_SENDER,
    TEST_TIMESTAMP, Test, TestReport, TestRunner, TestSuite,
};
mod package;

pub use compile::{Artifacts, Compilation, Options, Stage, Syntax, codes, compile, compile_package};
pub use explain::{explain, explained_codes};
pub use package::{MAX_FILES, SourceFile};
pub use twilight_hir::lints::{Level, Levels};

/// What `.meta` and `--version` say.
pub const VERSION: &str = concat!("twilightc ", env!("CARGO_PKG_VERSION"));

/// The one target (spec 09; DECISION C18: `wasm` means the same).
pub const TARGET: &str = "wasm32-nova-v1";

/// The target feature of the WebAssembly proposal of that name, on the command line, in `Twilight.toml` and
/// in `.meta`. It is not part of `wasm32-nova-v1`: only hosts that have it can run what was built with it.
pub const WIDE_ARITHMETIC: &str = "wide-arithmetic";

/// `0x` and the SHA-256 of `bytes`, as `.meta` writes hashes (spec 10 §4).
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    twilight_abi::hex(&sha2::Sha256::digest(bytes))
}
