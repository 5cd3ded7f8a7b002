//! The WebAssembly back end: TIR-SSA to a NOVA wasm module.
