// A program inside of somebody else's page: shown, changed and run, never kept.
//
// The same editor, service and words as the page. Hidden lines (`before`, `after`) are part of what runs; places in
// them are not shown.

import { run, type Diagnostic, type Span } from "./api";
import { Editor } from "./editor/editor";
import { chosenEntry } from "./editor/outline";
import { t, translatePage, useLanguage } from "./i18n";
import { hashOf, parametersOf, readHash } from "./links";
import { programOf, syntaxOf, type Program } from "./program";
import { announce, byId, h } from "./ui/dom";
import { resultOf } from "./ui/result";

const parameters = parametersOf(location.hash) ?? new Map<string, string>();
const wanted = await readHash(location.hash);
const given = wanted.kind === "code" ? wanted.program : programOf("");
const lines = (name: string): string => {
  const text = parameters.get(name) ?? "";
  return text === "" ? "" : `${text}\n`;
};
const before = lines("before");
const after = lines("after");
const hiddenLines = before.split("\n").length - 1;
const theme = parameters.get("theme");
if (theme === "light" || theme === "dark" || theme === "contrast") document.documentElement.dataset["theme"] = theme;
if (await useLanguage("")) translatePage();

const textarea = byId<HTMLTextAreaElement>("source");
textarea.value = given.code.replace(/\n$/, "");
let running: AbortController | undefined;
const editor = new Editor({
  host: byId("editor"),
  textarea,
  mode: syntaxOf(whole()),
  onChange: () => void link(),
  onRun: () => void start(),
  onSave: () => undefined,
});

/** What runs: the hidden lines and what is shown. */
function whole(): Program {
  return { ...given, code: `${before}${textarea.value.replace(/\n?$/, "\n")}${after}` };
}

/** The link to the whole program at the page. */
async function link(): Promise<void> {
  byId<HTMLAnchorElement>("open").href = `/${await hashOf(whole())}`;
}

/** `diagnostics` with the places of what is shown. */
function shifted(diagnostics: Diagnostic[]): Diagnostic[] {
  const most = editor.view.state.doc.lines;
  const move = (span: Span): Span | undefined => {
    const line = span.start.line - hiddenLines;
    if (line < 1 || line > most) return undefined;
    return { ...span, start: { ...span.start, line }, end: { ...span.end, line: span.end.line - hiddenLines } };
  };
  return diagnostics.map((diagnostic) => {
    const { span, labels, ...rest } = diagnostic;
    const moved = span && move(span);
    const movedLabels = (labels ?? []).flatMap((label) => {
      const place = move(label.span);
      return place ? [{ ...label, span: place }] : [];
    });
    return { ...rest, labels: movedLabels, ...(moved ? { span: moved } : {}) };
  });
}

async function start(): Promise<void> {
  if (running !== undefined) return;
  const program = whole();
  const view = byId("view");
  running = new AbortController();
  byId("stop").hidden = false;
  byId("run").hidden = true;
  byId("expected").textContent = "";
  view.hidden = false;
  view.replaceChildren(h("div", { class: "outcome neutral running" }, h("h2", {}, t("running")), h("progress", { "aria-label": t("running") })));
  const entry = program.entry === "" ? chosenEntry(program.code, syntaxOf(program)) : program.entry;
  const result = await run({ ...program, entry }, running.signal);
  running = undefined;
  byId("stop").hidden = true;
  byId("run").hidden = false;
  if (result.ok) {
    result.answer.diagnostics = shifted(result.answer.diagnostics);
    editor.mark(result.answer.diagnostics);
  }
  const shown = resultOf(result, program, (from, to) => editor.goTo(from, to));
  view.replaceChildren(...shown.elements);
  announce(shown.summary);
  const expected = parameters.get("expect");
  if (expected !== undefined && result.ok) {
    const met = result.answer.return_value === expected;
    byId("expected").className = met ? "met" : "missed";
    byId("expected").textContent = met ? t("asExpected") : t("notExpected", { value: expected });
  }
}

byId("run").addEventListener("click", () => void start());
byId("stop").addEventListener("click", () => running?.abort());
void link();
// The page around can make the frame as high as what is in it. It shrinks by much or not at all: a scroll bar that
// comes and goes changes the height, and that the scroll bar.
const main = document.querySelector("main") ?? document.body;
let told = 0;
new ResizeObserver(() => {
  const height = Math.ceil(main.getBoundingClientRect().height) + 4;
  if (parent === window || (height <= told && height > told - 40)) return;
  told = height;
  parent.postMessage({ twilightHeight: height }, "*");
}).observe(main);
document.documentElement.dataset["ready"] = "";
