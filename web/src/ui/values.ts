// Typed values, events and storage as people read them.

import type { DecodedArgument, RawEvent, StorageEntry } from "../api";
import { number, t } from "../i18n";
import { accounts } from "../program";
import { h } from "./dom";

/** `0x1000…0001` */
export function shorten(hex: string): string {
  return hex.length > 14 ? `${hex.slice(0, 6)}…${hex.slice(-4)}` : hex;
}

/** The name of an account of the page, or its address, shortened. */
export function accountName(address: string): string {
  return accounts.find(([, known]) => known === address.toLowerCase())?.[0] ?? shorten(address);
}

/** A value of `type` on one line. */
export function shownValue(value: unknown, type = ""): string {
  if (value === undefined) return "";
  if (typeof value === "string") {
    if (type === "address" && value.length === 42) {
      const name = accountName(value);
      return name === shorten(value) ? name : `${name} (${shorten(value)})`;
    }
    if (type === "string") return JSON.stringify(value);
    return /^\d{5,}$/.test(value) ? number(value) : value;
  }
  if (value === null) return type.startsWith("Option") ? "None" : "–";
  return JSON.stringify(value);
}

/** An event as `Name(argument: value, ..)`, its raw form on demand. */
export function eventItem(event: RawEvent, index: number): HTMLLIElement {
  const raw = h(
    "dl",
    { class: "raw" },
    h("dt", {}, t("address")),
    h("dd", {}, h("code", {}, event.address)),
    ...event.topics.flatMap((topic, at) => [h("dt", {}, t("topic", { n: at })), h("dd", {}, h("code", {}, topic))]),
    h("dt", {}, t("data")),
    h("dd", {}, h("code", {}, event.data)),
  );
  const decoded = event.decoded;
  const title =
    decoded === undefined
      ? [t("eventOf", { n: index + 1, address: shorten(event.address) })]
      : [h("b", {}, decoded.name), `(${decoded.args.map(argument).join(", ")})`];
  return h("li", {}, h("details", {}, h("summary", {}, ...title), raw));
}

function argument(part: DecodedArgument): string {
  const value = part.hash === undefined ? shownValue(part.value, part.type) : `${t("hashOf")} ${shorten(part.hash)}`;
  return part.name === "" ? value : `${part.name}: ${value}`;
}

/** Storage as a table of places with their values before and after; what changed is marked. */
export function storageTable(entries: StorageEntry[], most = 200): HTMLElement {
  const body = h("tbody", {});
  for (const entry of entries.slice(0, most)) {
    const changed = JSON.stringify(entry.before ?? null) !== JSON.stringify(entry.after ?? null);
    const place = (entry.place ?? entry.key).replace(/0x[0-9a-fA-F]{40}/g, (address) => accountName(address));
    body.append(
      h(
        "tr",
        changed ? { class: "changed" } : {},
        h("th", { scope: "row", title: entry.place ?? entry.key }, place),
        h("td", {}, shownValue(entry.before, entry.type)),
        h("td", {}, shownValue(entry.after, entry.type)),
      ),
    );
  }
  const head = h(
    "thead",
    {},
    h("tr", {}, ...([t("storagePlace"), t("storageBefore"), t("storageAfter")] as const).map((title) => h("th", { scope: "col" }, title))),
  );
  const table = h("table", { class: "storage" }, head, body);
  if (entries.length <= most) return h("div", { class: "table-box", tabindex: 0, role: "group", "aria-label": t("storage") }, table);
  return h("div", { class: "table-box", tabindex: 0, role: "group", "aria-label": t("storage") }, table, h("p", { class: "quiet" }, t("storageMore", { n: entries.length - most })));
}
