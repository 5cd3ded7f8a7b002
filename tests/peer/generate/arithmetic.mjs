// Programs of pure functions over mixed integer widths: conversions, checked and unchecked.

import { Expressions, randomArgument, randomType, same } from './expressions.mjs';
import { indent } from './random.mjs';

const FUNCTIONS = 4;
const CALLS_EACH = 3;
const DEPTH = 3;

/** The source of one program. */
export function arithmetic(random, name) {
  const setup = [];
  const body = [];
  for (let i = 0; i < FUNCTIONS; i += 1) {
    const { signature, lines } = oneFunction(random, `f${i}`);
    for (let j = 0; j < CALLS_EACH; j += 1) {
      setup.push(`//? f${i}(${signature.map((type) => `${type.name} ${randomArgument(random, type)}`).join(', ')})`);
    }
    body.push(...lines, '');
  }
  return [
    '// SPDX-License-Identifier: MIT',
    `// Generated: ${name}.`,
    ...setup,
    'pragma solidity ^0.8.20;',
    '',
    'contract Test {',
    ...indent(body.slice(0, -1)),
    '}',
    '',
  ].join('\n');
}

function oneFunction(random, name) {
  const types = Array.from({ length: random.between(2, 3) }, () => randomType(random));
  const variables = types.map((type, index) => ({ name: `p${index}`, type, writable: true }));
  const expressions = new Expressions(random, { variables, effects: random.pick([0, 0, 10]) });
  const statements = [];
  for (let i = 0; i < random.between(1, 2); i += 1) {
    const type = random.chance(50) ? random.pick(types) : randomType(random);
    const local = { name: `v${i}`, type, writable: true };
    statements.push(`${type.name} ${local.name} = ${expressions.make(type, DEPTH)};`);
    variables.push(local);
    statements.push(...change(random, expressions, variables));
  }
  const results = [random.pick(variables).type, randomType(random)];
  const values = results.map((type) => {
    const known = variables.filter((variable) => same(variable.type, type));
    return known.length > 0 && random.chance(40) ? random.pick(known).name : expressions.make(type, DEPTH);
  });
  statements.push(`return (${values.join(', ')});`);
  const checked = random.chance(50);
  return {
    signature: types,
    lines: [
      `function ${name}(${variables.slice(0, types.length).map((p) => `${p.type.name} ${p.name}`).join(', ')})`,
      '    external',
      '    pure',
      `    returns (${results.map((type) => type.name).join(', ')})`,
      '{',
      ...(checked ? indent(statements) : indent(['unchecked {', ...indent(statements), '}'])),
      '}',
    ],
  };
}

/** A compound assignment or an increment of a variable, sometimes. */
function change(random, expressions, variables) {
  if (random.chance(50)) return [];
  const { name, type } = random.pick(variables);
  if (type.kind !== 'uint' && type.kind !== 'int') return [`${name} = ${expressions.make(type, DEPTH - 1)};`];
  if (random.chance(25)) return [random.pick([`${name}++;`, `--${name};`])];
  const operator = random.pick(['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);
  let amount;
  if (operator === '<<=' || operator === '>>=') amount = String(random.below(type.bits + 2));
  else if (operator === '/=' || operator === '%=') amount = expressions.divisor(type, DEPTH - 1);
  else amount = expressions.make(expressions.narrower(type), DEPTH - 1);
  return [`${name} ${operator} ${amount};`];
}
