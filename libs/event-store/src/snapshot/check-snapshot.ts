import { assertValidName } from '@daybook/domain';
import { described } from '../stream/described.js';
import { assertStreamId } from '../stream/stream-id.js';
import { InvalidSnapshot } from './invalid-snapshot.error.js';
import { sealed, type SealedSnapshot } from './sealed-snapshot.js';
import type { Snapshot } from './snapshot.js';
import type { NearestOptions, SnapshotPage, SnapshotSelection } from './snapshot-store.js';

/** The longest state, in bytes of its JSON: reading and writing it holds the process up for as long. */
export const maximumSnapshotBytes = 16 * 1_024 * 1_024;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Looks at a snapshot before it is kept, and seals it.
 *
 * @throws InvalidName, InvalidStreamId, InvalidSnapshot
 */
export function checkSnapshot(snapshot: Snapshot): SealedSnapshot {
  assertStreamId(snapshot.streamId, 'streamId');
  assertValidName(snapshot.fingerprint, 'fingerprint');
  checkWhole('version', snapshot.version, 1);
  checkWhole('position', snapshot.position, 1);
  const eventId = snapshot.eventId.toLowerCase();
  if (!uuid.test(eventId)) throw refused('eventId', snapshot.eventId, 'the id of the event at that version');
  const { takenAt } = snapshot;
  if (!(takenAt instanceof Date) || Number.isNaN(takenAt.getTime())) throw refused('takenAt', takenAt, 'a date');
  return sealed({ ...snapshot, eventId, takenAt: new Date(takenAt) }, textOf(snapshot.state));
}

/** Throws InvalidName, InvalidStreamId, InvalidSnapshot. Answers the highest version that the snapshot may have. */
export function checkNearest(streamId: string, { fingerprint, atOrBefore }: NearestOptions): number {
  assertStreamId(streamId, 'streamId');
  assertValidName(fingerprint, 'fingerprint');
  if (atOrBefore !== undefined) checkWhole('atOrBefore', atOrBefore, 0);
  return atOrBefore ?? Number.MAX_SAFE_INTEGER;
}

/** Throws InvalidName, InvalidStreamId, InvalidSnapshot. */
export function checkSelection(selection: SnapshotSelection): void {
  const { streamId, category, fingerprint, fromVersion } = selection;
  if (streamId !== undefined) assertStreamId(streamId, 'streamId');
  if (category !== undefined) assertValidName(category, 'category');
  if (fingerprint !== undefined) assertValidName(fingerprint, 'fingerprint');
  if (fromVersion !== undefined) checkWhole('fromVersion', fromVersion, 0);
}

/** Throws InvalidName, InvalidStreamId, InvalidSnapshot. Answers of how many streams. */
export function checkPage({ afterStream, streams = 100, ...selection }: SnapshotPage): number {
  checkSelection(selection);
  if (afterStream !== undefined) assertStreamId(afterStream, 'afterStream');
  checkWhole('streams', streams, 1);
  return streams;
}

/** Throws InvalidSnapshot. */
export function checkWhole(field: string, value: unknown, least: number): void {
  if (Number.isSafeInteger(value) && Number(value) >= least) return;
  throw refused(field, value, `a whole number from ${least}`);
}

function textOf(state: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(state);
  } catch (cause) {
    throw new InvalidSnapshot('state', 'is no JSON', 'Give what captureSnapshot answers.', { cause });
  }
  if (text === undefined) throw new InvalidSnapshot('state', 'is no JSON', 'Give what captureSnapshot answers.');
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumSnapshotBytes) return text;
  const advice = 'Keep less in the aggregate, or take no snapshots of it: never().';
  throw new InvalidSnapshot('state', `has ${bytes} bytes, more than ${maximumSnapshotBytes}`, advice);
}

function refused(field: string, value: unknown, expected: string): InvalidSnapshot {
  return new InvalidSnapshot(field, `is ${described(value)}`, `Give ${expected}.`);
}
