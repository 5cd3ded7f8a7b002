// The tour, completion and hover.
import assert from "node:assert/strict";
import { test } from "node:test";
import { on } from "./running.mjs";
import { codeOf, runProgram, write } from "./service.mjs";

export default function suite(world) {
  test("every step of the tour does what it says", async () => {
    await on(world, {}, async (page) => {
      await page.click("#open-tour");
      let count = 0;
      for (;;) {
        await page.waitForFunction((n) => document.querySelector("#tour")?.innerText.includes(`Step ${n} of`), count + 1);
        count += 1;
        const step = world.parts.steps[count - 1];
        await page.waitForFunction((code) => document.querySelector("#source").value === code, step.code);
        await runProgram(page);
        const text = await page.locator("#view").innerText();
        assert.ok(text.includes(step.outcome), `step ${count}: ${text}`);
        assert.equal(await page.locator("#tour").isVisible(), true);
        if ((await page.locator("#tour-next").count()) === 0) break;
        await page.click("#tour-next");
      }
      assert.equal(count, 15);
      await page.click("#tour-end");
      await page.waitForSelector("#tour", { state: "hidden" });
      assert.match(await codeOf(page), /contract Door/);
    });
  });

  test("the tour keeps what was changed in each step, and speaks the user's language", async () => {
    await on(world, { path: "/#tour=2" }, async (page) => {
      await page.waitForSelector("#tour-title");
      await write(page, "fn main() -> u64 { 99 }\n");
      await page.click("#tour-next");
      await page.waitForFunction(() => document.querySelector("#tour").innerText.includes("Step 3"));
      await page.goBack();
      await page.waitForFunction(() => document.querySelector("#source").value.includes("99"));
    });
    await on(world, { path: "/#tour=99", locale: "de-DE" }, async (page) => {
      await page.waitForSelector("#tour-title");
      assert.match(await page.locator("#tour").innerText(), /Schritt 15 von 15[\s\S]*Solidity/);
      assert.equal(await page.inputValue("#mode"), "solidity");
    });
  });

  /** What completion offers after `text` is typed at the end of `code`. */
  async function offered(page, code, text) {
    await write(page, code);
    await page.keyboard.type(text);
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    return page.locator(".cm-tooltip-autocomplete li .cm-completionLabel").allInnerTexts();
  }

  test("completion knows the library, the words and the program's own names", async () => {
    await on(world, {}, async (page) => {
      await page.waitForTimeout(700);
      const methods = await offered(page, "fn main() {\n    val list = vector![1];\n    list", ".pu");
      assert.ok(methods.includes("push"), methods.join());
      assert.match(await page.locator(".cm-completionInfo").first().innerText(), /push\(/);
      // Enter right after the list has come is a new line, so that nobody chooses by accident.
      await page.waitForTimeout(250);
      await page.keyboard.press("Enter");
      assert.match(await codeOf(page), /list\.push\(\)/);
      assert.ok((await offered(page, "fn main() {\n    ctx", ".se")).includes("sender"));
      assert.ok((await offered(page, "fn main() {\n    u8", "::MA")).includes("MAX"));
      assert.ok((await offered(page, "fn helper_of_mine() {}\nfn main() {\n    ", "hel")).includes("helper_of_mine"));
      assert.ok((await offered(page, "", "cont")).includes("contract"));
      await page.keyboard.press("Escape");
      await page.selectOption("#mode", "solidity");
      await page.waitForTimeout(300);
      assert.ok((await offered(page, "contract C {\n    ", "func")).includes("function"));
    });
  });

  test("nothing is offered in comments and text", async () => {
    await on(world, {}, async (page) => {
      await page.waitForTimeout(500);
      await write(page, "// con");
      await page.keyboard.type("tr");
      await page.waitForTimeout(400);
      assert.equal(await page.locator(".cm-tooltip-autocomplete").count(), 0);
    });
  });

  test("hovering over an item of the library explains it", async () => {
    await on(world, {}, async (page) => {
      await page.waitForTimeout(700);
      await write(page, "fn main() -> u64 {\n    200u64.saturating_add(100)\n}\n");
      await page.waitForSelector("#problems-toggle[data-state=good]");
      const word = page.locator(".cm-line span", { hasText: "saturating_add" }).first();
      await word.hover();
      await page.locator(".cm-tooltip-hover").waitFor();
      assert.match(await page.locator(".cm-tooltip-hover").innerText(), /saturating_add\(self, rhs: Self\)/);
    });
  });
}
