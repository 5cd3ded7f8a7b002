// The service and the browser that the tests use: both real, one of each for a file of tests.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Where the browser may be; the distribution's package puts it at the first. */
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the service on a free port; `PLAYGROUND_SERVER` names its program. */
export async function startService(args = []) {
  const program = process.env.PLAYGROUND_SERVER;
  if (!program || !existsSync(program)) {
    throw new Error("Set PLAYGROUND_SERVER to the built `playground`; `cargo xtask test` does so.");
  }
  const store = mkdtempSync(join(tmpdir(), "page-store-"));
  const own = ["--listen", "127.0.0.1:0", "--store", join(store, "snippets.db")];
  const child = spawn(program, [...own, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (data) => (log += data));
  const url = await new Promise((found, failed) => {
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
      const match = /http:\/\/[\d.:]+/.exec(text);
      if (match) found(match[0]);
    });
    child.on("exit", (code) => failed(new Error(`The service ended with ${code}.\n${log}`)));
  });
  const stop = () =>
    new Promise((gone) => {
      const end = () => {
        rmSync(store, { recursive: true, force: true });
        gone();
      };
      if (child.exitCode !== null) return end();
      child.once("exit", end);
      child.kill("SIGTERM");
    });
  return { url, stop };
}

/** Starts the browser. */
export async function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? browsers.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error("No Chromium was found; install the package `chromium`.");
  // The sandbox of the browser needs privileges that containers lack; it only opens our own page here.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}

/** A page of `browser` on which any violation of the content policy, and any error of a script, is remembered. */
export async function openPage(browser, url, options = {}) {
  const { path = "/", width = 1440, height = 900, ...context } = options;
  const session = await browser.newContext({ viewport: { width, height }, locale: "en-US", ...context });
  const page = await session.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Refused to|Trusted Type/.test(message.text())) {
      wrong.push(`policy: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (to.protocol.startsWith("http") && to.origin !== new URL(url).origin) wrong.push(`other host: ${request.url()}`);
  });
  await page.goto(url + path);
  if (context.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready]");
  return { page, session, wrong };
}

/** Replaces the program, as a paste over everything does. */
export async function write(page, code) {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+A");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const content = document.querySelector("#editor").shadowRoot.querySelector(".cm-content");
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, code);
}

/** The text in the editor. */
export async function codeOf(page) {
  return page.locator("#source").inputValue();
}

/** Presses Run and waits for the outcome. */
export async function runProgram(page) {
  await page.locator("#run").click();
  await page.waitForSelector("#view .outcome:not(.running)");
}

/** Where screenshots go. */
export const images = resolve(web, "../docs/img");
