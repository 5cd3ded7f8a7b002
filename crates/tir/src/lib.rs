//! The Twilight intermediate representation: SSA, text form, verifier, interpreter.
