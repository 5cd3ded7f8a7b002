// The page: brings the editor, the fields, the service and the drafts together.
//
// Without this script the page is a form that the service answers; everything here makes that better, and
// whatever fails here must leave what the user has written where it is.

import { run } from "./api";
import { defaultProgram } from "./default_program";
import { dropDraft, loadDraft, saveDraft } from "./drafts";
import { Editor } from "./editor/editor";
import { chosenEntry } from "./editor/outline";
import { language, t, translatePage, useLanguage } from "./i18n";
import { readHash } from "./links";
import { programOf, sameProgram, syntaxDirective, syntaxOf, type Program, type SyntaxMode } from "./program";
import { applySettings, loadSettings, saveSettings } from "./settings";
import { checkFields, fillFields, offerEntries, readFields, watchFields } from "./ui/call";
import { Calls } from "./ui/calls";
import { announce, byId, h } from "./ui/dom";
import { chooseFile, readFile, watchDrops } from "./ui/files";
import { exampleProgram, openGallery } from "./ui/gallery";
import { showNotice, hideNotice } from "./ui/notice";
import { Problems } from "./ui/problems";
import { resultOf, welcome } from "./ui/result";
import { bindSettings } from "./ui/settings_dialog";
import { openShare } from "./ui/share";
import { Views } from "./ui/views";

/** Bytes of a program that the service takes (docs/api.md). */
const MAX_BYTES = 64 * 1024;

const settings = loadSettings();
applySettings(settings);

const scratch = programOf(defaultProgram);
/** Names the draft of what is open. */
let key = "scratch";
/** What is open as it was before the user changed it. */
let original = scratch;
let running: AbortController | undefined;
let saving: ReturnType<typeof setTimeout> | undefined;
let warnedOfDrafts = false;
/** The syntax that completion and hover are for; nothing before they are loaded. */
let assisted: SyntaxMode | undefined;

const textarea = byId<HTMLTextAreaElement>("source");
const editor = new Editor({
  host: byId("editor"),
  textarea,
  mode: readFields("").mode,
  onChange: () => changed(),
  onRun: () => void start(),
  onSave: () => void share(),
});
document.documentElement.classList.replace("no-js", "js");
const calls = new Calls(
  () => current(),
  (from, to) => {
    showPane("code");
    editor.goTo(from, to);
  },
);
const views = new Views(() => current(), calls);
const problems = new Problems(editor, () => current(), () => settings.live);

/** What is on the page now. */
function current(): Program {
  return readFields(editor.code);
}

/** The user, or a link, has changed something. */
function changed(): void {
  const program = current();
  const syntax = syntaxOf(program);
  editor.setMode(syntax);
  if (assisted !== undefined && assisted !== syntax) void assist(syntax);
  byId<HTMLSelectElement>("mode").value = syntax;
  problems.schedule();
  clearTimeout(saving);
  saving = setTimeout(settle, 400);
}

/** What need not follow each key. */
function settle(): void {
  keep();
  const program = current();
  offerEntries(program.code, syntaxOf(program));
  views.refresh();
}

/** Opens the text of `file` in place of the program; undo brings that back. */
async function load(file: File): Promise<void> {
  const read = await readFile(file);
  byId<HTMLDialogElement>("examples").close();
  if (read === undefined) {
    showNotice(t("badFile"));
    return;
  }
  byId<HTMLSelectElement>("mode").value = read.mode;
  editor.setCode(read.code);
  changed();
  showPane("code");
  editor.focus();
}

/** Keeps the draft, or forgets it where nothing differs from the original. */
function keep(): boolean {
  clearTimeout(saving);
  const program = current();
  if (sameProgram(program, original)) {
    dropDraft(key);
    return true;
  }
  const kept = saveDraft(key, program);
  if (!kept && !warnedOfDrafts) {
    warnedOfDrafts = true;
    showNotice(t("notSaved"));
  }
  return kept;
}

/** Opens `program` as document `name`, with the user's draft of it where there is one. */
function open(name: string, program: Program): void {
  if (key !== name) keep();
  key = name;
  original = program;
  calls.reset();
  const draft = loadDraft(name);
  show(draft ?? program);
  hideNotice();
  if (draft !== undefined && !sameProgram(draft, program) && name !== "scratch") {
    showNotice(t("originalShown"), t("showOriginal"), () => {
      show(program);
      hideNotice();
    });
  }
}

function show(program: Program): void {
  fillFields(program);
  editor.setCode(program.code);
  changed();
  settle();
  problems.schedule(0);
  views.showResult(welcome());
}

/** Opens what the address asks for. */
async function follow(): Promise<void> {
  const wanted = await readHash(location.hash);
  if (wanted.kind !== "tour") byId("tour").hidden = true;
  switch (wanted.kind) {
    case "tour": {
      const tour = await import("./ui/tour");
      const number = tour.stepNumber(wanted.step);
      const program = tour.tourProgram(number);
      if (program !== undefined) open(`tour:${number}`, program);
      views.showResult([]);
      await tour.showTour(number);
      const onTour = document.activeElement?.closest(".tour") !== null || document.activeElement === document.body;
      if (onTour) document.getElementById("tour-title")?.focus();
      showPane("result");
      return;
    }
    case "code":
      open(`code:${wanted.key}`, wanted.program);
      return;
    case "example": {
      const program = await exampleProgram(wanted.name);
      if (program !== undefined) {
        open(`example:${wanted.name}`, program);
        return;
      }
      open("scratch", scratch);
      showNotice(t("noExample"), t("examples"), () => void openGallery());
      return;
    }
    case "broken":
      open("scratch", scratch);
      showNotice(t("brokenLink"));
      return;
    default:
      open("scratch", scratch);
  }
}

function showPane(name: "code" | "result"): void {
  document.body.dataset["pane"] = name;
  byId("show-code").setAttribute("aria-pressed", String(name === "code"));
  byId("show-result").setAttribute("aria-pressed", String(name === "result"));
  if (name === "result") byId("result-dot").hidden = true;
}

/** Loads completion and hover for `syntax`. */
async function assist(syntax: SyntaxMode): Promise<void> {
  assisted = syntax;
  try {
    const { assistance } = await import("./editor/assist");
    const extras = await assistance(syntax);
    if (assisted === syntax) editor.setExtras(extras);
  } catch {
    // Without a connection there is no help; the next change of syntax tries again.
    assisted = undefined;
  }
}

/** Runs the program. */
async function start(): Promise<void> {
  if (running !== undefined) return;
  const wrong = checkFields();
  if (wrong !== undefined) {
    byId<HTMLDetailsElement>("call").open = true;
    showPane("result");
    wrong.focus();
    return;
  }
  const program = current();
  keep();
  const bytes = new TextEncoder().encode(program.code).length;
  if (bytes > MAX_BYTES) {
    showNotice(t("tooLong", { n: bytes, most: MAX_BYTES }));
    return;
  }
  const asked = new AbortController();
  running = asked;
  showPane("result");
  setRunning(true);
  const began = performance.now();
  const seconds = h("span", { class: "seconds" });
  views.showResult([h("div", { class: "outcome neutral running" }, h("h2", {}, t("running"), " ", seconds), h("progress"))]);
  announce(t("running"));
  const clock = setInterval(() => {
    seconds.textContent = t("runningFor", { seconds: ((performance.now() - began) / 1000).toFixed(1) });
  }, 100);
  const entry = program.entry === "" ? chosenEntry(program.code, syntaxOf(program)) : program.entry;
  const result = await run({ ...program, entry }, asked.signal);
  clearInterval(clock);
  running = undefined;
  setRunning(false);
  const shown = resultOf(result, program, (from, to) => {
    showPane("code");
    editor.goTo(from, to);
  });
  views.showResult(shown.elements);
  announce(shown.summary);
  // The answer is about what was sent, which may have been changed since.
  if (result.ok && editor.code === program.code) problems.take(result.answer.diagnostics);
}

function setRunning(on: boolean): void {
  const stop = byId("stop");
  const go = byId<HTMLButtonElement>("run");
  const hadFocus = document.activeElement === go || document.activeElement === stop;
  stop.hidden = !on;
  go.hidden = on;
  document.body.toggleAttribute("data-running", on);
  if (hadFocus) (on ? stop : go).focus();
}

async function share(): Promise<void> {
  const kept = keep();
  await openShare(current(), kept);
}

/** Where the program itself names a syntax, it names the one that the user has chosen. */
function nameSyntax(): void {
  const { code, mode } = current();
  const place = syntaxDirective(code);
  if (place !== undefined) {
    editor.view.dispatch({ changes: { from: place.from, to: place.to, insert: mode } });
  }
}

function translate(): void {
  translatePage();
  if (!byId("tour").hidden) void follow();
  editor.translate();
  checkFields();
  problems.translate();
  showCursor();
}

function showCursor(): void {
  const { state } = editor.view;
  const line = state.doc.lineAt(state.selection.main.head);
  const column = [...line.text.slice(0, state.selection.main.head - line.from)].length + 1;
  byId("cursor").textContent = t("cursor", { line: line.number, column });
}

byId("playground").addEventListener("submit", (event) => {
  event.preventDefault();
  void start();
});
byId("stop").addEventListener("click", () => running?.abort());
byId("open-examples").addEventListener("click", () => void openGallery());
byId("open-file").addEventListener("click", () => chooseFile((file) => void load(file)));
watchDrops(byId("editor"), (file) => void load(file));
byId("open-share").addEventListener("click", () => void share());
byId("show-code").addEventListener("click", () => showPane("code"));
byId("show-result").addEventListener("click", () => showPane("result"));
watchFields((field) => {
  if (field === "mode") nameSyntax();
  changed();
});
bindSettings(settings, (change) => {
  saveSettings(settings);
  applySettings(settings);
  if (change === "live") problems.schedule(0);
  if (change === "language") {
    void useLanguage(settings.language).then((different) => {
      if (different) translate();
    });
  }
});
addEventListener("hashchange", () => void follow());
// A tab may be closed, or thrown away by the system, without another event.
addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter") {
    event.preventDefault();
    void start();
  } else if (event.key === "s") {
    event.preventDefault();
    void share();
  }
});
for (const dialog of document.querySelectorAll("dialog")) {
  // A click beside the dialog closes it.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
editor.onCursor(showCursor);

void useLanguage(settings.language).then(async (different) => {
  if (different) translate();
  document.documentElement.lang = language();
  const rendered = ([...byId("view").children] as HTMLElement[]).filter((element) => element.tagName !== "NOSCRIPT");
  const answered = rendered.some((element) => element.matches(".outcome"));
  const shared = /^\/s\/(\w+)$/.exec(location.pathname)?.[1];
  if (location.hash !== "" || (rendered.length === 0 && shared === undefined)) {
    await follow();
  } else if (shared !== undefined && !answered) {
    // The program came with the page; its result is shown at once.
    open(`share:${shared}`, current());
    await start();
    views.addNotes(rendered);
  } else {
    // The form was sent before this script had come, or the link leads nowhere: what the service says stays.
    if (shared !== undefined) show(scratch);
    changed();
    views.showResult(rendered);
    showPane("result");
  }
  checkFields();
  showCursor();
  document.documentElement.dataset["ready"] = "";
  void assist(syntaxOf(current()));
  if (matchMedia("(min-width: 800px)").matches && document.activeElement === document.body) editor.focus();
});
