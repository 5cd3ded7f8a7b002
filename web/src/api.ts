// The service's API as this page uses it (docs/api.md).
//
// Every way in which an answer can fail to come is one value of `Failure`, so that nothing on the page ends in
// an exception. It must never change what the user sees.

import { sourceOf, syntaxOf, type Program } from "./program";

export interface Position {
  line: number;
  column: number;
  offset: number;
}

export interface Span {
  file: string;
  start: Position;
  end: Position;
}

export interface Diagnostic {
  severity: "error" | "warning" | "note" | "help";
  code?: string;
  message: string;
  span?: Span;
  labels?: { span: Span; message: string }[];
  help?: string[];
}

export interface DecodedArgument {
  name: string;
  type: string;
  indexed: boolean;
  value: unknown;
  /** In the place of a value that stands in its topic as a hash. */
  hash?: string;
}

export interface RawEvent {
  address: string;
  topics: string[];
  data: string;
  decoded?: { name: string; signature: string; args: DecodedArgument[] };
}

/** An entry of storage with its typed value before and after. */
export interface StorageEntry {
  key: string;
  variable?: string;
  place?: string;
  type?: string;
  before: unknown;
  after: unknown;
}

/** What became of one call of a list, or of the deployment. */
export interface CallAnswer {
  function: string;
  success: boolean;
  diagnostics: Diagnostic[];
  return_value?: string;
  return_json?: unknown;
  error_type?: ErrorType;
  revert_message?: string;
  output: string;
  events: RawEvent[];
  gas_used?: string;
  storage?: StorageEntry[];
}

export type ErrorType =
  | "Compilation"
  | "RuntimeRevert"
  | "RuntimePanic"
  | "OutOfGas"
  | "Timeout"
  | "SandboxError"
  | "InternalError";

/** The answer of `/run`. */
export interface RunAnswer {
  success: boolean;
  diagnostics: Diagnostic[];
  output?: string;
  events?: RawEvent[];
  return_value?: string;
  gas_used?: string;
  error_type?: ErrorType;
  revert_message?: string;
  storage?: StorageEntry[];
  gas?: GasProfile;
  deployment?: CallAnswer;
  calls?: CallAnswer[];
}

/** Where the gas of a run went; numbers are decimal. */
export interface GasProfile {
  lines: { file: string; line: number; gas: string }[];
  /** What is no line's. */
  other: string;
}

/** The answer of `/compile`. */
export interface CompileAnswer {
  success: boolean;
  diagnostics: Diagnostic[];
  error_type?: ErrorType;
  wasm_hash?: string;
  wasm_size?: number;
  tir?: string;
  wat?: string;
  /** In base64. */
  wasm?: string;
  meta?: unknown;
  abi?: AbiEntry[];
}

export interface AbiParameter {
  name: string;
  type: string;
  /** The type as its language writes it. */
  internalType?: string;
  indexed?: boolean;
  components?: AbiParameter[];
}

export interface AbiEntry {
  type: "function" | "constructor" | "event" | "error";
  name?: string;
  /** `Contract::function` */
  mangled_name?: string;
  inputs?: AbiParameter[];
  outputs?: AbiParameter[];
  stateMutability?: string;
}

export type Emit = "tir" | "wat" | "meta" | "abi" | "wasm";

/** Why there is no answer. */
export type Failure =
  | { kind: "offline" }
  | { kind: "cancelled" }
  /** Busy or shutting down; `seconds` after which to try again. */
  | { kind: "busy"; seconds: number }
  /** The service said what is wrong with the request. */
  | { kind: "problem"; status: number; title: string; detail: string }
  | { kind: "unreadable"; status: number };

/** An answer with the times of its stages in milliseconds and whether it was made earlier, or the reason why there is none. */
export type Result<T> =
  | { ok: true; answer: T; timing: Record<string, number>; milliseconds: number; kept: boolean }
  | { ok: false; failure: Failure };

/** What happens to a run while it is under way. */
export const stages = ["queue", "joined", "sandbox", "compile", "run"] as const;
export type Stage = (typeof stages)[number];

/** Told what happens, where the service tells it. */
export interface Watcher {
  stage: (stage: Stage) => void;
  /** Text that the program has printed. */
  output: (text: string) => void;
}

/** Runs `program`; its entry point must have been chosen. */
export function run(program: Program, signal: AbortSignal, watcher?: Watcher): Promise<Result<RunAnswer>> {
  return post("/run", { ...requestOf(program), include: ["decoded_events", "gas", "storage"] }, signal, watcher);
}

/** Runs a request with a list of calls. */
export function runCalls(request: Record<string, unknown>, signal: AbortSignal): Promise<Result<RunAnswer>> {
  return post("/run", { ...request, include: ["decoded_events", "storage"] }, signal);
}

/** The request that means `program`; what is empty has the service's defaults. */
export function requestOf(program: Program): Record<string, unknown> {
  const context: Record<string, string> = {};
  for (const field of ["sender", "value", "block_number", "timestamp"] as const) {
    const value = program.context[field].trim();
    if (value !== "") context[field] = value;
  }
  const body: Record<string, unknown> = { ...sourceOf(program), syntax_mode: syntaxOf(program) };
  if (program.entry !== "") body["entry_point"] = program.entry;
  if (Object.keys(context).length > 0) body["context"] = context;
  if (program.gasLimit.trim() !== "") body["gas_limit"] = program.gasLimit.trim();
  return body;
}

/** Compiles `program` and asks for `emit`. */
export function compile(program: Program, emit: Emit[], signal: AbortSignal): Promise<Result<CompileAnswer>> {
  const body: Record<string, unknown> = { ...sourceOf(program), syntax_mode: syntaxOf(program) };
  if (emit.length > 0) body["emit"] = emit;
  return post("/compile", body, signal);
}

/** `GET path` as JSON. */
export function read<T>(path: string, signal: AbortSignal): Promise<Result<T>> {
  return request(path, { signal, headers: { accept: "application/json" } });
}

/** `POST path` with `body` as JSON. */
export function post<T>(path: string, body: unknown, signal: AbortSignal, watcher?: Watcher): Promise<Result<T>> {
  const accept = watcher === undefined ? "application/json" : "text/event-stream, application/json;q=0.9";
  const init: RequestInit = {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(body),
    signal,
  };
  return request(path, init, watcher);
}

/** `DELETE path` with the token that allows it; why it failed, or nothing. */
export async function remove(path: string, token: string): Promise<Failure | undefined> {
  try {
    const response = await fetch(path, { method: "DELETE", headers: { authorization: `Bearer ${token}` }, credentials: "omit" });
    return response.ok ? undefined : await failureOf(response, response.headers.get("content-type") ?? "");
  } catch {
    return { kind: "offline" };
  }
}

async function request<T>(path: string, init: RequestInit, watcher?: Watcher): Promise<Result<T>> {
  const start = performance.now();
  try {
    const response = await fetch(path, { ...init, credentials: "omit", referrerPolicy: "no-referrer" });
    const type = response.headers.get("content-type") ?? "";
    if (watcher !== undefined && response.ok && type.startsWith("text/event-stream") && response.body) {
      return await watch<T>(response.body, watcher, start);
    }
    if (response.ok && type.startsWith("application/json")) {
      const answer = (await response.json()) as T;
      const timing = timings(response.headers.get("server-timing") ?? "");
      const kept = response.headers.get("x-cache") === "hit";
      return { ok: true, answer, timing, milliseconds: performance.now() - start, kept };
    }
    return { ok: false, failure: await failureOf(response, type) };
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === "AbortError";
    return { ok: false, failure: { kind: cancelled ? "cancelled" : "offline" } };
  }
}

/** Reads a stream of events (docs/api.md, "Watching a run") to its last one. */
async function watch<T>(body: ReadableStream<Uint8Array<ArrayBuffer>>, watcher: Watcher, start: number): Promise<Result<T>> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const began = new Map<string, number>();
  let pending = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { ok: false, failure: { kind: "offline" } };
    pending += value;
    for (let end = pending.indexOf("\n\n"); end >= 0; end = pending.indexOf("\n\n")) {
      const { name, data } = eventOf(pending.slice(0, end));
      pending = pending.slice(end + 2);
      if (name === "stage") {
        const told = JSON.parse(data) as { stage?: string; at_us?: number };
        const stage = stages.find((known) => known === told.stage);
        if (stage !== undefined) {
          began.set(stage, told.at_us ?? 0);
          watcher.stage(stage);
        }
      } else if (name === "output") {
        watcher.output((JSON.parse(data) as { text?: string }).text ?? "");
      } else if (name === "problem") {
        const problem = JSON.parse(data) as { status?: number; title?: string; detail?: string };
        return { ok: false, failure: { kind: "problem", status: problem.status ?? 500, title: problem.title ?? "", detail: problem.detail ?? "" } };
      } else if (name === "result") {
        const timing: Record<string, number> = {};
        const compile = ((began.get("run") ?? 0) - (began.get("compile") ?? 0)) / 1000;
        // When the end of a run was is not told, and what is told late is not worth telling.
        if (compile >= 1) timing["compile"] = compile;
        return { ok: true, answer: JSON.parse(data) as T, timing, milliseconds: performance.now() - start, kept: began.size === 0 };
      }
    }
  }
}

/** The name and the data of one event of a stream. */
export function eventOf(text: string): { name: string; data: string } {
  let name = "message";
  const data: string[] = [];
  for (const line of text.split("\n")) {
    const [, field = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === "event") name = value;
    else if (field === "data") data.push(value);
  }
  return { name, data: data.join("\n") };
}

async function failureOf(response: Response, type: string): Promise<Failure> {
  if (response.status === 503 || response.status === 429) {
    return { kind: "busy", seconds: Number.parseInt(response.headers.get("retry-after") ?? "1", 10) || 1 };
  }
  // What a proxy says when the service behind it is gone.
  if (response.status === 502 || response.status === 504) return { kind: "offline" };
  if (type.startsWith("application/problem+json")) {
    const problem = (await response.json()) as { title?: string; detail?: string };
    return { kind: "problem", status: response.status, title: problem.title ?? "", detail: problem.detail ?? "" };
  }
  return { kind: "unreadable", status: response.status };
}

/** `compile;dur=1.5, run;dur=0.1` as numbers by name. */
export function timings(header: string): Record<string, number> {
  const times: Record<string, number> = {};
  for (const part of header.split(",")) {
    const match = /^\s*([\w-]+);dur=([\d.]+)/.exec(part);
    if (match?.[1] !== undefined && match[2] !== undefined) times[match[1]] = Number.parseFloat(match[2]);
  }
  return times;
}
