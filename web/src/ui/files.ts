// Programs as files: opening one, saving one, and dropping one on the page.

import type { Program, SyntaxMode } from "../program";
import { h } from "./dom";

/** Bytes of a file that is worth reading: more than the service takes is refused later with its size. */
const MAX_FILE_BYTES = 1024 * 1024;

/** Gives `program` to the user as a file. */
export function saveFile(program: Program, mode: SyntaxMode): void {
  const url = URL.createObjectURL(new Blob([program.code], { type: "text/plain" }));
  const link = h("a", { href: url, download: mode === "solidity" ? "main.sol" : "main.twl" });
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A file's text with the syntax that its name tells, or nothing where it is no text. */
export async function readFile(file: File): Promise<{ code: string; mode: SyntaxMode } | undefined> {
  if (file.size > MAX_FILE_BYTES) return undefined;
  try {
    const code = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return { code: code.replace(/\r\n?/g, "\n"), mode: file.name.endsWith(".sol") ? "solidity" : "native" };
  } catch {
    return undefined;
  }
}

/** Lets the user choose a file. */
export function chooseFile(chosen: (file: File) => void): void {
  const input = h("input", { type: "file", accept: ".twl,.sol,.txt,text/plain" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) chosen(file);
  });
  input.click();
}

/** Calls `dropped` for a file that is dropped on `area`. */
export function watchDrops(area: HTMLElement, dropped: (file: File) => void): void {
  const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  area.addEventListener(
    "dragover",
    (event) => {
      if (hasFile(event)) event.preventDefault();
    },
    true,
  );
  area.addEventListener(
    "drop",
    (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      // The editor would insert the file's text where it was dropped.
      event.preventDefault();
      event.stopPropagation();
      dropped(file);
    },
    true,
  );
}
