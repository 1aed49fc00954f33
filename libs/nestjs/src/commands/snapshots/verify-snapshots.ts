import { type AggregateRoot, captureSnapshot, type JsonValue } from '@daybook/domain';
import type { Snapshot, SnapshotOnRecord, SnapshotStore } from '@daybook/event-store';
import { isDeepStrictEqual } from 'node:util';
import { foldPage } from '../fold-page.js';
import type { AggregateStreams } from '../aggregate-streams.js';
import type { SnapshotVerdict, SnapshotVerification, VerifiedSnapshot } from './snapshot-verification.js';

/** What is compared with what. */
export interface VerifySnapshotsParts<A extends AggregateRoot> {
  readonly id: string;
  readonly streams: AggregateStreams<A>;
  readonly store: SnapshotStore;
  /** Of the code that runs here. */
  readonly fingerprint: string;
  readonly signal?: AbortSignal | undefined;
}

/** The fold at a version, and the id of the event there; undefined if the stream does not reach that far. */
interface Folded {
  readonly eventId: string;
  readonly state: JsonValue;
}

/** Folds a stream from its first event, once, and compares each of its snapshots on the way, and what loading answers at the end. */
export async function verifySnapshots<A extends AggregateRoot>(
  parts: VerifySnapshotsParts<A>,
): Promise<SnapshotVerification> {
  const { id, streams, store, fingerprint } = parts;
  const streamId = streams.idOf(id);
  const onRecord = await store.list({ streamId });
  const own = onRecord.filter((one) => one.fingerprint === fingerprint).toSorted((a, b) => a.version - b.version);
  const folded = new Map<number, Folded>();
  const aggregate = streams.begin(id);
  for (const { version } of own) {
    const eventId = await foldUpTo(aggregate, version, parts);
    if (eventId === undefined) break;
    folded.set(version, { eventId, state: captureSnapshot(aggregate) });
  }
  const loaded = await streams.read(id, {});
  const upTo = loaded?.aggregate.version ?? 0;
  await foldUpTo(aggregate, upTo, parts);
  const loadsRight =
    loaded === undefined
      ? aggregate.version === 0
      : isDeepStrictEqual(captureSnapshot(loaded.aggregate), captureSnapshot(aggregate));
  const snapshots: VerifiedSnapshot[] = [];
  for (const one of onRecord) {
    const { version, takenAt } = one;
    const found = await findingOf(one, folded.get(version), parts);
    snapshots.push({ version, takenAt, fingerprint: one.fingerprint, ...found });
  }
  return { streamId, version: aggregate.version, snapshots, loadsRight };
}

/** Goes on with a fold. Answers the id of the last event, or undefined if the stream ends before. */
async function foldUpTo<A extends AggregateRoot>(
  aggregate: A,
  version: number,
  { streams, signal }: VerifySnapshotsParts<A>,
): Promise<string | undefined> {
  let eventId: string | undefined;
  // From the last one that is folded, so that its id is known also where nothing follows.
  const fromVersion = Math.max(1, aggregate.version);
  for await (const page of streams.stream(aggregate.id, { fromVersion, toVersion: version, signal }).pages()) {
    foldPage(aggregate, page);
    ({ eventId } = page.end);
  }
  return aggregate.version === version ? eventId : undefined;
}

async function findingOf<A extends AggregateRoot>(
  { streamId, version, fingerprint, eventId }: SnapshotOnRecord,
  folded: Folded | undefined,
  parts: VerifySnapshotsParts<A>,
): Promise<{ readonly verdict: SnapshotVerdict; readonly fields: readonly string[] }> {
  const verdict = (said: SnapshotVerdict) => ({ verdict: said, fields: [] });
  if (fingerprint !== parts.fingerprint) return verdict('other-fingerprint');
  if (folded === undefined) return verdict('ahead-of-its-stream');
  if (folded.eventId !== eventId) return verdict('other-history');
  const { snapshot } = await parts.store.nearest(streamId, { fingerprint, atOrBefore: version });
  if (snapshot?.version !== version) return verdict('unreadable');
  if (isDeepStrictEqual(snapshot.state, folded.state)) return verdict('right');
  return { verdict: 'differs', fields: differing(snapshot, folded.state) };
}

function differing({ state }: Snapshot, folded: JsonValue): readonly string[] {
  const [kept, right] = [fieldsOf(state), fieldsOf(folded)];
  const names = new Set([...Object.keys(kept), ...Object.keys(right)]);
  return [...names].filter((name) => !isDeepStrictEqual(kept[name], right[name])).sort();
}

/** What `captureSnapshot` has put under `state`. */
function fieldsOf(captured: JsonValue): Readonly<Record<string, unknown>> {
  const { state } = (captured ?? {}) as { readonly state?: unknown };
  return typeof state === 'object' && state !== null && !Array.isArray(state) ? { ...state } : {};
}
