// Links that hold a whole program behind `#`, where no server sees it.
//
//   #code=fn%20main()%20...            the source, percent-encoded; `&mode=`, `&entry=`, `&sender=`, .. may follow
//   #code=z.<base64url>                the source as UTF-8, compressed with raw deflate; made by this page
//   .. &files=z.<base64url>            other files, as JSON by their paths, compressed in the same way
//   #example=<name>                    a program of the gallery

import { canonical, fromParts, type Program } from "./program";

/** Bytes that a compressed link may unfold to: a link is somebody else's, and small ones can unfold to gigabytes. */
const MAX_UNFOLDED = 1024 * 1024;

/** What the address asks for. */
export type Wanted =
  | { kind: "none" }
  | { kind: "code"; program: Program; key: string }
  | { kind: "example"; name: string }
  | { kind: "tour"; step: number }
  | { kind: "broken" };

/** The names and texts behind `#`, or nothing where they are not encoded as they should be. */
export function parametersOf(hash: string): Map<string, string> | undefined {
  const parameters = new Map<string, string>();
  try {
    for (const part of hash.replace(/^#/, "").split("&")) {
      const at = part.indexOf("=");
      if (at > 0) parameters.set(part.slice(0, at), decodeURIComponent(part.slice(at + 1)));
    }
  } catch {
    return undefined;
  }
  return parameters;
}

/** Reads the part of an address behind `#`. */
export async function readHash(hash: string): Promise<Wanted> {
  const parameters = parametersOf(hash);
  if (parameters === undefined) return { kind: "broken" };
  const example = parameters.get("example");
  if (example !== undefined) return { kind: "example", name: example };
  const tour = parameters.get("tour");
  if (tour !== undefined) return { kind: "tour", step: Math.max(1, Number.parseInt(tour, 10) || 1) };
  if (!parameters.has("code")) return { kind: "none" };
  for (const name of ["code", "files"]) {
    const text = parameters.get(name);
    if (text === undefined || !text.startsWith("z.")) continue;
    const unfolded = await unfold(text.slice(2));
    if (unfolded === undefined) return { kind: "broken" };
    parameters.set(name, unfolded);
  }
  const program = fromParts(Object.fromEntries(parameters));
  if (program === undefined) return { kind: "broken" };
  return { kind: "code", program, key: digest(JSON.stringify(canonical(program))) };
}

/** The part behind `#` that opens `program` anywhere. */
export async function hashOf(program: Program): Promise<string> {
  const { code = "", ...rest } = canonical(program);
  const parts = [`code=z.${await fold(code)}`];
  for (const [name, value] of Object.entries(rest)) {
    parts.push(`${name}=${name === "files" ? `z.${await fold(value)}` : encodeURIComponent(value)}`);
  }
  return `#${parts.join("&")}`;
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, BufferSource>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error("too long");
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

async function fold(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"), Infinity);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function unfold(text: string): Promise<string | undefined> {
  try {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const all = await through(bytes, new DecompressionStream("deflate-raw"), MAX_UNFOLDED);
    return new TextDecoder("utf-8", { fatal: true }).decode(all);
  } catch {
    return undefined;
  }
}

/** A short name for `text` that differs where the text does. */
export function digest(text: string): string {
  // FNV-1a, twice with different starts: names drafts in one browser only, and needs no secure context.
  const half = (start: number): string => {
    let hash = start;
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, "0");
  };
  return half(0x811c9dc5) + half(0x9747b28c);
}
