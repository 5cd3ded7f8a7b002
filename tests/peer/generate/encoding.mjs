// Programs that encode, decode, emit and store values of random types, nested ones included.
//
// Raw bytes are what matters here: return data, event data and topics are compared as they are.

import { encode, parseType, readValue, toHex } from '../abi.mjs';
import { randomArgument, randomType } from './expressions.mjs';
import { indent } from './random.mjs';

const MAX_DEPTH = 3;

/** The source of one program. */
export function encoding(random, name) {
  const types = new Types(random);
  const a = types.make(MAX_DEPTH);
  const b = types.make(MAX_DEPTH - 1);
  const packed = types.packable();
  const setup = [];
  for (let i = 0; i < 2; i += 1) setup.push(`//? echo(${argument(random, a)}, ${argument(random, b)})`);
  for (let i = 0; i < 2; i += 1) setup.push(`//? encoded(${argument(random, a)}, ${argument(random, packed)})`);
  for (let i = 0; i < 4; i += 1) setup.push(`//? decoded(bytes ${data(random, a, b)})`);
  const body = [
    ...types.declarations,
    `event Seen(${a.name} indexed a, ${b.name} b);`,
    `event Plain(${a.name} a, ${b.name} indexed b);`,
    '',
    ...(b.storable ? [`${b.name} stored;`, ''] : []),
    `function echo(${parameter(a, 'calldata')} a, ${parameter(b, 'memory')} b) external returns (${parameter(a, 'memory')}, ${parameter(b, 'memory')}) {`,
    ...indent(['emit Seen(a, b);', ...(b.storable ? ['stored = b;', 'emit Plain(a, stored);', 'return (a, stored);'] : ['emit Plain(a, b);', 'return (a, b);'])]),
    '}',
    '',
    `function encoded(${parameter(a, 'memory')} a, ${parameter(packed, 'calldata')} p) external pure returns (bytes memory, bytes memory, bytes32) {`,
    '    return (abi.encode(p, a, p), abi.encodePacked(p, p), keccak256(abi.encode(a)));',
    '}',
    '',
    `function decoded(bytes calldata d) external pure returns (${parameter(a, 'memory')}, ${parameter(b, 'memory')}) {`,
    `    return abi.decode(d, (${a.name}, ${b.name}));`,
    '}',
  ];
  return [
    '// SPDX-License-Identifier: MIT',
    `// Generated: ${name}.`,
    ...setup,
    'pragma solidity ^0.8.20;',
    '',
    'contract Test {',
    ...indent(body),
    '}',
    '',
  ].join('\n');
}

const parameter = (type, location) => (type.reference ? `${type.name} ${location}` : type.name);
const argument = (random, type) => `${type.abi} ${type.value(random)}`;

/** The encoding of two values; often cut, lengthened or changed in one byte. */
function data(random, a, b) {
  const types = [parseType(a.abi), parseType(b.abi)];
  const values = [a, b].map((type, index) => readValue({ text: type.value(random), at: 0 }, types[index]));
  let bytes = encode(values, types);
  switch (random.below(4)) {
    case 0:
      bytes = bytes.slice(0, random.below(bytes.length + 1));
      break;
    case 1:
      bytes = Uint8Array.from([...bytes, ...new Array(random.between(1, 40)).fill(0xee)]);
      break;
    case 2:
      bytes[random.below(bytes.length)] = random.pick([0, 1, 0x20, 0xff]);
      break;
    default:
  }
  return toHex(bytes);
}

/**
 * Random types. One has `name` (in the source), `abi`, `value(random)` (as text), `reference`
 * (needs a location) and `storable`: solc cannot copy arrays of structs from memory to storage.
 */
class Types {
  constructor(random) {
    this.random = random;
    this.declarations = ['enum E { A, B, C }', ''];
    this.structs = 0;
  }

  make(depth) {
    const { random } = this;
    const kind = random.weighted([[4, 'value'], [2, 'text'], [depth > 0 ? 3 : 0, 'array'], [depth > 0 ? 3 : 0, 'struct']]);
    if (kind === 'value') return this.simple();
    if (kind === 'text') return this.text();
    return kind === 'array' ? this.array(this.make(depth - 1)) : this.struct(depth);
  }

  simple() {
    if (this.random.chance(10)) {
      return { name: 'E', abi: 'uint8', value: (random) => String(random.below(3)), reference: false, storable: true };
    }
    const type = randomType(this.random);
    return { name: type.name, abi: type.name, value: (random) => randomArgument(random, type), reference: false, storable: true };
  }

  text() {
    if (this.random.chance(50)) {
      return { name: 'bytes', abi: 'bytes', value: (random) => `0x${bytesText(random)}`, reference: true, storable: true };
    }
    return { name: 'string', abi: 'string', value: stringText, reference: true, storable: true };
  }

  array(of) {
    const length = this.random.chance(40) ? this.random.between(1, 3) : null;
    return {
      name: `${of.name}[${length ?? ''}]`,
      abi: `${of.abi}[${length ?? ''}]`,
      value: (random) => `[${Array.from({ length: length ?? random.below(4) }, () => of.value(random)).join(', ')}]`,
      reference: true,
      storable: of.storable && !of.struct && !of.holdsStruct,
      holdsStruct: of.struct || of.holdsStruct,
    };
  }

  struct(depth) {
    const members = Array.from({ length: this.random.between(1, 3) }, () => this.make(depth - 1));
    const name = `S${(this.structs += 1)}`;
    this.declarations.push(`struct ${name} { ${members.map((member, i) => `${member.name} m${i};`).join(' ')} }`);
    return {
      name,
      abi: `(${members.map((member) => member.abi).join(',')})`,
      value: (random) => `(${members.map((member) => member.value(random)).join(', ')})`,
      reference: true,
      struct: true,
      storable: members.every((member) => member.storable),
    };
  }

  /** A type that `abi.encodePacked` takes: no structs, no nested arrays. */
  packable() {
    const { random } = this;
    return random.weighted([[3, () => this.simple()], [2, () => this.text()], [3, () => this.array(this.simple())]])();
  }
}

function bytesText(random) {
  const length = random.pick([0, 1, 2, 31, 32, 33, random.below(80)]);
  return length === 0 ? '' : random.bits(length * 8).toString(16).padStart(length * 2, '0');
}

function stringText(random) {
  const length = random.pick([0, 1, 5, 31, 32, 33, 64, random.below(70)]);
  return JSON.stringify(Array.from({ length }, () => random.pick(['a', 'b', 'z', ' ', '0', '"', '\\', 'é', '€'])).join(''));
}
