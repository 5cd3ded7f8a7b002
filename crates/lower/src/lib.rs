//! Lowering of the typed high-level IR to TIR-SSA.
