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
