// Several files as tabs: adding, running, errors in them, renaming, drafts, links, archives; and work that survives a crash.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { on } from "./running.mjs";
import { codeOf, openPage, runProgram, write } from "./service.mjs";

const main = "mod math;\n\nfn main() -> u64 {\n    math::twice(21)\n}\n";

/** Adds a file through the page and writes into it. */
async function addFile(page, name, text) {
  await page.click("#add-file:visible, #file-new:visible");
  await page.fill("#file-name", name);
  await page.keyboard.press("Enter");
  await page.locator(`[role=tab][data-path="src/${name}.twl"][aria-selected=true]`).waitFor();
  await write(page, text);
}

const tabs = (page) => page.locator(".file-tabs [role=tab]").allInnerTexts();

export default function suite(world) {
  test("a program in several files runs, and errors lead to their file", async () => {
    await on(world, {}, async (page) => {
      await write(page, main);
      assert.equal(await page.locator("#files").isVisible(), false);
      await addFile(page, "math", "pub fn twice(n: u64) -> u64 {\n    n * 2\n}\n");
      assert.deepEqual(await tabs(page), ["main.twl", "math.twl"]);
      await runProgram(page);
      assert.match(await page.locator("#view .outcome").innerText(), /returned\s+42/);
      assert.match(await page.locator(".gas-table").innerText(), /math::twice/);
      await page.waitForSelector("#problems-toggle[data-state=good]");
      await write(page, "pub fn twice(n: u64) -> u64 {\n    n * wrong\n}\n");
      await page.waitForSelector(".cm-lintRange-error");
      await page.locator(".file-tabs [role=tab]").first().click();
      // Nothing is wrong here.
      assert.equal(await page.locator(".cm-lintRange-error").count(), 0);
      await page.click("#problems-toggle");
      assert.match(await page.locator("#problems .place").first().innerText(), /^math\.twl: line 2, column 9$/);
      await page.locator("#problems .place").first().click();
      assert.equal(await page.locator(".file-tabs [aria-selected=true]").innerText(), "math.twl");
      assert.match(await page.locator("#cursor").innerText(), /Line 2, column 9/);
      assert.equal(await page.locator(".cm-lintRange-error").innerText(), "wrong");
      // Each file has its own history.
      await page.keyboard.press("Control+z");
      await page.waitForSelector("#problems-toggle[data-state=good]");
      assert.equal(await codeOf(page), main);
    });
  });

  test("files can be renamed and removed, wrong names are explained, nothing is lost", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn main() {}\n");
      await addFile(page, "one", "// one\n");
      await page.click("#file-new");
      for (const [name, words] of [["one", /is a file/], ["", /letters, digits/], ["../x", /letters, digits/], ["main.twl", /is a file/]]) {
        await page.fill("#file-name", name);
        await page.keyboard.press("Enter");
        assert.match(await page.locator("#file-error").innerText(), words, name);
      }
      await page.fill("#file-name", "deep/two.twl");
      await page.keyboard.press("Enter");
      assert.deepEqual(await tabs(page), ["main.twl", "one.twl", "deep/two.twl"]);
      await page.locator(".file-tabs [role=tab]").nth(1).click();
      await page.click("#file-rename");
      await page.fill("#file-name", "uno");
      await page.keyboard.press("Enter");
      assert.deepEqual(await tabs(page), ["main.twl", "uno.twl", "deep/two.twl"]);
      await page.click("#file-remove");
      assert.deepEqual(await tabs(page), ["main.twl", "deep/two.twl"]);
      await page.locator("#notice").getByRole("button", { name: "Undo" }).click();
      assert.deepEqual(await tabs(page), ["main.twl", "uno.twl", "deep/two.twl"]);
      assert.match(await page.locator(".cm-content").innerText(), /\/\/ one/);
      // By the keyboard: one stop, arrows between the tabs.
      await page.locator(".file-tabs [aria-selected=true]").focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.locator(".file-tabs [aria-selected=true]").innerText(), "deep/two.twl");
      // They are there after the page has been left.
      await page.reload();
      await page.waitForSelector("html[data-ready]");
      assert.deepEqual(await tabs(page), ["main.twl", "uno.twl", "deep/two.twl"]);
      // Solidity has no such files.
      await page.goto(`${world.url}/#example=solidity_counter`);
      await page.waitForFunction(() => document.querySelector("#mode").value === "solidity");
      assert.equal(await page.locator("#files").isVisible(), false);
      assert.equal(await page.locator("#add-file").isVisible(), false);
    });
  });

  test("links and archives hold all files", async () => {
    await on(world, {}, async (page) => {
      await write(page, main);
      await addFile(page, "math", "pub fn twice(n: u64) -> u64 {\n    n * 2\n}\n");
      await page.click("#open-share");
      const link = await page.inputValue("#share-link");
      await page.click("#share-short");
      await page.waitForSelector("#share-url");
      const short = await page.inputValue("#share-url");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#share-file")]);
      assert.equal(download.suggestedFilename(), "program.zip");
      const bytes = readFileSync(await download.path());
      for (const url of [link, short]) {
        const { pathname, hash } = new URL(url);
        await on(world, { path: pathname + hash }, async (other) => {
          assert.deepEqual(await tabs(other), ["main.twl", "math.twl"]);
          await runProgram(other);
          assert.match(await other.locator("#view .outcome").innerText(), /returned\s+42/);
        });
      }
      await on(world, {}, async (other) => {
        const before = await codeOf(other);
        await other.click("#open-examples");
        const [chooser] = await Promise.all([other.waitForEvent("filechooser"), other.click("#open-file")]);
        await chooser.setFiles({ name: "program.zip", mimeType: "application/zip", buffer: bytes });
        await other.waitForSelector(".file-tabs [role=tab] >> nth=1");
        assert.equal(await codeOf(other), main);
        await other.locator("#notice").getByRole("button", { name: /before/ }).click();
        assert.equal(await codeOf(other), before);
        assert.equal(await other.locator("#files").isVisible(), false);
      });
    });
  });

  test("a draft is there after the browser's page has crashed", async () => {
    const { page, session } = await openPage(world.browser, world.url);
    try {
      await write(page, "fn main() -> u64 { 77 }\n");
      // Another page of this browser sees what is kept.
      const beside = await session.newPage();
      await beside.goto(`${world.url}/examples`);
      await beside.waitForFunction(() => localStorage.getItem("twilight:draft:scratch")?.includes("77"));
      const crashed = page.waitForEvent("crash");
      page.goto("chrome://crash").catch(() => undefined);
      await crashed;
      const next = await session.newPage();
      await next.goto(world.url);
      await next.waitForSelector("html[data-ready]");
      assert.equal(await codeOf(next), "fn main() -> u64 { 77 }\n");
    } finally {
      await session.close();
    }
  });
}
