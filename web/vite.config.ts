// The build: one page, its scripts and styles under assets/ with their hashes in the names, no host but ours.
import { lezer } from "@lezer/generator/rollup";
import { defineConfig, type Plugin } from "vite";
import { en } from "./src/i18n/en";

/** Texts stand in src/i18n only; this writes the English ones into the HTML. */
function texts(): Plugin {
  const escape = (text: string) =>
    text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const text = (key: string): string => {
    const found = (en as Record<string, string>)[key];
    if (found === undefined) throw new Error(`There is no text \`${key}\` in src/i18n/en.ts.`);
    return escape(found);
  };
  return {
    name: "texts",
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        html
          .replace(/data-t-(label|title|placeholder)="([^"]*)"/g, (whole, kind: string, key: string) => {
            const attribute = kind === "label" ? "aria-label" : kind;
            return `${whole} ${attribute}="${text(key)}"`;
          })
          .replace(/(data-t="([^"]*)"[^>]*>)(?=<\/)/g, (_, tag: string, key: string) => tag + text(key)),
    },
  };
}

/**
 * The package says of the calls that bind its keys that nothing is lost without them, and the bundler believes it.
 */
function emacsKeys(): Plugin {
  return {
    name: "emacs-keys",
    transform: (code, id) =>
      id.includes("codemirror-emacs") ? { code: code.replaceAll("/*@__PURE__*/EmacsHandler", "EmacsHandler"), map: null } : null,
  };
}

export default defineConfig({
  base: "/",
  plugins: [lezer(), texts(), emacsKeys()],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: { input: ["index.html", "embed.html"] },
  },
  server: {
    port: 9301,
    proxy: Object.fromEntries(
      ["/run", "/compile", "/share", "/load", "/version", "/examples", "/library", "/s"].map((path) => [
        path,
        process.env["PLAYGROUND"] ?? "http://127.0.0.1:8080",
      ]),
    ),
  },
});
