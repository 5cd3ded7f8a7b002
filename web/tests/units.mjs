// Parts that need no page: the grammars over every program of the repository, entry points, links, times.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Duplex } from "node:stream";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createDeflateRaw, createInflateRaw } from "node:zlib";
import { lezer } from "@lezer/generator/rollup";
import { build } from "vite";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");

function files(directory, extension) {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) return files(path, extension);
    return name.endsWith(extension) ? [path] : [];
  });
}

/** Places where the grammar gives up. */
function mistakes(parser, text) {
  const found = [];
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) found.push(text.slice(Math.max(0, node.from - 20), node.to + 20));
    },
  });
  return found;
}

// Node.js 18 has no `deflate-raw`, which every browser has.
try {
  new CompressionStream("deflate-raw");
} catch {
  const streamOf = (make) =>
    class {
      constructor() {
        return Duplex.toWeb(make());
      }
    };
  globalThis.CompressionStream = streamOf(createDeflateRaw);
  globalThis.DecompressionStream = streamOf(createInflateRaw);
}

/** Builds the parts into a directory of their own and loads them; gives what removes it. */
export async function loadParts(world) {
  const directory = mkdtempSync(join(tmpdir(), "page-units-"));
  await build({
    root: web,
    configFile: false,
    logLevel: "error",
    plugins: [lezer()],
    build: { outDir: directory, emptyOutDir: true, minify: false, lib: { entry: "tests/parts.ts", formats: ["es"], fileName: () => "parts.mjs" } },
  });
  const name = readdirSync(directory).find((file) => file.startsWith("parts"));
  world.parts = await import(pathToFileURL(join(directory, name)).href);
  return () => rmSync(directory, { recursive: true, force: true });
}

export default function suite(world) {
  const parts = new Proxy({}, { get: (_, name) => world.parts[name] });

  test("the grammar of Twilight reads every program that compiles", () => {
    const parser = parts.parserOf("native");
    const programs = [join(web, "../examples"), join(web, "../crates/conformance/programs")].flatMap((at) => files(at, ".twl"));
    const failed = [];
    for (const path of programs) {
      const text = readFileSync(path, "utf8");
      // Programs of refused syntax, and those of the other syntax.
      if (path.includes("/refused/") || /syntax\s*=\s*"solidity"/.test(text) || /^\/\/\? syntax solidity/m.test(text)) continue;
      if (/^\/\/= (error|Compilation)/m.test(text)) continue;
      const found = mistakes(parser, text);
      if (found.length > 0) failed.push(`${path}: ${JSON.stringify(found.slice(0, 2))}`);
    }
    assert.ok(programs.length > 500, String(programs.length));
    assert.deepEqual(failed, []);
  });

  test("the grammar of Solidity reads every program that compiles", () => {
    const parser = parts.parserOf("solidity");
    const programs = [join(web, "../examples"), join(web, "../crates/conformance/solidity")].flatMap((at) => files(at, ".sol"));
    const failed = [];
    for (const path of programs) {
      if (path.includes("/refused/")) continue;
      const found = mistakes(parser, readFileSync(path, "utf8"));
      if (found.length > 0) failed.push(`${path}: ${JSON.stringify(found.slice(0, 2))}`);
    }
    assert.ok(programs.length > 50, String(programs.length));
    assert.deepEqual(failed, []);
  });

  test("entry points are found where a run can begin", () => {
    const native = "#[test]\nfn t() {}\nfn helper(n: u64) {}\nmod m { pub fn hidden() {} }\ncontract C {\n    fn init() {}\n    fn own() {}\n    pub fn get() -> u64 { 1 }\n    pub fn set(n: u64) {}\n}\nfn main() {}\n";
    assert.deepEqual(parts.callables(native, "native"), [
      { name: "helper", parameters: true },
      { name: "C.get", parameters: false },
      { name: "C.set", parameters: true },
      { name: "main", parameters: false },
    ]);
    assert.equal(parts.chosenEntry(native, "native"), "main");
    assert.equal(parts.chosenEntry("contract A { pub fn x(n: u8) {} pub fn demo() {} }", "native"), "A.demo");
    assert.equal(parts.chosenEntry("", "native"), "main");
    const solidity =
      "interface I { function i() external; }\nlibrary L { function l() internal {} }\ncontract C {\n    constructor() {}\n    function a() internal {}\n    function b(uint x) external {}\n    function c() public view returns (uint) { return 1; }\n}\n";
    assert.deepEqual(parts.callables(solidity, "solidity"), [
      { name: "C.b", parameters: true },
      { name: "C.c", parameters: false },
    ]);
  });

  test("unfinished programs have entry points too", () => {
    assert.equal(parts.chosenEntry("contract C {\n pub fn go() {\n val x = [1, ", "native"), "C.go");
    assert.equal(parts.chosenEntry("fn ", "native"), "main");
  });

  test("what syntax a program looks like is told where that is plain", () => {
    const { seemingSyntax } = parts;
    assert.equal(seemingSyntax("// a\n  pragma solidity ^0.8.0;\n"), "solidity");
    assert.equal(seemingSyntax("contract C { function f(uint a)\n external {} }"), "solidity");
    assert.equal(seemingSyntax("contract C { pub fn f() {} }"), "native");
    for (const code of ["", "// fnord\n", "contract C {}", "function f() {}"]) assert.equal(seemingSyntax(code), undefined, code);
    // As much of the same as a program may have takes no time.
    for (const code of ["\n".repeat(65536), "function f(".repeat(6000), `fn${" ".repeat(65536)}`]) seemingSyntax(code);
  });

  test("links keep a program with all its settings", async () => {
    const program = {
      code: "fn main() { }\n// 𝕏 &=#%\n",
      files: { "src/b.twl": "// ü\n", "src/a/c.twl": "" },
      mode: "solidity",
      entry: "A.b",
      context: { sender: "0x11", value: "1", block_number: "2", timestamp: "3" },
      gasLimit: "4",
    };
    const wanted = await parts.readHash(await parts.hashOf(program));
    assert.equal(wanted.kind, "code");
    assert.deepEqual(wanted.program, program);
  });

  test("a link cannot unfold to more than a megabyte", async () => {
    const large = { code: " ".repeat(1024 * 1024), files: {}, mode: "native", entry: "", context: { sender: "", value: "", block_number: "", timestamp: "" }, gasLimit: "" };
    assert.equal((await parts.readHash(await parts.hashOf(large))).kind, "code");
    large.code += " ";
    assert.equal((await parts.readHash(await parts.hashOf(large))).kind, "broken");
  });

  test("a link's files have the paths of files", async () => {
    const files = { "src/a.twl": "1", "src/main.twl": "2", "/etc/passwd": "3", "src/../b.twl": "4", "src/c.twl": 5, "b.twl": "6" };
    const wanted = await parts.readHash(`#code=x&files=${encodeURIComponent(JSON.stringify(files))}`);
    assert.deepEqual(wanted.program.files, { "src/a.twl": "1" });
    for (const wrong of ["[", "null", '"a"', "z.!!"]) {
      const read = await parts.readHash(`#code=x&files=${encodeURIComponent(wrong)}`);
      assert.ok(read.kind === "broken" || Object.keys(read.program.files).length === 0, wrong);
    }
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`src/f${index}.twl`, ""]));
    const most = await parts.readHash(`#code=x&files=${encodeURIComponent(JSON.stringify(many))}`);
    assert.equal(Object.keys(most.program.files).length, 63);
  });

  test("archives are read as they were written, and others too", async () => {
    const texts = [["src/main.twl", "mod b;\n"], ["src/b.twl", "// ü\n"], ["src/empty.twl", ""]];
    const archive = parts.zip(texts);
    const plain = (files) => files?.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    assert.deepEqual(plain(await parts.unzip(archive, 100)), texts);
    // Up to the limit and no further.
    assert.deepEqual(plain(await parts.unzip(archive, 13)), texts);
    assert.equal(await parts.unzip(archive, 12), undefined);
    // Made by another program, with compression: 1000 times `x`.
    const other = Buffer.from(
      "UEsDBBQAAAAIAAAAIQDmyUE7CwAAAOgDAAAKAAAAcC9tYWluLnR3bKuoGAWjYBQMdwAAUEsBAhQDFAAAAAgAAAAhAObJQTsLAAAA6AMAAAoAAAAAAAAAAAAAAIABAAAAAHAvbWFpbi50d2xQSwUGAAAAAAEAAQA4AAAAMwAAAAAA",
      "base64",
    );
    assert.deepEqual(plain(await parts.unzip(new Uint8Array(other), 1000)), [["p/main.twl", "x".repeat(1000)]]);
    assert.equal(await parts.unzip(new Uint8Array(other), 999), undefined);
    for (const broken of [new Uint8Array(0), archive.slice(0, -1), archive.slice(0, 40), new Uint8Array(100)]) {
      assert.equal(await parts.unzip(broken, 1000), undefined);
    }
  });

  test("the files of a folder are a program", () => {
    const read = (...names) => parts.programOfFiles(names.map((name) => [name, name]));
    assert.deepEqual(read("notes.txt"), { code: "notes.txt", files: {}, mode: "native" });
    assert.deepEqual(read("a.sol"), { code: "a.sol", files: {}, mode: "solidity" });
    const package_ = read("p/Twilight.toml", "p/src/a.twl", "p/src/main.twl", "p/src/x/y.twl");
    assert.equal(package_.code, "p/src/main.twl");
    assert.deepEqual(Object.keys(package_.files), ["src/a.twl", "src/x/y.twl"]);
    assert.deepEqual(read("b.twl", "a.twl").files, { "src/a.twl": "a.twl" });
    assert.equal(read("a.md", "b.md"), undefined);
    assert.equal(read(), undefined);
  });

  test("functions are found with the lines that they stand on", () => {
    const native = "fn a() {\n}\ncontract C {\n    fn init() {}\n    pub fn b(n: u64) -> u64 {\n        n\n    }\n}\nimpl P {\n    fn c(self) {}\n}\n";
    assert.deepEqual(parts.functionRanges(native, "native"), [
      { name: "a", from: 1, to: 2 },
      { name: "C.init", from: 4, to: 4 },
      { name: "C.b", from: 5, to: 7 },
      { name: "P.c", from: 10, to: 10 },
    ]);
    const solidity = "interface I { function i() external; }\ncontract C {\n    constructor() {\n    }\n    function f() external {\n    }\n}\n";
    assert.deepEqual(parts.functionRanges(solidity, "solidity").map(({ name, from, to }) => [name, from, to]), [
      ["C.constructor", 3, 4],
      ["C.f", 5, 6],
    ]);
  });

  test("the gas of lines is summed up by function", () => {
    const program = { code: "fn a() {\n}\nfn b() {}\n// c\n", files: { "src/m.twl": "fn a() {}\n" }, mode: "native", entry: "", context: {}, gasLimit: "" };
    const line = (number, gas, file = "src/main.twl") => ({ file, line: number, gas });
    const lines = [line(1, "1"), line(2, "2"), line(3, "40"), line(4, "5"), line(1, "7", "src/m.twl")];
    assert.deepEqual(parts.gasByFunction({ lines, other: "0" }, program), [["b", 40], ["m::a", 7], ["Outside of functions", 5], ["a", 3]]);
    assert.deepEqual(parts.gasByFunction({ lines: [], other: "9" }, program), [["Memory, entering and leaving calls", 9]]);
  });

  test("arguments are read by their types", () => {
    const value = (type, text, internalType) => {
      const parsed = parts.parseArgument({ name: "x", type, ...(internalType ? { internalType } : {}) }, text);
      return parsed.ok ? parsed.value : undefined;
    };
    assert.equal(value("uint256", " 12 "), "12");
    assert.equal(value("uint8", "-1"), undefined);
    assert.equal(value("int8", "-1"), "-1");
    assert.equal(value("uint8", ""), undefined);
    assert.equal(value("bool", "true"), true);
    assert.equal(value("string", " a "), " a ");
    assert.equal(value("address", "0x12"), undefined);
    assert.equal(value("bytes", "0xabc"), undefined);
    assert.equal(value("bytes", "0x"), "0x");
    assert.equal(value("uint8", "Red", "Colour"), "Red");
    assert.equal(value("uint8", "Red", "u8"), undefined);
    assert.deepEqual(value("uint64[]", "[1, 2]"), [1, 2]);
    assert.equal(value("tuple", "null", "Option<u64>"), null);
    assert.equal(value("tuple", "{", "P"), undefined);
  });

  test("the times of the stages are read", () => {
    assert.deepEqual(parts.timings("queue;dur=0.5, compile;dur=12.25,run;dur=3;desc=x, wrong"), { queue: 0.5, compile: 12.25, run: 3 });
    assert.deepEqual(parts.timings(""), {});
  });

  test("events of a stream are read", () => {
    assert.deepEqual(parts.eventOf('event: stage\ndata: {"a":1}'), { name: "stage", data: '{"a":1}' });
    assert.deepEqual(parts.eventOf(":"), { name: "message", data: "" });
    assert.deepEqual(parts.eventOf("data:a\ndata: b"), { name: "message", data: "a\nb" });
  });

  test("both languages have a text for each step of the tour", () => {
    assert.equal(parts.tourEn.length, parts.steps.length);
    assert.equal(parts.tourDe.length, parts.steps.length);
  });

  test("what the pointer is over is found in the library", () => {
    const items = [
      { path: ".push", section: "vector<T>" },
      { path: "u64::MAX", section: "Integers" },
      { path: "nova::tx::sender", section: "nova::tx" },
    ];
    const paths = (text, before) => parts.lookUp(items, text, before).map((item) => item.path);
    assert.deepEqual(paths("push", "list."), [".push"]);
    assert.deepEqual(paths("MAX", "i8::"), ["u64::MAX"]);
    assert.deepEqual(paths("sender", "ctx."), ["nova::tx::sender"]);
    assert.deepEqual(paths("sender", "own."), []);
    assert.deepEqual(paths("require", "    "), ["require"]);
    assert.deepEqual(paths("nothing", ""), []);
    const solidity = (text, before) => parts.lookUpSolidity(text, before).map((item) => item.signature);
    assert.deepEqual(solidity("sender", "msg."), ["msg.sender: address"]);
    assert.deepEqual(solidity("sender", "own."), []);
    assert.deepEqual(solidity("sender", "  "), []);
    assert.deepEqual(solidity("require", "  "), ["require(condition, message)"]);
  });

  test("both languages have the same places to fill", () => {
    for (const [key, english] of Object.entries(parts.en)) {
      const places = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
      assert.deepEqual(places(parts.de[key]), places(english), key);
      assert.ok(parts.de[key].trim() !== "", key);
    }
  });
}
