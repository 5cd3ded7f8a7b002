// The compiler's and the run's messages as a list whose rows lead to their places.

import type { Diagnostic, Position, Span } from "../api";
import { inProgram } from "../editor/diagnostics";
import { t } from "../i18n";
import { fileName, MAIN_FILE } from "../program";
import { h } from "./dom";

/** Moves the cursor to a place in a file. */
export type GoTo = (start: Position, end?: Position, file?: string) => void;

function place({ start, end, file }: Span, goTo: GoTo): HTMLElement {
  const known = { line: start.line, column: start.column };
  const other = file === MAIN_FILE ? "" : `${fileName(file)}: `;
  return h(
    "button",
    {
      type: "button",
      class: "place",
      title: other + t("goTo", known),
      onclick: () => goTo(start, end, file),
    },
    other + t("lineColumn", known),
  );
}

/** One message with its code, place, notes and help. */
export function messageItem(diagnostic: Diagnostic, goTo: GoTo): HTMLLIElement {
  const severity = diagnostic.severity === "error" ? "error" : "warning";
  const item = h("li", { class: `message ${severity}` });
  const head = h("p", { class: "message-head" }, h("strong", {}, t(severity)));
  if (diagnostic.code !== undefined) head.append(" ", h("code", {}, diagnostic.code));
  if (diagnostic.span !== undefined && inProgram(diagnostic)) {
    head.append(" ", place(diagnostic.span, goTo));
  }
  item.append(head, h("p", { class: "message-text" }, ...marked(diagnostic.message)));
  for (const label of diagnostic.labels ?? []) {
    item.append(
      h("p", { class: "message-note" }, place(label.span, goTo), " ", ...marked(label.message)),
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
