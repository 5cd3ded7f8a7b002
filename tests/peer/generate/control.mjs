// Programs of statements: loops, branches, state, functions with side effects, order of evaluation.
//
// Every loop is bounded by a counter of its own and every function calls only functions that stand
// before it, so that a program always ends.

import { BOOL, Expressions, int, randomArgument, randomNumber, uint } from './expressions.mjs';
import { indent } from './random.mjs';

const TYPES = [uint(8), uint(16), uint(256), int(8), int(24), int(256), BOOL];
const DEPTH = 2;
const NESTING = 2;
const CALLS = 4;

/** The source of one program. */
export function control(random, name) {
  const state = Array.from({ length: 3 }, (_, i) => ({ name: `s${i}`, type: random.pick(TYPES), writable: true }));
  const callees = [];
  const body = state.map(({ name: variable, type }) => `${type.name} public ${variable}${initial(random, type)};`);
  body.push('', 'uint256[] log;', '');
  for (let i = 0; i < 3; i += 1) {
    const { callee, lines } = oneCallee(random, `h${i}`, state, callees);
    body.push(...lines, '');
    callees.push(callee);
  }
  const parameters = Array.from({ length: 2 }, (_, i) => ({ name: `p${i}`, type: random.pick(TYPES), writable: true }));
  body.push(...entry(random, parameters, state, callees));
  const setup = Array.from({ length: CALLS }, () => `//? run(${parameters.map((p) => `${p.type.name} ${randomArgument(random, p.type)}`).join(', ')})`);
  return [
    '// SPDX-License-Identifier: MIT',
    `// Generated: ${name}.`,
    ...setup,
    ...state.map((variable) => `//? ${variable.name}()`),
    'pragma solidity ^0.8.20;',
    '',
    'contract Test {',
    ...indent(body),
    '}',
    '',
  ].join('\n');
}

function initial(random, type) {
  if (type.kind === 'bool') return random.pick(['', ' = true']);
  return random.chance(70) ? ` = ${randomNumber(random, type)}` : '';
}

/** An internal function with side effects; it may call those before it. */
function oneCallee(random, name, state, callees) {
  const parameters = Array.from({ length: random.between(0, 2) }, (_, i) => ({ name: `a${i}`, type: random.pick(TYPES), writable: true }));
  const result = random.pick(TYPES);
  const variables = [...state, ...parameters];
  const writer = new Statements(random, variables, callees);
  const statements = [`log.push(${1000 + Number(name.slice(1))});`, ...writer.some(random.between(1, 2), 1, false)];
  statements.push(`return ${writer.expressions.make(result, DEPTH)};`);
  return {
    callee: { name, parameters: parameters.map((p) => p.type), result },
    lines: [
      `function ${name}(${parameters.map((p) => `${p.type.name} ${p.name}`).join(', ')}) internal returns (${result.name}) {`,
      ...indent(statements),
      '}',
    ],
  };
}

function entry(random, parameters, state, callees) {
  const result = { name: 'r', type: random.pick(TYPES), writable: true };
  const writer = new Statements(random, [...state, ...parameters, result], callees);
  return [
    `function run(${parameters.map((p) => `${p.type.name} ${p.name}`).join(', ')}) external returns (${result.type.name} r, uint256[] memory) {`,
    ...indent([
      'delete log;',
      ...writer.some(random.between(3, 5), NESTING, false),
      `return (${writer.expressions.make(result.type, DEPTH)}, log);`,
    ]),
    '}',
  ];
}

class Statements {
  constructor(random, variables, callees) {
    this.random = random;
    this.variables = [...variables];
    this.expressions = new Expressions(random, { variables: this.variables, calls: callees, effects: 12 });
    this.counter = 0;
  }

  /** `count` statements in a scope of their own. */
  some(count, nesting, inLoop) {
    const known = this.variables.length;
    const lines = [];
    for (let i = 0; i < count; i += 1) lines.push(...this.one(nesting, inLoop));
    this.variables.length = known;
    return lines;
  }

  one(nesting, inLoop) {
    const { random, expressions } = this;
    const kind = random.weighted([
      [4, 'assign'],
      [3, 'compound'],
      [2, 'log'],
      [nesting > 0 && this.counter < 3 ? 1 : 0, 'declare'],
      [nesting > 0 ? 3 : 0, 'if'],
      [nesting > 0 ? 2 : 0, 'for'],
      [nesting > 0 ? 1 : 0, 'while'],
      [nesting > 0 ? 1 : 0, 'unchecked'],
      [inLoop ? 2 : 0, 'leave'],
      [1, 'swap'],
    ]);
    const writable = this.variables.filter((variable) => variable.writable);
    switch (kind) {
      case 'assign': {
        const { name, type } = random.pick(writable);
        return [`${name} = ${expressions.make(type, DEPTH)};`];
      }
      case 'compound': {
        const numbers = writable.filter((variable) => variable.type.kind !== 'bool');
        if (numbers.length === 0) return [`log.push(${random.below(100)});`];
        const { name, type } = random.pick(numbers);
        if (random.chance(30)) return [random.pick([`${name}++;`, `${name}--;`])];
        return [`${name} ${random.pick(['+=', '-=', '*=', '|=', '^=', '&='])} ${expressions.make(expressions.narrower(type), DEPTH)};`];
      }
      case 'log':
        return [`log.push(${expressions.make(uint(256), DEPTH)});`];
      case 'declare': {
        const type = random.pick(TYPES);
        const name = `v${(this.counter += 1)}`;
        const line = `${type.name} ${name} = ${expressions.make(type, DEPTH)};`;
        this.variables.push({ name, type, writable: true });
        return [line];
      }
      case 'if': {
        const lines = [`if (${expressions.condition(DEPTH)}) {`, ...indent(this.some(random.between(1, 2), nesting - 1, inLoop))];
        if (random.chance(50)) lines.push('} else {', ...indent(this.some(1, nesting - 1, inLoop)));
        return [...lines, '}'];
      }
      case 'for':
        return this.loop(nesting, (i, limit, inner) => [`for (uint256 ${i} = 0; ${i} < ${limit}; ${i}++) {`, ...indent(inner), '}']);
      case 'while': {
        const condition = expressions.condition(1);
        return this.loop(nesting, (i, limit, inner) => [
          '{',
          ...indent([`uint256 ${i} = 0;`, `while (${i}++ < ${limit} && ${condition}) {`, ...indent(inner), '}']),
          '}',
        ]);
      }
      case 'unchecked':
        // A block of this kind must not stand inside another one.
        return ['unchecked {', ...indent(this.some(random.between(1, 2), 0, false)), '}'];
      case 'leave':
        return [`if (${expressions.condition(1)}) ${random.pick(['break', 'continue'])};`];
      default: {
        const [a] = random.shuffled(writable);
        const b = random.pick(writable.filter((variable) => variable.type.name === a.type.name));
        return [`(${a.name}, ${b.name}) = (${b.name}, ${expressions.make(a.type, 1)});`];
      }
    }
  }

  loop(nesting, build) {
    const i = `i${(this.counter += 1)}`;
    // The counter may be read, as a uint256, but not written: the loop has to end.
    this.variables.push({ name: i, type: uint(256), writable: false });
    const inner = this.some(this.random.between(1, 2), nesting - 1, true);
    this.variables.pop();
    return build(i, this.random.between(1, 4), inner);
  }
}
