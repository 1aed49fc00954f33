import { createHash } from 'node:crypto';

/** An event id that follows from the seed and a value, as a UUID: whoever repeats the value repeats the id. */
export function seededEventId(seed: number, value: string): string {
  const hex = createHash('sha256').update(`${seed}/${value}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
