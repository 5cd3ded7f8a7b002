// The outcome of a run in words.
//
// Everything here is made from one answer; it must never ask the service anything.

import type { Failure, Result, RunAnswer } from "../api";
import { number, t, tn } from "../i18n";
import { defaults, type Program } from "../program";
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

/** The result of running `program`. */
export function resultOf(result: Result<RunAnswer>, program: Program, goTo: GoTo): Shown {
  if (!result.ok) return failed(result.failure);
  const answer = result.answer;
  const { title, why, good } = outcome(answer, program);
  const elements: HTMLElement[] = [banner(good, title, why, answer)];
  const errors = answer.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  // The reason of a failure stands before what the program printed, warnings after it.
  if (errors.length > 0) elements.push(section(t("messages"), messageList(errors, goTo)));
  if (answer.return_value !== undefined && isLong(answer.return_value)) {
    elements.push(section(t("returnValue"), h("pre", { class: "value", tabindex: 0 }, answer.return_value)));
  }
  if (answer.output) elements.push(section(t("output"), h("pre", { class: "output", tabindex: 0 }, answer.output)));
  if (answer.events && answer.events.length > 0) {
    elements.push(section(tn("eventsCount", answer.events.length), h("ol", { class: "events" }, ...answer.events.map(eventItem))));
  }
  if (answer.storage && answer.storage.length > 0) elements.push(section(t("storage"), storageTable(answer.storage)));
  const warnings = answer.diagnostics.filter((diagnostic) => diagnostic.severity !== "error");
  if (warnings.length > 0) elements.push(section(tn("warnings", warnings.length), messageList(warnings, goTo)));
  if (answer.gas_used !== undefined && answer.error_type !== "Compilation") elements.push(gas(answer.gas_used, program));
  elements.push(times(result.timing, result.milliseconds, answer.error_type !== "Compilation"));
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
      if (errors.length === 1 && errors[0]?.code === "E0901") return { title: t("cannotCall"), why: "", good: false };
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

function gas(used: string, program: Program): HTMLElement {
  const limit = limitOf(program);
  const share = Number((BigInt(used) * 10000n) / (BigInt(limit) || 1n)) / 10000;
  const text = t("gasUsed", { used: number(used), limit: number(limit) });
  const meter = h("meter", { min: 0, max: 1, value: Math.max(share, 0.004), "aria-label": text });
  return section(t("gas"), h("p", { class: "gas" }, meter, " ", text));
}

function times(timing: Record<string, number>, total: number, ran: boolean): HTMLElement {
  const round = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
  const text = t(ran ? "times" : "timesCompiled", {
    compile: round(timing["compile"] ?? 0),
    run: round((timing["instantiate"] ?? 0) + (timing["run"] ?? 0)),
    total: round(total),
  });
  return h("p", { class: "quiet times" }, text);
}
