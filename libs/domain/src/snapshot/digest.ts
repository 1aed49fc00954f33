/**
 * The SHA-256 of a text (two bytes for each of its units, the lower one first), in hexadecimal. Written out, because this
 * library runs where there is no `node:crypto`, and what browsers offer answers a promise. For texts of code, which are
 * short.
 */
export function digestOf(text: string): string {
  const blocks = paddedBlocks(text);
  const state = Uint32Array.from(initial);
  for (let at = 0; at < blocks.byteLength; at += 64) addBlock(state, new DataView(blocks.buffer, at, 64));
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

const primes = firstPrimes(64);
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = primes.map((prime) => fraction(Math.cbrt(prime)));

/** The message, a one bit, zeros, and its length in bits. */
function paddedBlocks(text: string): Uint8Array<ArrayBuffer> {
  const length = text.length * 2;
  const padded = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  const view = new DataView(padded.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  padded[length] = 0x80;
  view.setBigUint64(padded.length - 8, BigInt(length) * 8n);
  return padded;
}

function addBlock(state: Uint32Array, block: DataView): void {
  const words = new Uint32Array(64);
  for (let i = 0; i < 16; i++) words[i] = block.getUint32(i * 4);
  for (let i = 16; i < 64; i++) {
    const early = at(words, i - 15);
    const late = at(words, i - 2);
    const spread = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
    words[i] = at(words, i - 16) + spread + at(words, i - 7) + (rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10));
  }
  const w = Uint32Array.from(state);
  for (let i = 0; i < 64; i++) {
    const [a, b, c, , e, f, g, h] = Array.from(w) as [number, number, number, number, number, number, number, number];
    const chosen = (e & f) ^ (~e & g);
    const first = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + chosen + at(constants, i) + at(words, i);
    const second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    w.copyWithin(1, 0, 7);
    w[4] = at(w, 4) + first;
    w[0] = first + second;
  }
  for (let i = 0; i < 8; i++) state[i] = at(state, i) + at(w, i);
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function at(words: ArrayLike<number>, index: number): number {
  return words[index] as number;
}

/** The first 32 bits behind the point. */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let next = 2; found.length < count; next++) if (found.every((prime) => next % prime !== 0)) found.push(next);
  return found;
}
