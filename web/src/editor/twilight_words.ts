// The words of Twilight by what they are, for the grammar and for completion.
//
// Words that declare something (`fn`, `struct`, ..) stand in twilight.grammar itself.

import {
  Boolean as BooleanTerm,
  ConstantName,
  ControlKeyword,
  Keyword,
  Modifier,
  PrimitiveType,
  SelfWord,
  TypeName,
} from "./twilight.grammar.terms";

/** Words that declare, in the order in which a programmer meets them. */
export const declarations = [
  "fn", "val", "var", "const", "struct", "enum", "impl", "trait", "contract", "storage", "event", "type", "mod", "use",
];
const control = ["if", "else", "match", "for", "in", "while", "loop", "return", "break", "continue", "emit", "require"];
const modifiers = ["pub", "mut", "where", "as"];
const others = ["storage", "impl", "use", "crate", "super", "old", "assert_pre", "assert_post", "assert_invariant"];
/** Types that need no import and have no fields. */
export const primitives = [
  "u8", "u16", "u32", "u64", "u128", "u256", "i8", "i16", "i32", "i64", "i128", "i256",
  "bool", "string", "address", "hash256", "vector", "map", "array",
];

/** Every word that completion offers. */
export const words = [...new Set([...declarations, ...control, ...modifiers, ...others, "self", "Self", "true", "false"])];

const terms = new Map<string, number>();
for (const word of control) terms.set(word, ControlKeyword);
for (const word of modifiers) terms.set(word, Modifier);
for (const word of others) terms.set(word, Keyword);
for (const word of primitives) terms.set(word, PrimitiveType);
for (const word of ["self", "Self", "ctx", "env"]) terms.set(word, SelfWord);
for (const word of ["true", "false"]) terms.set(word, BooleanTerm);

/** The kind of an identifier, or -1 where it is just a name. */
export function classify(text: string): number {
  const term = terms.get(text);
  if (term !== undefined) return term;
  if (/^[A-Z]/.test(text)) return /^[A-Z][A-Z0-9_]+$/.test(text) ? ConstantName : TypeName;
  return -1;
}
