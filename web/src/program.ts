// What is edited and run: a source with the settings of its call.
//
// Plain data. It must never hold anything that only one browser knows (drafts and settings have their own modules).

/** The two syntaxes of the language. */
export type SyntaxMode = "native" | "solidity";

/** Who calls and when; every field is text as the user wrote it, empty for the service's default. */
export interface CallContext {
  sender: string;
  value: string;
  block_number: string;
  timestamp: string;
}

/** Where a program begins (docs/api.md, "Files"). */
export const MAIN_FILE = "src/main.twl";

/** A file's path as people say it: `math.twl`. */
export function fileName(path: string): string {
  return path.replace(/^src\//, "");
}

/** Files of a program that the service takes, the main one included. */
export const MAX_FILES = 64;

/** Whether `path` can name a file beside the main one. */
export function isSourcePath(path: string): boolean {
  return path !== MAIN_FILE && path.length <= 256 && /^src\/(?:[\w-]+\/){0,6}[\w-]+\.twl$/.test(path);
}

/** A program with the settings of its call. */
export interface Program {
  /** The main file. */
  code: string;
  /** Other files by their paths, in the order of their tabs. */
  files: Record<string, string>;
  mode: SyntaxMode;
  /** Empty: the page chooses, see `outline.ts`. */
  entry: string;
  context: CallContext;
  gasLimit: string;
}

/** The service's own defaults (docs/api.md), shown as placeholders. */
export const defaults = {
  sender: "0x1111111111111111111111111111111111111111",
  value: "0",
  block_number: "1",
  timestamp: "1767225600",
  gasLimit: "10000000",
} as const;

/** Accounts that have a name on the page. */
export const accounts = [
  ["Alice", defaults.sender],
  ["Bob", "0x2222222222222222222222222222222222222222"],
  ["Carol", "0x3333333333333333333333333333333333333333"],
  ["Dave", "0x4444444444444444444444444444444444444444"],
] as const;

/** A program with nothing set but its source. */
export function programOf(code: string, mode: SyntaxMode = "native", entry = ""): Program {
  return {
    code,
    files: {},
    mode,
    entry,
    context: { sender: "", value: "", block_number: "", timestamp: "" },
    gasLimit: "",
  };
}

/** Where `code` names its syntax before everything but comments: the text between the quotes. */
export function syntaxDirective(code: string): { mode: SyntaxMode; from: number; to: number } | undefined {
  const found = /^(?:\s|\/\/[^\n]*\n)*#!\[syntax\s*=\s*"(native|solidity)"\s*\]/d.exec(code);
  const place = found?.indices?.[1];
  if (found?.[1] === undefined || place === undefined) return undefined;
  return { mode: found[1] as SyntaxMode, from: place[0], to: place[1] };
}

/** The syntax that `code` looks like, where its words leave little doubt. */
export function seemingSyntax(code: string): SyntaxMode | undefined {
  if (/^[ \t]*pragma\s+solidity\b/m.test(code)) return "solidity";
  if (/\bfunction\s+\w+\s*\([^)]{0,400}\)\s*(public|external|internal|private)\b/.test(code)) return "solidity";
  return /\bfn\s+\w+\s*\(/.test(code) ? "native" : undefined;
}

/** The syntax that `program` is read in: its own word wins over the field. */
export function syntaxOf(program: Program): SyntaxMode {
  return syntaxDirective(program.code)?.mode ?? program.mode;
}

/** Whether two programs are the same in every part. */
export function sameProgram(a: Program, b: Program): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** The parts that are set, in a fixed order. */
export function canonical(program: Program): Record<string, string> {
  const parts: Record<string, string> = { code: program.code };
  if (Object.keys(program.files).length > 0) parts["files"] = JSON.stringify(program.files);
  if (program.mode !== "native") parts["mode"] = program.mode;
  if (program.entry !== "") parts["entry"] = program.entry;
  for (const field of ["sender", "value", "block_number", "timestamp"] as const) {
    if (program.context[field] !== "") parts[field] = program.context[field];
  }
  if (program.gasLimit !== "") parts["gas"] = program.gasLimit;
  return parts;
}

/** The program of `parts`; unknown parts are ignored, so that links of later versions open. */
export function fromParts(parts: Record<string, unknown>): Program | undefined {
  const text = (name: string): string => (typeof parts[name] === "string" ? (parts[name] as string) : "");
  if (typeof parts["code"] !== "string") return undefined;
  return {
    code: parts["code"],
    files: filesOf(text("files")),
    mode: parts["mode"] === "solidity" ? "solidity" : "native",
    entry: text("entry"),
    context: {
      sender: text("sender"),
      value: text("value"),
      block_number: text("block_number"),
      timestamp: text("timestamp"),
    },
    gasLimit: text("gas"),
  };
}

/** The files of `json`; what is no file is left out. */
function filesOf(json: string): Record<string, string> {
  const files: Record<string, string> = {};
  if (json === "") return files;
  try {
    const given = JSON.parse(json) as unknown;
    if (typeof given !== "object" || given === null) return files;
    for (const [path, text] of Object.entries(given).slice(0, MAX_FILES - 1)) {
      if (isSourcePath(path) && typeof text === "string") files[path] = text;
    }
  } catch {
    // A part of a link that was cut: the main file is worth having.
  }
  return files;
}

/** Bytes of all files together. */
export function bytesOf(program: Program): number {
  const encoder = new TextEncoder();
  return [program.code, ...Object.values(program.files)].reduce((sum, text) => sum + encoder.encode(text).length, 0);
}

/** The program as the fields of a request. */
export function sourceOf(program: Program): { code: string } | { files: Record<string, string> } {
  if (Object.keys(program.files).length === 0) return { code: program.code };
  return { files: { [MAIN_FILE]: program.code, ...program.files } };
}
