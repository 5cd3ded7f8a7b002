// Texts in the language of the user.
//
// English is part of the page; others are loaded when they are wanted. Elements with `data-t` (text) or
// `data-t-label`, `data-t-title`, `data-t-placeholder` (attributes) are filled by `translatePage`.

import { en, type Key, type Texts } from "./en";

export type { Key } from "./en";

/** The languages of the page by the name that their speakers give them. */
export const languages: Record<string, string> = { en: "English", de: "Deutsch" };

let texts: Texts = en;
let current = "en";
let plurals = new Intl.PluralRules("en");
let numbers = new Intl.NumberFormat("en");

/** The text of `key`, with `{name}` filled from `values`. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

type Counted = { [K in Key]: K extends `${infer Base}_one` ? Base : never }[Key];

/** The text of `key` for the number `n`. */
export function tn(key: Counted, n: number): string {
  const form = plurals.select(n) === "one" ? "one" : "other";
  return t(`${key}_${form}` as Key, { n });
}

/** A number as the language writes it; `text` may be longer than a JavaScript number holds. */
export function number(text: string): string {
  return /^\d+$/.test(text) ? numbers.format(BigInt(text)) : text;
}

/** A share of one as the language writes it. */
export function percent(share: number): string {
  return new Intl.NumberFormat(current, { style: "percent", maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 }).format(share);
}

/** The key of the language in use. */
export function language(): string {
  return current;
}

/** Uses the language `wanted`, or the browser's where that is empty. Whether it changed. */
export async function useLanguage(wanted: string): Promise<boolean> {
  const candidates = wanted === "" ? navigator.languages : [wanted];
  const chosen = candidates.map((tag) => tag.split("-")[0] ?? "").find((tag) => tag in languages) ?? "en";
  if (chosen === current) return false;
  try {
    texts = chosen === "de" ? (await import("./de")).de : en;
  } catch {
    // Without a connection the page stays in its language.
    return false;
  }
  current = chosen;
  plurals = new Intl.PluralRules(chosen);
  numbers = new Intl.NumberFormat(chosen);
  return true;
}

/** Writes the texts into the elements that name them. */
export function translatePage(): void {
  document.documentElement.lang = current;
  document.title = t("title");
  for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) {
    element.textContent = t(element.dataset["t"] as Key);
  }
  for (const [attribute, name] of [["label", "aria-label"], ["title", "title"], ["placeholder", "placeholder"]] as const) {
    for (const element of document.querySelectorAll(`[data-t-${attribute}]`)) {
      element.setAttribute(name, t(element.getAttribute(`data-t-${attribute}`) as Key));
    }
  }
}
