// One line above the program for what the user should know and can leave alone.

import { t } from "../i18n";
import { byId, h } from "./dom";

/** Shows `text`, with a button that does `action` where there is one. */
export function showNotice(text: string, label = "", action?: () => void): void {
  const notice = byId("notice");
  notice.replaceChildren(h("span", {}, text));
  if (action !== undefined) notice.append(h("button", { type: "button", class: "link", onclick: action }, label));
  notice.append(h("button", { type: "button", class: "link", onclick: hideNotice }, t("dismiss")));
  notice.hidden = false;
}

export function hideNotice(): void {
  byId("notice").hidden = true;
}
