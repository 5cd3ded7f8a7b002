// The compiler's and the run's messages as a list whose rows lead to their places.

import type { Diagnostic, Position } from "../api";
import { t } from "../i18n";
import { h } from "./dom";

/** Moves the cursor. */
export type GoTo = (start: Position, end?: Position) => void;

/** Whether a place is in the program, and not in the library's own source. */
export function inProgram(diagnostic: Diagnostic): boolean {
  return diagnostic.span !== undefined && diagnostic.span.file.startsWith("src/");
}

function place(start: Position, end: Position, goTo: GoTo): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "place",
      title: t("goTo", { line: start.line, column: start.column }),
      onclick: () => goTo(start, end),
    },
    t("lineColumn", { line: start.line, column: start.column }),
  );
}

/** One message with its code, place, notes and help. */
export function messageItem(diagnostic: Diagnostic, goTo: GoTo): HTMLLIElement {
  const severity = diagnostic.severity === "error" ? "error" : "warning";
  const item = h("li", { class: `message ${severity}` });
  const head = h("p", { class: "message-head" }, h("strong", {}, t(severity)));
  if (diagnostic.code !== undefined) head.append(" ", h("code", {}, diagnostic.code));
  if (diagnostic.span !== undefined && inProgram(diagnostic)) {
    head.append(" ", place(diagnostic.span.start, diagnostic.span.end, goTo));
  }
  item.append(head, h("p", { class: "message-text" }, ...marked(diagnostic.message)));
  for (const label of diagnostic.labels ?? []) {
    item.append(
      h("p", { class: "message-note" }, place(label.span.start, label.span.end, goTo), " ", ...marked(label.message)),
    );
  }
  for (const help of diagnostic.help ?? []) {
    item.append(h("p", { class: "message-help" }, h("b", {}, `${t("help")}: `), ...marked(help)));
  }
  return item;
}

/** `text` with what stands in backticks as code. */
export function marked(text: string): (Node | string)[] {
  return text.split(/(`[^`]+`)/).map((part) =>
    part.length > 2 && part.startsWith("`") && part.endsWith("`") ? h("code", {}, part.slice(1, -1)) : part,
  );
}
