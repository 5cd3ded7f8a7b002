// Links that hold programs, the gallery, drafts, sharing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { on } from "./running.mjs";
import { codeOf, runProgram, write } from "./service.mjs";

export default function suite(world) {
  test("a link with percent-encoded source opens, with its settings", async () => {
    const code = "fn two() -> u64 { 2 }\nfn three() -> u64 { 3 }\n";
    const path = `/#code=${encodeURIComponent(code)}&entry=three&value=0&gas=500000`;
    await on(world, { path }, async (page) => {
      assert.equal(await codeOf(page), code);
      assert.equal(await page.inputValue("#gas-limit"), "500000");
      await runProgram(page);
      assert.match(await page.locator("#view .outcome").innerText(), /returned\s+3/);
    });
  });

  test("the link that the page makes opens the same program elsewhere", async () => {
    let link = "";
    const code = "// ümläut 😀\nfn main() -> string { \"ü\" }\n";
    await on(world, {}, async (page) => {
      await write(page, code);
      await page.fill("#entry", "main");
      await page.keyboard.press("Control+s");
      await page.waitForSelector("#share-link");
      link = await page.inputValue("#share-link");
      assert.match(await page.inputValue("#share-markdown"), /^```rust\n\/\/ ümläut[\s\S]*\[Run\]\(http/);
    });
    assert.match(link, /#code=z\.[\w-]+&entry=main$/);
    await on(world, { path: link.slice(world.url.length) }, async (page) => {
      assert.equal(await codeOf(page), code);
      assert.equal(await page.inputValue("#entry"), "main");
    });
  });

  test("a broken link says so and leaves the page usable", async () => {
    for (const path of ["/#code=z.%00%00", "/#code=z.AAAA", "/#code=%E0%A4%A"]) {
      await on(world, { path }, async (page) => {
        assert.match(await page.locator("#notice").innerText(), /no program that can be read/);
        await runProgram(page);
      });
    }
  });

  test("the gallery shows examples of both syntaxes, finds them, and opens them", async () => {
    await on(world, {}, async (page) => {
      await page.click("#open-examples");
      await page.waitForSelector(".example");
      assert.ok((await page.locator(".example").count()) > 30);
      assert.deepEqual(await page.locator(".example-group h3").allInnerTexts(), ["Twilight", "Solidity"]);
      await page.keyboard.type("erc-20 allowances");
      assert.equal(await page.locator(".example").count(), 1);
      await page.locator(".example").first().click();
      await page.waitForFunction(() => document.querySelector("#source").value.includes("contract Token"));
      assert.equal(await page.inputValue("#mode"), "solidity");
      assert.match(page.url(), /#example=solidity_token$/);
      await runProgram(page);
      assert.match(await page.locator("#view .outcome").innerText(), /\(700, 300\)/);
    });
  });

  test("an unknown example is named as such", async () => {
    await on(world, { path: "/#example=nothing" }, async (page) => {
      assert.match(await page.locator("#notice").innerText(), /no example with this name/);
    });
  });

  test("drafts survive leaving the page, each document with its own", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn main() -> u64 { 1234 }\n");
      await page.goto("about:blank");
      await page.goto(`${world.url}/`);
      await page.waitForSelector("html[data-ready]");
      assert.equal(await codeOf(page), "fn main() -> u64 { 1234 }\n");
      await page.goto(`${world.url}/#example=hello`);
      await page.waitForFunction(() => document.querySelector("#source").value.includes("Hello from Twilight"));
      await write(page, "fn main() -> u64 { 5 }\n");
      await page.goto(`${world.url}/#`);
      await page.waitForFunction(() => document.querySelector("#source").value.includes("1234"));
      await page.goto(`${world.url}/#example=hello`);
      await page.waitForFunction(() => document.querySelector("#source").value.includes("{ 5 }"));
      assert.match(await page.locator("#notice").innerText(), /changes to this program were restored/);
      await page.click("#notice .link >> nth=0");
      assert.match(await codeOf(page), /Hello from Twilight/);
    });
  });

  test("storage that fails does not lose the program or the page", async () => {
    await on(world, {}, async (page) => {
      await page.evaluate(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      });
      await write(page, "fn main() -> u64 { 3 }\n");
      await page.waitForFunction(() => document.querySelector("#notice").innerText.includes("does not keep drafts"));
      await runProgram(page);
      assert.match(await page.locator("#view .outcome").innerText(), /returned\s+3/);
    });
  });
}
