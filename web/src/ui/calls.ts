// The calls panel: a form for every public function of the contract, and the calls made so far on one chain.
//
// The service keeps no state: each call sends the whole list again, which is run from the deployment on. So the list
// is the state, and taking a call out of it undoes that call.

import { type AbiEntry, type CallAnswer, compile, type Failure, requestOf, type Result, runCalls, type RunAnswer } from "../api";
import { number, t, tn } from "../i18n";
import { accounts, defaults, type Program } from "../program";
import { ArgumentField } from "./arguments";
import { announce, copyText, h } from "./dom";
import { type GoTo, messageItem } from "./messages";
import { failed } from "./result";
import { accountName, eventItem, shownValue, storageTable } from "./values";

/** Calls that the service takes in one request. */
const MAX_CALLS = 64;

interface Call {
  function: string;
  args?: unknown[];
  sender?: string;
  value?: string;
}

/** `Door.knock` of an entry of the ABI. */
function functionName(entry: AbiEntry): string {
  return (entry.mangled_name ?? entry.name ?? "").replace("::", ".");
}

export class Calls {
  #calls: Call[] = [];
  #initial: unknown[] | undefined;
  #answer: RunAnswer | undefined;
  #failure: Failure | undefined;
  #asked: AbortController | undefined;
  /** Text of the ABI that the forms were made from. */
  #shape = "";
  #deployment: ArgumentField[] = [];
  /** What came of the last press of each form. */
  #outcomes: HTMLElement[] = [];
  readonly #forms = h("div", { class: "call-forms" });
  readonly #history = h("div", { class: "call-history" });
  readonly #program: () => Program;
  readonly #goTo: GoTo;

  constructor(program: () => Program, goTo: GoTo) {
    this.#program = program;
    this.#goTo = goTo;
  }

  /** Another program is open: its calls are others. */
  reset(): void {
    this.#asked?.abort();
    this.#calls = [];
    this.#initial = undefined;
    this.#answer = undefined;
    this.#failure = undefined;
    this.#shape = "";
  }

  /** The panel, for the program as it is now. */
  async show(panel: HTMLElement, signal: AbortSignal): Promise<void> {
    if (this.#shape === "") panel.replaceChildren(h("p", { class: "quiet" }, t("viewWait")));
    const result = await compile(this.#program(), ["abi"], signal);
    if (signal.aborted) return;
    if (!result.ok) {
      panel.replaceChildren(...failed(result.failure).elements);
      return;
    }
    if (!result.answer.success) {
      panel.replaceChildren(h("p", { class: "quiet" }, t("viewFailed")));
      this.#shape = "";
      return;
    }
    const abi = result.answer.abi ?? [];
    const shape = JSON.stringify(abi.filter((entry) => entry.type === "function" || entry.type === "constructor"));
    // Forms that still fit keep what was written into them.
    if (shape !== this.#shape) {
      // Calls of other functions mean nothing here.
      if (this.#shape !== "") this.#clear();
      this.#makeForms(abi);
    }
    this.#shape = shape;
    if (!panel.contains(this.#forms)) panel.replaceChildren(this.#forms, this.#history);
    this.#showHistory();
  }

  #makeForms(abi: AbiEntry[]): void {
    const functions = abi.filter((entry) => entry.type === "function");
    const initial = abi.find((entry) => entry.type === "constructor")?.inputs ?? [];
    this.#deployment = initial.map((parameter, index) => new ArgumentField(parameter, `init-${index}`, index));
    this.#outcomes = [];
    const parts: HTMLElement[] = [];
    if (functions.length === 0) {
      this.#forms.replaceChildren(h("p", { class: "quiet" }, t("callsNone")));
      return;
    }
    const sender = h("select", { id: "calls-sender" }, ...accounts.map(([name, address]) => h("option", { value: address }, name)));
    parts.push(
      h("p", { class: "quiet" }, t("callsHelp")),
      h("label", { class: "field" }, h("span", {}, t("sender")), sender),
    );
    if (this.#deployment.length > 0) {
      parts.push(
        h("fieldset", { class: "call-form" }, h("legend", {}, t("callsDeploy")), ...this.#deployment.map((field) => field.element)),
      );
    }
    functions.forEach((entry, index) => parts.push(this.#form(entry, index, sender)));
    this.#forms.replaceChildren(...parts);
  }

  #form(entry: AbiEntry, index: number, sender: HTMLSelectElement): HTMLElement {
    const name = functionName(entry);
    const fields = (entry.inputs ?? []).map((parameter, at) => new ArgumentField(parameter, `call-${index}-${at}`, at));
    const payable = entry.stateMutability === "payable";
    const value = new ArgumentField({ name: t("value"), type: "uint128", internalType: "u128" }, `call-${index}-value`, 0, "0");
    // The list may be far below: what came of the last press stands where it was pressed.
    const outcome = h("p", { class: "call-outcome", hidden: true });
    this.#outcomes.push(outcome);
    const press = (): void => {
      const args: unknown[] = [];
      for (const field of fields) {
        const read = field.read();
        if (read === undefined) return;
        args.push(read.value);
      }
      const call: Call = { function: name };
      if (args.length > 0) call.args = args;
      if (sender.value !== defaults.sender) call.sender = sender.value;
      if (payable) {
        const read = value.read();
        if (read === undefined) return;
        call.value = String(read.value);
      }
      void this.#add(call, outcome);
    };
    const outputs = (entry.outputs ?? []).map((output) => output.internalType ?? output.type).join(", ");
    const button = h("button", { type: "button", class: "button", onclick: press, "data-call": entry.name ?? "" }, t("callsCall"));
    button.setAttribute("aria-label", `${t("callsCall")}: ${name}`);
    // Enter in a field calls its function, not the page's Run.
    const enter = (event: Event): void => {
      if ((event as KeyboardEvent).key === "Enter" && event.target instanceof HTMLInputElement) {
        event.preventDefault();
        press();
      }
    };
    return h(
      "fieldset",
      { class: "call-form", onkeydown: enter },
      h("legend", {}, h("code", {}, entry.name ?? name), outputs === "" || outputs === "()" ? "" : h("span", { class: "quiet" }, ` → ${outputs}`)),
      ...fields.map((field) => field.element),
      ...(payable ? [value.element] : []),
      button,
      outcome,
    );
  }

  /** Makes `call` after the others, and says in `outcome` what came of it. */
  async #add(call: Call, outcome: HTMLElement): Promise<void> {
    const say = (text: string, good: boolean): void => {
      outcome.replaceChildren(h("b", { class: good ? "met" : "missed" }, text));
      outcome.hidden = false;
      announce(`${call.function}: ${text}`);
    };
    if (this.#calls.length >= MAX_CALLS) {
      say(t("callsMany", { n: MAX_CALLS }), false);
      return;
    }
    if (this.#deployment.length > 0 && this.#initial === undefined && !this.#readInitial()) return;
    this.#calls.push(call);
    if (!(await this.#run())) return;
    // What was not run is not part of the list.
    if (this.#failure !== undefined) this.#calls.pop();
    const last = this.#answer?.calls?.at(-1);
    const deployment = this.#answer?.deployment;
    if (last) say(outcomeOf(last).text, last.success);
    else if (deployment) say(`${t("callsDeploy")}: ${outcomeOf(deployment).text}`, false);
    else say(this.#failure === undefined ? t("doesNotCompile") : failed(this.#failure).summary, false);
  }

  /** Reads the arguments of the deployment; whether they mean something. */
  #readInitial(): boolean {
    const args: unknown[] = [];
    for (const field of this.#deployment) {
      const read = field.read();
      if (read === undefined) return false;
      args.push(read.value);
    }
    this.#initial = args;
    return true;
  }

  /** The request that does everything from the deployment on. */
  #request(): Record<string, unknown> {
    const { entry_point: _unused, ...rest } = requestOf(this.#program());
    return {
      ...rest,
      ...(this.#initial === undefined ? {} : { init_args: this.#initial }),
      calls: this.#calls,
    };
  }

  /** Makes all calls; whether this is the last answer that was asked for. */
  async #run(): Promise<boolean> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#history.setAttribute("aria-busy", "true");
    const result: Result<RunAnswer> = await runCalls(this.#request(), asked.signal);
    if (asked.signal.aborted) return false;
    this.#history.removeAttribute("aria-busy");
    this.#answer = result.ok ? result.answer : undefined;
    this.#failure = result.ok ? undefined : result.failure;
    for (const outcome of this.#outcomes) outcome.hidden = true;
    this.#showHistory();
    return true;
  }

  #showHistory(): void {
    const answer = this.#answer;
    const parts: HTMLElement[] = [];
    if (this.#failure !== undefined) parts.push(...failed(this.#failure).elements);
    if (answer !== undefined) {
      parts.push(h("h2", {}, tn("callsCount", this.#calls.length)));
      if (answer.calls === undefined || answer.calls.length === 0) {
        const messages = answer.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
        parts.push(h("ol", { class: "messages" }, ...messages.map((message) => messageItem(message, this.#goTo))));
      }
      const rows: HTMLElement[] = [];
      if (answer.deployment !== undefined) rows.push(this.#row(answer.deployment, undefined));
      answer.calls?.forEach((call, index) => rows.push(this.#row(call, index)));
      parts.push(h("ol", { class: "call-rows" }, ...rows));
      parts.push(
        h(
          "div",
          { class: "tour-moves" },
          h("button", { type: "button", class: "button", id: "calls-again", onclick: () => void this.#run() }, t("callsAgain")),
          h("button", { type: "button", class: "button", id: "calls-export", onclick: (event: Event) => void this.#export(event) }, t("callsExport")),
          h("button", { type: "button", class: "link", id: "calls-clear", onclick: () => this.#clear() }, t("callsClear")),
        ),
      );
    }
    this.#history.replaceChildren(...parts);
  }

  #row(call: CallAnswer, index: number | undefined): HTMLElement {
    const outcome = outcomeOf(call);
    const made = index === undefined ? undefined : this.#calls[index];
    const args = (index === undefined ? this.#initial : made?.args) ?? [];
    const sender = made?.sender === undefined ? "" : ` · ${accountName(made.sender)}`;
    const value = made?.value === undefined ? "" : ` · ${t("tokensSent", { value: number(made.value) })}`;
    const head = h(
      "p",
      { class: "call-head" },
      h("code", {}, `${call.function}(${args.map((arg) => (typeof arg === "string" ? shownValue(arg, /^0x\w{40}$/.test(arg) ? "address" : "") : JSON.stringify(arg))).join(", ")})`),
      sender + value,
      " ",
      h("b", { class: call.success ? "met" : "missed" }, outcome.text),
    );
    const row = h("li", { class: "call-row" }, head);
    if (index !== undefined) {
      const remove = h("button", { type: "button", class: "link", onclick: () => void this.#remove(index) }, t("callsUndo"));
      remove.setAttribute("aria-label", `${t("callsUndo")}: ${call.function}`);
      head.append(" ", remove);
    }
    const errors = call.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    if (errors.length > 0) row.append(h("ol", { class: "messages" }, ...errors.map((error) => messageItem(error, this.#goTo))));
    if (call.output) row.append(h("pre", { class: "output", tabindex: 0 }, call.output));
    if (call.events.length > 0) row.append(h("ol", { class: "events" }, ...call.events.map(eventItem)));
    if (call.storage !== undefined && call.storage.length > 0) row.append(storageTable(call.storage));
    if (call.gas_used !== undefined) row.append(h("p", { class: "quiet times" }, t("gasUsedOnly", { used: number(call.gas_used) })));
    return row;
  }

  async #remove(index: number): Promise<void> {
    this.#calls.splice(index, 1);
    if (this.#calls.length === 0) this.#clear();
    else await this.#run();
  }

  #clear(): void {
    this.#calls = [];
    this.#initial = undefined;
    this.#answer = undefined;
    this.#failure = undefined;
    for (const outcome of this.#outcomes) outcome.hidden = true;
    this.#showHistory();
  }

  async #export(event: Event): Promise<void> {
    const button = event.currentTarget;
    if ((await copyText(`${JSON.stringify(this.#request(), null, 2)}\n`)) && button instanceof HTMLElement) {
      button.textContent = t("copied");
      announce(t("copied"));
    }
  }
}

function outcomeOf(call: CallAnswer): { text: string } {
  if (call.success) return { text: call.return_value === undefined || call.return_value === "()" ? t("callsDone") : `→ ${call.return_value}` };
  const words: Partial<Record<string, string>> = {
    RuntimeRevert: t("reverted"),
    RuntimePanic: t("panicked"),
    OutOfGas: t("outOfGas"),
    Timeout: t("timeout"),
  };
  const text = words[call.error_type ?? ""] ?? t("sandbox");
  return { text: call.revert_message ? `${text} “${call.revert_message}”` : text };
}
