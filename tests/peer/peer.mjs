// Runs Solidity test programs through solc and an EVM and compares with their `//=` lines.
//
//   node peer.mjs [--update] [--json] [--jobs N] [paths..]
//   node peer.mjs --stdin [--jobs N] < programs.ndjson
//   node peer.mjs --verdict paths..      what solc's front end says of each, without running it
//
// `--via-ir` uses solc's other pipeline; it cannot be combined with --update.
//
// Exit status: 0 all as expected, 1 a difference or a program that does not compile, 2 wrong use.

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { compile, VIA_IR } from './compile.mjs';
import { expectations, withExpectations } from './program.mjs';
import { runProgram } from './run-program.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');
const PROGRAMS = join(ROOT, 'crates/conformance/solidity');
/** Programs that our compiler refuses; solc may take or refuse them, so they are not run. */
const REFUSED = 'refused';
const MAX_JOBS = 64;

function parseArguments(argv) {
  const options = { update: false, json: false, stdin: false, verdict: false, viaIr: false, jobs: 1, paths: [] };
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i];
    if (argument === '--update') options.update = true;
    else if (argument === '--json') options.json = true;
    else if (argument === '--stdin') options.stdin = true;
    else if (argument === '--verdict') options.verdict = true;
    else if (argument === '--via-ir') options.viaIr = true;
    else if (argument === '--jobs') {
      options.jobs = Number(argv[(i += 1)]);
      if (!(options.jobs >= 1 && options.jobs <= MAX_JOBS)) usage(`--jobs takes a number from 1 to ${MAX_JOBS}`);
    } else if (argument.startsWith('-')) usage(`${argument} is not an option`);
    else options.paths.push(argument);
  }
  if (options.stdin && (options.update || options.paths.length > 0)) usage('--stdin takes no paths and no --update');
  if (options.viaIr && options.update) usage('expectations are those of the legacy pipeline');
  return options;
}

function usage(message) {
  process.stderr.write(`${message}\nusage: peer.mjs [--update] [--json] [--via-ir] [--jobs N] [paths..] | --stdin [--jobs N] | --verdict paths..\n`);
  process.exit(2);
}

/** Every `.sol` below a directory in the order of names; a file named by the user is taken as it is. */
function collect(path, files, refused = false) {
  if (!statSync(path).isDirectory()) {
    files.push(path);
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) {
      if (refused || entry.name !== REFUSED) collect(inner, files, refused);
    } else if (entry.name.endsWith('.sol')) {
      files.push(inner);
    }
  }
}

/** Calls `done(program, result)` in the order of the programs, whatever order they finish in. */
async function runAll(programs, jobs, done) {
  if (jobs === 1) {
    for await (const program of programs) done(program, await runProgram(program.name, program.source));
    return;
  }
  const queue = programs[Symbol.asyncIterator]?.() ?? programs[Symbol.iterator]();
  const finished = new Map();
  let started = 0;
  let shown = 0;
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      const worker = new Worker(new URL('./worker.mjs', import.meta.url));
      for (;;) {
        const { value: program, done: end } = await queue.next();
        if (end) break;
        const index = started++;
        const { result } = await new Promise((ready, failed) => {
          worker.once('message', ready);
          worker.once('error', failed);
          worker.postMessage({ index, name: program.name, source: program.source });
        });
        worker.removeAllListeners('error');
        finished.set(index, [program, result]);
        for (; finished.has(shown); shown += 1) {
          done(...finished.get(shown));
          finished.delete(shown);
        }
      }
      await worker.terminate();
    }),
  );
}

/** One JSON object a line: `{"name": .., "source": ..}`. */
async function* standardInput() {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const { name, source } = JSON.parse(line);
    yield { name, source };
  }
}

function difference(expected, actual) {
  const lines = [];
  for (let i = 0; i < Math.max(expected.length, actual.length); i += 1) {
    if (expected[i] === actual[i]) continue;
    if (expected[i] !== undefined) lines.push(`    - ${expected[i]}`);
    if (actual[i] !== undefined) lines.push(`    + ${actual[i]}`);
  }
  return lines;
}

/** Whether solc takes each program, and the first line of its first error where it does not. */
function verdicts(files) {
  for (const path of files) {
    const { ok, errors } = compile(readFileSync(path, 'utf8'));
    process.stdout.write(`${relative(ROOT, path)}: ${ok ? 'accepted' : `refused: ${errors[0].split('\n')[0]}`}\n`);
  }
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  if (options.viaIr) process.env[VIA_IR] = '1';
  if (options.stdin) {
    let failed = 0;
    await runAll(standardInput(), options.jobs, (_, result) => {
      if (result.status !== 'ok') failed += 1;
      process.stdout.write(`${JSON.stringify(result)}\n`);
    });
    process.exitCode = failed > 0 ? 1 : 0;
    return;
  }

  const files = [];
  for (const path of options.paths.length > 0 ? options.paths : [PROGRAMS]) collect(resolve(path), files, options.verdict);
  if (options.verdict) return verdicts(files);
  const programs = files.map((path) => ({ path, name: relative(ROOT, path), source: readFileSync(path, 'utf8') }));
  const counts = { same: 0, updated: 0, wrong: 0 };
  await runAll(programs, options.jobs, (program, result) => {
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    const report = options.json ? () => {} : (text) => process.stdout.write(`${text}\n`);
    if (result.status !== 'ok') {
      counts.wrong += 1;
      report(`${program.name}: ${result.status}\n${result.errors.map((e) => `    ${e.trim().replace(/\n/g, '\n    ')}`).join('\n')}`);
      return;
    }
    const changed = difference(expectations(program.source), result.lines);
    if (changed.length === 0) {
      counts.same += 1;
    } else if (options.update) {
      counts.updated += 1;
      writeFileSync(program.path, withExpectations(program.source, result.lines));
    } else {
      counts.wrong += 1;
      report(`${program.name}: differs\n${changed.join('\n')}`);
    }
  });
  process.stderr.write(`${counts.same} as expected, ${counts.updated} updated, ${counts.wrong} wrong\n`);
  process.exitCode = counts.wrong > 0 ? 1 : 0;
}

await main();
