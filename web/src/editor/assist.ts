// Completion and hover from the language's own tables: its words, its standard library (`GET /library`), and the
// names of the program itself.
//
// Loaded after the page is ready. It offers names; what they mean is for the compiler to say.

import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { read } from "../api";
import type { SyntaxMode } from "../program";
import { h } from "../ui/dom";
import { marked } from "../ui/messages";
import { words as solidityWords } from "./solidity_words";
import { primitives, words } from "./twilight_words";

/** An item of the standard library. */
export interface LibraryItem {
  section: string;
  /** `.push`, `u64::MAX`, `nova::crypto::blake3`. */
  path: string;
  signature: string;
  text: string;
  example: string;
}

/** What the library's tables do not hold, because the grammar or the prelude does. */
const prelude: [string, string, string][] = [
  ["println", "println(format, ..)", "Prints text and a line end. Each `{}` is the next argument."],
  ["print", "print(format, ..)", "Prints text. Each `{}` is the next argument."],
  ["require", "require(condition, message)", "Reverts with the message where the condition is false."],
  ["vector!", "vector![..]", "A vector of the values."],
  ["panic!", "panic!(message)", "Ends the call; all its changes are undone and all gas is spent."],
  ["assert!", "assert!(condition)", "Panics where the condition is false."],
  ["assert_eq!", "assert_eq!(a, b)", "Panics, and shows both, where they differ."],
  ["Some", "Some(value)", "The `Option` that holds a value."],
  ["None", "None", "The `Option` that holds none."],
  ["Ok", "Ok(value)", "The `Result` of what went well."],
  ["Err", "Err(error)", "The `Result` of what did not."],
];

/** Names behind `ctx.`, `env.`. */
const contexts: Record<string, string> = { ctx: "nova::tx", tx: "nova::tx", env: "nova::env" };

const name = (item: LibraryItem): string => item.path.split(/::|\./).pop() ?? item.path;

/** The text of items for a tooltip. */
function explain(items: LibraryItem[]): HTMLElement {
  const box = h("div", { class: "cm-doc" });
  for (const item of items.slice(0, 3)) {
    const part = h("div", {}, h("code", { class: "cm-doc-signature" }, item.signature), h("span", {}, ...marked(item.text)));
    part.append(" ", h("i", {}, `(${item.section})`));
    if (item.example !== "") part.append(h("code", { class: "cm-doc-example" }, item.example));
    box.append(part);
  }
  return box;
}

function completionOf(label: string, items: LibraryItem[]): Completion {
  const sections = [...new Set(items.map((item) => item.section.split(":")[0] ?? ""))];
  const takes = items.some((item) => item.signature.includes("("));
  return {
    label,
    type: takes ? "method" : "constant",
    detail: sections.length > 2 ? `${sections.length} types` : sections.join(", "),
    info: () => explain(items),
    ...(takes ? { apply: applyCall(label, items) } : {}),
  };
}

/** Inserts a call, with the cursor between the brackets where there is something to write. */
function applyCall(label: string, items: LibraryItem[]): NonNullable<Completion["apply"]> {
  const takesNothing = items.every((item) => /^[^(]*\((mut self|self)?\)/.test(item.signature));
  return (view, _completion, from, to) => {
    const called = view.state.sliceDoc(to, to + 1) === "(";
    const insert = called ? label : `${label}()`;
    const anchor = from + (called || takesNothing ? insert.length : label.length + 1);
    view.dispatch({ changes: { from, to, insert }, selection: { anchor } });
  };
}

/** Names that the program itself uses, without the one at `position`. */
function ownNames(context: CompletionContext): Completion[] {
  const found = new Map<string, string>();
  const text = context.state.doc.toString();
  syntaxTree(context.state).iterate({
    enter: (node) => {
      if (node.to === context.pos) return;
      const kind = node.node.parent?.name ?? "";
      if (!/^(VariableName|TypeName|ConstantName)$/.test(node.name)) return;
      const label = text.slice(node.from, node.to);
      const type = { FunctionName: "function", ContractName: "class", DefinedType: "type", EventName: "type" }[kind];
      if (!found.has(label) || type !== undefined) found.set(label, type ?? (node.name === "ConstantName" ? "constant" : node.name === "TypeName" ? "type" : "variable"));
    },
  });
  return [...found].map(([label, type]) => ({ label, type }));
}

function nativeSource(items: LibraryItem[]): (context: CompletionContext) => CompletionResult | null {
  const methods = new Map<string, LibraryItem[]>();
  for (const item of items.filter((candidate) => candidate.path.startsWith("."))) {
    methods.set(name(item), [...(methods.get(name(item)) ?? []), item]);
  }
  const methodCompletions = [...methods].map(([label, same]) => completionOf(label, same));
  const general: Completion[] = [
    ...words.map((label) => ({ label, type: "keyword" })),
    ...primitives.map((label) => ({ label, type: "type" })),
    ...prelude.map(([label, signature, text]) => ({
      label,
      type: "function",
      info: () => explain([{ section: "prelude", path: label, signature, text, example: "" }]),
    })),
    { label: "ctx", type: "namespace" },
    { label: "env", type: "namespace" },
  ];
  return (context) => {
    const inside = syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if (/Comment|String|Number/.test(inside)) return null;
    const path = context.matchBefore(/[A-Za-z_]\w*::\w*$/);
    if (path) {
      const [owner = "", typed = ""] = path.text.split("::");
      // All integers have the same functions, listed for one of them.
      const listed = /^[ui](8|16|32|64|128|256)$/.test(owner) ? "u64" : owner;
      const offered = items.filter((item) => item.path.startsWith(`${listed}::`) || item.path.includes(`::${listed}::`));
      if (offered.length === 0) return null;
      return { from: context.pos - typed.length, options: offered.map((item) => completionOf(name(item), [item])), validFor: /^\w*$/ };
    }
    const member = context.matchBefore(/\.\w*$/);
    if (member) {
      const before = context.state.sliceDoc(Math.max(0, member.from - 20), member.from);
      if (before.endsWith(".")) return null;
      const module = contexts[/(\w+)$/.exec(before)?.[1] ?? ""];
      const offered =
        module === undefined
          ? [...methodCompletions, ...ownNames(context).filter((own) => own.type === "variable").map((own) => ({ ...own, type: "property", boost: 1 }))]
          : items.filter((item) => item.path.startsWith(`${module}::`)).map((item) => completionOf(name(item), [item]));
      return { from: member.from + 1, options: offered, validFor: /^\w*$/ };
    }
    const word = context.matchBefore(/[A-Za-z_]\w*!?$/);
    if (!word && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options: unique([...general, ...ownNames(context)]), validFor: /^\w*!?$/ };
  };
}

/** What Solidity's own objects have: for completion and hover. */
export const members: Record<string, [string, string, string][]> = {
  msg: [
    ["sender", "msg.sender: address", "Who called this function."],
    ["value", "msg.value: uint256", "Native tokens sent with the call."],
  ],
  block: [
    ["timestamp", "block.timestamp: uint256", "Seconds since 1970-01-01 UTC."],
    ["number", "block.number: uint256", "The number of the block."],
  ],
  tx: [
    ["origin", "tx.origin: address", "Who signed the transaction. Whom a contract serves is `msg.sender`."],
  ],
  abi: ["encode", "encodePacked", "encodeWithSelector", "encodeWithSignature", "encodeCall", "decode"].map((label): [string, string, string] => [
    label,
    `abi.${label}(..)`,
    label === "decode" ? "Values out of their ABI encoding." : "The ABI encoding of the arguments.",
  ]),
};
const solidityPrelude: [string, string, string][] = [
  ["require", "require(condition, message)", "Reverts with the message where the condition is false."],
  ["revert", "revert(message)", "Ends the call; all its changes are undone."],
  ["assert", "assert(condition)", "Panics where the condition is false."],
  ["keccak256", "keccak256(bytes): bytes32", "The Keccak-256 hash of the bytes."],
  ["unchecked", "unchecked { .. }", "Arithmetic in the block wraps around in place of failing."],
  ["payable", "payable", "The function takes native tokens; `msg.value` tells how many."],
];

/** What the Solidity word `text` with `before` in front of it may be. */
export function lookUpSolidity(text: string, before: string): LibraryItem[] {
  const owner = /([A-Za-z]+)\.$/.exec(before)?.[1];
  const known = before.endsWith(".") ? (members[owner ?? ""] ?? []) : solidityPrelude;
  return known.filter(([label]) => label === text).map(([path, signature, words]) => ({ section: owner ?? "Solidity", path, signature, text: words, example: "" }));
}

function soliditySource(context: CompletionContext): CompletionResult | null {
  const inside = syntaxTree(context.state).resolveInner(context.pos, -1).name;
  if (/Comment|String|Number/.test(inside)) return null;
  const member = context.matchBefore(/\.\w*$/);
  if (member) {
    const owner = /([A-Za-z]+)$/.exec(context.state.sliceDoc(Math.max(0, member.from - 20), member.from))?.[1] ?? "";
    const offered = members[owner]?.map(([label, signature, text]) => ({
      label,
      type: "property",
      info: () => explain([{ section: owner, path: label, signature, text, example: "" }]),
    }));
    const own = ownNames(context).map((name) => ({ ...name, type: "property" }));
    return { from: member.from + 1, options: offered ?? unique([...["length", "push", "pop"].map((label) => ({ label, type: "method" })), ...own]), validFor: /^\w*$/ };
  }
  const word = context.matchBefore(/[A-Za-z_$][\w$]*$/);
  if (!word && !context.explicit) return null;
  const general = solidityWords.map((label) => ({ label, type: "keyword" }));
  return { from: word?.from ?? context.pos, options: unique([...general, ...ownNames(context)]), validFor: /^[\w$]*$/ };
}

function unique(completions: Completion[]): Completion[] {
  const seen = new Map<string, Completion>();
  for (const completion of completions) if (!seen.has(completion.label)) seen.set(completion.label, completion);
  return [...seen.values()];
}

/** What the word `text` with `before` in front of it may be. */
export function lookUp(items: LibraryItem[], text: string, before: string): LibraryItem[] {
  const owner = /([A-Za-z_]\w*)::$/.exec(before)?.[1];
  if (owner !== undefined) {
    const listed = /^[ui](8|16|32|64|128|256)$/.test(owner) ? "u64" : owner;
    return items.filter((item) => item.path.endsWith(`${listed}::${text}`));
  }
  if (before.endsWith(".")) {
    const module = contexts[/(\w+)\.$/.exec(before)?.[1] ?? ""];
    return items.filter((item) => item.path === (module === undefined ? `.${text}` : `${module}::${text}`));
  }
  const known = prelude.find(([label]) => label === text || label === `${text}!`);
  return known === undefined ? [] : [{ section: "prelude", path: text, signature: known[1], text: known[2], example: "" }];
}

function hover(find: (text: string, before: string) => LibraryItem[]): Extension {
  return hoverTooltip((view, position) => {
    const node = syntaxTree(view.state).resolveInner(position, 1);
    if (/Comment|String/.test(node.name)) return null;
    const word = view.state.wordAt(position);
    if (word === null) return null;
    const before = view.state.sliceDoc(Math.max(0, word.from - 40), word.from);
    const found = find(view.state.sliceDoc(word.from, word.to), before);
    if (found.length === 0) return null;
    return { pos: word.from, end: word.to, create: () => ({ dom: explain(found) }) };
  });
}

let library: LibraryItem[] | undefined;

/** Completion and hover for `mode`; the library is asked for once. */
export async function assistance(mode: SyntaxMode): Promise<Extension> {
  if (mode === "solidity") return [autocompletion({ override: [soliditySource], icons: false }), hover(lookUpSolidity)];
  if (library === undefined) {
    const result = await read<{ items: LibraryItem[] }>("/library", new AbortController().signal);
    if (result.ok) library = result.answer.items;
  }
  const items = library ?? [];
  return [autocompletion({ override: [nativeSource(items)], icons: false }), hover((text, before) => lookUp(items, text, before))];
}
