import type { SealedSnapshot } from './sealed-snapshot.js';

/** A snapshot as an object: a line that says what it is, and behind it the state's JSON. */
export function toBytes({ text, ...envelope }: SealedSnapshot): Uint8Array {
  return Buffer.from(`${JSON.stringify(envelope)}\n${text}`);
}

/** The snapshot in an object, which may be damaged; undefined if it is none at all. */
export function fromBytes(bytes: Uint8Array): SealedSnapshot | undefined {
  const whole = Buffer.from(bytes).toString();
  const end = whole.indexOf('\n');
  if (end < 0) return undefined;
  try {
    const envelope = JSON.parse(whole.slice(0, end)) as Omit<SealedSnapshot, 'text' | 'takenAt'> & { takenAt: string };
    return { ...envelope, takenAt: new Date(envelope.takenAt), text: whole.slice(end + 1) };
  } catch {
    return undefined;
  }
}
