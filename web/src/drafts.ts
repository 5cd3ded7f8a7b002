// What the user has written, kept in this browser, one draft per document.
//
// A document is named by where it came from (`scratch`, `example:counter`, `code:<hash>`), so each keeps its own
// changes. Storage may be full, forbidden or of an older version: none of that may ever stop the page.

import { canonical, fromParts, type Program } from "./program";

const PREFIX = "twilight:draft:";
/** Drafts beyond this many are forgotten, the oldest first. */
const MAX_DRAFTS = 50;

/** Keeps `program` as the draft of `key`; whether that worked. */
export function saveDraft(key: string, program: Program): boolean {
  const text = JSON.stringify({ ...canonical(program), saved: Date.now() });
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // Full: older drafts make room, once.
    forgetOldest(MAX_DRAFTS / 2);
    try {
      localStorage.setItem(PREFIX + key, text);
    } catch {
      return false;
    }
  }
  forgetOldest(MAX_DRAFTS);
  return true;
}

/** The draft of `key`. */
export function loadDraft(key: string): Program | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    if (text === null) return undefined;
    return fromParts(JSON.parse(text) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

/** Forgets the draft of `key`. */
export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Without storage there is no draft either.
  }
}

function forgetOldest(keep: number): void {
  try {
    const drafts: [string, number][] = [];
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (key?.startsWith(PREFIX)) {
        const saved = (JSON.parse(localStorage.getItem(key) ?? "{}") as { saved?: number }).saved ?? 0;
        drafts.push([key, saved]);
      }
    }
    drafts.sort((a, b) => b[1] - a[1]);
    for (const [key] of drafts.slice(keep)) localStorage.removeItem(key);
  } catch {
    // What cannot be read cannot be cleared.
  }
}
