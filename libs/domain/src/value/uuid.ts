// What Node, browsers and workers have in common; declared here because no platform's types are at hand.
declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array };

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const pool = new Uint8Array(16 * 128);
let used = pool.length;
let lastMillisecond = 0;
let sequence = 0;

/**
 * A new UUID version 7: its first 48 bits are the millisecond, so ids sort by the time at which they were made.
 *
 * Within one process every id is greater than the one before it, also within a millisecond and when the clock steps
 * back; that makes them cheap to index and harmless to compare.
 */
export function newUuid(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const random = pool.subarray(used, (used += 16));
  advance(random);
  return write(random);
}

/** Moves to the next pair of millisecond and sequence; 12 bits count within one, and overflow into the next. */
function advance(random: Uint8Array): void {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    sequence = ((byteOf(random, 0) << 8) | byteOf(random, 1)) & 0x7ff; // a free half of the room above it
  } else if (++sequence > 0xfff) {
    lastMillisecond += 1;
    sequence = 0;
  }
}

function write(random: Uint8Array): string {
  const high = Math.floor(lastMillisecond / 0x10000);
  const low = lastMillisecond & 0xffff;
  const time = `${hexOf(high >>> 24)}${hexOf(high >>> 16)}${hexOf(high >>> 8)}${hexOf(high)}-${hexOf(low >>> 8)}${hexOf(low)}`;
  const count = `${hexOf(0x70 | (sequence >>> 8))}${hexOf(sequence)}`;
  const variant = `${hexOf(0x80 | (byteOf(random, 8) & 0x3f))}${hexOf(byteOf(random, 9))}`;
  let node = '';
  for (let index = 10; index < 16; index++) node += hexOf(byteOf(random, index));
  return `${time}-${count}-${variant}-${node}`;
}

function byteOf(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}

function hexOf(byte: number): string {
  return hex[byte & 0xff] as string;
}
