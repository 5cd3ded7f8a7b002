// How fast the page is there: bytes over the wire, and milliseconds from the address to the first result, with an empty
// cache; as it is, and on a slow phone. `node scripts/measure.mjs http://127.0.0.1:8080`
import { startBrowser } from "../tests/service.mjs";

const url = process.argv[2] ?? "http://127.0.0.1:8080";
const browser = await startBrowser();
const rounds = 7;
const profiles = {
  "desktop, no limits": { cpu: 1, network: undefined },
  "phone: CPU 4 times slower, 1.6 Mbit/s, 150 ms": {
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
  },
};
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

console.log("| | KB over the wire | first paint | ready | first result |\n|---|---:|---:|---:|---:|");
for (const [name, { cpu, network }] of Object.entries(profiles)) {
  const figures = { bytes: [], paint: [], ready: [], result: [] };
  for (let round = 0; round < rounds; round += 1) {
    const session = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await session.newPage();
    const tool = await session.newCDPSession(page);
    await tool.send("Network.enable");
    await tool.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    if (network) await tool.send("Network.emulateNetworkConditions", network);
    let bytes = 0;
    tool.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    const start = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForSelector("html[data-ready]");
    figures.ready.push(performance.now() - start);
    figures.bytes.push(bytes);
    await page.click("#run");
    await page.waitForSelector("#view .outcome.good");
    figures.result.push(performance.now() - start);
    figures.paint.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0));
    await session.close();
  }
  const ms = (values) => `${Math.round(median(values))} ms`;
  console.log(`| ${name} | ${Math.round(median(figures.bytes) / 1000)} | ${ms(figures.paint)} | ${ms(figures.ready)} | ${ms(figures.result)} |`);
}
await browser.close();
