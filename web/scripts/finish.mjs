// After `vite build`: puts the first program into the page, makes the template of the form's answer, and
// compresses everything, so that the server only has to send bytes.
//
//   dist/index.html      the page as it is sent
//   dist/template.html   the same with <!--code-->, <!--result--> for the answer without JavaScript
//   dist/**/*.br, *.gz   compressed once, here
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const directory = process.argv[2] ?? "dist";
const source = readFileSync(new URL("../src/default_program.ts", import.meta.url), "utf8");
const program = /`([^`]*)`;/.exec(source)?.[1];
if (program === undefined) throw new Error("src/default_program.ts holds no program.");

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const template = readFileSync(join(directory, "index.html"), "utf8");
for (const marker of ["<!--code-->", "<!--result-->"]) {
  if (template.split(marker).length !== 2) throw new Error(`index.html must hold ${marker} once.`);
}
writeFileSync(join(directory, "template.html"), template);
writeFileSync(
  join(directory, "index.html"),
  template.replace("<!--code-->", () => escape(program)).replace("<!--result-->", ""),
);

function files(at) {
  return readdirSync(at).flatMap((name) => {
    const path = join(at, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } };
for (const path of files(directory)) {
  if (/\.(br|gz)$/.test(path)) {
    rmSync(path);
    continue;
  }
  const bytes = readFileSync(path);
  if (path.endsWith("template.html")) continue;
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, brotli));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
