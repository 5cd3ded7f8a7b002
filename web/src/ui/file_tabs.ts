// The files of the program as tabs over the editor: choosing, adding, renaming, taking away.
//
// With one file there is only a button below the editor, so that whoever needs one file sees one file.

import type { Editor } from "../editor/editor";
import { t } from "../i18n";
import { fileName, isSourcePath, MAIN_FILE, MAX_FILES, type SyntaxMode } from "../program";
import { announce, byId, h } from "./dom";
import { hideNotice, showNotice } from "./notice";

export class FileTabs {
  readonly #editor: Editor;
  readonly #changed: () => void;
  readonly #bar = byId("files");
  readonly #add = byId("add-file");
  #mode: SyntaxMode = "native";

  constructor(editor: Editor, changed: () => void) {
    this.#editor = editor;
    this.#changed = changed;
    this.#add.addEventListener("click", () => this.#ask(undefined));
  }

  /** Other files are for Twilight: Solidity's `import` is not part of the service. */
  setMode(mode: SyntaxMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.show();
  }

  /** Makes the tabs anew. */
  show(): void {
    const { paths, path: shown } = this.#editor;
    const several = paths.length > 1;
    this.#bar.hidden = !several;
    this.#add.hidden = several || this.#mode === "solidity";
    if (!several) {
      this.#bar.replaceChildren();
      return;
    }
    const tabs = h("div", { class: "file-tabs", role: "tablist", "aria-label": t("files"), onkeydown: (event) => this.#keys(event as KeyboardEvent) });
    for (const path of paths) {
      const chosen = path === shown;
      const tab = h(
        "button",
        { type: "button", role: "tab", "aria-selected": String(chosen), "aria-controls": "editor", tabindex: chosen ? 0 : -1, "data-path": path, onclick: () => this.#choose(path) },
        fileName(path),
      );
      tabs.append(tab);
    }
    const actions = h("div", { class: "file-actions" });
    const action = (id: string, label: string, sign: string, act: () => void): void => {
      actions.append(h("button", { type: "button", class: "button icon small", id, title: label, "aria-label": label, onclick: act }, h("span", { "aria-hidden": "true" }, sign)));
    };
    if (paths.length < MAX_FILES && this.#mode === "native") action("file-new", t("addFile"), "+", () => this.#ask(undefined));
    if (shown !== MAIN_FILE) {
      action("file-rename", t("renameFile", { name: fileName(shown) }), "✎", () => this.#ask(shown));
      action("file-remove", t("removeFile", { name: fileName(shown) }), "✕", () => this.#remove(shown));
    }
    this.#bar.replaceChildren(tabs, actions);
    tabs.querySelector<HTMLElement>("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #choose(path: string): void {
    this.#editor.show(path);
    this.#editor.focus();
  }

  /** Arrow keys between the tabs. */
  #keys(event: KeyboardEvent): void {
    const { paths, path } = this.#editor;
    const at = paths.indexOf(path);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: paths.length - 1 }[event.key];
    const next = to === undefined ? undefined : paths[(to + paths.length) % paths.length];
    if (next === undefined) return;
    event.preventDefault();
    this.#editor.show(next);
    this.#bar.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }

  /** Asks for the name of a new file, or of `path`, in a dialog. */
  #ask(path: string | undefined): void {
    const dialog = byId<HTMLDialogElement>("file-dialog");
    const input = byId<HTMLInputElement>("file-name");
    const error = byId("file-error");
    byId("file-title").textContent = path === undefined ? t("addFile") : t("renameFile", { name: fileName(path) });
    input.value = path === undefined ? "" : fileName(path);
    error.hidden = true;
    input.removeAttribute("aria-invalid");
    byId<HTMLFormElement>("file-form").onsubmit = (event) => {
      event.preventDefault();
      const name = input.value.trim();
      const wanted = `src/${name.replace(/^src\//, "").replace(/(\.twl)?$/, ".twl")}`;
      const taken = wanted !== path && this.#editor.paths.includes(wanted);
      if (taken || !isSourcePath(wanted)) {
        error.textContent = taken ? t("fileTaken") : t("badFileName");
        error.hidden = false;
        input.setAttribute("aria-invalid", "true");
        input.focus();
        return;
      }
      dialog.close();
      if (path === undefined) {
        this.#editor.addFile(wanted, "");
        this.#editor.show(wanted);
        announce(t("fileAdded", { name: fileName(wanted) }));
      } else if (wanted !== path) this.#editor.renameFile(path, wanted);
      this.#changed();
      this.#editor.focus();
    };
    dialog.showModal();
    input.select();
  }

  #remove(path: string): void {
    const index = this.#editor.paths.indexOf(path);
    const text = this.#editor.files[path] ?? "";
    this.#editor.removeFile(path);
    this.#changed();
    this.#editor.focus();
    showNotice(t("fileRemoved", { name: fileName(path) }), t("undo"), () => {
      this.#editor.addFile(path, text, index);
      this.#editor.show(path);
      this.#changed();
      hideNotice();
    });
  }
}
