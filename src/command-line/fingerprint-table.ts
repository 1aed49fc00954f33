import { createHash } from 'node:crypto';

const smallest = 1024;

/**
 * Remembers for each key a fingerprint of what was said under it, in 16 bytes for both and outside of the heap, at most
 * half full: the ids of a statement of a million lines take 32 MB, where a Map of texts would take a multiple.
 *
 * Both are the first 64 bits of a SHA-256, so two of a million keys are taken for one once in 18 million files, and then
 * the answer is `other`: a line too many is complained of, none is lost.
 */
export class FingerprintTable {
  #slots = new BigUint64Array(2 * smallest);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** What stands under a key; `unknown` if nothing does. */
  look(key: string, content: string): 'unknown' | 'same' | 'other' {
    return this.#compare(this.#find(hash64(key)), hash64(content));
  }

  /** Puts it there if nothing is, and answers what was there before. */
  remember(key: string, content: string): 'unknown' | 'same' | 'other' {
    if (4 * (this.#size + 1) > this.#slots.length) this.#grow();
    const keyHash = hash64(key);
    const contentHash = hash64(content);
    const slot = this.#find(keyHash);
    const before = this.#compare(slot, contentHash);
    if (before === 'unknown') {
      this.#slots.set([keyHash, contentHash], slot);
      this.#size++;
    }
    return before;
  }

  #compare(slot: number, contentHash: bigint): 'unknown' | 'same' | 'other' {
    if (this.#slots[slot] === 0n) return 'unknown';
    return this.#slots[slot + 1] === contentHash ? 'same' : 'other';
  }

  /** The slot of the key, or the free one where it belongs. */
  #find(key: bigint): number {
    const mask = this.#slots.length / 2 - 1;
    let place = Number(key & BigInt(mask));
    while (this.#slots[2 * place] !== 0n && this.#slots[2 * place] !== key) place = (place + 1) & mask;
    return 2 * place;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new BigUint64Array(2 * before.length);
    for (let slot = 0; slot < before.length; slot += 2) {
      const [key = 0n, content = 0n] = before.subarray(slot, slot + 2);
      if (key !== 0n) this.#slots.set([key, content], this.#find(key));
    }
  }
}

/** Never 0, which marks a free slot. */
function hash64(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64LE() | 1n;
}
