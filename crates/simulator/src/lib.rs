//! The simulated NOVA chain: Wasmtime with the host functions of specification 11.
