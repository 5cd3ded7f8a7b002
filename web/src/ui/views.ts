// The right side: the result of the last run, and what the compiler makes of the program.

import { compile, type Emit } from "../api";
import { number, t } from "../i18n";
import type { Program } from "../program";
import type { Calls } from "./calls";
import { byId, h } from "./dom";
import { failed } from "./result";

const names = ["result", "calls", "tir", "wat", "abi", "meta"] as const;
export type ViewName = (typeof names)[number];

/** The tabs and what they show. */
export class Views {
  #current: ViewName = "result";
  #result: HTMLElement[] = [];
  #asked: AbortController | undefined;
  readonly #panel = byId("view");
  readonly #program: () => Program;

  readonly #calls: Calls;

  constructor(program: () => Program, calls: Calls) {
    this.#program = program;
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

  async #emit(name: Emit): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    // An older text stays until the new one is there, so that nothing flickers while typing.
    if (!this.#panel.querySelector(`[data-view=${name}]`)) {
      this.#panel.replaceChildren(h("p", { class: "quiet" }, t("viewWait")));
    }
    const result = await compile(this.#program(), [name], asked.signal);
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
    const value = answer[name];
    const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
    const help = { tir: t("viewTirHelp"), wat: t("viewWatHelp"), abi: t("viewAbiHelp"), meta: t("viewMetaHelp") }[name];
    const size = t("wasmSize", { n: number(String(answer.wasm_size ?? 0)), hash: (answer.wasm_hash ?? "").slice(0, 14) });
    const scroll = this.#panel.scrollTop;
    this.#panel.replaceChildren(
      h("p", { class: "quiet" }, name === "wat" ? `${help}; ${size}` : help),
      h("pre", { class: "emitted", "data-view": name, tabindex: 0 }, text),
    );
    this.#panel.scrollTop = scroll;
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
