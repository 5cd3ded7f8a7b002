//! The host function interface as one table: modules, functions, signatures, error codes, gas costs, limits.
