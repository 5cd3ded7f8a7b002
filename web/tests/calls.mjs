// The calls panel: forms from the ABI, a list of calls with its state, undo, export; decoded events and storage.
import assert from "node:assert/strict";
import { test } from "node:test";
import { on } from "./running.mjs";
import { runProgram, write } from "./service.mjs";

const bank = `enum Kind { Small, Large }

contract Bank {
    storage {
        held: map<address, u64>;
        limit: u64 = 0;
    }

    event Put(#[topic] who: address, amount: u64);

    fn init(limit: u64) {
        storage.limit = limit;
    }

    pub fn put(amount: u64, note: Option<string>, kinds: vector<bool>) -> u64 {
        require(amount <= storage.limit, "That is too much.");
        if val Some(text) = note {
            println("{} {}", text, kinds.len());
        }
        storage.held[ctx.sender()] += amount;
        emit Put(ctx.sender(), amount);
        storage.held[ctx.sender()]
    }

    #[payable]
    pub fn pay() -> u128 {
        ctx.value()
    }

    pub fn kind(large: bool) -> Kind {
        if large { Kind::Large } else { Kind::Small }
    }
}
`;

const rows = (page) => page.locator(".call-row");

export default function suite(world) {
  test("events are decoded, and storage is shown before and after", async () => {
    await on(world, {}, async (page) => {
      await runProgram(page);
      const view = await page.locator("#view").innerText();
      assert.match(view, /Knocked\(by: Alice \(0x1111…1111\), total: 2\)/);
      const changed = await page.locator(".storage tr.changed").allInnerTexts();
      assert.deepEqual(changed.map((row) => row.split(/\s+/)), [["by_caller[Alice]", "–", "2"], ["knocks", "0", "2"]]);
      await page.locator(".events summary").first().click();
      assert.match(await page.locator(".events .raw").first().innerText(), /Topic 0\s+0x74cbe4b4/);
    });
  });

  test("what came of a call stands where it was pressed, however long the page is", async () => {
    await on(world, { width: 390, height: 700, isMobile: true, hasTouch: true }, async (page) => {
      const many = Array.from({ length: 9 }, (_, index) => `    pub fn more${index}(n: u64) {\n        require(n > 0, "none");\n    }\n`);
      await write(page, `contract C {\n    pub fn first() -> u64 {\n        41\n    }\n${many.join("")}}\n`);
      await page.locator("#show-result").tap();
      await page.locator("#tab-calls").tap();
      await page.locator("[data-call=first]").tap();
      const outcomes = page.locator(".call-outcome:visible");
      await outcomes.first().waitFor();
      assert.deepEqual(await outcomes.allInnerTexts(), ["→ 41"]);
      const seen = await outcomes.first().evaluate((element) => element.getBoundingClientRect().bottom < innerHeight);
      assert.ok(seen);
      await page.fill("#call-3-0", "0");
      await page.locator("[data-call=more2]").tap();
      await page.waitForFunction(() => /It reverted/.test(document.querySelector(".call-outcome:not([hidden])")?.textContent));
      assert.equal(await outcomes.count(), 1);
      // Without the service nothing is forgotten.
      await page.route("**/run", (route) => route.abort());
      await page.locator("[data-call=first]").tap();
      await page.waitForFunction(() => /cannot be reached/.test(document.querySelector(".call-outcome:not([hidden])")?.textContent));
      await page.unroute("**/run");
      await page.locator("[data-call=first]").tap();
      await rows(page).nth(3).waitFor();
      assert.equal(await rows(page).count(), 4);
      // The list ends where the service's does.
      for (let calls = 3; calls < 64; calls += 1) {
        await page.locator("[data-call=first]").tap();
        await rows(page).nth(calls + 1).waitFor();
      }
      await page.locator("[data-call=first]").tap();
      await page.waitForFunction(() => /at most 64 calls/.test(document.querySelector(".call-outcome:not([hidden])")?.textContent));
      assert.equal(await rows(page).count(), 65);
    });
  });

  test("calls go on where the last one ended, and can be undone", async () => {
    await on(world, {}, async (page) => {
      await page.click("#tab-calls");
      await page.click("[data-call=knock]");
      await rows(page).nth(1).waitFor();
      await page.selectOption("#calls-sender", { label: "Bob" });
      await page.click("[data-call=knock]");
      await rows(page).nth(2).waitFor();
      assert.match(await rows(page).nth(2).innerText(), /Door\.knock\(\)\s*· Bob → 2[\s\S]*by_caller\[Bob\]\s+–\s+1/);
      await rows(page).nth(1).getByRole("button", { name: /Undo/ }).click();
      await page.waitForFunction(() => document.querySelectorAll(".call-row").length === 2);
      assert.match(await rows(page).nth(1).innerText(), /Bob → 1/);
      await page.click("#calls-clear");
      assert.equal(await rows(page).count(), 0);
    });
  });

  test("arguments are typed and checked, failures are told, the request can be copied", async () => {
    await on(world, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await write(page, bank);
      await page.click("#tab-calls");
      await page.waitForSelector("[data-call=put]");
      let sent = 0;
      page.on("request", (request) => (sent += request.url().endsWith("/run") ? 1 : 0));
      const field = (form, label) => page.locator("fieldset", { has: page.locator(`legend:has-text("${form}")`) }).getByLabel(label);
      await field("put", /^amount/).fill("ten");
      await page.click("[data-call=put]");
      assert.match(await page.locator("fieldset .field-error:visible").innerText(), /whole number/);
      await field("put", /^amount/).fill("10");
      await field("put", /^note/).fill('"hi"');
      await field("put", /^kinds/).fill("[true, fals]");
      await page.click("[data-call=put]");
      assert.match(await page.locator("fieldset .field-error:visible").innerText(), /JSON/);
      await field("put", /^kinds/).fill("[true, false]");
      await page.click("[data-call=put]");
      // The deployment has an argument too.
      assert.match(await page.locator("fieldset .field-error:visible").innerText(), /whole number/);
      assert.equal(sent, 0);
      await field("Deployment", /^limit/).fill("15");
      await page.click("[data-call=put]");
      await rows(page).nth(1).waitFor();
      assert.match(await rows(page).nth(1).innerText(), /Bank\.put\(10, hi, \[true,false\]\)[\s\S]*→ 10[\s\S]*hi 2[\s\S]*Put\(who: Alice/);
      await field("put", /^amount/).fill("16");
      await field("put", /^amount/).press("Enter");
      await rows(page).nth(2).waitFor();
      assert.match(await rows(page).nth(2).innerText(), /It reverted\. “That is too much\.”[\s\S]*line 16/);
      await field("pay", /^Value/).fill("70");
      await page.click("[data-call=pay]");
      await rows(page).nth(3).waitFor();
      assert.match(await rows(page).nth(3).innerText(), /70 tokens[\s\S]*→ 70/);
      await field("kind", /^large/).selectOption("true");
      await page.click("[data-call=kind]");
      await rows(page).nth(4).waitFor();
      assert.match(await rows(page).nth(4).innerText(), /→ Kind::Large/);
      await page.click("#calls-export");
      await page.waitForFunction(() => document.querySelector("#calls-export").innerText === "Copied");
      const request = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
      assert.deepEqual(request.init_args, ["15"]);
      assert.deepEqual(request.calls[0], { function: "Bank.put", args: ["10", "hi", [true, false]] });
      assert.equal(request.calls.length, 4);
      const again = await page.evaluate(async (body) => {
        const response = await fetch("/run", { method: "POST", headers: { "content-type": "application/json" }, body });
        return (await response.json()).calls.length;
      }, JSON.stringify(request));
      assert.equal(again, 4);
    });
  });

  test("forms follow the program, and keep what still fits", async () => {
    await on(world, {}, async (page) => {
      await write(page, bank);
      await page.click("#tab-calls");
      await page.waitForSelector("[data-call=put]");
      await page.locator("#init-0").fill("5");
      await write(page, bank.replace("That is too much.", "No."));
      await page.waitForTimeout(1000);
      assert.equal(await page.locator("#init-0").inputValue(), "5");
      await write(page, "contract Other {\n    pub fn only() -> u64 { 1 }\n}\n");
      await page.waitForSelector("[data-call=only]");
      assert.equal(await page.locator("[data-call]").count(), 1);
      await write(page, "fn main() { wrong }\n");
      await page.waitForFunction(() => document.querySelector("#view").innerText.includes("does not compile"));
    });
  });

  test("Solidity contracts have forms as well", async () => {
    await on(world, { path: "/#example=solidity_token" }, async (page) => {
      await page.waitForFunction(() => document.querySelector("#source").value.includes("contract Token"));
      await page.click("#tab-calls");
      await page.waitForSelector("[data-call=transfer]");
      const form = page.locator("fieldset", { has: page.locator("[data-call=transfer]") });
      await form.getByLabel(/^to/).fill("0x2222222222222222222222222222222222222222");
      await form.getByLabel(/^value/).fill("250");
      await page.click("[data-call=transfer]");
      await rows(page).nth(1).waitFor();
      assert.match(await rows(page).nth(1).innerText(), /→ true[\s\S]*Transfer\(from: Alice[\s\S]*to: Bob[\s\S]*value: 250/);
    });
  });
}
