// How fast the page is there, with an empty cache: bytes over the wire, milliseconds from the address to the first result,
// and what Chromium's own tracing tells between; as it is, and on a slow phone.
// `node scripts/measure.mjs http://127.0.0.1:8080`
import { startBrowser } from "../tests/service.mjs";

const url = process.argv[2] ?? "http://127.0.0.1:8080";
const browser = await startBrowser();
const rounds = 7;
/** Requests for live messages; the 95th percentile is the 190th. */
const edits = 200;
/** What of a task is felt as waiting begins after this many milliseconds, as Lighthouse counts it. */
const longTask = 50;
const profiles = {
  "desktop": { cpu: 1, network: undefined, viewport: { width: 1280, height: 800 } },
  "phone": {
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
    viewport: { width: 390, height: 844 },
  },
};
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Figures of a trace: milliseconds from the beginning of the navigation, `blocked` all that long tasks took beyond `longTask`. */
function figuresOf({ traceEvents }) {
  const begin = traceEvents.filter((event) => event.name === "navigationStart" && event.args.data?.documentLoaderURL?.startsWith(url)).at(-1);
  const here = traceEvents.filter((event) => event.pid === begin.pid && event.ts >= begin.ts);
  const at = (event) => (event.ts - begin.ts) / 1000;
  const last = (name) => here.filter((event) => event.name === name).at(-1);
  const paint = at(last("firstContentfulPaint"));
  const tasks = here.filter((event) => event.name === "RunTask" && event.tid === begin.tid && at(event) + event.dur / 1000 > paint);
  return {
    paint,
    largest: at(last("largestContentfulPaint::Candidate") ?? last("firstContentfulPaint")),
    shift: here.filter((event) => event.name === "LayoutShift").reduce((sum, event) => sum + (event.args.data?.score ?? 0), 0),
    blocked: tasks.reduce((sum, { dur }) => sum + Math.max(0, dur / 1000 - longTask), 0),
  };
}

console.log("| | KB over the wire | first paint | largest paint | layout shift | ready | blocked | first result |\n|---|---:|---:|---:|---:|---:|---:|---:|");
for (const [name, { cpu, network, viewport }] of Object.entries(profiles)) {
  const figures = {};
  const add = (values) => Object.entries(values).forEach(([key, value]) => (figures[key] ??= []).push(value));
  for (let round = 0; round < rounds; round += 1) {
    const session = await browser.newContext({ viewport });
    const page = await session.newPage();
    const tool = await session.newCDPSession(page);
    await tool.send("Network.enable");
    await tool.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    if (network) await tool.send("Network.emulateNetworkConditions", network);
    let bytes = 0;
    tool.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "loading", "blink.user_timing", "v8", "toplevel"] });
    const start = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForSelector("html[data-ready]");
    add({ ready: performance.now() - start, bytes });
    await page.click("#run");
    await page.waitForSelector("#view .outcome.good");
    add({ result: performance.now() - start });
    add(figuresOf(JSON.parse((await browser.stopTracing()).toString())));
    await session.close();
  }
  const ms = (key) => `${Math.round(median(figures[key]))} ms`;
  console.log(
    `| ${name} | ${Math.round(median(figures.bytes) / 1000)} | ${ms("paint")} | ${ms("largest")} | ${median(figures.shift).toFixed(3)} | ${ms("ready")} | ${ms("blocked")} | ${ms("result")} |`,
  );
}

const session = await browser.newContext();
const page = await session.newPage();
await page.goto(url);
await page.waitForSelector("html[data-ready]");
const times = await page.evaluate(async (count) => {
  const all = [];
  for (let edit = 0; edit < count; edit += 1) {
    const code = `${document.querySelector("#source").value}// ${edit}\n`;
    const start = performance.now();
    await (await fetch("/compile", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code }) })).json();
    all.push(performance.now() - start);
  }
  return all.sort((a, b) => a - b);
}, edits);
const figure = (share) => `${Math.round(times[Math.ceil(edits * share) - 1])} ms`;
console.log(`\nLive messages: median ${figure(0.5)}, 95th percentile ${figure(0.95)}.`);
await browser.close();
