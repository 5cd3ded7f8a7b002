// The right side: the result of the last run, and what the compiler makes of the program.

import { compile, type CompileAnswer, type Emit } from "../api";
import { number, t } from "../i18n";
import type { Program } from "../program";
import { jsonParts, tirParts, watParts, type Part } from "../source_lines";
import type { Calls } from "./calls";
import { byId, h } from "./dom";
import { failed } from "./result";

const names = ["result", "calls", "tir", "wat", "abi", "meta"] as const;
export type ViewName = (typeof names)[number];
type Emitted = Exclude<ViewName, "result" | "calls">;

/** What is asked for with each view, to know which line of it stands for which of the program. */
const beside: Record<Emitted, Emit[]> = { tir: ["meta"], wat: ["meta", "wasm"], abi: ["meta"], meta: [] };

/** The tabs and what they show. */
export class Views {
  #current: ViewName = "result";
  #result: HTMLElement[] = [];
  #asked: AbortController | undefined;
  readonly #panel = byId("view");
  readonly #program: () => Program;

  readonly #calls: Calls;
  readonly #goTo: (line: number, file: string) => void;
  /** Where the cursor is, as `file:line`. */
  #cursor = "";
  /** Parts of the shown text by the line that they stand for. */
  #linked = new Map<string, HTMLElement[]>();

  constructor(program: () => Program, calls: Calls, goTo: (line: number, file: string) => void) {
    this.#program = program;
    this.#goTo = goTo;
    this.#calls = calls;
    for (const name of names) byId(`tab-${name}`).addEventListener("click", () => this.select(name));
    byId("tab-result").parentElement?.addEventListener("keydown", (event) => this.#keys(event));
  }

  /** Shows `elements` as the result, and the result itself. */
  showResult(elements: HTMLElement[]): void {
    this.#result = elements;
    this.select("result");
  }

  /** Adds `elements` below the result. */
  addNotes(elements: HTMLElement[]): void {
    this.showResult([...this.#result, ...elements]);
  }

  select(name: ViewName): void {
    this.#asked?.abort();
    this.#current = name;
    for (const other of names) {
      const tab = byId(`tab-${other}`);
      tab.setAttribute("aria-selected", String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
    }
    this.#panel.setAttribute("aria-labelledby", `tab-${name}`);
    this.#panel.classList.toggle("text-view", name !== "result" && name !== "calls");
    if (name === "result") this.#panel.replaceChildren(...this.#result);
    else this.refresh();
  }

  /** The program has changed: what the compiler made of the old one is asked for anew. */
  refresh(): void {
    if (this.#current === "calls") {
      this.#asked?.abort();
      this.#asked = new AbortController();
      void this.#calls.show(this.#panel, this.#asked.signal);
    } else if (this.#current !== "result") {
      void this.#emit(this.#current);
    }
  }

  /** Marks what stands for the line of the cursor, and shows it. */
  follow(file: string, line: number): void {
    const cursor = `${file}:${line}`;
    if (cursor === this.#cursor) return;
    for (const part of this.#linked.get(this.#cursor) ?? []) part.classList.remove("linked");
    this.#cursor = cursor;
    this.#mark();
  }

  #mark(): void {
    const parts = this.#linked.get(this.#cursor) ?? [];
    for (const part of parts) part.classList.add("linked");
    const box = parts[0]?.parentElement;
    // Whoever reads there keeps their place.
    if (!box || !parts[0] || box === document.activeElement) return;
    const from = parts[0].offsetTop - box.offsetTop;
    const seen = parts.some((part) => part.offsetTop - box.offsetTop >= box.scrollTop && part.offsetTop - box.offsetTop < box.scrollTop + box.clientHeight - 20);
    if (!seen) box.scrollTop = from - box.clientHeight / 3;
  }

  /** The text of a view in parts; a click on one shows its line. */
  #text(name: Emitted, answer: CompileAnswer, program: Program): HTMLElement {
    const box = h("pre", { class: "emitted", "data-view": name, tabindex: 0 });
    this.#linked = new Map();
    const all = partsOf(name, answer, program);
    all.forEach((part, index) => {
      const text = part.text + (index + 1 < all.length ? "\n" : "");
      const { place } = part;
      if (place === undefined) {
        box.append(text);
        return;
      }
      const element = h("span", { class: "part-of", "data-line": place.line, onclick: () => this.#follow(place.line, place.file) }, text);
      box.append(element);
      const key = `${place.file}:${place.line}`;
      const same = this.#linked.get(key);
      if (same) same.push(element);
      else this.#linked.set(key, [element]);
    });
    return box;
  }

  #follow(line: number, file: string): void {
    // A selection is for copying.
    if (getSelection()?.isCollapsed !== false) this.#goTo(line, file);
  }

  async #emit(name: Emitted): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    // An older text stays until the new one is there, so that nothing flickers while typing.
    if (!this.#panel.querySelector(`[data-view=${name}]`)) {
      this.#panel.replaceChildren(h("p", { class: "quiet" }, t("viewWait")));
    }
    const program = this.#program();
    const result = await compile(program, [name, ...beside[name]], asked.signal);
    if (asked.signal.aborted) return;
    if (!result.ok) {
      this.#panel.replaceChildren(...failed(result.failure).elements);
      return;
    }
    const answer = result.answer;
    if (!answer.success) {
      this.#panel.replaceChildren(h("p", { class: "quiet" }, t("viewFailed")));
      return;
    }
    const help = { tir: t("viewTirHelp"), wat: t("viewWatHelp"), abi: t("viewAbiHelp"), meta: t("viewMetaHelp") }[name];
    const size = t("wasmSize", { n: number(String(answer.wasm_size ?? 0)), hash: (answer.wasm_hash ?? "").slice(0, 14) });
    const old = this.#panel.querySelector(`[data-view=${name}]`);
    const scroll = old?.scrollTop ?? 0;
    const text = this.#text(name, answer, program);
    this.#panel.replaceChildren(h("p", { class: "quiet" }, `${name === "wat" ? `${help}; ${size}` : help}. ${t("viewLinked")}`), text);
    text.scrollTop = scroll;
    this.#mark();
  }

  /** Arrow keys between the tabs, as the tabs pattern of ARIA asks. */
  #keys(event: KeyboardEvent): void {
    const at = names.indexOf(this.#current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    const name = names[(to + names.length) % names.length];
    if (name === undefined) return;
    event.preventDefault();
    this.select(name);
    byId(`tab-${name}`).focus();
  }
}

function partsOf(name: Emitted, answer: CompileAnswer, program: Program): Part[] {
  try {
    if (name === "tir" && answer.tir !== undefined) return tirParts(answer.tir, answer.meta, program);
    if (name === "wat" && answer.wat !== undefined) return watParts(answer.wat, answer.wasm ?? "", answer.meta);
    return jsonParts(answer[name] ?? null, answer.meta, program);
  } catch {
    // Without places it can still be read.
    const value = answer[name];
    return [{ text: typeof value === "string" ? value : JSON.stringify(value, null, 2), place: undefined }];
  }
}
