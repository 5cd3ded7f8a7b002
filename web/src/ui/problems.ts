// Messages while typing: asks the compiler when the user pauses, marks the places, lists the problems.

import { compile, type Diagnostic } from "../api";
import type { Editor } from "../editor/editor";
import { t, tn } from "../i18n";
import type { Program } from "../program";
import { byId } from "./dom";
import { messageItem } from "./messages";

/** Milliseconds without a key before the compiler is asked. */
const PAUSE = 180;

/** Live checking. */
export class Problems {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;
  #diagnostics: Diagnostic[] = [];
  #state: "checking" | "checked" | "offline" | "off" = "checking";
  readonly #editor: Editor;
  readonly #program: () => Program;
  readonly #enabled: () => boolean;

  constructor(editor: Editor, program: () => Program, enabled: () => boolean) {
    this.#editor = editor;
    this.#program = program;
    this.#enabled = enabled;
    byId("problems-toggle").addEventListener("click", () => this.toggle());
    addEventListener("online", () => this.schedule());
  }

  /** The program has changed. */
  schedule(pause = PAUSE): void {
    clearTimeout(this.#timer);
    // An answer about an older text would mark wrong places.
    this.#asked?.abort();
    if (!this.#enabled()) {
      this.#diagnostics = [];
      this.#editor.mark([]);
      this.#say("off");
      return;
    }
    this.#timer = setTimeout(() => void this.#check(), pause);
  }

  /** Takes the messages of a run, which are as good as those of a check. */
  take(diagnostics: Diagnostic[]): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#diagnostics = diagnostics;
    this.#editor.mark(diagnostics);
    this.#say("checked");
  }

  /** Opens or closes the list. */
  toggle(): void {
    const list = byId("problems");
    if (this.#diagnostics.length === 0) return;
    list.hidden = !list.hidden;
    byId("problems-toggle").setAttribute("aria-expanded", String(!list.hidden));
  }

  /** Writes everything again, in the language of the page. */
  translate(): void {
    this.#say(this.#state);
  }

  async #check(): Promise<void> {
    const asked = new AbortController();
    this.#asked = asked;
    this.#say("checking");
    const result = await compile(this.#program(), [], asked.signal);
    if (asked.signal.aborted) return;
    if (result.ok) {
      this.#diagnostics = result.answer.diagnostics;
      this.#editor.mark(this.#diagnostics);
      this.#say("checked");
    } else if (result.failure.kind === "busy") {
      this.#timer = setTimeout(() => void this.#check(), result.failure.seconds * 1000);
    } else {
      this.#diagnostics = [];
      this.#editor.mark([]);
      this.#say("offline");
    }
  }

  #say(state: "checking" | "checked" | "offline" | "off"): void {
    this.#state = state;
    const toggle = byId("problems-toggle");
    const summary = byId("problems-summary");
    const list = byId("problems");
    const errors = this.#diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
    const warnings = this.#diagnostics.length - errors;
    if (state === "checking") {
      // The last count stays readable while a new one is made.
      if (summary.textContent === "") summary.textContent = t("checking");
      toggle.dataset["state"] ??= "checking";
      toggle.setAttribute("aria-busy", "true");
      return;
    }
    toggle.removeAttribute("aria-busy");
    const counts = [errors > 0 ? tn("errors", errors) : "", warnings > 0 ? tn("warnings", warnings) : ""].filter((part) => part !== "");
    toggle.dataset["state"] = errors > 0 ? "error" : warnings > 0 ? "warning" : state === "checked" ? "good" : "off";
    summary.textContent =
      state === "offline"
        ? t("notChecked")
        : state === "off" && counts.length === 0
          ? t("liveOff")
          : counts.length === 0
            ? t("noProblems")
            : counts.join(", ");
    list.replaceChildren(
      ...this.#diagnostics.map((diagnostic) => messageItem(diagnostic, (...place) => this.#editor.goTo(...place))),
    );
    const none = this.#diagnostics.length === 0;
    toggle.toggleAttribute("data-empty", none);
    if (none) {
      list.hidden = true;
      toggle.setAttribute("aria-expanded", "false");
    }
  }
}
