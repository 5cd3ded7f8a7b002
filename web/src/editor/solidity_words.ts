// The words of Solidity by what they are, for the grammar and for completion.

import {
  Boolean as BooleanTerm,
  ConstantName,
  ControlKeyword,
  Keyword,
  Modifier,
  PrimitiveType,
  SelfWord,
  TypeName,
} from "./solidity.grammar.terms";

const control = [
  "if", "else", "for", "while", "do", "return", "break", "continue", "emit", "require", "revert", "assert", "try",
  "catch", "unchecked",
];
const modifiers = [
  "public", "private", "internal", "external", "pure", "view", "payable", "virtual", "override", "constant",
  "immutable", "indexed", "anonymous", "memory", "storage", "calldata", "abstract",
];
const others = [
  "pragma", "solidity", "import", "using", "is", "returns", "new", "delete", "mapping", "assembly", "wei", "gwei",
  "ether", "seconds", "minutes", "hours", "days", "weeks",
];
const declarations = [
  "contract", "interface", "library", "function", "constructor", "modifier", "event", "error", "struct", "enum", "type",
];
const primitive = /^(?:u?int(?:8|16|24|32|40|48|56|64|72|80|88|96|1[0-9][0-9]|2[0-5][0-9])?|bytes(?:[1-9]|[12][0-9]|3[0-2])?|bool|string|address|u?fixed)$/;

/** Every word that completion offers. */
export const words = [
  ...declarations, ...control, ...modifiers, ...others, "uint256", "uint8", "int256", "bool", "string", "bytes",
  "bytes32", "address", "true", "false", "this", "super", "msg", "block", "tx", "abi",
];

const terms = new Map<string, number>();
for (const word of control) terms.set(word, ControlKeyword);
for (const word of modifiers) terms.set(word, Modifier);
for (const word of others) terms.set(word, Keyword);
for (const word of ["this", "super", "msg", "block", "tx", "abi"]) terms.set(word, SelfWord);
for (const word of ["true", "false"]) terms.set(word, BooleanTerm);

/** The kind of an identifier, or -1 where it is just a name. */
export function classify(text: string): number {
  const term = terms.get(text);
  if (term !== undefined) return term;
  if (primitive.test(text)) return PrimitiveType;
  if (/^[A-Z]/.test(text)) return /^[A-Z][A-Z0-9_]+$/.test(text) ? ConstantName : TypeName;
  return -1;
}
