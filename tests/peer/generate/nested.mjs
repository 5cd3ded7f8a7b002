// Programs of nested structs and arrays in storage: parts of random types copied between storage and memory, deleted,
// pushed, referred to, encoded and decoded.
//
// Where a place does not exist both sides panic and undo the call, so places are filled again after most deletions.

import { indent } from './random.mjs';

const FUNCTIONS = 3;
const STEPS = [5, 10];
const DEPTH = 3;

const LEAVES = [
  ['uint8', (random) => String(random.below(256))],
  ['uint16', (random) => String(random.below(65536))],
  ['uint128', (random) => String(random.bits(128))],
  ['uint256', (random) => String(random.below(1000))],
  ['int24', (random) => String(random.below(1 << 23) - (1 << 22))],
  ['bool', (random) => random.pick(['true', 'false'])],
  ['bytes3', (random) => `hex"${random.bits(24).toString(16).padStart(6, '0')}"`],
  ['address', (random) => `address(uint160(${random.below(10000)}))`],
  ['string', (random) => JSON.stringify('text '.repeat(random.pick([0, 1, 6, 7])))],
  ['bytes', (random) => `bytes("${'b'.repeat(random.pick([0, 3, 31, 32, 40]))}")`],
];

/** The source of one program. */
export function nested(random, name) {
  const types = new Types(random);
  const whole = types.aggregate(DEPTH);
  const parts = aggregates(whole).filter((type) => type !== whole);
  const part = parts.length > 0 ? random.pick(parts) : whole;
  const body = [
    ...types.declarations,
    '',
    `event Show(string where, ${whole.name} value);`,
    ...(part === whole ? [] : [`event ShowPart(string where, ${part.name} value);`]),
    '',
    `${whole.name} a;`,
    `${whole.name} b;`,
    `${whole.name}[] list;`,
    `mapping(uint256 => ${whole.name}) m;`,
    '',
    'constructor() {',
    '    list.push();',
    '    list.push();',
    ...['a', 'b', 'list[0]', 'list[1]', 'm[1]'].map((place) => `    fill(${place});`),
    '}',
    '',
    `function fill(${whole.name} storage t) internal {`,
    ...indent(filling('t', whole)),
    '}',
    '',
    `function same(${whole.name} memory t) internal pure returns (${whole.name} memory) {`,
    ...indent(leafWrite(random, 't', whole)),
    '    return t;',
    '}',
    '',
    `function other(${whole.name} storage t, uint256 n) internal returns (${whole.name} storage) {`,
    ...indent(leafWrite(random, 't', whole)),
    '    return n % 2 == 0 ? t : b;',
    '}',
  ];
  const setup = [];
  for (let i = 0; i < FUNCTIONS; i += 1) {
    body.push('', ...new Sequence(random, whole, part).function(`run${i}`));
    setup.push(`//? run${i}(uint256 ${random.below(10)})`, '//? show()', `//? run${i}(uint256 ${random.below(10)})`);
  }
  setup.push('//? show()');
  body.push('', 'function show() external {', ...indent(['a', 'b', 'm[1]', 'm[2]'].map((place) => `emit Show("${place}", ${place});`)),
    '    for (uint256 i = 0; i < list.length; i++) emit Show("list", list[i]);', '}');
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

/** Random types; `stays` says that solc cannot copy it from memory to storage. */
class Types {
  constructor(random) {
    this.random = random;
    this.declarations = [];
    this.structs = 0;
  }

  make(depth) {
    return depth > 0 && this.random.chance(60) ? this.aggregate(depth) : this.leaf();
  }

  leaf() {
    const [name, literal] = this.random.pick(LEAVES);
    return { kind: 'leaf', name, literal, reference: name === 'string' || name === 'bytes' };
  }

  aggregate(depth) {
    const { random } = this;
    if (random.chance(45)) {
      const members = Array.from({ length: random.between(2, 4) }, (_, i) => ({ name: `m${i}`, type: this.make(depth - 1) }));
      const name = `S${(this.structs += 1)}`;
      this.declarations.push(`struct ${name} { ${members.map((member) => `${member.type.name} ${member.name};`).join(' ')} }`);
      return { kind: 'struct', name, members, reference: true, stays: members.some((member) => member.type.stays) };
    }
    const of = this.make(depth - 1);
    const length = random.chance(40) ? random.between(1, 3) : null;
    return { kind: 'array', name: `${of.name}[${length ?? ''}]`, of, length, reference: true, stays: of.kind === 'struct' || of.stays };
  }
}

/** Every struct and array in a type, itself first. */
function aggregates(type) {
  if (type.kind === 'leaf') return [];
  const inner = type.kind === 'struct' ? type.members.flatMap((member) => aggregates(member.type)) : aggregates(type.of);
  return [type, ...inner];
}

/** Statements that give every dynamic array below a place of storage two elements. */
function filling(place, type) {
  if (type.kind === 'leaf') return [];
  if (type.kind === 'struct') return type.members.flatMap((member) => filling(`${place}.${member.name}`, member.type));
  const lines = type.length === null ? [`while (${place}.length < 2) ${place}.push();`] : [];
  const count = type.length ?? 2;
  return lines.concat(Array.from({ length: count }, (_, i) => filling(`${place}[${i}]`, type.of)).flat());
}

/** Places below a place: `[path, type]`, itself first; each array at one index. */
function below(random, place, type) {
  const found = [[place, type]];
  if (type.kind === 'struct') for (const member of type.members) found.push(...below(random, `${place}.${member.name}`, member.type));
  if (type.kind === 'array') found.push(...below(random, `${place}[${random.below(type.length ?? 2)}]`, type.of));
  return found;
}

function leafWrite(random, place, type) {
  const leaves = below(random, place, type).filter(([, inner]) => inner.kind === 'leaf');
  return leaves.slice(0, 1).map(([path, leaf]) => `${path} = ${leaf.literal(random)};`);
}

/** One function: some locals, then random steps. */
class Sequence {
  constructor(random, whole, part) {
    this.random = random;
    this.whole = whole;
    this.part = part;
    this.memory = [];
    this.references = [];
    this.lines = [];
  }

  function(name) {
    const { random, whole, part } = this;
    this.declareMemory('x', whole);
    if (random.chance(60)) this.declareMemory('y', random.pick([whole, part]));
    this.declareReference('r', whole);
    if (random.chance(60)) this.declareReference('s', part);
    for (let i = random.between(...STEPS); i > 0; i -= 1) this.lines.push(...this.step());
    const shown = [...this.memory, ...this.references].map(([local, type]) => `emit ${type === whole ? 'Show' : 'ShowPart'}("${local}", ${local});`);
    return [`function ${name}(uint256 n) external {`, ...indent([...this.lines, ...shown]), '}'];
  }

  declareMemory(name, type) {
    this.lines.push(`${type.name} memory ${name} = ${this.anywhere(type)};`);
    this.memory.push([name, type]);
  }

  declareReference(name, type) {
    this.lines.push(`${type.name} storage ${name} = ${this.inStorage(type)};`);
    this.references.push([name, type]);
  }

  roots() {
    const n = this.random.pick(['n % 2', '0', '1']);
    return ['a', 'b', `list[${n}]`, `m[${this.random.pick(['1', '1', '2', 'n'])}]`].map((root) => [root, this.whole]);
  }

  places(roots, wanted) {
    return roots.flatMap(([root, type]) => below(this.random, root, type)).filter(([, type]) => wanted(type));
  }

  /** A place of storage; `state` leaves out what would assign a reference itself. */
  storagePlace(wanted, state = false) {
    const names = new Set(state ? this.references.map(([name]) => name) : []);
    const found = this.places([...this.roots(), ...this.references], wanted).filter(([place]) => !names.has(place));
    return found.length > 0 ? this.random.pick(found) : null;
  }

  memoryPlace(wanted) {
    const found = this.places(this.memory, wanted);
    return found.length > 0 ? this.random.pick(found) : null;
  }

  inStorage(type) {
    return this.storagePlace((other) => other === type)[0];
  }

  anywhere(type) {
    const memory = this.random.chance(50) ? this.memoryPlace((other) => other.name === type.name) : null;
    return (memory ?? this.storagePlace((other) => other.name === type.name))[0];
  }

  /** A value for a place of storage: from memory only where solc can copy that. */
  storable(type) {
    return type.stays ? this.storagePlace((other) => other.name === type.name)[0] : this.anywhere(type);
  }

  /** A new value of a type, in memory. */
  made(type, depth = 2) {
    if (type.kind === 'leaf') return this.random.chance(60) ? type.literal(this.random) : this.anywhere(type);
    if (type.kind === 'array' && type.length === null && this.random.chance(50)) return `new ${type.name}(2)`;
    if (type.kind === 'struct' && depth > 0) return `${type.name}(${type.members.map((member) => this.made(member.type, depth - 1)).join(', ')})`;
    return this.anywhere(type);
  }

  step() {
    const { random } = this;
    const any = () => true;
    const aggregate = (type) => type.kind !== 'leaf';
    const list = (type) => type.kind === 'array' && type.length === null;
    switch (random.weighted([[5, 'write'], [5, 'copy'], [4, 'load'], [3, 'delete'], [4, 'push'], [2, 'pop'], [3, 'refer'], [2, 'choose'], [2, 'call'], [2, 'code'], [3, 'make'], [2, 'swap']])) {
      case 'write': {
        const [place, type] = random.chance(50) ? this.storagePlace((inner) => inner.kind === 'leaf') : this.memoryPlace((inner) => inner.kind === 'leaf');
        return [`${place} = ${random.chance(50) ? type.literal(random) : this.anywhere(type)};`];
      }
      case 'copy': {
        const [place, type] = this.storagePlace(aggregate, true);
        return [`${place} = ${this.storable(type)};`];
      }
      case 'load': {
        const [place, type] = this.memoryPlace(aggregate);
        return [`${place} = ${this.anywhere(type)};`];
      }
      case 'delete': {
        if (random.chance(30)) return [`delete ${this.memoryPlace(any)[0]};`];
        const [place] = this.storagePlace(any, true);
        return [`delete ${place};`, ...(random.chance(70) ? ['a', 'b', 'list[0]', 'list[1]', 'm[1]'].map((root) => `fill(${root});`) : [])];
      }
      case 'push': {
        const found = random.chance(30) ? ['list', { of: this.whole }] : this.storagePlace(list);
        if (found === null) return [];
        const [place, { of }] = found;
        return [random.chance(40) ? `${place}.push();` : `${place}.push(${of.stays || random.chance(50) ? this.storable(of) : this.made(of)});`];
      }
      case 'pop': {
        const found = random.chance(40) ? ['list'] : this.storagePlace(list);
        return found === null ? [] : [`if (${found[0]}.length > 2) ${found[0]}.pop();`];
      }
      case 'refer': {
        const [name, type] = random.pick(this.references);
        return [`${name} = ${this.inStorage(type)};`];
      }
      case 'choose': {
        if (random.chance(50)) {
          const [place, type] = this.storagePlace(aggregate, true);
          return [`${place} = n % 3 == 0 ? ${this.inStorage(type)} : ${this.inStorage(type)};`];
        }
        const [place, type] = this.memoryPlace(aggregate);
        const same = (other) => other.name === type.name;
        return [`${place} = n < 5 ? ${this.memoryPlace(same)[0]} : ${this.memoryPlace(same)[0]};`];
      }
      case 'call':
        return [
          random.pick([
            `x = same(${this.anywhere(this.whole)});`,
            `same(x);`,
            `r = other(${this.inStorage(this.whole)}, n);`,
            `b = other(${this.inStorage(this.whole)}, n + 1);`,
          ]),
        ];
      case 'code':
        return [`x = abi.decode(abi.encode(${this.anywhere(this.whole)}), (${this.whole.name}));`];
      case 'make': {
        const [place, type] = random.chance(50) ? this.memoryPlace(any) : this.storagePlace((inner) => !inner.stays, true) ?? this.memoryPlace(any);
        return [`${place} = ${this.made(type)};`];
      }
      default: {
        const [place, type] = random.chance(50) ? this.memoryPlace(any) : this.storagePlace((inner) => inner.kind === 'leaf');
        const same = (other) => other.name === type.name;
        const again = (this.memory.some(([name]) => place.startsWith(name)) ? this.memoryPlace(same) : this.storagePlace(same, true))[0];
        const value = this.anywhere(type);
        return [random.chance(50) ? `(${place}, ${again}) = (${again}, ${type.reference && !this.memory.some(([name]) => value.startsWith(name)) ? again : value});` : `(${place}, , ${again}) = (${again}, n, ${again});`];
      }
    }
  }
}
