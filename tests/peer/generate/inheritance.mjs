// Programs of inheritance lattices: linearisation, super, base calls, modifiers, constructors.
//
// Bases are listed in the order in which the contracts stand; lattices without a linearisation are thrown away.

import { indent } from './random.mjs';

const FUNCTIONS = ['f', 'g', 'h'];

/** The source of one program. */
export function inheritance(random, name) {
  const contracts = lattice(random);
  giveFunctions(random, contracts);
  giveConstructors(random, contracts);
  const last = contracts[contracts.length - 1];
  const lines = contracts.flatMap((contract) => [...contractLines(random, contract, contract === last), '']);
  return [
    '// SPDX-License-Identifier: MIT',
    `// Generated: ${name}.`,
    '//? started()',
    ...FUNCTIONS.map((f) => `//? run_${f}(uint256 ${random.below(10)})`),
    ...FUNCTIONS.map((f) => `//? run_${f}(uint256 ${random.below(10)})`),
    'pragma solidity ^0.8.20;',
    '',
    'contract Root {',
    ...indent([
      'uint256[] internal log;',
      '',
      'function note(uint256 x) internal returns (uint256) {',
      '    log.push(x);',
      '    return x;',
      '}',
    ]),
    '}',
    '',
    ...lines.slice(0, -1),
    '',
  ].join('\n');
}

/** Contracts with random bases among those before them; the last one derives from all the others. */
function lattice(random) {
  for (;;) {
    const contracts = [];
    const count = random.between(3, 6);
    for (let i = 0; i < count; i += 1) {
      const bases = contracts.filter(() => random.chance(45));
      contracts.push(make(i, bases));
    }
    const used = new Set(contracts.flatMap((contract) => contract.bases));
    contracts.push(make(count, contracts.filter((contract) => !used.has(contract) || random.chance(15))));
    if (contracts.every((contract) => contract.order !== null)) return contracts;
  }
}

/** The contracts from the most derived to the most basic, or null where the bases have no order. */
function linear(contract) {
  const lists = contract.bases.map((base) => base.order).reverse();
  if (lists.includes(null)) return null;
  const open = [...lists, [...contract.bases].reverse()].map((list) => [...list]);
  const order = [contract];
  while (open.some((list) => list.length > 0)) {
    const next = open.find((list) => list.length > 0 && !open.some((other) => other.indexOf(list[0]) > 0))?.[0];
    if (next === undefined) return null;
    order.push(next);
    for (const list of open) if (list[0] === next) list.shift();
  }
  return order;
}

function make(index, bases) {
  const ancestors = new Set(bases.flatMap((base) => [base, ...base.ancestors]));
  const contract = { index, name: `C${index}`, bases, ancestors: [...ancestors].sort((a, b) => a.index - b.index), own: new Map() };
  contract.order = linear(contract);
  return contract;
}

/** The contracts whose functions a derived contract overrides when it declares `f`. */
function overridden(contract, f) {
  const found = new Set();
  for (const base of contract.bases) {
    if (base.own.has(f)) found.add(base);
    else overridden(base, f).forEach((definer) => found.add(definer));
  }
  return [...found].sort((a, b) => a.index - b.index);
}

function giveFunctions(random, contracts) {
  const last = contracts[contracts.length - 1];
  for (const contract of contracts) {
    for (const f of FUNCTIONS) {
      const above = overridden(contract, f);
      // Several definitions without one of its own would be ambiguous.
      if (above.length > 1 || random.chance(45) || (contract === last && above.length === 0)) contract.own.set(f, above);
    }
  }
}

/** Some contracts take a constructor argument, which one of the contracts that derive from them gives. */
function giveConstructors(random, contracts) {
  const last = contracts[contracts.length - 1];
  for (const contract of contracts) {
    contract.parameter = contract !== last && random.chance(45);
    contract.gives = [];
  }
  for (const contract of contracts) {
    if (!contract.parameter) continue;
    const givers = contracts.filter((other) => other.ancestors.includes(contract));
    const giver = random.pick(givers);
    giver.gives.push({ base: contract, inList: giver.bases.includes(contract) && random.chance(40) });
  }
  for (const contract of contracts) {
    contract.gives = random.shuffled(contract.gives);
    contract.hasBody = contract.parameter || contract.gives.some((give) => !give.inList) || random.chance(50);
  }
}

function contractLines(random, contract, isLast) {
  const id = contract.index * 100;
  const bases = contract.bases.length === 0 ? ['Root'] : contract.bases.map((base) => {
    const give = contract.gives.find((entry) => entry.base === base && entry.inList);
    return give ? `${base.name}(${random.below(50)})` : base.name;
  });
  const body = [];
  body.push(`uint256 ${random.pick(['private', 'internal'])} v${contract.index}${random.chance(70) ? ` = note(${id + 1})` : ''};`, '');
  const modifier = random.chance(50);
  contract.modifier = modifier;
  if (modifier) {
    body.push(`modifier m${contract.index}(uint256 x) {`, ...indent([`note(${id + 10} + x);`, ...(random.chance(20) ? [`if (x == ${random.below(6)}) return;`] : []), '_;', ...(random.chance(60) ? [`note(${id + 11});`] : [])]), '}', '');
  }
  if (contract.hasBody) body.push(...constructorLines(random, contract, id), '');
  for (const [f, above] of contract.own) body.push(...functionLines(random, contract, f, above, id), '');
  if (isLast) {
    for (const f of FUNCTIONS) {
      body.push(
        `function run_${f}(uint256 x) external returns (uint256 r, uint256[] memory) {`,
        ...indent(['delete log;', `r = ${f}(x);`, 'return (r, log);']),
        '}',
        '',
      );
    }
    body.push('function started() external view returns (uint256[] memory) {', '    return log;', '}', '');
  }
  return [`${isLast ? '' : 'abstract '}contract ${contract.name} is ${bases.join(', ')} {`, ...indent(body.slice(0, -1)), '}'];
}

function constructorLines(random, contract, id) {
  const parameter = contract.parameter ? 'uint256 k' : '';
  const value = contract.parameter ? 'k + ' : '';
  const gives = contract.gives.filter((give) => !give.inList).map((give) => ` ${give.base.name}(note(${value}${random.below(50)}))`);
  const calls = contract.own.size > 0 && random.chance(20) ? [`${random.pick([...contract.own.keys()])}(${random.below(4)});`] : [];
  return [
    `constructor(${parameter})${gives.join('')} {`,
    ...indent([`v${contract.index} += note(${value}${id + 2});`, ...calls]),
    '}',
  ];
}

function functionLines(random, contract, f, above, id) {
  const specifier = above.length === 0 ? '' : above.length === 1 ? ' override' : ` override(${above.map((base) => base.name).join(', ')})`;
  const modifiers = [contract, ...contract.ancestors].filter((other) => other.modifier && random.chance(25)).map((other) => ` m${other.index}(x${random.pick(['', ' + 1', ' / 2'])})`);
  const steps = [`note(${id + 20 + FUNCTIONS.indexOf(f)});`];
  if (above.length > 0) {
    if (random.chance(75)) steps.push(`r += super.${f}(x${random.pick(['', ' + 1', ' * 2'])});`);
    // A function that a base only inherits is not a member of its name.
    const named = contract.ancestors.filter((base) => base.own.has(f));
    if (random.chance(25) && named.length > 0) steps.push(`r += ${random.pick(named).name}.${f}(x);`);
  }
  // A call of another function, of a later name only, so that no call comes back.
  const later = FUNCTIONS.slice(FUNCTIONS.indexOf(f) + 1).filter((other) => contract.own.has(other) || overridden(contract, other).length > 0);
  if (later.length > 0 && random.chance(35)) steps.push(`r += ${random.pick(later)}(x + ${random.below(3)});`);
  if (random.chance(30)) steps.push(`v${contract.index} += x;`, `r += v${contract.index};`);
  if (random.chance(20)) steps.push(`if (x > ${random.below(8)}) return r * 2;`);
  steps.push(`r += ${random.below(10)};`, ...(random.chance(40) ? [`note(${id + 30 + FUNCTIONS.indexOf(f)});`] : []));
  return [`function ${f}(uint256 x) public virtual${specifier}${modifiers.join('')} returns (uint256 r) {`, ...indent(steps), '}'];
}
