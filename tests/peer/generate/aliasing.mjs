// Programs of assignments between memory, storage and references: what is copied and what shared.
//
// The types are fixed; what varies is which place is assigned to which, when elements are written,
// and which of the places are names of the same thing. At the end every place is shown by an event.

import { indent } from './random.mjs';

const U = 'uint256[]';
const G = 'uint256[][]';
const F = 'uint16[3]';
const IN = 'In';
const S = 'S';

const FUNCTIONS = 3;
const STEPS = [8, 16];

const DECLARATIONS = [
  'struct In { uint256 v; uint16[3] f; }',
  'struct S { uint256 n; In i; uint256[] a; string t; }',
  '',
  'event ShowU(string where, uint256[] a);',
  'event ShowG(string where, uint256[][] g);',
  'event ShowF(string where, uint16[3] f);',
  'event ShowIn(string where, In i);',
  'event ShowS(string where, S s);',
  '',
  'S s0;',
  'S s1;',
  'uint256[] u0;',
  'uint256[] u1;',
  'uint256[][] g0;',
  'uint16[3] f0;',
  'mapping(uint256 => S) m;',
  'S[] list;',
  '',
  'constructor() {',
  '    s0.n = 1;',
  '    s0.i.v = 2;',
  '    s0.a = [3, 4];',
  '    s0.t = "short";',
  '    s1.i.f[1] = 5;',
  '    s1.a = [6, 7, 8];',
  '    s1.t = "a text that is longer than one word of storage";',
  '    u0 = [9, 10];',
  '    u1 = [11];',
  '    g0.push().push(12);',
  '    g0.push();',
  '    g0[1].push(13);',
  '    g0[1].push(14);',
  '    list.push();',
  '    list.push();',
  '    list[0].a = [16, 17];',
  '    m[1].n = 18;',
  '    m[1].a = [19];',
  '}',
  '',
  '/// Changes what it is given and forgets a second array.',
  'function touchU(uint256[] memory a, uint256 v) internal pure returns (uint256[] memory) {',
  '    if (a.length > 0) a[v % a.length] = v;',
  '    uint256[] memory same = a;',
  '    a = new uint256[](1);',
  '    a[0] = v;',
  '    return v % 2 == 0 ? same : a;',
  '}',
  '',
  'function touchS(S memory s, uint256 v) internal pure returns (S memory) {',
  '    s.n = v;',
  '    s.i.v += v;',
  '    return s;',
  '}',
  '',
  'function touchStorage(S storage s, uint256 v) internal returns (S storage) {',
  '    s.n = v;',
  '    s.a.push(v);',
  '    return v % 2 == 0 ? s : s1;',
  '}',
];

/** The source of one program. */
export function aliasing(random, name) {
  const body = [...DECLARATIONS];
  const setup = [];
  for (let i = 0; i < FUNCTIONS; i += 1) {
    body.push('', ...new Sequence(random).function(`run${i}`));
    setup.push(`//? run${i}()`);
  }
  setup.push('//? show()');
  body.push('', 'function show() external {', ...indent(showState()), '}');
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

function showState() {
  return [
    'emit ShowS("s0", s0);',
    'emit ShowS("s1", s1);',
    'emit ShowU("u0", u0);',
    'emit ShowU("u1", u1);',
    'emit ShowG("g0", g0);',
    'emit ShowF("f0", f0);',
    'emit ShowS("m[1]", m[1]);',
    'emit ShowS("list[0]", list[0]);',
    'emit ShowS("list[1]", list[1]);',
  ];
}

const SHOW = { [U]: 'ShowU', [G]: 'ShowG', [F]: 'ShowF', [IN]: 'ShowIn', [S]: 'ShowS' };

/** One function: some locals, then random steps. */
class Sequence {
  constructor(random) {
    this.random = random;
    this.memory = [];
    this.references = [];
    this.lines = [];
  }

  function(name) {
    const { random } = this;
    // Few locals: the legacy pipeline keeps them all on the stack.
    this.local('ma', S, random.pick(['S({n: 20, i: In(21, [uint16(22), 23, 24]), a: new uint256[](2), t: "mem"})', 's0', 's1']));
    if (random.chance(60)) this.local('mb', S, random.pick(['ma', 'm[1]', 'list[0]']));
    this.local('va', U, random.pick(['new uint256[](3)', 'u0', 'ma.a']));
    const more = random.pick(['vb', 'ia', 'ga', 'fa']);
    if (more === 'vb') this.local('vb', U, random.pick(['va', 'u1', 's0.a']));
    else if (more === 'ia') this.local('ia', IN, random.pick(['ma.i', 's1.i', 'In(1, [uint16(2), 3, 4])']));
    else if (more === 'ga') this.local('ga', G, random.pick(['g0', 'new uint256[][](2)']));
    else this.local('fa', F, random.pick(['f0', 'ma.i.f', '[uint16(1), 2, 3]']));
    if (random.chance(60)) this.reference('rs', S, random.pick(['s0', 's1', 'm[1]', 'm[2]', 'list[1]']));
    if (random.chance(60)) this.reference('ru', U, random.pick(['u0', 'u1', 's0.a', 'g0[0]', 'm[1].a']));
    for (let i = random.between(...STEPS); i > 0; i -= 1) this.step();
    const shown = [...this.memory, ...this.references].map(({ name: local, type }) => `emit ${SHOW[type]}("${local}", ${local});`);
    return [`function ${name}() external {`, ...indent([...this.lines, ...shown]), '}'];
  }

  local(name, type, value) {
    this.memory.push({ name, type });
    this.lines.push(`${type} memory ${name} = ${value};`);
  }

  reference(name, type, place) {
    this.references.push({ name, type });
    this.lines.push(`${type} storage ${name} = ${place};`);
  }

  /** Places of memory of a type: locals and what hangs on them. */
  memoryPlaces(type) {
    const names = (wanted) => this.memory.filter((local) => local.type === wanted).map((local) => local.name);
    const structs = names(S);
    const inner = [...names(IN), ...structs.map((s) => `${s}.i`)];
    switch (type) {
      case S:
        return structs;
      case IN:
        return inner;
      case F:
        return [...names(F), ...inner.map((i) => `${i}.f`)];
      case G:
        return names(G);
      default:
        return [...names(U), ...structs.map((s) => `${s}.a`), ...names(G).map((g) => `${g}[${this.random.below(2)}]`)];
    }
  }

  storagePlaces(type) {
    const names = (wanted) => this.references.filter((local) => local.type === wanted).map((local) => local.name);
    const structs = ['s0', 's1', `m[${this.random.between(1, 2)}]`, `list[${this.random.below(2)}]`, ...names(S)];
    switch (type) {
      case S:
        return structs;
      case IN:
        return structs.map((s) => `${s}.i`);
      case F:
        return ['f0', ...structs.map((s) => `${s}.i.f`)];
      case G:
        return ['g0'];
      default:
        return ['u0', 'u1', `g0[${this.random.below(2)}]`, ...structs.map((s) => `${s}.a`), ...names(U)];
    }
  }

  memoryPlace(type) {
    const places = this.memoryPlaces(type);
    return places.length > 0 ? this.random.pick(places) : null;
  }

  /** A place of storage that is not a local reference. */
  statePlace(type) {
    const names = new Set(this.references.map((local) => local.name));
    return this.random.pick(this.storagePlaces(type).filter((place) => !names.has(place)));
  }

  anyPlace(type) {
    return this.random.pick([...this.memoryPlaces(type), ...this.storagePlaces(type)]);
  }

  step() {
    const { random } = this;
    const value = random.between(100, 999);
    const type = random.pick([S, S, U, U, U, IN, F, G]);
    const memory = this.memoryPlace(type);
    switch (random.weighted([[5, 'memory'], [5, 'storage'], [7, 'write'], [2, 'push'], [2, 'reference'], [2, 'delete'], [2, 'call'], [1, 'new'], [1, 'swap'], [1, 'text']])) {
      case 'memory':
        if (memory !== null) this.lines.push(`${memory} = ${this.anyPlace(type)};`);
        break;
      case 'storage':
        this.lines.push(`${this.statePlace(type)} = ${this.anyPlace(type)};`);
        break;
      case 'write':
        this.write(value);
        break;
      case 'push':
        this.push(value);
        break;
      case 'reference': {
        if (this.references.length === 0) break;
        const reference = random.pick(this.references);
        this.lines.push(`${reference.name} = ${random.pick(this.storagePlaces(reference.type))};`);
        break;
      }
      case 'delete':
        this.delete(type, memory);
        break;
      case 'call':
        this.call(value);
        break;
      case 'new': {
        const place = this.memoryPlace(U);
        this.lines.push(`${place} = new uint256[](${random.between(0, 3)});`);
        break;
      }
      case 'swap': {
        if (memory === null) break;
        const other = this.memoryPlace(type);
        this.lines.push(`(${memory}, ${other}) = (${other}, ${this.anyPlace(type)});`);
        break;
      }
      default:
        this.lines.push(`${random.pick([this.memoryPlace(S), this.statePlace(S)])}.t = ${random.pick([`${this.anyPlace(S)}.t`, `"t${value}"`, `string.concat(${this.anyPlace(S)}.t, "+")`])};`);
    }
  }

  /** Writes a number somewhere inside a place; lengths are looked at first. */
  write(value) {
    const { random } = this;
    const kind = random.pick([S, IN, F, U, U]);
    const place = this.anyPlace(kind);
    if (kind === S) this.lines.push(`${place}.n ${random.pick(['=', '+='])} ${value};`);
    else if (kind === IN) this.lines.push(`${place}.v = ${random.pick([String(value), `${this.anyPlace(IN)}.v + 1`])};`);
    else if (kind === F) this.lines.push(`${place}[${random.below(3)}] = ${value};`);
    else this.lines.push(`if (${place}.length > 0) ${place}[${random.below(5)} % ${place}.length] = ${value};`);
  }

  push(value) {
    const { random } = this;
    const place = random.pick(this.storagePlaces(U));
    if (random.chance(30)) this.lines.push(`if (${place}.length > 0) ${place}.pop();`);
    else if (random.chance(20)) this.lines.push(`${place}.push();`);
    else this.lines.push(`${place}.push(${value});`);
  }

  /** A row of `g0` has to stay: the places name its first two. */
  delete(type, memory) {
    if (type === G) return;
    if (memory !== null && this.random.chance(50)) this.lines.push(`delete ${memory};`);
    else this.lines.push(`delete ${this.statePlace(type)};`);
  }

  call(value) {
    const { random } = this;
    switch (random.below(3)) {
      case 0: {
        const place = this.memoryPlace(U);
        this.lines.push(random.chance(50) ? `${place} = touchU(${this.anyPlace(U)}, ${value});` : `touchU(${place}, ${value});`);
        break;
      }
      case 1: {
        const place = this.memoryPlace(S);
        this.lines.push(random.chance(50) ? `${place} = touchS(${this.anyPlace(S)}, ${value});` : `touchS(${place}, ${value});`);
        break;
      }
      default: {
        const rs = this.references.find((local) => local.type === S);
        const call = `touchStorage(${random.pick(this.storagePlaces(S))}, ${value})`;
        this.lines.push(rs && random.chance(50) ? `${rs.name} = ${call};` : `${random.pick([this.memoryPlace(S), this.statePlace(S)])} = ${call};`);
      }
    }
  }
}
