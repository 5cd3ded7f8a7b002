// How long solc takes for each of the sources that are named: the median of warm compilations, as Markdown.
//
//   node tests/peer/compile-speed.mjs crates/conformance/solidity/pairs/erc20_plain.sol ..

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compile, version } from './compile.mjs';

const WARM = 5;
const MEASURED = 15;

console.log(`| solc ${version().split('+')[0]} | median |\n|---|---:|`);
for (const path of process.argv.slice(2)) {
  const source = readFileSync(path, 'utf8');
  const times = [];
  for (let round = 0; round < WARM + MEASURED; round++) {
    const start = performance.now();
    const { ok, errors } = compile(source);
    if (!ok) throw new Error(`${path}: ${errors[0]}`);
    if (round >= WARM) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(`| ${basename(path, '.sol')} | ${times[MEASURED >> 1].toFixed(1)} ms |`);
}
