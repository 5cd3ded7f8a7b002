// The fields beside the program: syntax, entry point, and who calls when with what.
//
// They are fields of the form, so they work without this; here they are checked, summed up and kept.

import { chosenEntry, callables } from "../editor/outline";
import { number, t } from "../i18n";
import { accounts, defaults, type Program, type SyntaxMode } from "../program";
import { byId, h, showText } from "./dom";
import { shorten } from "./values";

const fields = ["sender", "value", "gas-limit", "block-number", "timestamp"] as const;
type Field = (typeof fields)[number];

const input = (id: string): HTMLInputElement => byId<HTMLInputElement>(id);

/** Writes `program`'s settings into the fields. */
export function fillFields(program: Program): void {
  byId<HTMLSelectElement>("mode").value = program.mode;
  input("entry").value = program.entry;
  input("sender").value = program.context.sender;
  input("value").value = program.context.value;
  input("block-number").value = program.context.block_number;
  input("timestamp").value = program.context.timestamp;
  input("gas-limit").value = program.gasLimit;
  checkFields();
}

/** The program of `code` and `files` with the settings in the fields. */
export function readFields(code: string, files: Record<string, string> = {}): Program {
  return {
    code,
    files,
    mode: byId<HTMLSelectElement>("mode").value as SyntaxMode,
    entry: input("entry").value.trim(),
    context: {
      sender: input("sender").value.trim(),
      value: input("value").value.trim(),
      block_number: input("block-number").value.trim(),
      timestamp: input("timestamp").value.trim(),
    },
    gasLimit: input("gas-limit").value.trim(),
  };
}

/** What is wrong with a field's text, or nothing. */
function wrong(field: Field): string {
  const text = input(field).value.trim();
  if (text === "") return "";
  if (field === "sender") return /^0x[0-9a-fA-F]{40}$/.test(text) ? "" : t("badAddress");
  return /^(\d+|0x[0-9a-fA-F]+)$/.test(text) ? "" : t("badNumber");
}

/** Marks wrong fields and sums the call up; the first wrong field, or nothing. */
export function checkFields(): HTMLInputElement | undefined {
  let first: HTMLInputElement | undefined;
  for (const field of fields) {
    const message = wrong(field);
    showText(byId(`${field}-error`), message);
    if (message === "") input(field).removeAttribute("aria-invalid");
    else {
      input(field).setAttribute("aria-invalid", "true");
      first ??= input(field);
    }
  }
  byId("call-summary").textContent = summary();
  return first;
}

function summary(): string {
  const text = (field: Field, otherwise: string): string => input(field).value.trim() || otherwise;
  const sender = text("sender", defaults.sender).toLowerCase();
  const name = accounts.find(([, address]) => address === sender)?.[0];
  const value = text("value", defaults.value);
  return t("callSummary", {
    sender: name ?? shorten(sender),
    value: /^0(x0+)?$/.test(value) ? t("nothingSent") : t("tokensSent", { value: number(value) }),
    block: number(text("block-number", defaults.block_number)),
    gas: number(text("gas-limit", defaults.gasLimit)),
  });
}

/** Offers the functions of `code` as entry points, and shows the one that an empty field means. */
export function offerEntries(code: string, mode: SyntaxMode): void {
  const names = callables(code, mode).filter((callable) => !callable.parameters);
  byId("entries").replaceChildren(...names.map((callable) => h("option", { value: callable.name })));
  input("entry").placeholder = chosenEntry(code, mode);
}

/** Calls `changed` when the user changes a field. */
export function watchFields(changed: (id: string) => void): void {
  for (const id of ["mode", "entry", ...fields]) {
    byId(id).addEventListener("input", () => {
      checkFields();
      changed(id);
    });
  }
}
