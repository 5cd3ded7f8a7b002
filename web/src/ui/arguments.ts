// Fields for the arguments of a function, from its ABI, and the JSON that the service takes for them (docs/api.md).

import type { AbiParameter } from "../api";
import { t } from "../i18n";
import { h } from "./dom";

/** What a field's text means, or what is wrong with it. */
export type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

/** The type as its language writes it. */
export function typeName(parameter: AbiParameter): string {
  return parameter.internalType ?? parameter.type;
}

/** Whether values of the ABI's `type` are written as they are; others are written as JSON. */
function isPlain(parameter: AbiParameter): boolean {
  return /^(u?int\d*|bool|address|string|bytes\d*)$/.test(parameter.type) && !/^(Option|Result|map)\b/.test(typeName(parameter));
}

/** An example of what the field takes. */
export function placeholderOf(parameter: AbiParameter): string {
  if (isPlain(parameter)) {
    if (/^u?int/.test(parameter.type)) return "";
    if (parameter.type === "address") return "0x1111111111111111111111111111111111111111";
    return /^bytes/.test(parameter.type) ? "0x" : "";
  }
  if (typeName(parameter).startsWith("Option")) return "null";
  if (parameter.type.endsWith("]")) return "[]";
  const named = (parameter.components ?? []).filter((part) => part.name !== "");
  if (named.length > 0) return `{${named.map((part) => `"${part.name}": ..`).join(", ")}}`;
  return "[..]";
}

/** The JSON value of `text` as an argument. */
export function parseArgument(parameter: AbiParameter, text: string): Parsed {
  const trimmed = text.trim();
  const wrong = (message: string): Parsed => ({ ok: false, message });
  if (!isPlain(parameter)) {
    try {
      return { ok: true, value: JSON.parse(trimmed) as unknown };
    } catch {
      // A bare word is the name of a variant.
      if (/^[A-Za-z_]\w*$/.test(trimmed)) return { ok: true, value: trimmed };
      return wrong(t("badJson", { example: placeholderOf(parameter) }));
    }
  }
  if (parameter.type === "bool") {
    return trimmed === "true" || trimmed === "false" ? { ok: true, value: trimmed === "true" } : wrong(t("badBool"));
  }
  if (parameter.type === "string") return { ok: true, value: text };
  if (parameter.type === "address") {
    return /^0x[0-9a-fA-F]{40}$/.test(trimmed) ? { ok: true, value: trimmed } : wrong(t("badAddress"));
  }
  if (parameter.type.startsWith("bytes")) {
    return /^0x([0-9a-fA-F]{2})*$/.test(trimmed) ? { ok: true, value: trimmed } : wrong(t("badBytes"));
  }
  const signed = parameter.type.startsWith("int");
  const shape = signed ? /^-?(\d+|0x[0-9a-fA-F]+)$/ : /^(\d+|0x[0-9a-fA-F]+)$/;
  // Enums without payload have the ABI of a small integer, and are written by their names.
  if (/^[A-Za-z_]\w*$/.test(trimmed) && !/^[ui]\d+$/.test(typeName(parameter)) && !/^u?int/.test(typeName(parameter))) {
    return { ok: true, value: trimmed };
  }
  return shape.test(trimmed) ? { ok: true, value: trimmed } : wrong(t(signed ? "badSigned" : "badNumber"));
}

/** A labelled field for `parameter`. */
export class ArgumentField {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement | HTMLSelectElement;
  readonly #error: HTMLElement;
  readonly #parameter: AbiParameter;

  constructor(parameter: AbiParameter, id: string, index: number, initial = "") {
    this.#parameter = parameter;
    if (parameter.type === "bool" && isPlain(parameter)) {
      this.#input = h("select", { id }, h("option", {}, "false"), h("option", {}, "true"));
    } else {
      const attributes = { id, spellcheck: "false", autocapitalize: "off", placeholder: placeholderOf(parameter) };
      this.#input = h("input", parameter.type === "address" ? { ...attributes, list: "accounts" } : attributes);
    }
    if (initial !== "") this.#input.value = initial;
    this.#error = h("small", { class: "field-error", id: `${id}-error`, hidden: true });
    this.#input.setAttribute("aria-describedby", `${id}-error`);
    const label = h("span", {}, parameter.name || `#${index + 1}`, " ", h("code", {}, typeName(parameter)));
    this.element = h("label", { class: "field argument" }, label, this.#input, this.#error);
  }

  /** The argument's value; where the text means none, the field says why and this is nothing. */
  read(): { value: unknown } | undefined {
    const text = this.#input.value;
    const parsed = parseArgument(this.#parameter, text);
    this.#error.textContent = parsed.ok ? "" : parsed.message;
    this.#error.hidden = parsed.ok;
    if (parsed.ok) {
      this.#input.removeAttribute("aria-invalid");
      return { value: parsed.value };
    }
    this.#input.setAttribute("aria-invalid", "true");
    this.#input.focus();
    return undefined;
  }
}
