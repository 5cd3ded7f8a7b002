// The outcome of a run in words.
//
// Everything here is made from one answer; it must never ask the service anything.

import type { Diagnostic, Failure, GasProfile, Result, RunAnswer } from "../api";
import { functionRanges } from "../editor/outline";
import { number, percent, t, tn } from "../i18n";
import { defaults, fileName, MAIN_FILE, syntaxOf, type Program } from "../program";
import { h } from "./dom";
import { type GoTo, marked, messageItem } from "./messages";
import { eventItem, storageTable } from "./values";

/** What a run came to: the elements to show, and one sentence for screen readers. */
export interface Shown {
  elements: HTMLElement[];
  summary: string;
  good: boolean;
}

/** What is shown before the first run. */
export function welcome(): HTMLElement[] {
  return [
    h(
      "div",
      { class: "welcome" },
      h("p", {}, t("welcome")),
      h("p", { class: "quiet" }, t("welcomeKeys")),
      h("p", { class: "quiet" }, t("welcomeExamples")),
    ),
  ];
}

/** Codes of programs that may be right but have no such entry point, or one that takes arguments. */
const noEntry = ["E0901", "E0903"];

/** Whether a message is about what was to be called, and not about the program. */
export function isAboutEntry(diagnostic: Diagnostic): boolean {
  return noEntry.includes(diagnostic.code ?? "");
}

/** And of a contract whose deployment takes arguments, so that it was left out. */
const NOT_DEPLOYED = "R0006";

/** The result of running `program`. */
export function resultOf(result: Result<RunAnswer>, program: Program, goTo: GoTo): Shown {
  if (!result.ok) return failed(result.failure);
  const answer = result.answer;
  const { title, why, good } = outcome(answer, program);
  const elements: HTMLElement[] = [banner(good, title, why, answer)];
  const errors = answer.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  const calls = document.getElementById("tab-calls");
  if (calls && answer.diagnostics.some((diagnostic) => diagnostic.code === NOT_DEPLOYED || isAboutEntry(diagnostic))) {
    elements.push(h("div", {}, h("button", { type: "button", class: "button", id: "to-calls", onclick: () => calls.click() }, t("toCalls"))));
  }
  // The reason of a failure stands before what the program printed, warnings after it.
  if (errors.length > 0) elements.push(section(t("messages"), messageList(errors, goTo)));
  if (answer.return_value !== undefined && isLong(answer.return_value)) {
    elements.push(section(t("returnValue"), h("pre", { class: "value", tabindex: 0 }, answer.return_value)));
  }
  if (answer.output) elements.push(section(t("output"), h("pre", { class: "output", tabindex: 0 }, answer.output)));
  if (answer.events && answer.events.length > 0) {
    const undone = answer.success ? [] : [h("p", { class: "quiet" }, t("eventsUndone"))];
    elements.push(section(tn("eventsCount", answer.events.length), h("ol", { class: "events" }, ...answer.events.map(eventItem)), ...undone));
  }
  if (answer.storage && answer.storage.length > 0) elements.push(section(t("storage"), storageTable(answer.storage)));
  const warnings = answer.diagnostics.filter((diagnostic) => diagnostic.severity !== "error");
  if (warnings.length > 0) elements.push(section(tn("warnings", warnings.length), messageList(warnings, goTo)));
  if (answer.gas_used !== undefined && answer.error_type !== "Compilation") elements.push(gas(answer.gas_used, program, answer.gas));
  elements.push(times(result, answer.error_type !== "Compilation"));
  const value = answer.return_value === undefined || answer.return_value === "()" ? "" : ` ${t("returned")} ${answer.return_value}`;
  return { elements, summary: title + value, good };
}

function outcome(answer: RunAnswer, program: Program): { title: string; why: string; good: boolean } {
  const errors = answer.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  switch (answer.error_type) {
    case undefined:
      return { title: t("succeeded"), why: "", good: true };
    case "Compilation":
      // The program itself may be right.
      if (errors.length === 1 && errors.every(isAboutEntry)) return { title: t("cannotCall"), why: "", good: false };
      return { title: t("doesNotCompile"), why: tn("doesNotCompileWhy", errors.length), good: false };
    case "RuntimeRevert":
      return { title: t("reverted"), why: t("revertedWhy"), good: false };
    case "RuntimePanic":
      return { title: t("panicked"), why: t("panickedWhy"), good: false };
    case "OutOfGas":
      return { title: t("outOfGas"), why: t("outOfGasWhy", { limit: number(limitOf(program)) }), good: false };
    case "Timeout":
      return { title: t("timeout"), why: t("timeoutWhy"), good: false };
    case "SandboxError":
      return { title: t("sandbox"), why: "", good: false };
    default:
      return { title: t("internal"), why: t("internalWhy"), good: false };
  }
}

/** No answer came. */
export function failed(failure: Failure): Shown {
  const say = (title: string, why: string, kind = "bad"): Shown => ({
    elements: [h("div", { class: `outcome ${kind}` }, h("h2", {}, title), h("p", {}, ...marked(why)))],
    summary: title,
    good: false,
  });
  switch (failure.kind) {
    case "cancelled":
      return say(t("stopped"), t("stoppedWhy"), "neutral");
    case "offline":
      return say(t("offline"), t("offlineWhy"));
    case "busy":
      return say(t("busy"), t("busyWhy", { n: failure.seconds }));
    case "problem":
      return say(t("refused"), failure.detail || failure.title);
    case "unreadable":
      return say(t("unreadable", { status: String(failure.status) }), t("unreadableWhy"));
  }
}

function isLong(value: string): boolean {
  return value.length > 60 || value.includes("\n");
}

function banner(good: boolean, title: string, why: string, answer: RunAnswer): HTMLElement {
  const heading = h("h2", {}, title);
  const value = answer.return_value;
  if (value !== undefined && value !== "()" && !isLong(value)) {
    heading.append(" ", h("span", { class: "returned" }, t("returned"), " ", h("code", {}, value === "" ? '""' : value)));
  }
  const element = h("div", { class: `outcome ${good ? "good" : "bad"}` }, heading);
  if (answer.revert_message) element.append(h("p", { class: "reason" }, `“${answer.revert_message}”`));
  if (why !== "") element.append(h("p", {}, why));
  return element;
}

function section(title: string, ...children: HTMLElement[]): HTMLElement {
  return h("section", { class: "part" }, h("h3", {}, title), ...children);
}

function messageList(diagnostics: RunAnswer["diagnostics"], goTo: GoTo): HTMLElement {
  return h("ol", { class: "messages" }, ...diagnostics.map((diagnostic) => messageItem(diagnostic, goTo)));
}

function limitOf(program: Program): string {
  const written = program.gasLimit.trim();
  return /^(0x[0-9a-fA-F]+|\d+)$/.test(written) ? BigInt(written).toString() : defaults.gasLimit;
}

function gas(used: string, program: Program, profile: GasProfile | undefined): HTMLElement {
  const limit = limitOf(program);
  const share = Number((BigInt(used) * 10000n) / (BigInt(limit) || 1n)) / 10000;
  const text = t("gasUsed", { used: number(used), limit: number(limit) });
  const meter = h("meter", { min: 0, max: 1, value: Math.max(share, 0.004), "aria-label": text });
  const parts: HTMLElement[] = [h("p", { class: "gas" }, meter, " ", text)];
  if (profile !== undefined) parts.push(functionTable(profile, program));
  else parts.push(h("p", { class: "quiet" }, t("gasNotCounted")));
  return section(t("gas"), ...parts);
}

/** The gas of each function, the dearest first. */
export function gasByFunction(profile: GasProfile, program: Program): [string, number][] {
  const sums = new Map<string, number>();
  const ranges = new Map<string, ReturnType<typeof functionRanges>>();
  for (const { file, line, gas: taken } of profile.lines) {
    const code = file === MAIN_FILE ? program.code : (program.files[file] ?? "");
    const known = ranges.get(file) ?? functionRanges(code, syntaxOf(program));
    ranges.set(file, known);
    // The innermost: ranges are in the order of their beginnings.
    const name = known.filter((range) => range.from <= line && line <= range.to).at(-1)?.name;
    const shown = name === undefined ? t("gasOutside") : file === MAIN_FILE ? name : `${fileName(file).replace(/\.twl$/, "")}::${name}`;
    sums.set(shown, (sums.get(shown) ?? 0) + Number(taken));
  }
  const sorted = [...sums].sort((a, b) => b[1] - a[1]);
  return profile.other === "0" ? sorted : [...sorted, [t("gasOther"), Number(profile.other)]];
}

function functionTable(profile: GasProfile, program: Program): HTMLElement {
  const rows = gasByFunction(profile, program);
  const all = rows.reduce((sum, [, taken]) => sum + taken, 0) || 1;
  const body = h("tbody", {});
  rows.forEach(([name, taken], index) => {
    const other = index === rows.length - 1 && profile.other !== "0";
    const meter = h("meter", { min: 0, max: 1, value: taken / all, "aria-hidden": "true" });
    body.append(
      h(
        "tr",
        {},
        h("th", { scope: "row", ...(other ? { class: "other" } : {}) }, name),
        h("td", { class: "figure" }, number(String(taken))),
        h("td", { class: "share" }, meter, " ", percent(taken / all)),
      ),
    );
  });
  const head = h(
    "thead",
    {},
    h("tr", {}, h("th", { scope: "col" }, t("gasFunction")), h("th", { scope: "col", class: "figure" }, t("gas")), h("th", { scope: "col" }, t("gasShare"))),
  );
  return h("div", { class: "table-box", tabindex: 0, role: "group", "aria-label": t("gas") }, h("table", { class: "storage gas-table" }, head, body));
}

function times({ timing, milliseconds: total, kept }: Result<RunAnswer> & { ok: true }, ran: boolean): HTMLElement {
  const round = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
  if (kept) return h("p", { class: "quiet times" }, t("timesKept", { total: round(total) }));
  if (timing["compile"] === undefined) return h("p", { class: "quiet times" }, t("timesTotal", { total: round(total) }));
  const text = t(ran && timing["run"] !== undefined ? "times" : "timesCompiled", {
    compile: round(timing["compile"]),
    run: round((timing["instantiate"] ?? 0) + (timing["run"] ?? 0)),
    total: round(total),
  });
  return h("p", { class: "quiet times" }, text);
}
