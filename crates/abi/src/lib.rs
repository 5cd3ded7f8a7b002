//! Value types, their ABI encoding and display, event signatures, the .meta schema.
