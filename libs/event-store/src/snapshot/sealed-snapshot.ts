import { createHash } from 'node:crypto';
import type { JsonValue } from '@daybook/domain';
import type { Snapshot, SnapshotOnRecord } from './snapshot.js';

/** A snapshot as an adapter keeps it: as text, because a `jsonb` would order its fields otherwise, and sealed. */
export interface SealedSnapshot extends Omit<Snapshot, 'state'> {
  /** The state's JSON. */
  readonly text: string;
  /** Of everything else but the time, so that neither a damaged state passes nor one that belongs to another stream. */
  readonly checksum: string;
}

/** Seals a snapshot whose state's JSON is known. */
export function sealed({ state: _, ...snapshot }: Snapshot, text: string): SealedSnapshot {
  return { ...snapshot, text, checksum: checksumOf(snapshot, text) };
}

/** The snapshot, if nothing has happened to it. */
export function opened({ text, checksum, ...kept }: SealedSnapshot): Snapshot | undefined {
  if (checksum !== checksumOf(kept, text)) return undefined;
  try {
    return { ...kept, state: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}

/** What a list says of it. */
export function onRecord({ text, checksum: _, ...kept }: SealedSnapshot): SnapshotOnRecord {
  return { ...kept, bytes: Buffer.byteLength(text) };
}

function checksumOf(
  { streamId, version, position, eventId, fingerprint }: Omit<Snapshot, 'state' | 'takenAt'>,
  text: string,
): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([streamId, version, position, eventId, fingerprint]));
  return hash.update('\n').update(text).digest('hex');
}
