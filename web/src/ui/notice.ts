// One line above the program for what the user should know and can leave alone.

import { t } from "../i18n";
import { byId, h } from "./dom";

/** Counts the notices, to know whether one is still the one that is shown. */
let latest = 0;

/** Shows `text`, with a button that does `action` where there is one; what it gives takes this notice away, and no later one. */
export function showNotice(text: string, label = "", action?: () => void): () => void {
  const own = (latest += 1);
  const notice = byId("notice");
  notice.replaceChildren(h("span", {}, text));
  if (action !== undefined) notice.append(h("button", { type: "button", class: "link", onclick: action }, label));
  notice.append(h("button", { type: "button", class: "link", onclick: hideNotice }, t("dismiss")));
  notice.hidden = false;
  return () => {
    if (own === latest) hideNotice();
  };
}

export function hideNotice(): void {
  byId("notice").hidden = true;
}
