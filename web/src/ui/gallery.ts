// The gallery of examples, which the service carries.

import { read } from "../api";
import { t, tn } from "../i18n";
import { programOf, type Program, type SyntaxMode } from "../program";
import { byId, h } from "./dom";
import { marked } from "./messages";

/** An example as `GET /examples` lists it. */
export interface Example {
  name: string;
  title: string;
  summary: string;
  syntax_mode: SyntaxMode;
  entry_point: string;
  code: string;
}

let loading: Promise<Example[] | undefined> | undefined;

/** All examples, or nothing where the service cannot be reached; asked for once. */
export function loadExamples(): Promise<Example[] | undefined> {
  loading ??= read<{ examples: Example[] }>("/examples", new AbortController().signal).then((result) => {
    if (result.ok) return result.answer.examples;
    loading = undefined;
    return undefined;
  });
  return loading;
}

/** The example `name` as a program. */
export async function exampleProgram(name: string): Promise<Program | undefined> {
  const example = (await loadExamples())?.find((candidate) => candidate.name === name);
  return example && programOf(example.code, example.syntax_mode, example.entry_point === "main" ? "" : example.entry_point);
}

/** Opens the gallery. */
export async function openGallery(): Promise<void> {
  const dialog = byId<HTMLDialogElement>("examples");
  const search = byId<HTMLInputElement>("examples-search");
  const list = byId("examples-list");
  dialog.showModal();
  search.focus();
  const examples = await loadExamples();
  if (examples === undefined) {
    byId("examples-count").textContent = "";
    list.replaceChildren(h("p", { class: "notice bad" }, t("galleryFailed")));
    return;
  }
  const show = (): void => {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const found = examples.filter((example) => {
      const text = `${example.title} ${example.name} ${example.summary} ${example.code}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    byId("examples-count").textContent = found.length === 0 ? t("galleryNone") : tn("galleryCount", found.length);
    list.replaceChildren(
      ...groups(found).map(([title, members]) =>
        h("section", { class: "example-group" }, h("h3", {}, title), h("ul", {}, ...members.map(card))),
      ),
    );
  };
  search.oninput = show;
  show();
}

function groups(examples: Example[]): [string, Example[]][] {
  const native = examples.filter((example) => example.syntax_mode === "native");
  const solidity = examples.filter((example) => example.syntax_mode === "solidity");
  const all: [string, Example[]][] = [
    [t("groupNative"), native],
    [t("groupSolidity"), solidity],
  ];
  return all.filter(([, members]) => members.length > 0);
}

function card(example: Example): HTMLLIElement {
  // A link, so that it opens in a new tab as well; the page notices the change of address.
  const close = (): void => byId<HTMLDialogElement>("examples").close();
  return h(
    "li",
    {},
    h(
      "a",
      { href: `${location.origin}/#example=${encodeURIComponent(example.name)}`, class: "example", onclick: close },
      h("b", {}, example.title),
      h("span", {}, ...marked(example.summary)),
    ),
  );
}
