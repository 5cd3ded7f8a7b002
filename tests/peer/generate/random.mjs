// A seeded source of choices. The same seed and stream give the same choices on every machine.

export class Random {
  /** `stream` keeps programs of one seed apart: a program does not depend on those before it. */
  constructor(seed, stream) {
    let h = 0x811c9dc5;
    for (const character of `${seed}/${stream}`) {
      h = Math.imul(h ^ character.charCodeAt(0), 0x01000193);
    }
    this.state = h >>> 0;
  }

  /** 32 bits (mulberry32). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit) {
    return this.next() % limit;
  }

  between(low, high) {
    return low + this.below(high - low + 1);
  }

  chance(percent) {
    return this.below(100) < percent;
  }

  pick(items) {
    return items[this.below(items.length)];
  }

  /** `[[weight, item], ..]`; items with weight 0 are never taken. */
  weighted(entries) {
    let at = this.below(entries.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, item] of entries) {
      if (at < weight) return item;
      at -= weight;
    }
    throw new Error('no entry has a weight');
  }

  shuffled(items) {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  /** A number of `bits` random bits. */
  bits(bits) {
    let value = 0n;
    for (let i = 0; i < bits; i += 32) value = (value << 32n) | BigInt(this.next());
    return BigInt.asUintN(bits, value);
  }
}

/** Indents every line that is not empty by `levels` times four spaces. */
export const indent = (lines, levels = 1) => lines.map((line) => (line === '' ? '' : '    '.repeat(levels) + line));
