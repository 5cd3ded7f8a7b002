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
      for (const part of ["Knock, knock.", "2 events", "gas used", "nswered after"]) assert.ok(view.includes(part), part);
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

  test("each line of the text of a module has its own instruction, in every example", async () => {
    const { examples } = await (await fetch(`${world.url}/examples`)).json();
    const codes = { call: 0x10, "local.get": 0x20, "i32.const": 0x41, "i64.const": 0x42, end: 0x0b, else: 0x05, if: 0x04, return: 0x0f, drop: 0x1a };
    let linked = 0;
    for (const { name, code, syntax_mode } of examples) {
      const body = JSON.stringify({ code, syntax_mode, emit: ["wat", "wasm", "meta"] });
      const answer = await (await fetch(`${world.url}/compile`, { method: "POST", headers: { "content-type": "application/json" }, body })).json();
      const bytes = Buffer.from(answer.wasm, "base64");
      const offsets = world.parts.instructionOffsets(bytes);
      const bodies = answer.wat.split(/^  \(func .*\n/m).slice(1).map((text) => text.split("\n  )")[0].split("\n").filter((line) => /^ {4}\s*[^(\s]/.test(line)));
      assert.equal(bodies.length, offsets.length, name);
      bodies.forEach((lines, index) => {
        assert.equal(lines.length, offsets[index].length, `${name}: function ${index}`);
        lines.forEach((line, at) => {
          const expected = codes[line.trim().split(" ")[0]];
          if (expected !== undefined) assert.equal(bytes[offsets[index][at]], expected, `${name}: ${line}`);
        });
      });
      const parts = world.parts.watParts(answer.wat, answer.wasm, answer.meta);
      assert.equal(parts.map((part) => part.text).join("\n"), answer.wat, name);
      linked += parts.filter((part) => part.place !== undefined).length;
    }
    assert.ok(linked > 1000, String(linked));
  });

  test("the cursor's line is marked in what the compiler makes of it, and back", async () => {
    await on(world, {}, async (page) => {
      for (const [tab, words] of [["tir", /state_write u64 "knocks"/], ["wat", /__state_write<u64>/]]) {
        await page.locator(".cm-line", { hasText: "storage.knocks += 1" }).click();
        await page.click(`#tab-${tab}`);
        await page.waitForSelector(`[data-view=${tab}] .linked`);
        assert.match((await page.locator(".linked").allInnerTexts()).join("\n"), words, tab);
        await page.locator(".cm-line", { hasText: "println" }).click();
        await page.waitForFunction(() => [...document.querySelectorAll(".linked")].some((part) => /print|"Knock/.test(part.textContent)));
        await page.locator(`[data-view=${tab}] .part-of[data-line="11"]`).first().click();
        assert.match(await page.locator("#cursor").innerText(), /Line 11,/, tab);
      }
      await page.click("#tab-abi");
      await page.locator("[data-view=abi] .part-of", { hasText: "knock" }).first().click();
      assert.match(await page.locator("#cursor").innerText(), /Line 10,/);
      await page.click("#tab-meta");
      await page.waitForSelector("[data-view=meta] .linked");
      assert.match((await page.locator(".linked").allInnerTexts()).join(), /Door::knock/);
    });
  });

  test("gas is told by line and by function, and adds up", async () => {
    await on(world, {}, async (page) => {
      await runProgram(page);
      await page.waitForSelector(".cm-gas-much");
      const table = await page.locator(".gas-table tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
      assert.equal(table[0][0], "Door.knock");
      assert.match(table[0][2], /^\d\d%$/);
      const sum = table.reduce((all, [, gas]) => all + Number(gas.replace(/,/g, "")), 0);
      assert.match(await page.locator(".gas").innerText(), new RegExp(sum.toLocaleString("en")));
      const title = await page.locator(".cm-gas-much").first().getAttribute("title");
      assert.match(title, /^[\d,]+ gas in the last run, \d+% of all$/);
      // It can be had without.
      await page.click("#open-settings");
      await page.uncheck("#setting-gas");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".cm-gas").count(), 0);
      await page.click("#open-settings");
      await page.check("#setting-gas");
      await page.keyboard.press("Escape");
      await page.waitForSelector(".cm-gas-much");
      // Another program has other lines.
      await page.goto(`${world.url}/#example=hello`);
      await page.waitForFunction(() => document.querySelector("#source").value.includes("ello"));
      assert.equal(await page.locator(".cm-gas").count(), 0);
    });
  });

  test("the stages of a run are shown as they begin, and its output as it comes", async () => {
    await on(world, {}, async (page) => {
      await page.evaluate(() => {
        const real = window.fetch;
        window.fetch = (url, init) => {
          if (url !== "/run" || !init.headers.accept.includes("text/event-stream")) return real(url, init);
          const body = new ReadableStream({
            start(controller) {
              const encoder = new TextEncoder();
              window.push = (text) => controller.enqueue(encoder.encode(text));
              window.close_ = () => controller.close();
              init.signal.addEventListener("abort", () => controller.error(new DOMException("", "AbortError")));
            },
          });
          return Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
        };
      });
      const push = (text) => page.evaluate((part) => window.push(part), text);
      await page.click("#run");
      await push('event: stage\ndata: {"at_us":10,"stage":"sandbox"}\n\n:\n\nevent: stage\ndata: {"at_us":20,"sta');
      await page.waitForSelector(".stages li");
      assert.deepEqual(await page.locator(".stages li").allInnerTexts(), ["Taking a sandbox"]);
      await push('ge":"compile"}\n\nevent: stage\ndata: {"at_us":30,"stage":"unknown"}\n\nevent: stage\ndata: {"at_us":10020,"stage":"run"}\n\nevent: output\ndata: {"text":"<i>one"}\n\n');
      await page.waitForSelector("#view pre.output:visible");
      assert.deepEqual(await page.locator(".stages li").allInnerTexts(), ["Taking a sandbox", "Compiling", "Running"]);
      assert.equal(await page.locator("#view pre.output").innerText(), "<i>one");
      await push('event: result\ndata: {"success":true,"diagnostics":[],"output":"<i>one","events":[],"return_value":"7","gas_used":"5"}\n\n');
      await page.waitForSelector("#view .outcome.good");
      assert.match(await page.locator("#view").innerText(), /returned\s+7[\s\S]*Compiled in 10 ms; answered after/);
      // Without stages it had been made before.
      await page.click("#run");
      await push('event: result\ndata: {"success":true,"diagnostics":[],"output":"","events":[],"return_value":"7","gas_used":"5"}\n\n');
      await page.waitForSelector("#view .outcome.good");
      assert.match(await page.locator(".times").innerText(), /had this answer already/);
      // Problems, streams that break off, and Stop.
      await page.click("#run");
      await push('event: problem\ndata: {"status":503,"title":"T","detail":"It went away."}\n\n');
      await page.waitForSelector("#view .outcome.bad");
      assert.match(await outcome(page), /It went away/);
      await page.click("#run");
      await page.waitForSelector(".outcome.running");
      await page.evaluate(() => window.close_());
      await page.waitForSelector("#view .outcome.bad");
      assert.match(await outcome(page), /cannot be reached/);
      await page.click("#run");
      await page.click("#stop");
      await page.waitForSelector("#view .outcome.neutral:not(.running)");
      assert.match(await outcome(page), /Stopped/);
    });
  });

  test("an answer that the service had already says so", async () => {
    await on(world, {}, async (page) => {
      await write(page, "fn main() -> u64 { 123454321 }\n");
      await runProgram(page);
      assert.match(await page.locator(".times").innerText(), /nswered after [\d.,]+ ms\.$/);
      await runProgram(page);
      assert.match(await page.locator(".times").innerText(), /had this answer already; it came after [\d.]+ ms/);
    });
  });

  test("whoever chooses Solidity first sees a program in it that runs", async () => {
    await on(world, {}, async (page) => {
      await page.selectOption("#mode", "solidity");
      await runProgram(page);
      assert.match(await outcome(page), /It ran\. It returned\s+\(2, 2\)/);
      await page.selectOption("#mode", "native");
      await runProgram(page);
      assert.match(await outcome(page), /\(2, 2\)/);
      assert.match(await codeOf(page), /storage \{/);
    });
  });

  test("a program that looks like the other syntax is offered that", async () => {
    await on(world, {}, async (page) => {
      await write(page, "pragma solidity ^0.8.20;\ncontract C {\n    function f() external pure returns (bool) { return true; }\n}\n");
      await page.locator("#notice").getByRole("button", { name: "Read it as Solidity" }).click();
      await page.waitForSelector("#problems-toggle[data-state=good]");
      assert.equal(await page.inputValue("#mode"), "solidity");
      assert.equal(await page.locator("#notice").isVisible(), false);
      await write(page, "fn main() -> u64 {\n    7\n}\n");
      await page.locator("#notice").getByRole("button", { name: "Dismiss" }).click();
      // Once is enough.
      await write(page, "fn main() -> u64 {\n    8\n}\n");
      await page.waitForFunction(() => localStorage.getItem("twilight:draft:scratch")?.includes(" 8"));
      assert.equal(await page.locator("#notice").isVisible(), false);
      await page.selectOption("#mode", "native");
      await runProgram(page);
      assert.match(await outcome(page), /returned\s+8/);
    });
  });

  test("a run at once after a change still offers the entry point of the new program", async () => {
    await on(world, {}, async (page) => {
      assert.equal(await page.getAttribute("#entry", "placeholder"), "Door.main");
      await write(page, "fn start() -> u64 {\n    9\n}\n");
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector("#view .outcome.good");
      await page.waitForFunction(() => document.querySelector("#entry").placeholder === "start");
    });
  });

  test("what a failed call has emitted is said to be undone", async () => {
    await on(world, {}, async (page) => {
      await write(page, 'contract C {\n    event E(n: u64);\n    pub fn main() {\n        emit E(1);\n        require(1 > 2, "no");\n    }\n}\n');
      await runProgram(page);
      assert.match(await page.locator("#view").innerText(), /1 event\s+E\(n: 1\)\s+Undone, with all/);
    });
  });

  test("functions that take arguments lead to where they are given", async () => {
    await on(world, {}, async (page) => {
      await write(page, "contract C {\n    pub fn add(a: u64, b: u64) -> u64 {\n        a + b\n    }\n}\n");
      await page.fill("#entry", "C.add");
      await runProgram(page);
      assert.match(await outcome(page), /entry point cannot be called/);
      // The program itself is right.
      assert.equal(await page.locator("#problems-toggle").getAttribute("data-state"), "good");
      await page.click("#to-calls");
      await page.fill("#call-0-0", "40");
      await page.fill("#call-0-1", "2");
      await page.click("[data-call=add]");
      await page.waitForSelector(".call-row .met");
      assert.match(await page.locator(".call-row").last().innerText(), /→ 42/);
    });
  });

  test("what is offered of Solidity's objects compiles", async () => {
    const values = ["msg", "block", "tx"].flatMap((owner) => world.parts.members[owner].map(([, signature]) => signature.split(": ")));
    assert.ok(values.length > 4);
    const functions = values.map(([value, type], index) => `function f${index}() external payable returns (${type}) { return ${value}; }`);
    const code = `contract C {\n${functions.join("\n")}\n}\n`;
    const answer = await fetch(`${world.url}/compile`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code, syntax_mode: "solidity" }) });
    assert.deepEqual((await answer.json()).diagnostics.filter((one) => one.severity === "error"), []);
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
