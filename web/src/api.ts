// The service's API as this page uses it (docs/api.md).
//
// Every way in which an answer can fail to come is one value of `Failure`, so that nothing on the page ends in
// an exception. It must never change what the user sees.

import { syntaxOf, type Program } from "./program";

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
  deployment?: CallAnswer;
  calls?: CallAnswer[];
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

export type Emit = "tir" | "wat" | "meta" | "abi";

/** Why there is no answer. */
export type Failure =
  | { kind: "offline" }
  | { kind: "cancelled" }
  /** Busy or shutting down; `seconds` after which to try again. */
  | { kind: "busy"; seconds: number }
  /** The service said what is wrong with the request. */
  | { kind: "problem"; status: number; title: string; detail: string }
  | { kind: "unreadable"; status: number };

/** An answer with the times of its stages in milliseconds, or the reason why there is none. */
export type Result<T> =
  | { ok: true; answer: T; timing: Record<string, number>; milliseconds: number }
  | { ok: false; failure: Failure };

/** Runs `program`; its entry point must have been chosen. */
export function run(program: Program, signal: AbortSignal): Promise<Result<RunAnswer>> {
  return post("/run", { ...requestOf(program), include: ["decoded_events", "storage"] }, signal);
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
  const body: Record<string, unknown> = { code: program.code, syntax_mode: syntaxOf(program) };
  if (program.entry !== "") body["entry_point"] = program.entry;
  if (Object.keys(context).length > 0) body["context"] = context;
  if (program.gasLimit.trim() !== "") body["gas_limit"] = program.gasLimit.trim();
  return body;
}

/** Compiles `program` and asks for `emit`. */
export function compile(program: Program, emit: Emit[], signal: AbortSignal): Promise<Result<CompileAnswer>> {
  const body: Record<string, unknown> = { code: program.code, syntax_mode: syntaxOf(program) };
  if (emit.length > 0) body["emit"] = emit;
  return post("/compile", body, signal);
}

/** `GET path` as JSON. */
export function read<T>(path: string, signal: AbortSignal): Promise<Result<T>> {
  return request(path, { signal, headers: { accept: "application/json" } });
}

/** `POST path` with `body` as JSON. */
export function post<T>(path: string, body: unknown, signal: AbortSignal): Promise<Result<T>> {
  return request(path, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
    signal,
  });
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

async function request<T>(path: string, init: RequestInit): Promise<Result<T>> {
  const start = performance.now();
  try {
    const response = await fetch(path, { ...init, credentials: "omit", referrerPolicy: "no-referrer" });
    const type = response.headers.get("content-type") ?? "";
    if (response.ok && type.startsWith("application/json")) {
      const answer = (await response.json()) as T;
      const timing = timings(response.headers.get("server-timing") ?? "");
      return { ok: true, answer, timing, milliseconds: performance.now() - start };
    }
    return { ok: false, failure: await failureOf(response, type) };
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === "AbortError";
    return { ok: false, failure: { kind: cancelled ? "cancelled" : "offline" } };
  }
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
