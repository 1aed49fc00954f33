/**
 * Remembers what was used last, and no more than there is room for.
 *
 * Two generations instead of one order, because to be found must not cost more than to be looked up: what is used moves
 * to the young ones, and when those are half of what there is room for, the old ones are forgotten.
 */
export class LastUsed<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();
  readonly #half: number;

  /** @param size how many are remembered at most */
  constructor(size: number) {
    this.#half = Math.ceil(size / 2);
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.put(key, old);
    return old;
  }

  put(key: string, value: V): void {
    this.#young.set(key, value);
    if (this.#young.size <= this.#half) return;
    this.#old = this.#young;
    this.#young = new Map([[key, value]]);
    this.#old.delete(key);
  }

  forget(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}
