// Programs as files: opening them, saving them, and dropping them on the page. Several files are one archive.

import { fileName, isSourcePath, MAIN_FILE, MAX_FILES, syntaxOf, type Program, type SyntaxMode } from "../program";
import { h } from "./dom";

/** Bytes of a file that is worth reading: more than the service takes is refused later with its size. */
const MAX_FILE_BYTES = 1024 * 1024;

/** What files hold of a program. */
type Read = { code: string; files: Record<string, string>; mode: SyntaxMode };

/** Gives `program` to the user as a file, or as an archive where it has several. */
export async function saveFiles(program: Program): Promise<void> {
  const others = Object.entries(program.files);
  const single = syntaxOf(program) === "solidity" ? "main.sol" : "main.twl";
  const archive = others.length > 0;
  const blob = archive
    ? new Blob([(await import("../zip")).zip([[MAIN_FILE, program.code], ...others])], { type: "application/zip" })
    : new Blob([program.code], { type: "text/plain" });
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: archive ? "program.zip" : single });
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The program of `files`, or nothing where one of them is no text. */
export async function readFiles(files: File[]): Promise<Read | undefined> {
  const texts: [string, string][] = [];
  for (const file of files.slice(0, MAX_FILES)) {
    if (file.size > MAX_FILE_BYTES) return undefined;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const packed = file.name.endsWith(".zip") ? await (await import("../zip")).unzip(bytes, MAX_FILE_BYTES) : [[file.name, bytes] as const];
    if (packed === undefined) return undefined;
    for (const [name, content] of packed) {
      const text = textOf(content);
      if (text === undefined) return undefined;
      texts.push([name, text]);
    }
  }
  return programOfFiles(texts);
}

/** Files by their names as a program: the main one is `main.twl`, or else the first. */
export function programOfFiles(texts: [string, string][]): Read | undefined {
  const sources = texts.length === 1 ? texts : texts.filter(([name]) => /\.(twl|sol)$/.test(name));
  const main = sources.find(([name]) => /(^|\/)main\.(twl|sol)$/.test(name)) ?? sources[0];
  if (main === undefined) return undefined;
  // Where the main file is, the program begins: `my/package/src/` of an archive.
  const root = main[0].slice(0, main[0].lastIndexOf("/") + 1);
  const files: Record<string, string> = {};
  for (const [name, text] of sources) {
    const path = `src/${name.startsWith(root) ? name.slice(root.length) : name}`;
    if (name !== main[0] && isSourcePath(path)) files[path] = text;
  }
  return { code: main[1], files, mode: fileName(main[0]).endsWith(".sol") ? "solidity" : "native" };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    return undefined;
  }
}

/** Lets the user choose files. */
export function chooseFiles(chosen: (files: File[]) => void): void {
  const input = h("input", { type: "file", multiple: true, accept: ".twl,.sol,.txt,.zip,text/plain,application/zip" });
  input.addEventListener("change", () => {
    if (input.files && input.files.length > 0) chosen([...input.files]);
  });
  input.click();
}

/** Calls `dropped` for files that are dropped on `area`. */
export function watchDrops(area: HTMLElement, dropped: (files: File[]) => void): void {
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
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      // The editor would insert the file's text where it was dropped.
      event.preventDefault();
      event.stopPropagation();
      dropped(files);
    },
    true,
  );
}
