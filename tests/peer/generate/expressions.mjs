// Random well-typed expressions over integers of all widths, bools, fixed bytes and addresses.
//
// Every expression has exactly the type that was asked for by the language's own rules, so that a
// program is never refused. Values at the ends of the ranges are frequent, since that is where
// checks, truncation and sign extension differ.

const WIDTHS = [8, 8, 16, 24, 32, 40, 64, 72, 96, 128, 136, 160, 192, 248, 256, 256];
const BYTES = [1, 2, 3, 4, 8, 20, 31, 32];

export const BOOL = { kind: 'bool', name: 'bool' };
export const ADDRESS = { kind: 'address', name: 'address' };
export const uint = (bits) => ({ kind: 'uint', bits, name: `uint${bits}` });
export const int = (bits) => ({ kind: 'int', bits, name: `int${bits}` });
export const fixedBytes = (size) => ({ kind: 'bytes', size, name: `bytes${size}` });

export const isInteger = (type) => type.kind === 'uint' || type.kind === 'int';
export const same = (a, b) => a.name === b.name;

export function randomInteger(random) {
  const bits = random.pick(WIDTHS);
  return random.chance(55) ? uint(bits) : int(bits);
}

export function randomType(random) {
  return random.weighted([
    [16, randomInteger(random)],
    [2, BOOL],
    [3, fixedBytes(random.pick(BYTES))],
    [1, ADDRESS],
  ]);
}

export function range(type) {
  const bits = BigInt(type.bits);
  return type.kind === 'uint' ? [0n, (1n << bits) - 1n] : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
}

/** A number of the type, often at or near an end of its range, of a smaller one, or zero. */
export function randomNumber(random, type) {
  const [low, high] = range(type);
  const clamp = (n) => (n < low ? low : n > high ? high : n);
  const near = BigInt(random.below(4));
  return random.weighted([
    [3, clamp(low + near)],
    [3, clamp(high - near)],
    [4, clamp(near)],
    [2, clamp(-near)],
    [2, clamp((1n << BigInt(random.below(type.bits))) - near)],
    [3, clamp(BigInt(random.below(200)) - 50n)],
    [3, clamp(low + (random.bits(256) % (high - low + 1n)))],
  ]);
}

/** A value as an argument of a `//?` line. */
export function randomArgument(random, type) {
  if (isInteger(type)) return String(randomNumber(random, type));
  if (type.kind === 'bool') return String(random.chance(50));
  const digits = type.kind === 'address' ? 40 : type.size * 2;
  return `0x${hexDigits(random, digits)}`;
}

function hexDigits(random, digits) {
  const fill = random.weighted([[2, '0'], [2, 'f'], [4, null]]);
  const text = random.bits(digits * 4).toString(16).padStart(digits, '0');
  if (fill === null) return text;
  const kept = random.below(digits + 1);
  return random.chance(50) ? fill.repeat(digits - kept) + text.slice(0, kept) : text.slice(0, kept) + fill.repeat(digits - kept);
}

/**
 * Makes expressions from the variables in scope.
 *
 * `variables`: `[{ name, type, writable }]`. `calls`: `[{ name, parameters, result }]`, internal
 * functions. `effects`: percent of places where an assignment or an increment stands inside an
 * expression, which shows the order of evaluation.
 */
export class Expressions {
  constructor(random, { variables, calls = [], effects = 0 }) {
    this.random = random;
    this.variables = variables;
    this.calls = calls;
    this.effects = effects;
  }

  /** An expression of exactly `type`; `depth` bounds the nesting. */
  make(type, depth) {
    if (depth <= 0) return this.leaf(type);
    if (this.effects > 0 && this.random.chance(this.effects)) {
      const effect = this.effect(type, depth);
      if (effect) return effect;
    }
    if (isInteger(type)) return this.integer(type, depth);
    if (type.kind === 'bool') return this.condition(depth);
    if (type.kind === 'bytes') return this.bytes(type, depth);
    return this.address(depth);
  }

  leaf(type) {
    const known = this.variables.filter((variable) => same(variable.type, type));
    if (known.length > 0 && this.random.chance(80)) return this.random.pick(known).name;
    if (this.variables.length > 0 && this.random.chance(70)) return this.converted(this.random.pick(this.variables), type);
    return this.constant(type);
  }

  /** A variable brought to another type in the steps that the language asks for. */
  converted({ name, type: from }, to) {
    if (same(from, to)) return name;
    if (to.kind === 'bool') return isInteger(from) ? `(${name} > ${this.literal(from)})` : this.constant(to);
    if (from.kind === 'bool') return `(${name} ? ${this.constant(to)} : ${this.constant(to)})`;
    if (to.kind === 'address') return `address(${this.converted({ name, type: from }, uint(160))})`;
    if (from.kind === 'address') return this.converted({ name: `uint160(${name})`, type: uint(160) }, to);
    if (to.kind === 'bytes') {
      if (from.kind === 'bytes') return `${to.name}(${name})`;
      return `${to.name}(${this.converted({ name, type: from }, uint(to.size * 8))})`;
    }
    if (from.kind === 'bytes') return this.converted({ name: `uint${from.size * 8}(${name})`, type: uint(from.size * 8) }, to);
    if (from.kind === to.kind || from.bits === to.bits) return `${to.name}(${name})`;
    // The width first or the sign first: the two may give different numbers.
    const middle = this.random.chance(50) ? { kind: from.kind, bits: to.bits } : { kind: to.kind, bits: from.bits };
    return `${to.name}(${middle.kind}${middle.bits}(${name}))`;
  }

  /** A constant with its type written out. */
  constant(type) {
    const { random } = this;
    if (isInteger(type)) {
      if (random.chance(15)) return `type(${type.name}).${random.pick(['min', 'max'])}`;
      return `${type.name}(${randomNumber(random, type)})`;
    }
    if (type.kind === 'bool') return random.pick(['true', 'false']);
    if (type.kind === 'address') return `address(uint160(${random.bits(160)}))`;
    // Not 0x: forty digits would be read as an address with a wrong checksum.
    return `${type.name}(hex"${hexDigits(random, type.size * 2)}")`;
  }

  /** A type of the same sign and at most the same width: it converts by itself. */
  narrower(type) {
    if (this.random.chance(60)) return type;
    const bits = this.random.pick(WIDTHS.filter((width) => width <= type.bits));
    return type.kind === 'uint' ? uint(bits) : int(bits);
  }

  /** The two operands of an operator whose common type is `type`. */
  operands(type, depth, literalAllowed) {
    const { random } = this;
    const wide = this.make(type, depth - 1);
    let other;
    if (literalAllowed && random.chance(20)) other = this.literal(type);
    else other = this.make(this.narrower(type), depth - 1);
    return random.chance(50) ? [wide, other] : [other, wide];
  }

  /**
   * A divisor that is never -1: `MIN / -1` and `MIN % -1` are where Twilight differs on purpose
   * (DECISION T5). It may be zero.
   */
  divisor(type, depth) {
    const narrow = this.narrower(type);
    const value = this.make(narrow, depth);
    if (narrow.kind === 'uint') return value;
    const { name } = narrow;
    return this.random.chance(50) ? `(${value} & type(${name}).max)` : `((${value} | type(${name}).min) & ~${name}(1))`;
  }

  /** A bare literal that fits the type and is not zero. */
  literal(type) {
    const value = randomNumber(this.random, type);
    return value === 0n ? '1' : String(value);
  }

  integer(type, depth) {
    const { random } = this;
    const kind = random.weighted([
      [8, 'arithmetic'],
      [3, 'bits'],
      [2, 'shift'],
      [2, 'power'],
      [2, 'unary'],
      [5, 'conversion'],
      [2, 'ternary'],
      [this.callsOf(type).length > 0 ? 3 : 0, 'call'],
      [same(type, uint(256)) ? 1 : 0, 'builtin'],
      [3, 'leaf'],
    ]);
    switch (kind) {
      case 'arithmetic': {
        const operator = random.pick(['+', '+', '-', '-', '*', '*', '/', '%']);
        // The divisor is never a bare literal: a constant zero would be refused.
        const [a, b] = operator === '/' || operator === '%'
          ? [this.make(type, depth - 1), this.divisor(type, depth - 1)]
          : this.operands(type, depth, true);
        return `(${a} ${operator} ${b})`;
      }
      case 'bits': {
        const [a, b] = this.operands(type, depth, true);
        return `(${a} ${random.pick(['&', '|', '^'])} ${b})`;
      }
      case 'shift': {
        const amount = random.chance(60)
          ? String(random.pick([0, 1, 7, 8, type.bits - 1, type.bits, type.bits + 1, random.below(type.bits)]))
          : this.make(uint(8), depth - 1);
        return `(${this.make(type, depth - 1)} ${random.pick(['<<', '>>'])} ${amount})`;
      }
      case 'power': {
        const exponent = random.chance(70) ? String(random.below(5)) : `(${this.make(uint(8), depth - 1)} & 7)`;
        return `(${this.make(type, depth - 1)} ** ${exponent})`;
      }
      case 'unary':
        if (type.kind === 'int' && random.chance(50)) return `(-${this.make(type, depth - 1)})`;
        return `(~${this.make(type, depth - 1)})`;
      case 'conversion':
        return this.conversion(type, depth);
      case 'ternary':
        return `(${this.condition(depth - 1)} ? ${this.make(type, depth - 1)} : ${this.make(this.narrower(type), depth - 1)})`;
      case 'call':
        return this.call(type, depth);
      case 'builtin': {
        const name = random.pick(['addmod', 'mulmod']);
        return `${name}(${this.make(type, depth - 1)}, ${this.make(type, depth - 1)}, ${this.make(type, depth - 1)} | 1)`;
      }
      default:
        return this.leaf(type);
    }
  }

  /** `type(x)` with one change, of the width or of the sign, or from bytes of the same size. */
  conversion(type, depth) {
    const { random } = this;
    const sources = [];
    const width = random.pick(WIDTHS);
    sources.push(type.kind === 'uint' ? uint(width) : int(width));
    sources.push(type.kind === 'uint' ? int(type.bits) : uint(type.bits));
    if (type.kind === 'uint') sources.push(fixedBytes(type.bits / 8));
    if (same(type, uint(160))) sources.push(ADDRESS);
    return `${type.name}(${this.make(random.pick(sources), depth - 1)})`;
  }

  condition(depth) {
    const { random } = this;
    if (depth <= 0) return this.leaf(BOOL);
    const kind = random.weighted([[8, 'compare'], [3, 'logic'], [1, 'not'], [2, 'bytes'], [1, 'leaf']]);
    const comparison = random.pick(['<', '<=', '>', '>=', '==', '!=']);
    switch (kind) {
      case 'compare': {
        const [a, b] = this.operands(randomInteger(random), depth, true);
        return `(${a} ${comparison} ${b})`;
      }
      case 'logic':
        return `(${this.condition(depth - 1)} ${random.pick(['&&', '||', '==', '!='])} ${this.condition(depth - 1)})`;
      case 'not':
        return `(!${this.condition(depth - 1)})`;
      case 'bytes': {
        const size = random.pick(BYTES);
        const other = random.pick(BYTES.filter((smaller) => smaller <= size));
        return `(${this.make(fixedBytes(size), depth - 1)} ${comparison} ${this.make(fixedBytes(other), depth - 1)})`;
      }
      default:
        return this.leaf(BOOL);
    }
  }

  bytes(type, depth) {
    const { random } = this;
    const kind = random.weighted([
      [3, 'bits'],
      [2, 'shift'],
      [2, 'resize'],
      [2, 'number'],
      [1, 'not'],
      [type.size === 1 ? 3 : 0, 'index'],
      [type.size === 20 ? 2 : 0, 'address'],
      [2, 'leaf'],
    ]);
    switch (kind) {
      case 'bits':
        return `(${this.make(type, depth - 1)} ${random.pick(['&', '|', '^'])} ${this.make(type, depth - 1)})`;
      case 'shift':
        return `(${this.make(type, depth - 1)} ${random.pick(['<<', '>>'])} ${random.pick([0, 1, 4, 8, type.size * 8 - 1, type.size * 8])})`;
      case 'resize':
        return `${type.name}(${this.make(fixedBytes(random.pick(BYTES)), depth - 1)})`;
      case 'number':
        return `${type.name}(${this.make(uint(type.size * 8), depth - 1)})`;
      case 'not':
        return `(~${this.make(type, depth - 1)})`;
      case 'index': {
        const size = random.pick(BYTES.filter((more) => more > 1));
        return `(${this.make(fixedBytes(size), depth - 1)})[${random.below(size)}]`;
      }
      case 'address':
        return `bytes20(${this.make(ADDRESS, depth - 1)})`;
      default:
        return this.leaf(type);
    }
  }

  address(depth) {
    const { random } = this;
    return random.weighted([
      [2, () => `address(${this.make(uint(160), depth - 1)})`],
      [1, () => `address(${this.make(fixedBytes(20), depth - 1)})`],
      [2, () => this.leaf(ADDRESS)],
    ])();
  }

  callsOf(type) {
    return this.calls.filter((call) => same(call.result, type));
  }

  call(type, depth) {
    const call = this.random.pick(this.callsOf(type));
    return `${call.name}(${call.parameters.map((parameter) => this.make(parameter, depth - 2)).join(', ')})`;
  }

  /** An assignment or an increment as a value, where a variable of the type can be written. */
  effect(type, depth) {
    const { random } = this;
    const places = this.variables.filter((variable) => variable.writable && same(variable.type, type));
    if (places.length === 0) return null;
    const { name } = random.pick(places);
    if (isInteger(type) && random.chance(60)) return random.pick([`${name}++`, `++${name}`, `${name}--`, `--${name}`]).replace(/^/, '(') + ')';
    return `(${name} = ${this.make(type, depth - 1)})`;
  }
}
