// Which line of the source each line of TIR, WAT, ABI and metadata stands for.
//
// The compiler says it: spans in TIR, a source map for WebAssembly (spec 10 §4.7), places in the metadata. What cannot be
// read is shown without places; nothing here may fail.

import type { AbiEntry } from "./api";
import { functionRanges } from "./editor/outline";
import { MAIN_FILE, syntaxOf, type Program } from "./program";

/** A line of the program. */
export interface SourceLine {
  file: string;
  line: number;
}

/** Neighbouring lines of a text with the place that they stand for. */
export interface Part {
  text: string;
  place: SourceLine | undefined;
}

/** What of `.meta` is read here. */
interface Meta {
  debug_info?: { source_map?: { data?: { sources?: string[]; mappings?: string } } };
}

const sourcesOf = (meta: unknown): string[] => (meta as Meta | undefined)?.debug_info?.source_map?.data?.sources ?? [];

/** `lines` of text with their places, put together where neighbours have the same. */
function partsOf(lines: [string, SourceLine | undefined][]): Part[] {
  const parts: Part[] = [];
  for (const [text, place] of lines) {
    const last = parts.at(-1);
    if (last && last.place?.line === place?.line && last.place?.file === place?.file) last.text += `\n${text}`;
    else parts.push({ text, place });
  }
  return parts;
}

/** The 1-based line of each byte offset of `text`. */
function linesOfBytes(text: string): (offset: number) => number {
  const encoder = new TextEncoder();
  const starts: number[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    starts.push(at);
    at += encoder.encode(line).length + 1;
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** TIR, whose instructions name their spans. */
export function tirParts(tir: string, meta: unknown, program: Program): Part[] {
  const sources = sourcesOf(meta);
  const known = new Map<number, ((offset: number) => number) | undefined>();
  return partsOf(
    tir.split("\n").map((line) => {
      const span = /span: "(\d+):(\d+)\.\./.exec(line);
      if (span === null) return [line, undefined];
      const index = Number(span[1]);
      const file = sources[index] ?? "";
      if (!known.has(index)) {
        const text = file === MAIN_FILE ? program.code : program.files[file];
        known.set(index, text === undefined ? undefined : linesOfBytes(text));
      }
      const lineOf = known.get(index);
      return [line, lineOf && { file, line: lineOf(Number(span[2])) }];
    }),
  );
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The segments of a source map of one generated line: byte offsets with places, by rising offset. */
function segmentsOf(mappings: string): { offset: number; source: number; line: number }[] {
  const segments: { offset: number; source: number; line: number }[] = [];
  let offset = 0;
  let source = 0;
  let line = 0;
  for (const text of mappings.split(",")) {
    const numbers: number[] = [];
    let value = 0;
    let shift = 0;
    for (const char of text) {
      const digit = DIGITS.indexOf(char);
      value += (digit & 31) * 2 ** shift;
      shift += 5;
      if ((digit & 32) === 0) {
        numbers.push(value % 2 === 1 ? -Math.floor(value / 2) : value / 2);
        value = 0;
        shift = 0;
      }
    }
    offset += numbers[0] ?? 0;
    if (numbers.length >= 4) {
      source += numbers[1] ?? 0;
      line += numbers[2] ?? 0;
      segments.push({ offset, source, line: line + 1 });
    } else segments.push({ offset, source: -1, line: 0 });
  }
  return segments;
}

/** Byte offsets of the instructions of each function of a module, without the last `end`. */
export function instructionOffsets(bytes: Uint8Array): number[][] {
  let at = 8;
  const unsigned = (): number => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 127) * 2 ** shift;
      shift += 7;
      if (byte < 128 || shift > 63) return value;
    }
  };
  const skip = (numbers: number): void => {
    for (let count = 0; count < numbers; count += 1) unsigned();
  };
  const functions: number[][] = [];
  while (at < bytes.length) {
    const section = bytes[at];
    at += 1;
    const size = unsigned();
    const end = at + size;
    if (section === 10) {
      for (let count = unsigned(); count > 0; count -= 1) {
        const length = unsigned();
        const last = at + length;
        for (let locals = unsigned(); locals > 0; locals -= 1) skip(2);
        const offsets: number[] = [];
        while (at < last) {
          offsets.push(at);
          const code = bytes[at] ?? 0;
          at += 1;
          skipImmediates(code, unsigned, skip, (more) => (at += more));
        }
        functions.push(offsets.slice(0, -1));
        at = last;
      }
    }
    at = end;
  }
  return functions;
}

/** What follows an operation's code in its bytes. */
function skipImmediates(code: number, unsigned: () => number, skip: (numbers: number) => void, bytes: (more: number) => void): void {
  if (code === 0x0e) skip(unsigned() + 1);
  else if (code === 0x1c) skip(unsigned());
  else if (code === 0x11 || (code >= 0x28 && code <= 0x3e)) skip(2);
  else if (code === 0x43) bytes(4);
  else if (code === 0x44) bytes(8);
  else if (code === 0xfc) {
    const more = unsigned();
    if ([8, 10, 12, 14].includes(more)) skip(2);
    else if ([9, 11, 13, 15, 16, 17].includes(more)) skip(1);
  } else if (
    (code >= 0x02 && code <= 0x04) ||
    code === 0x0c || code === 0x0d || code === 0x10 ||
    (code >= 0x20 && code <= 0x26) ||
    (code >= 0x3f && code <= 0x42) ||
    code === 0xd0 || code === 0xd2
  ) {
    skip(1);
  }
}

/** WebAssembly as text: one instruction to a line, in the order of the module's bytes. */
export function watParts(wat: string, wasm: string, meta: unknown): Part[] {
  const bytes = Uint8Array.from(atob(wasm), (char) => char.charCodeAt(0));
  const functions = instructionOffsets(bytes);
  const sources = sourcesOf(meta);
  const segments = segmentsOf((meta as Meta | undefined)?.debug_info?.source_map?.data?.mappings ?? "");
  let next = 0;
  const placeAt = (offset: number): SourceLine | undefined => {
    // Offsets rise from line to line.
    while (next + 1 < segments.length && (segments[next + 1]?.offset ?? Infinity) <= offset) next += 1;
    const segment = segments[next];
    const file = segment && segment.offset <= offset ? sources[segment.source] : undefined;
    return segment === undefined || file === undefined || !file.startsWith("src/") ? undefined : { file, line: segment.line };
  };
  let body = -1;
  let instruction = 0;
  let inside = false;
  return partsOf(
    wat.split("\n").map((line) => {
      if (line.startsWith("  (func ")) {
        body += 1;
        instruction = 0;
        inside = !line.endsWith("))");
        return [line, undefined];
      }
      if (!inside || line.startsWith("    (")) return [line, undefined];
      if (line.startsWith("  )")) {
        inside = false;
        return [line, undefined];
      }
      const offset = functions[body]?.[instruction];
      instruction += 1;
      return [line, offset === undefined ? undefined : placeAt(offset)];
    }),
  );
}

/** ABI and metadata as JSON: functions and events with the lines that declare them, places as they say. */
export function jsonParts(value: unknown, meta: unknown, program: Program): Part[] {
  const sources = sourcesOf(meta);
  const declared = new Map<string, SourceLine>();
  for (const [file, code] of [[MAIN_FILE, program.code], ...Object.entries(program.files)] as const) {
    for (const range of functionRanges(code, syntaxOf(program))) {
      const place = { file, line: range.from };
      for (const name of [range.name, range.name.replace(".", "::")]) if (!declared.has(name)) declared.set(name, place);
    }
    code.split("\n").forEach((text, index) => {
      const event = /\bevent\s+(\w+)/.exec(text)?.[1];
      if (event !== undefined && !declared.has(`event ${event}`)) declared.set(`event ${event}`, { file, line: index + 1 });
    });
  }
  const placeOf = (key: string, part: object): SourceLine | undefined => {
    const entry = part as Partial<AbiEntry> & { file?: number; start_line_column?: [number, number]; human_name?: string };
    const file = sources[entry.file ?? -1];
    if (entry.start_line_column !== undefined) return file === undefined ? undefined : { file, line: entry.start_line_column[0] };
    if (entry.type === "event" || entry.human_name !== undefined) return declared.get(`event ${entry.name ?? entry.human_name}`);
    return declared.get(entry.mangled_name ?? key);
  };
  const lines: [string, SourceLine | undefined][] = [];
  const write = (key: string, part: unknown, indent: string, place: SourceLine | undefined, comma: string): void => {
    const label = key === "" ? "" : `${JSON.stringify(key)}: `;
    const many = typeof part === "object" && part !== null ? Object.entries(part) : [];
    if (typeof part !== "object" || part === null || many.length === 0) {
      lines.push([indent + label + JSON.stringify(part) + comma, place]);
      return;
    }
    const array = Array.isArray(part);
    const here = array ? place : (placeOf(key, part) ?? place);
    lines.push([indent + label + (array ? "[" : "{"), here]);
    many.forEach(([name, inner], index) => write(array ? "" : name, inner, `${indent}  `, here, index + 1 < many.length ? "," : ""));
    lines.push([`${indent}${array ? "]" : "}"}${comma}`, here]);
  };
  write("", value, "", undefined, "");
  return partsOf(lines);
}
