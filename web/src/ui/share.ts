// Ways to give a program to others.

import { t } from "../i18n";
import { hashOf } from "../links";
import type { Program } from "../program";
import { announce, byId, copyText, h } from "./dom";

/** Opens the dialog for `program`; `saved` tells whether its draft is kept. */
export async function openShare(program: Program, saved: boolean): Promise<void> {
  const link = `${location.origin}/${await hashOf(program)}`;
  const body = byId("share-body");
  const parts: HTMLElement[] = [];
  if (saved) parts.push(h("p", { class: "quiet" }, t("draftSaved")));
  parts.push(copyField("share-link", t("shareLink"), link, t("shareLinkHelp")));
  if (link.length > 2000) parts.push(h("p", { class: "notice" }, t("shareLength", { n: link.length })));
  const language = program.mode === "solidity" ? "solidity" : "rust";
  const fence = program.code.includes("```") ? "~~~~" : "```";
  const markdown = `${fence}${language}\n${program.code.replace(/\n*$/, "\n")}${fence}\n\n[${t("run")}](${link})\n`;
  parts.push(copyField("share-markdown", t("shareMarkdown"), markdown, "", 5));
  body.replaceChildren(...parts);
  const dialog = byId<HTMLDialogElement>("share");
  if (!dialog.open) dialog.showModal();
  byId<HTMLTextAreaElement>("share-link").select();
}

function copyField(id: string, label: string, text: string, help: string, rows = 2): HTMLElement {
  const area = h("textarea", { id, readonly: true, rows, spellcheck: "false", wrap: rows > 2 ? "off" : "soft" });
  area.value = text;
  const button = h(
    "button",
    {
      type: "button",
      class: "button",
      onclick: () => {
        void copyText(text).then((worked) => {
          if (!worked) {
            area.focus();
            area.select();
            return;
          }
          button.textContent = t("copied");
          announce(t("copied"));
          setTimeout(() => {
            button.textContent = t("copy");
          }, 1500);
        });
      },
    },
    t("copy"),
  );
  button.setAttribute("aria-label", `${t("copy")}: ${label}`);
  const box = h("div", { class: "copy-field" }, h("label", { for: id }, label), h("div", { class: "copy-row" }, area, button));
  if (help !== "") box.append(h("p", { class: "quiet" }, help));
  return box;
}
