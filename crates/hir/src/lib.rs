//! Names, types, moves and exhaustiveness: from the AST to the typed high-level IR.
