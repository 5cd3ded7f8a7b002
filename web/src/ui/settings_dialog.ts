// The dialog of settings.

import { read } from "../api";
import { languages, t } from "../i18n";
import type { Keys, Settings, Theme } from "../settings";
import { byId, h } from "./dom";

/** Shows `settings` in the dialog and changes them there; `changed` is called with the name of each change. */
export function bindSettings(settings: Settings, changed: (name: keyof Settings) => void): void {
  const theme = byId<HTMLSelectElement>("setting-theme");
  const language = byId<HTMLSelectElement>("setting-language");
  const size = byId<HTMLInputElement>("setting-size");
  const live = byId<HTMLInputElement>("setting-live");
  for (const [key, name] of Object.entries(languages)) language.append(h("option", { value: key, lang: key }, name));
  theme.value = settings.theme;
  language.value = settings.language in languages ? settings.language : "";
  size.value = String(settings.codeSize);
  live.checked = settings.live;
  theme.addEventListener("change", () => {
    settings.theme = theme.value as Theme;
    changed("theme");
  });
  language.addEventListener("change", () => {
    settings.language = language.value;
    changed("language");
  });
  size.addEventListener("input", () => {
    settings.codeSize = Number(size.value);
    changed("codeSize");
  });
  const keys = byId<HTMLSelectElement>("setting-keys");
  const gas = byId<HTMLInputElement>("setting-gas");
  keys.value = settings.keys;
  gas.checked = settings.gas;
  keys.addEventListener("change", () => {
    settings.keys = keys.value as Keys;
    changed("keys");
  });
  gas.addEventListener("change", () => {
    settings.gas = gas.checked;
    changed("gas");
  });
  live.addEventListener("change", () => {
    settings.live = live.checked;
    changed("live");
  });
  byId("open-settings").addEventListener("click", () => {
    byId<HTMLDialogElement>("settings").showModal();
    void showVersion();
  });
}

async function showVersion(): Promise<void> {
  const result = await read<{ name: string; version: string; compiler: string }>("/version", new AbortController().signal);
  byId("about").textContent = result.ok
    ? t("about", { service: `${result.answer.name} ${result.answer.version}`, compiler: result.answer.compiler })
    : "";
}
