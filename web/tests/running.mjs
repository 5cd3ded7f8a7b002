// Running programs: outcomes in words, places, stopping, failing connections.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, openPage, runProgram, write } from "./service.mjs";

const outcome = (page) => page.locator("#view .outcome").innerText();

/** Opens a page, does `work` on it, and holds it to the content policy. */
export async function on(world, options, work) {
  const { page, session, wrong } = await openPage(world.browser, world.url, options);
  try {
    await work(page, session);
    assert.deepEqual(wrong, []);
  } finally {
    await session.close();
  }
}

export default function suite(world) {
  test("the first program runs with one press", async () => {
    await on(world, {}, async (page) => {
      await runProgram(page);
      assert.match(await outcome(page), /It ran\. It returned\s+\(2, 2\)/);
      const view = await page.locator("#view").innerText();
      for (const part of ["Knock, knock.", "2 events", "gas used", "Compiled in"]) assert.ok(view.includes(part), part);
    });
  });

  test("Ctrl+Enter in the editor runs, and what is said reaches screen readers", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn main() -> u64 { 6 * 7 }\n");
      await page.keyboard.press("Control+Enter");
      await page.waitForFunction(() => document.querySelector("#announce").textContent.includes("42"));
      assert.equal(await page.locator("#view .outcome code").innerText(), "42");
      assert.equal(await codeOf(page), "fn main() -> u64 { 6 * 7 }\n");
    });
  });

  test("an error leads to its place", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn main() -> u64 {\n    val e = \"😀\"; missing\n}\n");
      await runProgram(page);
      assert.match(await outcome(page), /does not compile/);
      await page.locator("#view .place").first().click();
      // Columns count characters, and so does the status line.
      assert.equal(await page.locator("#cursor").innerText(), "Line 2, column 18");
      const selected = await page.evaluate(() => document.querySelector("#editor").shadowRoot.activeElement?.className ?? "");
      assert.match(selected, /cm-content/);
    });
  });

  test("reverts, panics and exhausted gas are told apart, with their place", async () => {
    await on(world, {}, async (page) => {
      await write(page, 'fn main() {\n    println("before");\n    require(1 > 2, "One is less.");\n}\n');
      await runProgram(page);
      assert.match(await outcome(page), /It reverted[\s\S]*“One is less\.”[\s\S]*undone/);
      assert.match(await page.locator("#view").innerText(), /line 3, column 5[\s\S]*before/);
      await write(page, "fn main() -> u64 {\n    val list = vector![1];\n    list[7]\n}\n");
      await runProgram(page);
      assert.match(await outcome(page), /It panicked/);
      await write(page, "fn main() {\n    loop {}\n}\n");
      await runProgram(page);
      assert.match(await outcome(page), /ran out of gas[\s\S]*10,000,000/);
    });
  });

  test("the call's settings are used, and wrong ones are refused before anything is sent", async () => {
    await on(world, {}, async (page) => {
      await write(
        page,
        "contract C {\n    #[payable]\n    pub fn main() -> (address, u128, u64, u64) {\n        (ctx.sender(), ctx.value(), env.block_number(), env.timestamp())\n    }\n}\n",
      );
      await page.locator("#call summary").click();
      await page.fill("#sender", "0x2222222222222222222222222222222222222222");
      await page.fill("#value", "70");
      await page.fill("#block-number", "0x10");
      await page.fill("#timestamp", "5");
      assert.match(await page.locator("#call-summary").innerText(), /from Bob, with 70 tokens, at block 0x10/);
      await runProgram(page);
      assert.match(await page.locator("#view").innerText(), /\(0x2222222222222222222222222222222222222222, 70, 16, 5\)/);
      await page.fill("#value", "seven");
      let sent = 0;
      page.on("request", (request) => (sent += request.url().endsWith("/run") ? 1 : 0));
      await page.click("#run");
      assert.match(await page.locator("#value-error").innerText(), /whole number/);
      assert.equal(await page.evaluate(() => document.activeElement.id), "value");
      assert.equal(sent, 0);
    });
  });

  test("the entry point is chosen, offered and can be named", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn first() -> u64 { 1 }\nfn second() -> u64 { 2 }\nfn third(n: u64) -> u64 { n }\n");
      await page.waitForFunction(() => document.querySelector("#entry").placeholder === "first");
      assert.deepEqual(await page.locator("#entries option").evaluateAll((all) => all.map((option) => option.value)), ["first", "second"]);
      await page.fill("#entry", "second");
      await runProgram(page);
      assert.match(await outcome(page), /returned\s+2/);
      await page.fill("#entry", "fourth");
      await runProgram(page);
      assert.match(await outcome(page), /entry point cannot be called/);
    });
  });

  test("a run can be stopped", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn main() {\n    loop {}\n}\n");
      await page.locator("#call summary").click();
      await page.fill("#gas-limit", "1000000000000000");
      await page.click("#run");
      await page.waitForSelector(".outcome.running");
      assert.equal(await page.evaluate(() => document.activeElement.id), "stop");
      await page.click("#stop");
      await page.waitForSelector("#view .outcome:not(.running)");
      assert.match(await outcome(page), /Stopped/);
      assert.ok(await page.locator("#run").isVisible());
    });
  });

  test("a run that takes too long says so", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn main() {\n    loop {}\n}\n");
      await page.locator("#call summary").click();
      await page.fill("#gas-limit", "1000000000000000");
      await page.click("#run");
      await page.waitForSelector("#view .outcome:not(.running)", { timeout: 20000 });
      assert.match(await outcome(page), /took too long/);
    });
  });

  test("without a service the program stays and the page says so", async () => {
    await on(world, {}, async (page, session) => {
      await write(page, "fn main() -> u64 { 11 }\n");
      await session.setOffline(true);
      await page.click("#run");
      await page.waitForSelector("#view .outcome.bad");
      assert.match(await outcome(page), /cannot be reached[\s\S]*kept in this browser/);
      await page.click("#open-examples");
      await page.waitForSelector("#examples-list .notice");
      await page.keyboard.press("Escape");
      await session.setOffline(false);
      await runProgram(page);
      assert.match(await outcome(page), /returned\s+11/);
    });
  });

  test("a busy service, a refusing one and a strange answer each have their words", async () => {
    await on(world, {}, async (page) => {
      const answers = [
        { status: 503, headers: { "retry-after": "7" }, contentType: "application/problem+json", body: "{}" },
        { status: 413, contentType: "application/problem+json", body: '{"title":"T","detail":"It is too long."}' },
        { status: 200, contentType: "text/html", body: "<p>A portal</p>" },
      ];
      await page.route("**/run", (route) => route.fulfill(answers.shift()));
      for (const words of [/is busy[\s\S]*in 7 s/, /refused[\s\S]*It is too long/, /cannot be read \(HTTP 200\)/]) {
        await runProgram(page);
        assert.match(await outcome(page), words);
      }
    });
  });

  test("the views show what the compiler makes of the program", async () => {
    await on(world, {}, async (page) => {
      for (const [tab, words] of [["tir", /function|fn|Door/], ["wat", /\(module/], ["abi", /"Knocked"/], ["meta", /"/]]) {
        await page.click(`#tab-${tab}`);
        await page.waitForSelector(`[data-view=${tab}]`);
        assert.match(await page.locator(`[data-view=${tab}]`).innerText(), words);
      }
      await write(page, "fn main() { nothing }\n");
      await page.waitForFunction(() => document.querySelector("#view").innerText.includes("does not compile"));
      await page.click("#tab-result");
      assert.match(await page.locator("#view").innerText(), /Press Run/);
    });
  });

  test("Solidity runs as well", async () => {
    await on(world, {}, async (page) => {
      await page.selectOption("#mode", "solidity");
      await write(
        page,
        "contract C {\n    function main() external pure returns (uint8) {\n        return uint8(40) + 2;\n    }\n}\n",
      );
      await runProgram(page);
      assert.match(await outcome(page), /returned\s+42/);
    });
  });
}
