// The editor: CodeMirror in a shadow root over the form's textarea.
//
// The shadow root lets CodeMirror keep its styles in constructed sheets, which a strict content security policy
// allows; a <style> element it would not. The textarea stays in the form and holds the text for it.

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec, type Extension, type Text } from "@codemirror/state";
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import type { Diagnostic, Position } from "../api";
import { t } from "../i18n";
import { MAIN_FILE, type SyntaxMode } from "../program";
import { inProgram, marksOf, offsetOf } from "./diagnostics";
import { languageOf } from "./languages";
import { theme } from "./theme";

export interface EditorOptions {
  host: HTMLElement;
  textarea: HTMLTextAreaElement;
  mode: SyntaxMode;
  /** Called for each change that the user or the page makes. */
  onChange: () => void;
  onRun: () => void;
  onSave: () => void;
  /** Called where another file is shown, and where files come, go or change their names. */
  onFiles?: () => void;
}

/** The editor as the rest of the page sees it. */
export class Editor {
  readonly view: EditorView;
  readonly #textarea: HTMLTextAreaElement;
  readonly #language = new Compartment();
  readonly #extras = new Compartment();
  readonly #labels = new Compartment();
  readonly #keys = new Compartment();
  readonly #gas = new Compartment();
  #onCursor: (() => void) | undefined;
  #mode: SyntaxMode;
  readonly #options: EditorOptions;
  /** What is loaded after the first view. */
  #loaded: { extras: Extension; keys: Extension } = { extras: [], keys: [] };
  #diagnostics: Diagnostic[] = [];
  #gasOf: ((path: string, document: Text) => Extension) | undefined;
  /** The file that is shown. */
  #path: string = MAIN_FILE;
  /** All files in the order of their tabs; that of the shown one may be behind its text. */
  readonly #files = new Map<string, EditorState>();

  constructor(options: EditorOptions) {
    this.#textarea = options.textarea;
    this.#mode = options.mode;
    this.#options = options;
    const root = options.host.attachShadow({ mode: "open" });
    this.view = new EditorView({
      root,
      parent: root,
      state: this.#state(options.textarea.value),
    });
    this.#files.set(MAIN_FILE, this.view.state);
  }

  /** A file of its own, with an empty history. */
  #state(text: string): EditorState {
    const options = this.#options;
    const own = (action: () => void) => () => {
      action();
      return true;
    };
    return EditorState.create({
      doc: text,
      extensions: [
        // Tab indents, so Escape has to open the way out (WCAG 2.1.2): after it, Tab leaves the editor, whose keys it
        // may have.
        Prec.highest(
          EditorView.domEventHandlers({
            keydown: (event, view) => {
              if (event.key === "Escape") view.setTabFocusMode(2000);
              return false;
            },
            beforeinput: typeOver,
          }),
        ),
        keymap.of([
          { key: "Mod-Enter", run: own(options.onRun) },
          { key: "Mod-s", run: own(options.onSave), preventDefault: true },
        ]),
        this.#keys.of(this.#loaded.keys),
        this.#gas.of([]),
        lineNumbers(),
        lintGutter(),
        highlightActiveLineGutter(),
        codeFolding(),
        foldGutter({ openText: "▾", closedText: "▸" }),
        history(),
        drawSelection(),
        dropCursor(),
        EditorState.allowMultipleSelections.of(true),
        rectangularSelection(),
        crosshairCursor(),
        indentOnInput(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...completionKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        this.#language.of(languageOf(this.#mode)),
        this.#extras.of(this.#loaded.extras),
        this.#labels.of(labels()),
        theme,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            if (this.#path === MAIN_FILE) this.#textarea.value = update.state.doc.toString();
            options.onChange();
          }
          if (update.docChanged || update.selectionSet) this.#onCursor?.();
        }),
      ],
    });
  }

  /** The main file's text. */
  get code(): string {
    return this.#text(MAIN_FILE);
  }

  /** The other files by their paths. */
  get files(): Record<string, string> {
    return Object.fromEntries(this.paths.slice(1).map((path) => [path, this.#text(path)]));
  }

  /** All files in the order of their tabs, the main one first. */
  get paths(): string[] {
    return [...this.#files.keys()];
  }

  /** The file that is shown. */
  get path(): string {
    return this.#path;
  }

  #text(path: string): string {
    const state = path === this.#path ? this.view.state : this.#files.get(path);
    return state?.doc.toString() ?? "";
  }

  /** Shows the file at `path`, with its own cursor and history. */
  show(path: string): void {
    const state = this.#files.get(path);
    if (path === this.#path || state === undefined) return;
    this.#files.set(this.#path, this.view.state);
    this.#path = path;
    this.view.setState(state);
    // What has changed while it was away.
    this.view.dispatch({
      effects: [
        this.#language.reconfigure(languageOf(this.#mode)),
        this.#extras.reconfigure(this.#loaded.extras),
        this.#keys.reconfigure(this.#loaded.keys),
        this.#labels.reconfigure(labels()),
      ],
    });
    this.mark(this.#diagnostics);
    this.#showGas();
    this.#onCursor?.();
    this.#options.onFiles?.();
  }

  /** Adds a file, at `index` of the tabs or at the end. */
  addFile(path: string, text: string, index?: number): void {
    const all = [...this.#files];
    all.splice(index ?? all.length, 0, [path, this.#state(text)]);
    this.#setAll(all);
  }

  /** Takes a file away; the main one is shown in its place. */
  removeFile(path: string): void {
    if (path === this.#path) this.show(MAIN_FILE);
    this.#files.delete(path);
    this.#options.onFiles?.();
  }

  /** Gives a file another name. */
  renameFile(from: string, to: string): void {
    if (from === this.#path) {
      this.#files.set(from, this.view.state);
      this.#path = to;
    }
    this.#setAll([...this.#files].map(([path, state]) => [path === from ? to : path, state]));
  }

  #setAll(files: [string, EditorState][]): void {
    this.#files.clear();
    for (const [path, state] of files) this.#files.set(path, state);
    this.#options.onFiles?.();
  }

  /** Calls `listener` whenever the cursor moves. */
  onCursor(listener: () => void): void {
    this.#onCursor = listener;
  }

  /** Replaces the text; one step of undo brings the old one back. */
  setCode(code: string, files: Record<string, string> = {}): void {
    this.show(MAIN_FILE);
    this.#setAll([[MAIN_FILE, this.view.state], ...Object.entries(files).map(([path, text]): [string, EditorState] => [path, this.#state(text)])]);
    if (code === this.code) return;
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: code },
      selection: { anchor: 0 },
      scrollIntoView: true,
    });
  }

  setMode(mode: SyntaxMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.view.dispatch({ effects: this.#language.reconfigure(languageOf(mode)) });
  }

  /** Adds what is loaded after the first view: completion and hover. */
  setExtras(extras: Extension): void {
    this.#loaded.extras = extras;
    this.view.dispatch({ effects: this.#extras.reconfigure(extras) });
  }

  /** Adds keys before the editor's own. */
  setKeys(keys: Extension): void {
    this.#loaded.keys = keys;
    this.view.dispatch({ effects: this.#keys.reconfigure(keys) });
  }

  /** Shows beside the lines what `gasOf` makes of each file, or nothing. */
  setGas(gasOf: ((path: string, document: Text) => Extension) | undefined): void {
    this.#gasOf = gasOf;
    this.#showGas();
  }

  #showGas(): void {
    this.view.dispatch({ effects: this.#gas.reconfigure(this.#gasOf?.(this.#path, this.view.state.doc) ?? []) });
  }

  /** Takes the texts of the page's language anew. */
  translate(): void {
    this.view.dispatch({ effects: this.#labels.reconfigure(labels()) });
  }

  /** Underlines the places of `diagnostics`. */
  mark(diagnostics: Diagnostic[]): void {
    this.#diagnostics = diagnostics;
    const here = diagnostics.filter((diagnostic) => inProgram(diagnostic) && this.#pathOf(diagnostic.span?.file ?? "") === this.#path);
    this.view.dispatch(setDiagnostics(this.view.state, marksOf(this.view.state.doc, here)));
  }

  /** The file of the program that the compiler calls `file`. */
  #pathOf(file: string): string {
    return this.#files.has(file) ? file : MAIN_FILE;
  }

  /** Moves the cursor to `position` of `file` and the focus to the editor. */
  goTo(position: Position, end?: Position, file: string = MAIN_FILE): void {
    this.show(this.#pathOf(file));
    const anchor = offsetOf(this.view.state.doc, position);
    const head = end === undefined ? anchor : offsetOf(this.view.state.doc, end);
    this.view.dispatch({
      // The cursor stands at the beginning of what is selected, which is the place that was named.
      selection: { anchor: Math.max(anchor, head), head: anchor },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
    this.view.focus();
  }

  nextProblem(): void {
    nextDiagnostic(this.view);
    this.view.focus();
  }

  previousProblem(): void {
    previousDiagnostic(this.view);
    this.view.focus();
  }

  focus(): void {
    this.view.focus();
  }
}

/** Types over a selection. Left to itself, Chromium keeps the look of what was selected in a style of the element, which the
 * content policy forbids. */
function typeOver(event: InputEvent, view: EditorView): boolean {
  const { data } = event;
  const { main, ranges } = view.state.selection;
  if (event.inputType !== "insertText" || data === null || main.empty || ranges.length > 1 || view.composing) return false;
  event.preventDefault();
  const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handler) => handler(view, main.from, main.to, data, insert))) view.dispatch(insert());
  return true;
}

function labels(): Extension {
  return [
    EditorView.contentAttributes.of({
      "aria-label": t("editorLabel"),
      "aria-description": t("editorHelp"),
      tabindex: "0",
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
    }),
    EditorState.phrases.of({
      "Fold line": t("foldLine"),
      "Unfold line": t("unfoldLine"),
    }),
  ];
}
