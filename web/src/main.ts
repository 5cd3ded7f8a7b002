// The page: brings the editor, the fields, the service and the drafts together.
//
// Without this script the page is a form that the service answers; everything here makes that better, and
// whatever fails here must leave what the user has written where it is.

import { run, type GasProfile } from "./api";
import { defaultProgram, defaultSolidity } from "./default_program";
import { dropDraft, loadDraft, saveDraft } from "./drafts";
import { Editor } from "./editor/editor";
import { chosenEntry } from "./editor/outline";
import { language, t, translatePage, useLanguage } from "./i18n";
import { readHash } from "./links";
import { bytesOf, programOf, sameProgram, seemingSyntax, syntaxDirective, syntaxOf, type Program, type SyntaxMode } from "./program";
import { applySettings, loadSettings, saveSettings } from "./settings";
import { checkFields, fillFields, offerEntries, readFields, watchFields } from "./ui/call";
import { Calls } from "./ui/calls";
import { announce, byId, h } from "./ui/dom";
import { chooseFiles, readFiles, watchDrops } from "./ui/files";
import { FileTabs } from "./ui/file_tabs";
import { exampleProgram, openGallery } from "./ui/gallery";
import { showNotice, hideNotice } from "./ui/notice";
import { Problems } from "./ui/problems";
import { isAboutEntry, resultOf, welcome } from "./ui/result";
import { bindSettings } from "./ui/settings_dialog";
import { openShare, sharedProgram } from "./ui/share";
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
/** Takes the offer of the other syntax away; there where it has been made. */
let withdrawSyntax: (() => void) | undefined;
/** Where the gas of the last run went. */
let gas: GasProfile | undefined;
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
  onFiles: () => tabs?.show(),
});
const tabs: FileTabs | undefined = new FileTabs(editor, () => changed());
document.documentElement.classList.replace("no-js", "js");
const calls = new Calls(
  () => current(),
  (...place) => goTo(...place),
);
const views = new Views(() => current(), calls, (line, file) => goTo({ line, column: 1, offset: 0 }, undefined, file));
const problems = new Problems(editor, () => current(), () => settings.live);

/** What is on the page now. */
function current(): Program {
  return readFields(editor.code, editor.files);
}

/** Shows a place of the program. */
function goTo(...place: Parameters<Editor["goTo"]>): void {
  showPane("code");
  editor.goTo(...place);
}

/** The user, or a link, has changed something. */
function changed(): void {
  const program = current();
  const syntax = syntaxOf(program);
  editor.setMode(syntax);
  tabs?.setMode(syntax);
  if (assisted !== undefined && assisted !== syntax) void assist(syntax);
  byId<HTMLSelectElement>("mode").value = syntax;
  problems.schedule();
  clearTimeout(saving);
  saving = setTimeout(() => {
    settle();
    offerSyntax();
  }, 400);
}

/** What need not follow each key. */
function settle(): void {
  clearTimeout(saving);
  keep();
  const program = current();
  offerEntries(program.code, syntaxOf(program));
  views.refresh();
}

/** Offers the other syntax for a program that looks like it, once. */
function offerSyntax(): void {
  const { code } = current();
  const seeming = seemingSyntax(code);
  const fits = seeming === undefined || seeming === byId<HTMLSelectElement>("mode").value || syntaxDirective(code) !== undefined;
  if (fits) {
    withdrawSyntax?.();
    withdrawSyntax = undefined;
  } else if (withdrawSyntax === undefined) {
    withdrawSyntax = showNotice(t(seeming === "solidity" ? "looksLikeSolidity" : "looksLikeNative"), t(seeming === "solidity" ? "useSolidity" : "useNative"), () => {
      byId<HTMLSelectElement>("mode").value = seeming;
      changed();
      settle();
      offerSyntax();
      editor.focus();
    });
  }
}

/** Opens `files` in place of the program, which can be had back. */
async function load(files: File[]): Promise<void> {
  const read = await readFiles(files);
  byId<HTMLDialogElement>("examples").close();
  if (read === undefined) {
    showNotice(t("badFile"));
    return;
  }
  const before = current();
  show({ ...before, ...read, entry: "" });
  showPane("code");
  showNotice(t("fileOpened"), t("fileOpenedBack"), () => {
    show(before);
    hideNotice();
  });
  editor.focus();
}

/** Keeps the draft, or forgets it where nothing differs from the original. */
function keep(): boolean {
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
  clearGas();
  editor.setCode(program.code, program.files);
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
  const bytes = bytesOf(program);
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
  const steps = h("ol", { class: "stages" });
  const printed = h("pre", { class: "output", tabindex: 0, hidden: true });
  views.showResult([h("div", { class: "outcome neutral running" }, h("h2", {}, t("running"), " ", seconds), h("progress", { "aria-label": t("running") }), steps), printed]);
  announce(t("running"));
  const clock = setInterval(() => {
    seconds.textContent = t("runningFor", { seconds: ((performance.now() - began) / 1000).toFixed(1) });
  }, 100);
  const entry = program.entry === "" ? chosenEntry(program.code, syntaxOf(program)) : program.entry;
  const result = await run({ ...program, entry }, asked.signal, {
    stage: (stage) => steps.append(h("li", {}, t(`stage_${stage}`))),
    output: (text) => {
      // The answer has all of it; what is shown meanwhile need not grow for ever.
      if (printed.textContent.length < MAX_BYTES) printed.append(text);
      printed.hidden = false;
    },
  });
  clearInterval(clock);
  running = undefined;
  setRunning(false);
  const shown = resultOf(result, program, goTo);
  views.showResult(shown.elements);
  announce(shown.summary);
  // The answer is about what was sent, which may have been changed since.
  if (result.ok && sameProgram({ ...current(), entry: program.entry }, program)) {
    // Where nothing can be called, nothing is wrong with the program.
    problems.take(result.answer.diagnostics.filter((diagnostic) => !isAboutEntry(diagnostic)));
    gas = result.answer.gas;
    void showGas();
  }
}

/** Shows beside the lines what the last run took, where that is wanted. */
async function showGas(): Promise<void> {
  const profile = settings.gas ? gas : undefined;
  if (profile === undefined) {
    editor.setGas(undefined);
    return;
  }
  const { gasGutter } = await import("./editor/gas");
  if (gas === profile) editor.setGas(gasGutter(profile));
}

function clearGas(): void {
  gas = undefined;
  editor.setGas(undefined);
}

/** Gives the editor the keys that are chosen. */
async function useKeys(): Promise<void> {
  const wanted = settings.keys;
  try {
    const keys = wanted === "standard" ? [] : await (await import("./editor/keys")).keysOf(wanted, () => void share());
    if (settings.keys === wanted) editor.setKeys(keys);
  } catch {
    // Without a connection the keys stay what they are.
  }
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

/** The program is in the syntax that the user has chosen: the first one in its other form, another where it names one. */
function nameSyntax(): void {
  const { code, mode } = current();
  const place = syntaxDirective(code);
  if (place === undefined && Object.keys(editor.files).length === 0) {
    // Nobody wants the first program in the other syntax as an error.
    if (code === defaultProgram && mode === "solidity") editor.setCode(defaultSolidity);
    else if (code === defaultSolidity && mode === "native") editor.setCode(defaultProgram);
  }
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
  tabs?.show();
  showCursor();
}

function showCursor(): void {
  const { state } = editor.view;
  const line = state.doc.lineAt(state.selection.main.head);
  const column = [...line.text.slice(0, state.selection.main.head - line.from)].length + 1;
  byId("cursor").textContent = t("cursor", { line: line.number, column });
  views.follow(editor.path, line.number);
}

byId("playground").addEventListener("submit", (event) => {
  event.preventDefault();
  void start();
});
byId("stop").addEventListener("click", () => running?.abort());
byId("open-examples").addEventListener("click", () => void openGallery());
byId("open-file").addEventListener("click", () => chooseFiles((files) => void load(files)));
watchDrops(byId("editor"), (files) => void load(files));
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
  if (change === "keys") void useKeys();
  if (change === "gas") void showGas();
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
    open(`share:${shared}`, await sharedProgram(shared, current()));
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
  if (settings.keys !== "standard") void useKeys();
  if (matchMedia("(min-width: 800px)").matches && document.activeElement === document.body) editor.focus();
});
