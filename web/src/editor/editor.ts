// The editor: CodeMirror in a shadow root over the form's textarea.
//
// The shadow root lets CodeMirror keep its styles in constructed sheets, which a strict content security policy
// allows; a <style> element it would not. The textarea stays in the form and holds the text for it.

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
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
import type { SyntaxMode } from "../program";
import { marksOf, offsetOf } from "./diagnostics";
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
}

/** The editor as the rest of the page sees it. */
export class Editor {
  readonly view: EditorView;
  readonly #textarea: HTMLTextAreaElement;
  readonly #language = new Compartment();
  readonly #extras = new Compartment();
  readonly #labels = new Compartment();
  #onCursor: (() => void) | undefined;
  #mode: SyntaxMode;

  constructor(options: EditorOptions) {
    this.#textarea = options.textarea;
    this.#mode = options.mode;
    const root = options.host.attachShadow({ mode: "open" });
    const own = (action: () => void) => () => {
      action();
      return true;
    };
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: options.textarea.value,
        extensions: [
          keymap.of([
            { key: "Mod-Enter", run: own(options.onRun) },
            { key: "Mod-s", run: own(options.onSave), preventDefault: true },
            // Tab indents, so Escape has to open the way out (WCAG 2.1.2): after it, Tab leaves the editor.
            { key: "Escape", run: (view) => (view.setTabFocusMode(2000), false) },
          ]),
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
          this.#language.of(languageOf(options.mode)),
          this.#extras.of([]),
          this.#labels.of(labels()),
          theme,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              this.#textarea.value = update.state.doc.toString();
              options.onChange();
            }
            if (update.docChanged || update.selectionSet) this.#onCursor?.();
          }),
        ],
      }),
    });
  }

  get code(): string {
    return this.view.state.doc.toString();
  }

  /** Calls `listener` whenever the cursor moves. */
  onCursor(listener: () => void): void {
    this.#onCursor = listener;
  }

  /** Replaces the text; one step of undo brings the old one back. */
  setCode(code: string): void {
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
    this.view.dispatch({ effects: this.#extras.reconfigure(extras) });
  }

  /** Takes the texts of the page's language anew. */
  translate(): void {
    this.view.dispatch({ effects: this.#labels.reconfigure(labels()) });
  }

  /** Underlines the places of `diagnostics`. */
  mark(diagnostics: Diagnostic[]): void {
    this.view.dispatch(setDiagnostics(this.view.state, marksOf(this.view.state.doc, diagnostics)));
  }

  /** Moves the cursor to `position` and the focus to the editor. */
  goTo(position: Position, end?: Position): void {
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
