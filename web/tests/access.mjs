// For everyone: keyboard, screen readers, contrast, phones, browsers without JavaScript, and languages.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { on } from "./running.mjs";
import { codeOf, runProgram, write } from "./service.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Rules of WCAG 2.2 AA that `page` breaks as it is now. */
async function violations(page) {
  // Evaluated in the page's world, which its content policy does not forbid to the driver.
  await page.evaluate(axe);
  const look = () =>
    page.evaluate(() =>
      window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
    );
  // It breaks down where the page changes while it looks, as when an answer comes: it looks once more then.
  const found = await look().catch(() => page.waitForTimeout(500).then(look));
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`);
}

/** Which element has the focus, also inside of the editor. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id || element?.className || element?.tagName;
  });

export default function suite(world) {
  for (const theme of ["light", "dark", "contrast"]) {
    test(`no state breaks a rule of accessibility (${theme})`, async () => {
      await on(world, {}, async (page) => {
        await page.click("#open-settings");
        await page.selectOption("#setting-theme", theme);
        assert.deepEqual(await violations(page), [], "settings");
        await page.keyboard.press("Escape");
        assert.deepEqual(await violations(page), [], "start");
        await runProgram(page);
        await page.locator(".events summary").first().click();
        await page.locator("#call summary").click();
        assert.deepEqual(await violations(page), [], "result");
        await write(page, "fn main() -> u8 {\n    val a: u8 = 300;\n    val b = 1;\n    c\n}\n");
        await page.waitForSelector("#problems-toggle[data-state=error]");
        await page.click("#problems-toggle");
        await runProgram(page);
        await page.fill("#value", "x");
        assert.deepEqual(await violations(page), [], "problems");
        await page.fill("#value", "");
        await page.click("#tab-abi");
        await page.waitForFunction(() => document.querySelector("#view").innerText.includes("does not compile"));
        assert.deepEqual(await violations(page), [], "view");
        await page.click("#open-examples");
        await page.waitForSelector(".example");
        assert.deepEqual(await violations(page), [], "gallery");
        await page.keyboard.press("Escape");
        await page.click("#open-share");
        await page.click("#share-short");
        await page.waitForSelector("#share-url");
        assert.deepEqual(await violations(page), [], "share");
        await page.keyboard.press("Escape");
        await write(page, "contract C {\n    storage { n: u64 = 1; }\n    fn init(n: u64) {}\n    pub fn f(a: bool, b: address) -> u64 { storage.n += 1; storage.n }\n}\n");
        await page.click("#tab-calls");
        await page.waitForSelector("[data-call=f]");
        await page.click("[data-call=f]");
        assert.deepEqual(await violations(page), [], "forms");
        await page.fill("#call-0-1", "0x1111111111111111111111111111111111111111");
        await page.fill("#init-0", "7");
        await page.click("[data-call=f]");
        await page.waitForSelector(".call-row >> nth=1");
        assert.deepEqual(await violations(page), [], "calls");
        await page.click("#add-file");
        assert.deepEqual(await violations(page), [], "file dialog");
        await page.fill("#file-name", "math");
        await page.keyboard.press("Enter");
        await page.waitForSelector("#file-remove");
        assert.deepEqual(await violations(page), [], "files");
        await page.click("#open-tour");
        await page.waitForSelector("#tour-title");
        assert.deepEqual(await violations(page), [], "tour");
      });
    });
  }

  test("an embedded program breaks no rule either", async () => {
    const code = encodeURIComponent("fn main() -> u64 { 6 * 7 }\n");
    await on(world, { path: `/embed#code=${code}&expect=42`, width: 600, height: 500 }, async (page) => {
      assert.deepEqual(await violations(page), [], "start");
      await page.click("#run");
      await page.waitForSelector("#expected.met");
      assert.deepEqual(await violations(page), [], "result");
    });
  });

  test("everything can be reached and left with the keyboard", async () => {
    await on(world, {}, async (page) => {
      await page.locator(".skip").focus();
      const reached = new Set();
      for (let step = 0; step < 9; step += 1) {
        await page.keyboard.press("Tab");
        reached.add(await focused(page));
      }
      for (const id of ["run", "mode", "entry", "open-examples", "open-tour", "open-share", "open-settings"]) assert.ok(reached.has(id), id);
      // Into the editor, where Tab indents ..
      await page.locator(".cm-content").focus();
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("Tab");
      assert.match(await codeOf(page), /^ {4}\/\/\//);
      // .. and out of it by Escape and Tab.
      await page.keyboard.press("Escape");
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "problems-toggle");
      // Tabs by arrows.
      await page.locator("#tab-result").focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await focused(page), "tab-calls");
      await page.keyboard.press("End");
      assert.equal(await focused(page), "tab-meta");
      // A dialog gives the focus back to what opened it.
      await page.locator("#open-examples").focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector(".example");
      assert.equal(await focused(page), "examples-search");
      await page.keyboard.press("Escape");
      assert.equal(await focused(page), "open-examples");
      // Run, and on to the result.
      await page.locator("#run").focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector("#view .outcome.good");
      assert.equal(await focused(page), "run");
    });
  });

  test("on a phone code and result have a tab each, and nothing is wider than the screen", async () => {
    for (const width of [320, 390]) {
      await on(world, { width, height: 780, isMobile: true, hasTouch: true }, async (page) => {
        const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
        assert.ok(await fits(), `${width}: start`);
        assert.ok(await page.locator(".cm-content").isVisible());
        assert.equal(await page.locator("#view").isVisible(), false);
        await page.locator("#run").tap();
        await page.waitForSelector("#view .outcome.good");
        assert.equal(await page.locator(".cm-content").isVisible(), false);
        assert.ok(await fits(), `${width}: result`);
        await page.locator("#show-code").tap();
        await write(page, "fn main() -> u8 { 300 }\n");
        await page.waitForSelector("#problems-toggle[data-state=error]");
        await page.locator("#run").tap();
        await page.waitForSelector("#view .place");
        await page.locator("#view .place").first().tap();
        assert.ok(await page.locator(".cm-content").isVisible());
        await page.locator("#open-examples").tap();
        await page.waitForSelector(".example");
        assert.ok(await fits(), `${width}: gallery`);
        const small = await page.evaluate(() =>
          [...document.querySelectorAll(".bar .button, .bar select, .bar input, .switch button")]
            .filter((element) => element.getBoundingClientRect().height > 0 && element.getBoundingClientRect().height < 44)
            .map((element) => element.id),
        );
        assert.deepEqual(small, []);
      });
    }
  });

  test("on a touch screen everything that is pressed is large enough", async () => {
    await on(world, { width: 390, height: 844, isMobile: true, hasTouch: true }, async (page) => {
      const small = (least) =>
        page.evaluate((wanted) => {
          const pressed = document.querySelectorAll("button, a, select, input:not([type=checkbox], [type=range]), summary");
          return [...pressed]
            .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".skip, .brand"))
            .map((element) => ({ what: element.id || element.className || element.textContent.trim(), high: element.getBoundingClientRect().height }))
            .filter(({ high }) => high > 1 && high < wanted);
        }, least);
      assert.deepEqual(await small(44), [], "code");
      await page.locator("#run").tap();
      await page.waitForSelector("#view .outcome.good");
      assert.deepEqual(await small(44), [], "result");
      await page.locator("#tab-calls").tap();
      await page.locator("[data-call=knock]").tap();
      await page.waitForSelector(".call-row >> nth=1");
      assert.deepEqual(await small(44), [], "calls");
      await page.locator("#show-code").tap();
      await write(page, "fn main() -> u8 { 300 }\n");
      await page.waitForSelector("#problems-toggle[data-state=error]");
      await page.locator("#problems-toggle").tap();
      assert.deepEqual(await small(44), [], "problems");
      await page.locator("#open-share").tap();
      await page.waitForSelector("#share-short");
      assert.deepEqual(await small(44), [], "share");
    });
  });

  test("nothing moves for those who want no motion, and colours of the system keep what they tell", async () => {
    await on(world, { reducedMotion: "reduce", forcedColors: "active" }, async (page) => {
      await write(page, "fn main() {\n    loop {}\n}\n");
      await page.locator("#call summary").click();
      await page.fill("#gas-limit", "1000000000000000");
      await page.click("#run");
      await page.waitForSelector(".outcome.running");
      assert.equal(await page.locator(".outcome progress").isVisible(), false);
      const moving = await page.evaluate(() => {
        const inside = document.querySelector("#editor").shadowRoot;
        return [...document.getAnimations(), ...inside.getAnimations()].filter((animation) => animation.playState === "running").length;
      });
      assert.equal(moving, 0);
      await page.click("#stop");
      await page.waitForSelector("#problems-toggle[data-state]");
      const dot = await page.evaluate(() => getComputedStyle(document.querySelector("#problems-toggle"), "::before").forcedColorAdjust);
      assert.equal(dot, "none");
    });
  });

  test("without JavaScript the form is answered with a page", async () => {
    await on(world, { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.locator("noscript p").first().isVisible());
      assert.equal(await page.locator("#open-examples").isVisible(), false);
      await page.fill("#source", "fn first() -> string {\n    println(\"<b>\");\n    \"é & </textarea>\"\n}\n");
      await page.fill("#entry", "first");
      await page.click("#run");
      await page.waitForSelector(".outcome.good");
      assert.match(await page.locator(".outcome").innerText(), /returned é & <\/textarea>/);
      assert.equal(await page.locator("pre.output").innerText(), "<b>\n");
      assert.match(await page.inputValue("#source"), /^fn first/);
      assert.equal(await page.inputValue("#entry"), "first");
      await page.fill("#source", "fn first() { wrong }\n");
      await page.click("#run");
      await page.waitForSelector(".outcome.bad");
      assert.match(await page.locator("#view").innerText(), /does not compile[\s\S]*line 1, column 14/);
    });
  });

  test("the page speaks German to those who do", async () => {
    await on(world, { locale: "de-DE" }, async (page) => {
      await runProgram(page);
      assert.equal(await page.getAttribute("html", "lang"), "de");
      assert.match(await page.locator("#view .outcome").innerText(), /Es lief\. Das Ergebnis ist\s+\(2, 2\)/);
      assert.match(await page.locator("#view").innerText(), /16\.630 von 10\.000\.000 Gas/);
      assert.match(await page.locator("#run").innerText(), /Ausführen/);
      await page.click("#open-settings");
      await page.selectOption("#setting-language", "en");
      await page.waitForFunction(() => document.documentElement.lang === "en");
      assert.match(await page.locator("#run").innerText(), /Run/);
    });
  });

  test("the policy of the page stops scripts and styles that are not its own", async () => {
    await on(world, {}, async (page) => {
      const seen = await page.evaluate(async () => {
        const violated = [];
        document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "window.bad = true";
        document.body.append(script);
        const style = document.createElement("style");
        style.textContent = "body { display: none }";
        document.body.append(style);
        const image = new Image();
        image.src = "http://127.0.0.1:1/x.png";
        await new Promise((later) => setTimeout(later, 300));
        return { violated, bad: window.bad === true };
      });
      assert.equal(seen.bad, false);
      assert.deepEqual(seen.violated.sort(), ["img-src", "script-src-elem", "style-src-elem"]);
    }).catch((error) => {
      // The violations made here are the point of the test; others would have other names.
      if (!/policy:/.test(String(error.message + JSON.stringify(error.actual)))) throw error;
      assert.ok(error.actual.every((line) => /inline|img-src|127\.0\.0\.1:1/.test(line)), JSON.stringify(error.actual));
    });
  });
}
