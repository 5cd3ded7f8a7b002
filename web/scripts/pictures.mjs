// Takes the pictures of docs/img from a running service: `node scripts/pictures.mjs http://127.0.0.1:8080`.
import { mkdirSync } from "node:fs";
import { images, openPage, runProgram, startBrowser, write } from "../tests/service.mjs";

const url = process.argv[2] ?? "http://127.0.0.1:8080";
const browser = await startBrowser();
mkdirSync(images, { recursive: true });

const mistake = `struct Point { x: i64, y: i64 }

fn length(p: Point) -> u8 {
    val limit: u8 = 300;
    (p.x * p.x + p.z).try_into().unwrap_or(limit)
}

fn main() -> u8 {
    length(Point { x: 3, y: 4 })
}
`;

/** States of the page by their name. */
const states = {
  async run(page) {
    await runProgram(page);
    await page.locator(".events summary").first().click();
  },
  async problems(page) {
    await write(page, mistake);
    await page.waitForSelector("#problems-toggle[data-state=error]");
    await page.click("#problems-toggle");
    await runProgram(page);
  },
  async calls(page) {
    await page.click("#tab-calls");
    await page.waitForSelector("[data-call=knock]");
    await page.click("[data-call=knock]");
    await page.waitForSelector(".call-row >> nth=1");
    await page.selectOption("#calls-sender", { label: "Bob" });
    await page.click("[data-call=knock]");
    await page.waitForSelector(".call-row >> nth=2");
  },
  async tour(page) {
    await page.goto(`${url}/#tour=9`);
    await page.waitForSelector("#tour-title");
    await runProgram(page);
  },
  async views(page) {
    await page.locator(".cm-line", { hasText: "storage.knocks += 1" }).click();
    await runProgram(page);
    await page.click("#tab-wat");
    await page.waitForSelector(".linked");
  },
  async files(page) {
    await write(page, "mod shapes;\n\nfn main() -> u64 {\n    val square = shapes::Square { side: 7 };\n    square.area()\n}\n");
    await page.click("#add-file");
    await page.fill("#file-name", "shapes");
    await page.keyboard.press("Enter");
    await write(page, "pub struct Square {\n    pub side: u64,\n}\n\nimpl Square {\n    pub fn area(self) -> u64 {\n        self.side * self.side\n    }\n}\n");
    await runProgram(page);
    await page.waitForSelector(".outcome.good");
    await page.locator("#show-code").click({ timeout: 300 }).catch(() => undefined);
  },
  async settings(page) {
    await page.click("#open-settings");
    await page.waitForFunction(() => document.querySelector("#about").textContent !== "");
  },
  async share(page) {
    await page.click("#open-share");
    await page.click("#share-short");
    await page.waitForSelector("#share-url");
  },
  async examples(page) {
    await page.click("#open-examples");
    await page.waitForSelector(".example");
  },
};

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  const phone = width < 800;
  for (const [name, show] of Object.entries(states)) {
    const { page, session } = await openPage(browser, url, { width, height, isMobile: phone, hasTouch: phone, reducedMotion: "reduce" });
    if (phone && name === "calls") await page.locator("#show-result").tap();
    await show(page);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${images}/${name}-${width}.png`, caret: "initial" });
    await session.close();
  }
}
for (const theme of ["dark", "contrast"]) {
  const { page, session } = await openPage(browser, url, { width: 1440, height: 900 });
  await page.click("#open-settings");
  await page.selectOption("#setting-theme", theme);
  await page.keyboard.press("Escape");
  await states.run(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${images}/${theme}-1440.png`, caret: "initial" });
  await session.close();
}
const { page } = await openPage(browser, url, { width: 1440, height: 900, colorScheme: "dark" });
await page.waitForTimeout(500);
await page.locator(".cm-line", { hasText: "println" }).click();
await page.keyboard.press("End");
await page.keyboard.type("\nval price = 12u256.sat");
await page.locator(".cm-completionInfo").waitFor();
await page.screenshot({ path: `${images}/completion-1440.png`, caret: "initial" });
await browser.close();
