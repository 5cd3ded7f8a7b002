// Keys of other editors, loaded when they are chosen.

import type { Extension } from "@codemirror/state";
import type { Keys } from "../settings";

/** The keys named `keys`; `save` is what `:w` of Vim does. */
export async function keysOf(keys: Keys, save: () => void): Promise<Extension> {
  if (keys === "vim") {
    const { vim, Vim } = await import("@replit/codemirror-vim");
    Vim.defineEx("write", "w", save);
    return vim({ status: true });
  }
  if (keys === "emacs") {
    const { emacs } = await import("@replit/codemirror-emacs");
    return emacs();
  }
  return [];
}
