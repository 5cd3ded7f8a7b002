// The contract ABI: types, encoding of arguments, decoding and writing of results.
//
// Written here rather than taken from a package so that the text of a value is exactly what the
// format of the test programs asks for. It must never guess: data that does not decode is an error.

import { keccak_256 } from '@noble/hashes/sha3.js';

const WORD = 32;
const utf8 = new TextEncoder();

export const toHex = (bytes) => '0x' + Buffer.from(bytes).toString('hex');

export function fromHex(text) {
  const digits = text.startsWith('0x') ? text.slice(2) : text;
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) {
    throw new Error(`${JSON.stringify(text)} is not a string of hex bytes`);
  }
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

export const keccak = (bytes) => keccak_256(bytes);
export const topicOf = (signature) => toHex(keccak(utf8.encode(signature)));
export const selectorOf = (signature) => toHex(keccak(utf8.encode(signature)).slice(0, 4));

// ---------------------------------------------------------------- types

/** A type as written in a header line: `uint256`, `(uint256,bool)[2][]`, .. */
export function parseType(text) {
  const cursor = { text, at: 0 };
  const type = readType(cursor);
  if (cursor.at !== text.length) throw new Error(`${text} is not a type`);
  return type;
}

/** Reads a type at the cursor and moves it behind the type. */
export function readType(cursor) {
  const { text } = cursor;
  let type;
  if (text[cursor.at] === '(') {
    cursor.at += 1;
    const components = [];
    skipSpace(cursor);
    while (text[cursor.at] !== ')') {
      components.push(readType(cursor));
      skipSpace(cursor);
      if (text[cursor.at] === ',') {
        cursor.at += 1;
        skipSpace(cursor);
      } else if (text[cursor.at] !== ')') {
        throw new Error(`',' or ')' expected in a tuple type at "${text.slice(cursor.at)}"`);
      }
    }
    cursor.at += 1;
    type = { kind: 'tuple', components };
  } else {
    const name = /^[a-z]+[0-9]*/.exec(text.slice(cursor.at))?.[0];
    if (!name) throw new Error(`a type expected at "${text.slice(cursor.at)}"`);
    cursor.at += name.length;
    type = elementary(name);
  }
  for (;;) {
    const suffix = /^\[([0-9]*)\]/.exec(text.slice(cursor.at));
    if (!suffix) return type;
    cursor.at += suffix[0].length;
    type = { kind: 'array', of: type, length: suffix[1] === '' ? null : Number(suffix[1]) };
  }
}

function elementary(name) {
  if (name === 'bool' || name === 'address' || name === 'string' || name === 'bytes') {
    return { kind: name };
  }
  const integer = /^(u?)int([0-9]*)$/.exec(name);
  if (integer) {
    const bits = integer[2] === '' ? 256 : Number(integer[2]);
    if (bits % 8 === 0 && bits >= 8 && bits <= 256) {
      return { kind: integer[1] ? 'uint' : 'int', bits };
    }
  }
  const fixed = /^bytes([0-9]+)$/.exec(name);
  if (fixed && Number(fixed[1]) >= 1 && Number(fixed[1]) <= WORD) {
    return { kind: 'fixed', size: Number(fixed[1]) };
  }
  throw new Error(`${name} is not an ABI type`);
}

/** The type of an entry in solc's JSON ABI. */
export function typeOfParameter(parameter) {
  const suffix = /^tuple(.*)$/.exec(parameter.type);
  if (!suffix) return parseType(parameter.type);
  const inner = parameter.components.map(typeOfParameter);
  return parseType(`(${inner.map(typeName).join(',')})${suffix[1]}`);
}

/** The canonical name, as it stands in a signature. */
export function typeName(type) {
  switch (type.kind) {
    case 'uint':
    case 'int':
      return `${type.kind}${type.bits}`;
    case 'fixed':
      return `bytes${type.size}`;
    case 'array':
      return `${typeName(type.of)}[${type.length ?? ''}]`;
    case 'tuple':
      return `(${type.components.map(typeName).join(',')})`;
    default:
      return type.kind;
  }
}

export const signatureOf = (name, types) => `${name}(${types.map(typeName).join(',')})`;

function isDynamic(type) {
  if (type.kind === 'string' || type.kind === 'bytes') return true;
  if (type.kind === 'array') return type.length === null || isDynamic(type.of);
  return type.kind === 'tuple' && type.components.some(isDynamic);
}

function headSize(type) {
  if (isDynamic(type)) return WORD;
  if (type.kind === 'array') return type.length * headSize(type.of);
  if (type.kind === 'tuple') return type.components.reduce((sum, t) => sum + headSize(t), 0);
  return WORD;
}

// ---------------------------------------------------------------- values as text

function skipSpace(cursor) {
  while (cursor.text[cursor.at] === ' ') cursor.at += 1;
}

function expect(cursor, token) {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== token) {
    throw new Error(`'${token}' expected at "${cursor.text.slice(cursor.at)}"`);
  }
  cursor.at += 1;
}

function readList(cursor, open, close, readItem) {
  expect(cursor, open);
  const items = [];
  skipSpace(cursor);
  while (cursor.text[cursor.at] !== close) {
    items.push(readItem(items.length));
    skipSpace(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else if (cursor.text[cursor.at] !== close) expect(cursor, close);
    skipSpace(cursor);
  }
  cursor.at += 1;
  return items;
}

/** Reads a value of `type` at the cursor. */
export function readValue(cursor, type) {
  skipSpace(cursor);
  if (type.kind === 'array') {
    const items = readList(cursor, '[', ']', () => readValue(cursor, type.of));
    if (type.length !== null && items.length !== type.length) {
      throw new Error(`${typeName(type)} needs ${type.length} elements`);
    }
    return items;
  }
  if (type.kind === 'tuple') {
    const items = readList(cursor, '(', ')', (index) => {
      if (index >= type.components.length) throw new Error(`too many parts for ${typeName(type)}`);
      return readValue(cursor, type.components[index]);
    });
    if (items.length !== type.components.length) throw new Error(`too few parts for ${typeName(type)}`);
    return items;
  }
  const rest = cursor.text.slice(cursor.at);
  const token =
    type.kind === 'string' ? /^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0] : /^[^\s,()[\]]+/.exec(rest)?.[0];
  if (token === undefined) throw new Error(`a ${typeName(type)} expected at "${rest}"`);
  cursor.at += token.length;
  return scalar(token, type);
}

function scalar(token, type) {
  switch (type.kind) {
    case 'string':
      return utf8.encode(JSON.parse(token));
    case 'bytes':
      return fromHex(token);
    case 'bool':
      if (token !== 'true' && token !== 'false') throw new Error(`${token} is not a bool`);
      return token === 'true';
    case 'address':
      return parseAddress(token);
    case 'fixed': {
      const bytes = fromHex(token);
      if (bytes.length !== type.size) throw new Error(`${token} has not ${type.size} bytes`);
      return bytes;
    }
    default: {
      const number = parseInteger(token);
      const [low, high] = range(type);
      if (number < low || number > high) throw new Error(`${token} is no ${typeName(type)}`);
      return number;
    }
  }
}

export function parseInteger(token) {
  const negative = token.startsWith('-');
  const number = BigInt(negative ? token.slice(1) : token);
  return negative ? -number : number;
}

/** A full address, or a short one (`0xbb`, `0x..bb`) that is padded with zeros on the left. */
export function parseAddress(token) {
  const digits = /^0x(?:\.\.)?([0-9a-fA-F]{1,40})$/.exec(token)?.[1];
  if (!digits) throw new Error(`${token} is not an address`);
  return fromHex(digits.padStart(40, '0'));
}

function range(type) {
  const bits = BigInt(type.bits);
  return type.kind === 'uint' ? [0n, (1n << bits) - 1n] : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
}

/** The text of a decoded value in an expectation line. */
export function formatValue(value, type) {
  switch (type.kind) {
    case 'array':
      return `[${value.map((item) => formatValue(item, type.of)).join(', ')}]`;
    case 'tuple':
      return `(${value.map((item, i) => formatValue(item, type.components[i])).join(', ')})`;
    case 'string':
      return formatString(value);
    case 'bytes':
    case 'fixed':
    case 'address':
      return toHex(value);
    default:
      return String(value);
  }
}

export const formatValues = (values, types) =>
  values.map((value, index) => formatValue(value, types[index])).join(', ');

/** JSON text; bytes that are not UTF-8 are written in hex, without quotes. */
export function formatString(bytes) {
  try {
    return JSON.stringify(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return toHex(bytes);
  }
}

// ---------------------------------------------------------------- encoding

const word = (number) => fromHex((number & ((1n << 256n) - 1n)).toString(16).padStart(64, '0'));

function padded(bytes) {
  const out = new Uint8Array(Math.ceil(bytes.length / WORD) * WORD);
  out.set(bytes);
  return out;
}

function leftPadded(bytes) {
  const out = new Uint8Array(WORD);
  out.set(bytes, WORD - bytes.length);
  return out;
}

/** The arguments of a call, without a selector. */
export function encode(values, types) {
  const heads = [];
  const tails = [];
  let offset = types.reduce((sum, type) => sum + headSize(type), 0);
  types.forEach((type, index) => {
    const bytes = encodeOne(values[index], type);
    if (isDynamic(type)) {
      heads.push(word(BigInt(offset)));
      tails.push(bytes);
      offset += bytes.length;
    } else {
      heads.push(bytes);
    }
  });
  return Uint8Array.from(Buffer.concat([...heads, ...tails]));
}

function encodeOne(value, type) {
  switch (type.kind) {
    case 'bool':
      return word(value ? 1n : 0n);
    case 'address':
      return leftPadded(value);
    case 'fixed':
      return padded(value);
    case 'bytes':
    case 'string':
      return Buffer.concat([word(BigInt(value.length)), padded(value)]);
    case 'tuple':
      return encode(value, type.components);
    case 'array': {
      const items = encode(value, value.map(() => type.of));
      return type.length === null ? Buffer.concat([word(BigInt(value.length)), items]) : items;
    }
    default:
      return word(value);
  }
}

// ---------------------------------------------------------------- decoding

/** Decodes values of `types` at the start of `bytes`. */
export function decode(bytes, types) {
  return decodeAt(bytes, 0, types);
}

function readWord(bytes, at) {
  if (at + WORD > bytes.length) throw new Error('the data ends early');
  return BigInt(toHex(bytes.slice(at, at + WORD)));
}

function readSize(bytes, at) {
  const size = readWord(bytes, at);
  if (size > BigInt(bytes.length)) throw new Error('a size or an offset is larger than the data');
  return Number(size);
}

function decodeAt(bytes, base, types) {
  let head = base;
  return types.map((type) => {
    const at = isDynamic(type) ? base + readSize(bytes, head) : head;
    head += headSize(type);
    return decodeOne(bytes, at, type);
  });
}

function decodeOne(bytes, at, type) {
  switch (type.kind) {
    case 'tuple':
      return decodeAt(bytes, at, type.components);
    case 'array': {
      const length = type.length ?? readSize(bytes, at);
      const base = type.length === null ? at + WORD : at;
      return decodeAt(bytes, base, new Array(length).fill(type.of));
    }
    case 'string':
    case 'bytes': {
      const length = readSize(bytes, at);
      if (at + WORD + length > bytes.length) throw new Error('the data ends early');
      return bytes.slice(at + WORD, at + WORD + length);
    }
    case 'fixed':
      readWord(bytes, at);
      return bytes.slice(at, at + type.size);
    case 'address':
      if (readWord(bytes, at) >> 160n) throw new Error('an address has more than 20 bytes');
      return bytes.slice(at + 12, at + WORD);
    case 'bool': {
      const raw = readWord(bytes, at);
      if (raw > 1n) throw new Error('a bool is neither 0 nor 1');
      return raw === 1n;
    }
    default: {
      const raw = readWord(bytes, at);
      const value = type.kind === 'int' ? BigInt.asIntN(256, raw) : raw;
      const [low, high] = range(type);
      if (value < low || value > high) throw new Error(`${value} is out of the range of ${typeName(type)}`);
      return value;
    }
  }
}
