//! The program inside the sandbox: writes the source, runs the compiler, simulates the result.
