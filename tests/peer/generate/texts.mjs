// Programs of strings and bytes: every location, conversions between them, slices, concatenation, round trips through
// the ABI, references to storage, tuples with gaps.
//
// All bytes are ASCII, for strings are text in Twilight. `bytes(s)` is a copy there and the same bytes in the EVM, so
// what is changed in place is always made by `bytes.concat`.

import { indent } from './random.mjs';

const FUNCTIONS = 3;
const CALLS_EACH = 2;
const STEPS = [6, 11];
const DEPTH = 2;
/** Around the ends of a word, where storage changes its form. */
const LENGTHS = [0, 1, 2, 30, 31, 32, 33, 63, 64, 65];

const STRINGS = ['s0', 's1', 'names[1]', 'names[2]', 'list[0]', 'list[1]', 'r0.t', 'rs[0].t', 'rs[1].t'];
const BYTES = ['b0', 'b1', 'r0.d', 'rs[0].d', 'rs[1].d'];

const DECLARATIONS = [
  'struct R { string t; bytes d; uint8 n; }',
  '',
  'event Text(string where, string text, bytes data);',
  'event Indexed(string indexed text, bytes indexed data, uint256 number);',
  'event Short(bytes1 one, bytes4 four, bytes32 word);',
  '',
  'string s0;',
  'string s1 = "a text that is longer than one word of storage";',
  'bytes b0;',
  'bytes b1 = "exactly thirty-one bytes long..";',
  'mapping(uint256 => string) names;',
  'string[] list;',
  'R r0;',
  'R[] rs;',
  '',
  'constructor() {',
  '    names[1] = "one";',
  '    list.push("first");',
  '    list.push();',
  '    rs.push(R("short", "data", 1));',
  '    rs.push();',
  '    r0.d = hex"6162";',
  '}',
  '',
  'function sizeOf(string storage text) internal view returns (uint256) {',
  '    return bytes(text).length;',
  '}',
  '',
  'function chosen(uint256 n) internal view returns (string storage) {',
  '    return n % 3 == 0 ? s0 : n % 3 == 1 ? names[2] : list[0];',
  '}',
  '',
  'function three(string memory text, bytes memory data) internal pure returns (string memory, bytes memory, uint256) {',
  '    return (string.concat(text, "."), bytes.concat(data, "!"), bytes(text).length + data.length);',
  '}',
];

/** The source of one program. */
export function texts(random, name) {
  const body = [...DECLARATIONS];
  const setup = [];
  for (let i = 0; i < FUNCTIONS; i += 1) {
    body.push('', ...new Sequence(random).function(`run${i}`));
    for (let j = 0; j < CALLS_EACH; j += 1) {
      setup.push(`//? run${i}(string ${JSON.stringify(ascii(random))}, bytes 0x${Buffer.from(ascii(random)).toString('hex')})`);
    }
    setup.push('//? show()');
  }
  body.push('', 'function show() external {', ...indent([
    'emit Text("s", s0, bytes(s1));',
    'emit Text("b", string(b0), b1);',
    'emit Text("names", names[1], bytes(names[2]));',
    'for (uint256 i = 0; i < list.length; i++) emit Text("list", list[i], bytes(list[i]));',
    'emit Text("r0", r0.t, r0.d);',
    'for (uint256 i = 0; i < rs.length; i++) emit Text("rs", rs[i].t, rs[i].d);',
  ]), '}');
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

/** A conversion of storage is a reference to the same storage in the EVM, so a tuple would see later writes through it. */
function copied(value) {
  return value.replace(/^(string|bytes)\(.*$/, '$1.concat($&)');
}

function ascii(random) {
  const length = random.pick(LENGTHS);
  return Array.from({ length }, () => random.pick(['a', 'b', 'c', 'x', '0', '9', ' ', '~'])).join('');
}

/** One function: some locals, then random steps. */
class Sequence {
  constructor(random) {
    this.random = random;
    this.lines = [];
    // Names that are declared by now.
    this.texts = [];
    this.data = [];
  }

  function(name) {
    const { random } = this;
    // Few locals: the legacy pipeline keeps them all on the stack.
    this.lines.push(`string storage z0 = ${random.pick(STRINGS)};`);
    this.texts.push('z0', 'z0');
    this.lines.push(`bytes storage y0 = ${random.pick(BYTES)};`);
    this.data.push('y0', 'y0');
    this.hasRecord = random.chance(50);
    if (this.hasRecord) {
      this.lines.push(`R memory w = ${random.pick(['r0', 'rs[0]', 'rs[1]'])};`);
      this.texts.push('w.t');
      this.data.push('w.d');
    }
    this.lines.push(`string memory m0 = ${this.ownText()};`);
    this.texts.push('m0', 'm0');
    this.lines.push(`bytes memory n0 = ${this.ownBytes()};`);
    this.data.push('n0', 'n0');
    for (let i = random.between(...STEPS); i > 0; i -= 1) this.lines.push(...this.step(1));
    this.lines.push('emit Text("locals", m0, n0);', 'emit Text("references", z0, y0);');
    if (this.hasRecord) this.lines.push('emit Text("record", w.t, w.d);');
    return [`function ${name}(string calldata p, bytes calldata q) external {`, ...indent(this.lines), '}'];
  }

  literal() {
    return JSON.stringify(ascii(this.random));
  }

  /** Any string, to look at. */
  text(depth) {
    const { random } = this;
    if (depth <= 0) {
      return random.pick([...STRINGS, ...this.texts, 'p', 'p', this.literal(), this.literal()]);
    }
    return random.weighted([
      [3, () => this.text(0)],
      [3, () => `string.concat(${this.text(depth - 1)}, ${this.text(depth - 1)})`],
      [3, () => `string(${this.bytes(depth - 1)})`],
      [2, () => this.either(depth, this.text(depth - 1), `string.concat(${this.text(depth - 1)})`)],
      [1, () => this.either(depth, random.pick(STRINGS), random.pick([...STRINGS, ...this.texts.slice(0, 1)]))],
      [1, () => `abi.decode(abi.encode(${this.text(depth - 1)}), (string))`],
      [1, () => `chosen(${this.number(depth - 1)})`],
    ])();
  }

  /** Any bytes, to look at. */
  bytes(depth) {
    const { random } = this;
    if (depth <= 0) {
      const converted = ['p', 's1', ...this.texts].map((text) => `bytes(${text})`);
      return random.pick([...BYTES, ...this.data, 'q', 'q', random.pick(converted)]);
    }
    return random.weighted([
      [3, () => this.bytes(0)],
      [3, () => `bytes.concat(${this.bytes(depth - 1)}, ${random.pick([this.bytes(depth - 1), this.one(depth - 1), '"-"'])})`],
      [3, () => `bytes(${this.named(depth - 1)})`],
      [2, () => `abi.encodePacked(${this.text(depth - 1)}, ${this.bytes(depth - 1)}, ${this.one(0)})`],
      [2, () => random.pick(['q[q.length / 2:]', 'q[:q.length / 3]', 'q[q.length / 4:q.length / 2]', 'bytes(p)[bytes(p).length / 2:]'])],
      [1, () => this.either(depth, this.bytes(depth - 1), `bytes.concat(${this.bytes(depth - 1)})`)],
      [1, () => this.either(depth, random.pick(BYTES), random.pick([...BYTES, ...this.data.slice(0, 1)]))],
      [1, () => `abi.decode(abi.encode(${this.bytes(depth - 1)}), (bytes))`],
    ])();
  }

  /** What lies in storage and what lies in call data have no type in common, so one of the two is in memory. */
  either(depth, first, second) {
    const [a, b] = this.random.shuffled([first, second]);
    return `(${this.condition(depth - 1)} ? ${a} : ${b})`;
  }

  /** A string that is no literal: a conversion of one has no common type with other bytes. */
  named(depth) {
    const text = this.text(depth);
    return text.startsWith('"') ? `string.concat(${text})` : text;
  }

  /** A string for a variable in memory, that shares nothing with bytes. */
  ownText() {
    return this.random.chance(30) ? this.random.pick([...STRINGS, 'p', this.literal()]) : `string.concat(${this.text(DEPTH)})`;
  }

  /** Bytes for a variable in memory, that share nothing with a string. */
  ownBytes() {
    return this.random.chance(30) ? this.random.pick([...BYTES, ...this.data, 'q']) : `bytes.concat(${this.bytes(DEPTH)})`;
  }

  number(depth) {
    const { random } = this;
    return random.weighted([
      // Slices have no length.
      [2, () => `${this.bytes(0)}.length`],
      [2, () => `bytes(${this.named(depth)}).length`],
      [1, () => `sizeOf(${random.pick([...STRINGS, 'z0'])})`],
      [1, () => String(random.below(40))],
    ])();
  }

  condition(depth) {
    return this.random.weighted([
      [2, () => `${this.number(0)} ${this.random.pick(['<', '>=', '==', '!='])} ${this.number(0)}`],
      [2, () => `keccak256(${this.bytes(depth)}) == keccak256(bytes(${this.named(depth)}))`],
    ])();
  }

  /** One byte of ASCII. */
  one(depth) {
    const { random } = this;
    const place = random.pick([...BYTES, ...this.data, 'q', 'bytes(p)', 'bytes(z0)']);
    const at = random.pick([0, 1, 31, 32]);
    return random.weighted([
      [2, () => `bytes1("${random.pick(['k', 'z', '5'])}")`],
      [2, () => `(${place}.length > ${at} ? ${place}[${at}] : bytes1("_"))`],
      [depth > 0 ? 1 : 0, () => `bytes1(uint8(97 + ${this.number(0)} % 26))`],
    ])();
  }

  step(nesting) {
    const { random } = this;
    const strings = [...STRINGS];
    const places = [...BYTES];
    switch (
      random.weighted([[6, 'text'], [5, 'bytes'], [3, 'push'], [3, 'write'], [2, 'delete'], [3, 'reference'], [2, 'list'], [2, 'record'], [4, 'tuple'], [2, 'emit'], [nesting > 0 ? 2 : 0, 'if'], [2, 'local']])
    ) {
      case 'text':
        return [`${random.pick(strings)} = ${this.text(DEPTH)};`];
      case 'bytes':
        return [`${random.pick(places)} = ${this.bytes(DEPTH)};`];
      case 'push': {
        const place = random.pick([...places, 'y0', 'y0']);
        if (random.chance(30)) return [`if (${place}.length > 0) ${place}.pop();`];
        return [`${place}.push(${this.one(1)});`];
      }
      case 'write': {
        const place = random.pick([...places, 'n0', 'n0', 'y0', ...(this.hasRecord ? ['w.d'] : [])]);
        return [`if (${place}.length > 0) ${place}[${random.below(40)} % ${place}.length] = ${this.one(1)};`];
      }
      case 'delete':
        return [`delete ${random.pick([...strings, ...places, 'r0', 'rs[1]', 'n0', 'm0'])};`];
      case 'reference':
        return [random.chance(50) ? `z0 = ${random.pick([...strings, `chosen(${this.number(0)})`])};` : `y0 = ${random.pick(places)};`];
      case 'list':
        if (random.chance(30)) return ['if (list.length > 2) list.pop();'];
        return [`list.push(${this.text(1)});`];
      case 'record':
        return [
          random.pick([
            `r0 = ${random.pick(['rs[0]', 'rs[1]', ...(this.hasRecord ? ['w'] : [])])};`,
            `rs[${random.below(2)}] = R(${this.text(1)}, ${this.bytes(1)}, ${random.below(9)});`,
            `if (rs.length < 5) rs.push(R({n: ${random.below(9)}, d: ${this.bytes(1)}, t: ${this.text(1)}}));`,
            ...(this.hasRecord ? [`w = ${random.pick(['r0', 'rs[0]'])};`, `w.t = ${this.ownText()};`, `w.d = ${this.ownBytes()};`] : []),
          ]),
        ];
      case 'tuple': {
        const text = random.pick([...strings, 'm0']);
        const data = random.pick([...places, 'n0']);
        const call = `three(${this.text(1)}, ${this.bytes(1)})`;
        return [
          random.pick([
            `(${text}, ${data}, ) = ${call};`,
            `(, ${data}, ) = ${call};`,
            `(${text}, , ) = ${call};`,
            `(${random.pick(strings)}, , ${random.pick(places)}) = (${copied(this.text(1))}, ${this.number(1)}, ${copied(this.bytes(1))});`,
            `(m0, n0) = (${this.ownText()}, ${this.ownBytes()});`,
          ]),
        ];
      }
      case 'emit':
        return [
          random.pick([
            `emit Indexed(${this.text(1)}, ${this.bytes(1)}, ${this.number(1)});`,
            `emit Text("here", ${this.text(DEPTH)}, ${this.bytes(1)});`,
            `emit Short(${this.one(1)}, bytes4(${this.bytes(1)}), bytes32(${this.bytes(0)}));`,
          ]),
        ];
      case 'if':
        return [
          `if (${this.condition(1)}) {`,
          ...indent(this.step(nesting - 1)),
          ...(random.chance(50) ? ['} else {', ...indent(this.step(nesting - 1))] : []),
          '}',
        ];
      default:
        return [random.chance(50) ? `m0 = ${this.ownText()};` : `n0 = ${this.ownBytes()};`];
    }
  }
}
