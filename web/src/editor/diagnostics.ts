// The compiler's messages at their places in the editor.

import type { Diagnostic as Mark } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Diagnostic, Position } from "../api";

/** Where `position` is in `document`; the nearest place where the text has changed since. */
export function offsetOf(document: Text, position: Position): number {
  if (position.line > document.lines) return document.length;
  const line = document.line(Math.max(1, position.line));
  // The compiler counts characters, the editor UTF-16 units.
  let units = 0;
  let column = 1;
  for (const char of line.text) {
    if (column >= position.column) break;
    units += char.length;
    column += 1;
  }
  return Math.min(line.from + units, line.to);
}

/** Whether a place is in the program, and not in the library's own source. */
export function inProgram(diagnostic: Diagnostic): boolean {
  return diagnostic.span !== undefined && diagnostic.span.file.startsWith("src/");
}

/** Marks for `diagnostics`; those without a place have none. */
export function marksOf(document: Text, diagnostics: Diagnostic[]): Mark[] {
  const marks: Mark[] = [];
  for (const diagnostic of diagnostics) {
    if (diagnostic.span === undefined) continue;
    const from = offsetOf(document, diagnostic.span.start);
    let to = offsetOf(document, diagnostic.span.end);
    if (to <= from) to = Math.min(from + 1, document.length);
    const help = (diagnostic.help ?? []).map((text) => `\n${text}`).join("");
    marks.push({
      from: Math.min(from, to),
      to,
      severity: diagnostic.severity === "error" ? "error" : "warning",
      message: diagnostic.message + help,
      ...(diagnostic.code === undefined ? {} : { source: diagnostic.code }),
    });
  }
  return marks.sort((a, b) => a.from - b.from || a.to - b.to);
}
