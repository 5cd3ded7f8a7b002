// Writes random valid programs in the format of the test programs, without expectations.
//
//   node generate.mjs --seed S --count N [--kind K] (--out DIR | --ndjson)
//
// The same seed, kind and number give the same program whatever else is generated.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { aliasing } from './generate/aliasing.mjs';
import { arithmetic } from './generate/arithmetic.mjs';
import { control } from './generate/control.mjs';
import { encoding } from './generate/encoding.mjs';
import { inheritance } from './generate/inheritance.mjs';
import { nested } from './generate/nested.mjs';
import { Random } from './generate/random.mjs';
import { texts } from './generate/texts.mjs';

const KINDS = { arithmetic, aliasing, inheritance, control, encoding, texts, nested };

function usage(message) {
  process.stderr.write(
    `${message}\nusage: generate.mjs --seed S --count N [--kind ${Object.keys(KINDS).join('|')}] (--out DIR | --ndjson)\n`,
  );
  process.exit(2);
}

function parseArguments(argv) {
  const options = { seed: '1', count: 10, kinds: Object.keys(KINDS), out: null, ndjson: false };
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i];
    if (argument === '--ndjson') {
      options.ndjson = true;
      continue;
    }
    const value = argv[(i += 1)];
    if (value === undefined) usage(`${argument} needs a value`);
    if (argument === '--seed') options.seed = value;
    else if (argument === '--count') options.count = Number(value);
    else if (argument === '--out') options.out = value;
    else if (argument === '--kind') {
      if (!Object.hasOwn(KINDS, value)) usage(`${value} is not a kind`);
      options.kinds = [value];
    } else usage(`${argument} is not an option`);
  }
  if (!Number.isInteger(options.count) || options.count < 1) usage('--count takes a whole number from 1');
  if ((options.out === null) === !options.ndjson) usage('give --out or --ndjson');
  return options;
}

const options = parseArguments(process.argv.slice(2));
if (options.out !== null) mkdirSync(options.out, { recursive: true });
for (let i = 0; i < options.count; i += 1) {
  const kind = options.kinds[i % options.kinds.length];
  const name = `${kind}_${options.seed}_${i}`;
  const source = KINDS[kind](new Random(options.seed, `${kind}/${i}`), name);
  if (options.ndjson) process.stdout.write(`${JSON.stringify({ name, source })}\n`);
  else writeFileSync(join(options.out, `${name}.sol`), source);
}
