// All tests of the page, with one service and one browser: starting either takes longer than most tests.
import { after, before, describe } from "node:test";
import access from "./access.mjs";
import calls from "./calls.mjs";
import docs from "./docs.mjs";
import editing from "./editing.mjs";
import learning from "./learning.mjs";
import files from "./files.mjs";
import links from "./links.mjs";
import running from "./running.mjs";
import { startBrowser, startService } from "./service.mjs";
import sharing from "./sharing.mjs";
import units, { loadParts } from "./units.mjs";

const world = {};

before(async () => {
  const all = await Promise.allSettled([startService(), startBrowser(), loadParts(world)]);
  // What has started is remembered even where another has failed, so that `after` ends it.
  [world.service, world.browser, world.clean] = all.map((one) => one.value);
  const failed = all.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  world.url = world.service.url;
});

after(async () => {
  await world.browser?.close();
  await world.service?.stop();
  world.clean?.();
});

describe("parts without a page", () => units(world));
describe("running", () => running(world));
describe("calls", () => calls(world));
describe("editing", () => editing(world));
describe("links, examples, drafts", () => links(world));
describe("files", () => files(world));
describe("sharing", () => sharing(world));
describe("learning", () => learning(world));
describe("description of the API", () => docs(world));
describe("for everyone", () => access(world));
