// Short links, frames in other pages, files.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { on } from "./running.mjs";
import { codeOf, write } from "./service.mjs";

export default function suite(world) {
  test("a short link opens the program with its result, and can be deleted again", async () => {
    let url = "";
    const code = "fn main() -> u64 { 40 + 2 }\nfn other() -> string { \"<b>\" }\n";
    await on(world, {}, async (page) => {
      await write(page, code);
      await page.fill("#entry", "other");
      await page.locator("#call summary").click();
      await page.fill("#value", "0");
      await page.click("#open-share");
      await page.click("#share-short");
      await page.waitForSelector("#share-url");
      url = await page.inputValue("#share-url");
      assert.match(url, /\/s\/[a-z2-7]{16,}$/);
      assert.ok((await page.inputValue("#share-markdown")).includes(url));

      const path = new URL(url).pathname;
      await on(world, { path }, async (other) => {
        await other.waitForSelector("#view .outcome.good");
        assert.equal(await codeOf(other), code);
        assert.equal(await other.inputValue("#entry"), "other");
        assert.match(await other.locator("#view .outcome").innerText(), /returned\s+<b>/);
        await write(other, "fn main() -> u64 { 7 }\n");
        await other.waitForTimeout(600);
        await other.reload();
        await other.waitForSelector("#notice .link");
        assert.equal(await codeOf(other), "fn main() -> u64 { 7 }\n");
      });
      await on(world, { path, javaScriptEnabled: false }, async (other) => {
        assert.equal(await other.inputValue("#source"), code);
      });

      await page.click("#share-delete");
      await page.waitForFunction(() => document.querySelector("#share-body").innerText.includes("It is deleted"));
      await on(world, { path }, async (other) => {
        assert.match(await other.locator("#view .outcome").innerText(), /no shared program/i);
        await write(other, "fn main() {}\n");
        await other.click("#run");
        await other.waitForSelector("#view .outcome.good");
      });
    });
  });

  test("sharing that fails says so", async () => {
    await on(world, {}, async (page) => {
      await page.route("**/share", (route) =>
        route.fulfill({ status: 507, contentType: "application/problem+json", body: '{"title":"T","detail":"The store is full."}' }),
      );
      await page.click("#open-share");
      await page.click("#share-short");
      await page.waitForSelector("#share-body [role=alert]");
      assert.match(await page.locator("#share-body").innerText(), /The store is full/);
    });
  });

  test("a page of somebody else shows programs that run", async () => {
    const host = createServer((request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><title>A page</title><h1>A page</h1>
<pre class="twilight" data-expect="42" data-entry="main"># fn helper(n: u64) -> u64 { n + 1 }
fn main() -> u64 {
    helper(41)
}
# fn unused_but_there() {}</pre>
<pre class="twilight" data-syntax="solidity">contract C { function f() external pure returns (uint8) { return wrong; } }</pre>
<script src="${world.url}/embed.js" async></script>`);
    });
    await new Promise((ready) => host.listen(0, "127.0.0.1", ready));
    const session = await world.browser.newContext({ viewport: { width: 900, height: 900 } });
    try {
      const page = await session.newPage();
      const wrong = [];
      page.on("console", (message) => {
        if (message.type() === "error" && /Security Policy|frame/.test(message.text())) wrong.push(message.text());
      });
      await page.goto(`http://127.0.0.1:${host.address().port}/`);
      const first = page.frameLocator("iframe >> nth=0");
      await first.locator("html[data-ready]").waitFor();
      assert.equal(await page.locator("pre.twilight:visible").count(), 0);
      assert.equal(await first.locator("#source").inputValue(), "fn main() -> u64 {\n    helper(41)\n}");
      await first.locator("#run").click();
      await first.locator("#expected.met").waitFor();
      assert.match(await first.locator("#view .outcome").innerText(), /returned\s+42/);
      const height = await page.locator("iframe").first().evaluate((frame) => frame.clientHeight);
      assert.ok(height > 250, String(height));
      // Places are those of what is shown.
      await first.locator(".cm-content").click();
      await page.keyboard.press("Control+Home");
      await page.keyboard.type("wrong ");
      await first.locator("#run").click();
      await first.locator("#view .place").first().waitFor();
      assert.match(await first.locator("#view .place").first().innerText(), /line 1, column 1/);
      const second = page.frameLocator("iframe >> nth=1");
      await second.locator("#run").click();
      await second.locator("#view .outcome.bad").waitFor();
      const link = await first.locator("#open").getAttribute("href");
      assert.match(link, /^\/#code=z\./);
      assert.deepEqual(wrong, []);
    } finally {
      await session.close();
      host.close();
    }
  });

  test("only embedded programs may be framed", async () => {
    for (const [path, allowed] of [["/", "'none'"], ["/embed", "*"]]) {
      const policy = (await fetch(world.url + path)).headers.get("content-security-policy");
      assert.ok(policy.includes(`frame-ancestors ${allowed}`), `${path}: ${policy}`);
      assert.ok(!policy.includes("unsafe"), policy);
    }
  });

  test("a program is saved as a file and opened from one", async () => {
    await on(world, {}, async (page) => {
      await page.selectOption("#mode", "solidity");
      await write(page, "contract C {}\n");
      await page.click("#open-share");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#share-file")]);
      assert.equal(download.suggestedFilename(), "main.sol");
      await page.keyboard.press("Escape");
      await page.click("#open-examples");
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open-file")]);
      await chooser.setFiles({ name: "a.twl", mimeType: "text/plain", buffer: Buffer.from("fn main() {\r\n}\r\n") });
      await page.waitForFunction(() => document.querySelector("#source").value.startsWith("fn main"));
      assert.equal(await codeOf(page), "fn main() {\n}\n");
      assert.equal(await page.inputValue("#mode"), "native");
      await page.click("#open-examples");
      const [again] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open-file")]);
      await again.setFiles({ name: "a.twl", mimeType: "text/plain", buffer: Buffer.from([0xff, 0xfe, 0x00]) });
      await page.waitForFunction(() => document.querySelector("#notice").innerText.includes("no text"));
      assert.equal(await codeOf(page), "fn main() {\n}\n");
    });
  });
}
