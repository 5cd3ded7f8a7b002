// One program from source text to expectation lines and raw results.
//
// Never throws for what is wrong with a program: that is a status of the result.

import { decode, formatString, formatValues, fromHex, signatureOf, topicOf, selectorOf, toHex, typeOfParameter } from './abi.mjs';
import { compile } from './compile.mjs';
import { Machine } from './machine.mjs';
import { calldataOf, parseHeader } from './program.mjs';

const ERROR = '0x08c379a0';
const PANIC = '0x4e487b71';

/**
 * `{ name, status, contract, errors, calls, lines }`. `status` is `ok` (it ran, whatever its calls
 * did), `compile-error` or `invalid` (a header line is wrong). The first call is the deployment.
 */
export async function runProgram(name, source) {
  const failed = (status, errors) => ({ name, status, contract: null, errors, calls: [], lines: [] });
  let header;
  try {
    header = parseHeader(source);
  } catch (error) {
    return failed('invalid', [error.message]);
  }
  const compiled = compile(source);
  if (!compiled.ok) return failed('compile-error', compiled.errors);
  const names = new Names(compiled);
  const wrong = checkCalls(header, names, compiled);
  if (wrong.length > 0) return failed('invalid', wrong);

  const machine = await Machine.create();
  const deployed = describe('deploy', header.deploy, await machine.deploy(compiled.bytecode, header.deploy), [], names);
  const calls = [deployed];
  if (deployed.status === 'ok') {
    for (const call of header.calls) {
      const outputs = names.functions.get(call.signature).outputs;
      calls.push(describe(call.signature, call, await machine.call(call), outputs, names));
    }
  }
  return {
    name,
    status: 'ok',
    contract: compiled.contract,
    errors: [],
    calls,
    lines: calls.flatMap((call) => call.lines),
  };
}

/** The functions, errors and events of the ABI by signature, selector and topic. */
class Names {
  constructor({ abi, abis }) {
    this.functions = new Map();
    this.errors = new Map();
    this.events = new Map();
    for (const entry of abi) {
      if (entry.type !== 'function') continue;
      const signature = signatureOf(entry.name, entry.inputs.map(typeOfParameter));
      this.functions.set(signature, { outputs: entry.outputs.map(typeOfParameter) });
    }
    for (const entry of abis.flat()) {
      if (entry.type !== 'error' && entry.type !== 'event') continue;
      const types = entry.inputs.map(typeOfParameter);
      const signature = signatureOf(entry.name, types);
      if (entry.type === 'error') this.errors.set(selectorOf(signature), { signature, types });
      else if (!entry.anonymous) this.events.set(topicOf(signature), signature);
    }
  }
}

function checkCalls(header, names, { abi }) {
  const wrong = header.calls
    .filter((call) => !names.functions.has(call.signature))
    .map((call) => `There is no external function ${call.signature}; there are ${[...names.functions.keys()].join(', ')}.`);
  const constructor = abi.find((entry) => entry.type === 'constructor');
  const wanted = signatureOf('deploy', (constructor?.inputs ?? []).map(typeOfParameter));
  if (header.deploy.signature !== wanted) {
    wrong.push(`The constructor needs //? ${wanted}, not ${header.deploy.signature}.`);
  }
  return wrong;
}

function describe(label, call, outcome, outputs, names) {
  const { text, ...more } = outcomeText(outcome, outputs, names);
  const events = outcome.events.map((event) => describeEvent(event, names));
  return {
    call: label,
    sender: toHex(call.sender),
    value: String(call.value),
    time: String(call.time),
    block: String(call.block),
    calldata: label === 'deploy' ? toHex(call.arguments) : toHex(calldataOf(call)),
    status: outcome.status,
    ...more,
    returnData: outcome.returnData,
    gasUsed: outcome.gasUsed,
    events,
    lines: [`${label}: ${text}`, ...events.map((event) => `  ${event.text}`)],
  };
}

function outcomeText(outcome, outputs, names) {
  const data = fromHex(outcome.returnData);
  if (outcome.status === 'halt') return { text: `halt ${outcome.halt}` };
  if (outcome.status === 'ok') {
    const values = decoded(data, outputs);
    return { text: values === '' ? 'ok' : `ok ${values}` };
  }
  if (data.length === 0) return { text: 'revert' };
  const selector = outcome.returnData.slice(0, 10);
  const body = data.slice(4);
  if (selector === PANIC && data.length === 36) {
    const code = `0x${BigInt(toHex(body)).toString(16).padStart(2, '0')}`;
    return { text: `panic ${code}`, status: 'panic', panic: code };
  }
  if (selector === ERROR) {
    const [message] = decode(body, [{ kind: 'string' }]);
    return { text: `revert ${formatString(message)}`, message: formatString(message) };
  }
  const error = names.errors.get(selector);
  if (!error) return { text: `revert ${outcome.returnData}` };
  const values = error.types.length === 0 ? '' : ` (${decoded(body, error.types)})`;
  return { text: `revert ${error.signature}${values}`, error: error.signature };
}

/** Values as text; data that does not decode is shown raw, which no expectation should contain. */
function decoded(data, types) {
  try {
    return formatValues(decode(data, types), types);
  } catch (error) {
    return `undecodable ${toHex(data)} (${error.message})`;
  }
}

function describeEvent(event, names) {
  const signature = event.topics.length > 0 ? names.events.get(event.topics[0]) : undefined;
  const shown = signature === undefined ? event.topics : event.topics.slice(1);
  return {
    name: signature ?? null,
    topics: event.topics,
    data: event.data,
    text: `event ${signature ?? '-'} [${shown.join(', ')}] ${event.data}`,
  };
}
