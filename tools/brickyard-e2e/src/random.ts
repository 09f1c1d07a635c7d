/** Numbers that are the same in each run. Not for secrets. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    // The low bits of such a generator repeat soon.
    return Math.floor((this.#state / 2 ** 32) * end);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** Up to, and without, `end` of these, one after another. */
  join(values: readonly string[], end: number): string {
    const length = this.below(end);
    return Array.from({ length }, () => this.pick(values)).join('');
  }
}
