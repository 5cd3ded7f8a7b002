// Tests of the harness itself: `npm test`. The programs test compilers; this tests what reads them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { decode, encode, formatValues, fromHex, parseType, readValue, selectorOf, toHex } from './abi.mjs';
import { expectations, parseCall, parseHeader, withExpectations } from './program.mjs';
import { runProgram } from './run-program.mjs';

const PEER = fileURLToPath(new URL('./peer.mjs', import.meta.url));

const value = (type, text) => readValue({ text, at: 0 }, parseType(type));

test('encoding matches the example of the ABI specification', () => {
  const types = ['bytes', 'bool', 'uint256[]'].map(parseType);
  const values = [value('bytes', '0x64617665'), true, [1n, 2n, 3n]];
  const word = (hex) => hex.padStart(64, '0');
  const expected = ['60', '1', 'a0', '4'].map(word).concat('64617665'.padEnd(64, '0'), ['3', '1', '2', '3'].map(word));
  assert.equal(toHex(encode(values, types)), `0x${expected.join('')}`);
  assert.equal(selectorOf('sam(bytes,bool,uint256[])'), '0xa5643bf2');
});

test('values survive encoding and are written in the format of the expectations', () => {
  const cases = [
    ['uint8', '255'],
    ['int24', '-8388608'],
    ['bool', 'true'],
    ['address', '0x00000000000000000000000000000000000000bb'],
    ['bytes3', '0x010203'],
    ['string', '"a \\"b\\" é"'],
    ['bytes', '0x'],
    ['uint256[]', '[]'],
    ['(uint8,string)[2][]', '[[(1, "a"), (2, "")], [(3, "b"), (4, "c")]]'],
    ['(bool,(bytes2,int8[])[])', '(true, [(0x0102, [-1, 2])])'],
  ];
  for (const [name, text] of cases) {
    const types = [parseType(name)];
    assert.equal(formatValues(decode(encode([value(name, text)], types), types), types), text);
  }
  assert.equal(formatValues([fromHex('0xff')], [parseType('string')]), '0xff');
});

test('data that is no encoding is refused', () => {
  const word = new Uint8Array(32).fill(0xff);
  for (const name of ['uint8', 'int8', 'bool', 'address', 'string', 'uint256[]']) {
    const data = name === 'int8' ? new Uint8Array(32).fill(0x7f) : word;
    assert.throws(() => decode(data, [parseType(name)]), name);
  }
  assert.throws(() => decode(new Uint8Array(31), [parseType('uint256')]));
});

test('a call line gives signature, arguments and context', () => {
  const call = parseCall('pay(address 0x..bb, uint8[] [1, 2]) value 5 from 0xaa time 7 block 9');
  assert.equal(call.signature, 'pay(address,uint8[])');
  assert.equal(toHex(call.sender), '0x00000000000000000000000000000000000000aa');
  assert.deepEqual([call.value, call.time, call.block], [5n, 7n, 9n]);
  assert.equal(call.arguments.length, 5 * 32);
});

test('without lines main is called once, by the default sender', () => {
  const { deploy, calls } = parseHeader('contract C {}');
  assert.deepEqual([deploy.name, deploy.value, calls.length, calls[0].signature], ['deploy', 0n, 1, 'main()']);
});

test('wrong setup lines are refused with their line', () => {
  const wrong = [
    'main',
    'main(',
    'f(uint8 256)',
    'f(uint7 1)',
    'f(bytes2 0x01)',
    'f(uint256[2] [1])',
    'f((uint8,bool) (1))',
    'f() value',
    'f() gas 5',
    'f() from nobody',
  ];
  for (const text of wrong) assert.throws(() => parseHeader(`\n//? ${text}`), /^Error: line 2: /, text);
  assert.throws(() => parseHeader('//? f()\n//? deploy'), /deploy stands once/);
});

test('expectations are replaced and not repeated', () => {
  const once = withExpectations('contract C {}\n', ['deploy: ok', '  event - [] 0x']);
  assert.equal(once, 'contract C {}\n\n//= deploy: ok\n//=   event - [] 0x\n');
  assert.equal(withExpectations(once, ['deploy: ok', '  event - [] 0x']), once);
  assert.deepEqual(expectations(once), ['deploy: ok', '  event - [] 0x']);
});

test('every outcome has its line', async () => {
  const source = `
//? a()
//? b()
//? c()
//? d()
//? e()
//? f()
//? g()
pragma solidity ^0.8.20;
contract First { function a() external {} }
contract Second {
    error Bad(uint256 n);
    error No();
    event Seen(uint256 indexed n, bool b);
    uint256 n;
    function a() external returns (uint256) { n++; emit Seen(n, true); return n; }
    function b() external { n = 9; revert("text"); }
    function c() external pure { revert Bad(5); }
    function d() external pure { revert No(); }
    function e() external pure { revert(); }
    function f() external pure { assert(false); }
    function g() external view { while (true) n; }
}
abstract contract Third {}`;
  const { status, contract, calls, lines } = await runProgram('outcomes', source);
  assert.deepEqual([status, contract, calls.length], ['ok', 'Second', 8]);
  assert.deepEqual(lines, [
    'deploy: ok',
    'a(): ok 1',
    `  event Seen(uint256,bool) [0x${'1'.padStart(64, '0')}] 0x${'1'.padStart(64, '0')}`,
    'b(): revert "text"',
    'c(): revert Bad(uint256) (5)',
    'd(): revert No()',
    'e(): revert',
    'f(): panic 0x01',
    'g(): halt out of gas',
  ]);
});

test('programs that cannot run say why', async () => {
  const body = 'pragma solidity ^0.8.20; contract C { constructor(uint256) {} function f() external {} }';
  assert.equal((await runProgram('x', 'contract {')).status, 'compile-error');
  assert.equal((await runProgram('x', 'pragma solidity ^0.8.20; interface I {}')).status, 'compile-error');
  assert.match((await runProgram('x', `//? deploy(uint256 1)\n//? g()\n${body}`)).errors[0], /no external function g\(\)/);
  assert.match((await runProgram('x', `//? f()\n${body}`)).errors[0], /constructor needs \/\/\? deploy\(uint256\)/);
});

test('a difference ends with status 1, --update removes it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'peer-'));
  try {
    const path = join(directory, 'p.sol');
    writeFileSync(path, 'pragma solidity ^0.8.20; contract C { function main() external pure returns (uint8) { return 7; } }\n//= deploy: ok\n//= main(): ok 8\n');
    const run = (...options) => spawnSync(process.execPath, [PEER, ...options, path], { encoding: 'utf8' });
    const different = run();
    assert.equal(different.status, 1);
    assert.match(different.stdout, /- main\(\): ok 8\n\s+\+ main\(\): ok 7/);
    assert.equal(run('--update').status, 0);
    assert.match(readFileSync(path, 'utf8'), /\/\/= main\(\): ok 7\n$/);
    assert.equal(run('--jobs', '2').status, 0);
    assert.equal(run('--update', '--via-ir').status, 2);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
