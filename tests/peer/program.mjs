// The test-program format: `//?` lines set up a run, `//=` lines at the end say what is expected.
//
// Parsing only; nothing here runs a program or knows of solc.

import { encode, fromHex, parseAddress, parseInteger, readType, readValue, selectorOf, signatureOf } from './abi.mjs';

// The environment of a run, the same as that of the conformance crate.
export const SELF_ADDRESS = fromHex('0x1000000000000000000000000000000000000001');
export const DEFAULT_SENDER = fromHex('0x0000000000000000000000000000000000000001');
export const DEFAULT_BLOCK = 1n;
export const DEFAULT_TIME = 1_700_000_000n;

/** `{ deploy, calls }` of a source text; throws an Error that names the wrong line. */
export function parseHeader(source) {
  let deploy = null;
  const calls = [];
  source.split(/\r?\n/).forEach((line, index) => {
    if (!line.startsWith('//?')) return;
    try {
      const call = parseCall(line.slice(3).trim());
      if (call.name !== 'deploy') {
        calls.push(call);
      } else if (deploy !== null || calls.length > 0) {
        throw new Error('deploy stands once, before the calls');
      } else {
        deploy = call;
      }
    } catch (error) {
      throw new Error(`line ${index + 1}: ${error.message}`);
    }
  });
  return {
    deploy: deploy ?? parseCall('deploy'),
    calls: calls.length > 0 ? calls : [parseCall('main()')],
  };
}

/** `name(type value, ..) from A value N time T block B`; only `deploy` may stand without parentheses. */
export function parseCall(text) {
  const cursor = { text, at: 0 };
  const name = /^[A-Za-z_$][A-Za-z0-9_$]*/.exec(text)?.[0];
  if (!name) throw new Error(`a function name expected at "${text}"`);
  cursor.at = name.length;
  const types = [];
  const values = [];
  if (text[cursor.at] === '(') {
    cursor.at += 1;
    space(cursor);
    while (text[cursor.at] !== ')') {
      const type = readType(cursor);
      types.push(type);
      values.push(readValue(cursor, type));
      space(cursor);
      if (text[cursor.at] === ',') cursor.at += 1;
      else if (text[cursor.at] !== ')') throw new Error(`',' or ')' expected at "${text.slice(cursor.at)}"`);
      space(cursor);
    }
    cursor.at += 1;
  } else if (name !== 'deploy') {
    throw new Error(`'(' expected after ${name}`);
  }
  const call = {
    name,
    signature: signatureOf(name, types),
    arguments: encode(values, types),
    sender: DEFAULT_SENDER,
    value: 0n,
    block: DEFAULT_BLOCK,
    time: DEFAULT_TIME,
  };
  const words = text.slice(cursor.at).trim().split(/\s+/).filter(Boolean);
  for (let i = 0; i < words.length; i += 2) setOption(call, words[i], words[i + 1]);
  return call;
}

function setOption(call, key, value) {
  if (value === undefined) throw new Error(`${key} needs a value`);
  if (key === 'from') call.sender = parseAddress(value);
  else if (key === 'value' || key === 'block' || key === 'time') call[key] = parseInteger(value);
  else throw new Error(`${key} is not one of from, value, block, time`);
}

function space(cursor) {
  while (cursor.text[cursor.at] === ' ') cursor.at += 1;
}

export function calldataOf(call) {
  return Uint8Array.from(Buffer.concat([fromHex(selectorOf(call.signature)), call.arguments]));
}

/** The `//=` lines, without the marker and trailing space. */
export function expectations(source) {
  return source
    .split(/\r?\n/)
    .filter((line) => line.startsWith('//='))
    .map((line) => line.slice(3).replace(/^ /, '').trimEnd());
}

/** The source with its `//=` lines replaced; they stand at the end, after one empty line. */
export function withExpectations(source, lines) {
  const body = source
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('//='))
    .join('\n')
    .trimEnd();
  return `${body}\n\n${lines.map((line) => `//= ${line}`).join('\n')}\n`;
}
