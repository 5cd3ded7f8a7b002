// Builds the page anew and compares it with the built page in the repository, which the server carries.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const fresh = mkdtempSync(join(tmpdir(), "page-"));

function files(directory, prefix = "") {
  return readdirSync(directory)
    .sort()
    .flatMap((name) => {
      const path = join(directory, name);
      return statSync(path).isDirectory() ? files(path, `${prefix}${name}/`) : [prefix + name];
    });
}

/** A file's bytes; of compressed ones what they unfold to, since compressors differ from version to version. */
function content(directory, name) {
  const bytes = readFileSync(join(directory, name));
  if (name.endsWith(".br")) return brotliDecompressSync(bytes);
  if (name.endsWith(".gz")) return gunzipSync(bytes);
  return bytes;
}

try {
  const node = (...args) => execFileSync(process.execPath, args, { cwd: web, stdio: ["ignore", "ignore", "inherit"] });
  node("node_modules/vite/bin/vite.js", "build", "--outDir", fresh, "--emptyOutDir", "--logLevel", "error");
  node("scripts/finish.mjs", fresh);
  const dist = join(web, "dist");
  const built = files(fresh);
  const kept = files(dist);
  const different = [
    ...built.filter((name) => !kept.includes(name)).map((name) => `${name} is missing`),
    ...kept.filter((name) => !built.includes(name)).map((name) => `${name} should not be there`),
    ...built
      .filter((name) => kept.includes(name) && !content(fresh, name).equals(content(dist, name)))
      .map((name) => `${name} differs`),
  ];
  if (different.length > 0) {
    console.error(
      `web/dist is not what web/src makes: ${different.join(", ")}.\nRun \`npm run build\` in web/ and commit web/dist.`,
    );
    process.exitCode = 1;
  } else {
    console.log(`web/dist is what web/src makes (${built.length} files).`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
