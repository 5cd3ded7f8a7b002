// The tour: a card with words beside programs to run and change. Loaded when it is opened.

import { language, t } from "../i18n";
import { programOf, type Program } from "../program";
import { steps } from "../tour/steps";
import { byId, h } from "./dom";
import { marked } from "./messages";

/** The number of a step that exists, nearest to `wanted`. */
export function stepNumber(wanted: number): number {
  return Math.min(Math.max(1, wanted), steps.length);
}

/** The program of step `number`, which counts from 1. */
export function tourProgram(number: number): Program | undefined {
  const step = steps[number - 1];
  return step && programOf(step.code, step.mode ?? "native");
}

/** Shows the card of step `number`. */
export async function showTour(number: number): Promise<void> {
  const { words } = language() === "de" ? await import("../tour/de") : await import("../tour/en");
  const step = words[number - 1];
  const card = byId("tour");
  if (step === undefined) return;
  const to = (n: number, label: string, id: string): HTMLElement =>
    h("a", { class: "button", href: `${location.origin}/#tour=${n}`, id }, label);
  const moves = h("div", { class: "tour-moves" });
  if (number > 1) moves.append(to(number - 1, t("tourBack"), "tour-back"));
  if (number < steps.length) moves.append(to(number + 1, t("tourNext"), "tour-next"));
  moves.append(h("a", { class: "tour-end", href: `${location.origin}/#`, id: "tour-end" }, t("tourEnd")));
  card.replaceChildren(
    h("p", { class: "quiet tour-count" }, t("tourStep", { n: number, all: steps.length })),
    h("h2", { tabindex: -1, id: "tour-title" }, step.title),
    h("p", {}, ...marked(step.text)),
    h("p", { class: "tour-task" }, ...marked(step.task)),
    moves,
  );
  card.hidden = false;
}

/** Takes the card away. */
export function hideTour(): void {
  const card = byId("tour");
  card.hidden = true;
  card.replaceChildren();
}
