// Which functions of a program can be called, read from its syntax tree.
//
// A guess to help with: the compiler decides. It looks at declarations, never into bodies.

import type { SyntaxNode } from "@lezer/common";
import type { SyntaxMode } from "../program";
import { parserOf } from "./languages";

/** A function that a run may begin with. */
export interface Callable {
  /** As `entry_point` takes it: `main`, `Counter.get`. */
  name: string;
  /** Whether it takes parameters, so that `/run` cannot call it by itself. */
  parameters: boolean;
}

/** The functions of `code` that are outside of contracts, and the public ones of its contracts, in order. */
export function callables(code: string, mode: SyntaxMode): Callable[] {
  const tree = parserOf(mode).parse(code);
  const found: Callable[] = [];
  collect(tree.topNode, "", code, mode, found);
  return found;
}

function collect(parent: SyntaxNode, path: string, code: string, mode: SyntaxMode, found: Callable[]): void {
  const text = (node: SyntaxNode): string => code.slice(node.from, node.to);
  let inside: string | undefined;
  let test = false;
  let publicWord = false;
  let skipped = false;
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    switch (node.name) {
      case "Attribute":
        test ||= /#\[\s*(test|cfg\s*\(\s*test)/.test(text(node));
        break;
      case "Modifier":
        publicWord ||= text(node) === "pub";
        break;
      case "ContractDeclaration": {
        const name = node.getChild("ContractName");
        // Interfaces have nothing to run, and libraries are not deployed.
        if (name && text(node).startsWith("contract")) inside = text(name);
        else skipped = true;
        break;
      }
      case "ModuleDeclaration":
        skipped = true;
        break;
      case "FunctionDeclaration": {
        const name = node.getChild("FunctionName");
        if (name && !test) {
          const after = following(node, mode, code);
          if (path === "" || (mode === "native" ? publicWord : after.visible)) {
            found.push({ name: path + text(name), parameters: after.parameters });
          }
        }
        test = false;
        publicWord = false;
        break;
      }
      case "Block":
        if (inside !== undefined && path === "") collect(node, `${inside}.`, code, mode, found);
        inside = undefined;
        skipped = false;
        test = false;
        publicWord = false;
        break;
      default:
        if (text(node) === ";") {
          test = false;
          publicWord = false;
          if (!skipped) inside = undefined;
        }
    }
  }
}

/** What stands between a function's name and its body. */
function following(declaration: SyntaxNode, mode: SyntaxMode, code: string): { parameters: boolean; visible: boolean } {
  let parameters = false;
  let visible = false;
  let first = true;
  for (let node = declaration.nextSibling; node && node.name !== "Block"; node = node.nextSibling) {
    const text = code.slice(node.from, node.to);
    if (text === ";") break;
    if (node.name === "Parens" && first) {
      first = false;
      parameters = node.firstChild?.nextSibling?.name !== ")" && !/^\(\s*(self)?\s*\)$/.test(text);
    }
    if (mode === "solidity" && (text === "public" || text === "external")) visible = true;
  }
  return { parameters, visible };
}

/** The function that a run begins with where the user names none. */
export function chosenEntry(code: string, mode: SyntaxMode): string {
  const ready = callables(code, mode).filter((callable) => !callable.parameters);
  const named = (name: string): string | undefined =>
    ready.find((callable) => callable.name === name || callable.name.endsWith(`.${name}`))?.name;
  return named("main") ?? named("demo") ?? ready[0]?.name ?? "main";
}

/** A function with the lines that it stands on, both 1-based and part of it. */
export interface FunctionRange {
  /** `main`, `Counter.get`. */
  name: string;
  from: number;
  to: number;
}

/** All functions of `code` in order, constructors and those inside of contracts, libraries and `impl`s too. */
export function functionRanges(code: string, mode: SyntaxMode): FunctionRange[] {
  const found: FunctionRange[] = [];
  const starts = [0];
  for (let at = code.indexOf("\n"); at >= 0; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
  let line = 1;
  const lineOf = (offset: number): number => {
    // Offsets rise but for the ends of functions, which are looked for from their beginnings.
    while (line > 1 && (starts[line - 1] ?? 0) > offset) line -= 1;
    while ((starts[line] ?? Infinity) <= offset) line += 1;
    return line;
  };
  parserOf(mode).parse(code).iterate({
    enter: (node) => {
      if (node.name !== "FunctionDeclaration") return;
      const given = node.node.getChild("FunctionName");
      const text = given ? code.slice(given.from, given.to) : code.slice(node.from, node.to);
      let body = node.node.nextSibling;
      while (body && body.name !== "Block" && body.name !== "FunctionDeclaration" && code.slice(body.from, body.to) !== ";") body = body.nextSibling;
      if (body?.name !== "Block") return;
      const owner = ownerOf(node.node, code);
      found.push({ name: owner === "" ? text : `${owner}.${text}`, from: lineOf(node.from), to: lineOf(body.to) });
    },
  });
  return found;
}

/** What the block around `node` is of: the name of a contract, a library or a type. */
function ownerOf(node: SyntaxNode, code: string): string {
  const block = node.parent;
  if (block?.name !== "Block") return "";
  let type = "";
  for (let before = block.prevSibling; before && before.name !== "Block"; before = before.prevSibling) {
    const text = code.slice(before.from, before.to);
    if (text === ";") break;
    const name = before.getChild("ContractName") ?? before.getChild("DefinedType");
    if (name) return code.slice(name.from, name.to);
    // `impl Trait for Type`: the last name before the block.
    if (before.name === "TypeName" && type === "") type = text;
    if (text === "impl") return type;
  }
  return "";
}
