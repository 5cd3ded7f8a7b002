// A worker thread: runs the programs it is sent, one at a time, with its own solc.

import { parentPort } from 'node:worker_threads';

import { runProgram } from './run-program.mjs';

parentPort.on('message', async ({ index, name, source }) => {
  try {
    parentPort.postMessage({ index, result: await runProgram(name, source) });
  } catch (error) {
    const result = { name, status: 'invalid', contract: null, errors: [String(error?.stack ?? error)], calls: [], lines: [] };
    parentPort.postMessage({ index, result });
  }
});
