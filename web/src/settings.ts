// How the user wants the page: theme, language, size of the code. Kept in this browser.

export type Theme = "system" | "light" | "dark" | "contrast";

/** Whose keys the editor has. */
export type Keys = "standard" | "vim" | "emacs";

export interface Settings {
  theme: Theme;
  /** A key of `i18n`, or empty for the browser's choice. */
  language: string;
  /** Pixels. */
  codeSize: number;
  /** Ask the compiler while typing. */
  live: boolean;
  keys: Keys;
  /** Show the gas of each line beside it after a run. */
  gas: boolean;
}

const KEY = "twilight:settings";
const initial: Settings = { theme: "system", language: "", codeSize: 14, live: true, keys: "standard", gas: true };

/** The settings of this browser. */
export function loadSettings(): Settings {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<keyof Settings, unknown>>;
    const keys: unknown[] = ["standard", "vim", "emacs"];
    const themes: unknown[] = ["system", "light", "dark", "contrast"];
    return {
      theme: themes.includes(saved.theme) ? (saved.theme as Theme) : initial.theme,
      language: typeof saved.language === "string" ? saved.language : initial.language,
      codeSize:
        typeof saved.codeSize === "number" && saved.codeSize >= 11 && saved.codeSize <= 24
          ? saved.codeSize
          : initial.codeSize,
      live: typeof saved.live === "boolean" ? saved.live : initial.live,
      keys: keys.includes(saved.keys) ? (saved.keys as Keys) : initial.keys,
      gas: typeof saved.gas === "boolean" ? saved.gas : initial.gas,
    };
  } catch {
    return { ...initial };
  }
}

/** Keeps `settings`, where the browser lets us. */
export function saveSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // They hold until the page is left.
  }
}

/** Makes the page look as `settings` say. */
export function applySettings(settings: Settings): void {
  const root = document.documentElement;
  if (settings.theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = settings.theme;
  root.style.setProperty("--code-size", `${settings.codeSize}px`);
}
