// Ways to give a program to others: a short link, a link that holds it, Markdown, a frame, a file.

import { post, read, remove, requestOf, type Failure } from "../api";
import { chosenEntry } from "../editor/outline";
import { t } from "../i18n";
import { hashOf } from "../links";
import { MAIN_FILE, syntaxOf, type Program } from "../program";
import { announce, byId, copyText, h } from "./dom";
import { saveFiles } from "./files";
import { failed } from "./result";

interface Shared {
  id: string;
  url: string;
  created: string;
  expires: string | null;
  delete_token?: string;
}

/** The shared program `id`, of which the page came with `program`; its other files do not come with the page. */
export async function sharedProgram(id: string, program: Program): Promise<Program> {
  const result = await read<{ files?: Record<string, string> }>(`/load?id=${id}`, new AbortController().signal);
  if (!result.ok || result.answer.files === undefined) return program;
  const files = { ...result.answer.files };
  delete files[MAIN_FILE];
  return { ...program, files };
}

let sharing: Promise<boolean> | undefined;

/** Whether the service keeps programs; asked for once. */
function canShare(): Promise<boolean> {
  sharing ??= read<{ sharing?: boolean }>("/version", new AbortController().signal).then((result) => {
    if (!result.ok) sharing = undefined;
    return result.ok && result.answer.sharing === true;
  });
  return sharing;
}

/** Opens the dialog for `program`; `saved` tells whether its draft is kept. */
export async function openShare(program: Program, saved: boolean): Promise<void> {
  const hash = await hashOf(program);
  const link = `${location.origin}/${hash}`;
  const dialog = byId<HTMLDialogElement>("share");
  const short = h("div", { class: "copy-field" });
  const snippets = h("div", {});
  const parts: (HTMLElement | undefined)[] = [
    saved ? h("p", { class: "quiet" }, t("draftSaved")) : undefined,
    short,
    copyField("share-link", t("shareLink"), link, t("shareLinkHelp")),
    link.length > 2000 ? h("p", { class: "notice" }, t("shareLength", { n: link.length })) : undefined,
    snippets,
    h("button", { type: "button", class: "button", id: "share-file", onclick: () => void saveFiles(program) }, t(Object.keys(program.files).length === 0 ? "saveFile" : "saveFiles")),
  ];
  byId("share-body").replaceChildren(...parts.filter((part) => part !== undefined));
  showSnippets(snippets, program, link, hash);
  if (!dialog.open) dialog.showModal();
  byId<HTMLTextAreaElement>("share-link").select();
  if (await canShare()) {
    short.replaceChildren(
      h(
        "button",
        { type: "button", class: "button primary", id: "share-short", onclick: () => void makeShort(short, program, (url) => showSnippets(snippets, program, url, hash)) },
        t("shortMake"),
      ),
      h("p", { class: "quiet" }, t("shortHelp")),
    );
  }
}

/** Stores the program and shows its link. */
async function makeShort(box: HTMLElement, program: Program, made: (url: string) => void): Promise<void> {
  const entry = program.entry === "" ? chosenEntry(program.code, syntaxOf(program)) : program.entry;
  const result = await post<Shared>("/share", requestOf({ ...program, entry }), new AbortController().signal);
  if (!result.ok) {
    box.append(sorry(result.failure));
    return;
  }
  const shared = result.answer;
  // The service may know its public address; else it is the page's.
  const url = new URL(shared.url, location.origin).href;
  const help = shared.expires === null ? t("shortKept") : t("shortExpires", { when: new Date(shared.expires).toLocaleDateString(document.documentElement.lang) });
  box.replaceChildren(copyField("share-url", t("shortLink"), url, help));
  if (shared.delete_token !== undefined) {
    const token = shared.delete_token;
    const button = h("button", { type: "button", class: "link", id: "share-delete", onclick: () => void unshare() }, t("shortDelete"));
    const unshare = async (): Promise<void> => {
      const failure = await remove(`/s/${shared.id}`, token);
      box.replaceChildren(failure === undefined ? h("p", { role: "status" }, t("shortDeleted")) : sorry(failure));
    };
    box.append(button);
  }
  byId<HTMLTextAreaElement>("share-url").select();
  announce(t("shortLink"));
  made(url);
}

function sorry(failure: Failure): HTMLElement {
  return h("div", { role: "alert" }, ...failed(failure).elements);
}

/** Markdown and a frame, with `link` as the way to the program. */
function showSnippets(box: HTMLElement, program: Program, link: string, hash: string): void {
  const language = syntaxOf(program) === "solidity" ? "solidity" : "rust";
  const fence = program.code.includes("```") ? "~~~~" : "```";
  const markdown = `${fence}${language}\n${program.code.replace(/\n*$/, "\n")}${fence}\n\n[${t("run")}](${link})\n`;
  const frame = `<iframe src="${location.origin}/embed${hash}" title="Twilight" width="100%" height="480" loading="lazy"></iframe>`;
  box.replaceChildren(
    copyField("share-markdown", t("shareMarkdown"), markdown, "", 4),
    copyField("share-embed", t("shareEmbed"), frame, t("shareEmbedHelp"), 3),
  );
}

function copyField(id: string, label: string, text: string, help: string, rows = 2): HTMLElement {
  const area = h("textarea", { id, readonly: true, rows, spellcheck: "false", wrap: rows === 4 ? "off" : "soft" });
  area.value = text;
  const button = h("button", { type: "button", class: "button", onclick: () => void copy() }, t("copy"));
  const copy = async (): Promise<void> => {
    if (!(await copyText(text))) {
      area.focus();
      area.select();
      return;
    }
    button.textContent = t("copied");
    announce(t("copied"));
    setTimeout(() => {
      button.textContent = t("copy");
    }, 1500);
  };
  button.setAttribute("aria-label", `${t("copy")}: ${label}`);
  const box = h("div", { class: "copy-field" }, h("label", { for: id }, label), h("div", { class: "copy-row" }, area, button));
  if (help !== "") box.append(h("p", { class: "quiet" }, help));
  return box;
}
