// The page with the description of the API, which is no part of the built page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { on } from "./running.mjs";

/** Opens the form of the operation at `path`, sends what stands in it, and gives back what is shown when `done` is in it. */
async function send(page, path, done, fill = async () => {}) {
  const section = page.locator("details", { has: page.locator("summary code", { hasText: new RegExp(`^${path}$`) }) });
  await section.locator("summary").click();
  await fill(section);
  await section.getByRole("button", { name: "Send" }).click();
  await section.locator("pre", { hasText: done }).waitFor();
  return section.locator("pre").innerText();
}

export default function suite(world) {
  test("every operation is shown with its answers and can be tried", async () => {
    await on(world, { path: "/docs" }, async (page) => {
      const description = await (await fetch(`${world.url}/openapi.json`)).json();
      const operations = Object.values(description.paths).flatMap(Object.values);
      assert.equal(await page.locator("details").count(), operations.length);
      const run = await send(page, "/run", "gas_used");
      assert.match(run, /^200 [\s\S]*content-type: application\/json[\s\S]*"return_value": "42"/);
      const shared = await send(page, "/share", "delete_token");
      const id = /"id": "([a-z2-7]+)"/.exec(shared)[1];
      const loaded = await send(page, "/load", id, async (section) => {
        await section.getByLabel("id (query)").fill(id);
      });
      assert.match(loaded, /"code": "pub fn main/);
    });
  });

  test("a stream of events is shown, and a wrong request is a problem", async () => {
    await on(world, { path: "/docs" }, async (page) => {
      const streamed = await send(page, "/run", "event: result", async (section) => {
        await section.getByLabel("Accept").selectOption("text/event-stream");
        // One that nobody has run: an answer that is there already has no stages.
        await section.locator("textarea").fill('{"code": "pub fn main() -> u64 { 20261123 }"}');
      });
      assert.match(streamed, /event: stage[\s\S]*event: result/);
      const refused = await send(page, "/compile", "invalid-request", async (section) => {
        await section.locator("textarea").fill('{"code": 1}');
      });
      assert.match(refused, /^422 /);
    });
  });
}
