import { checkWhole } from './check-snapshot.js';
import type { SnapshotRetention } from './snapshot-retention.js';
import type { Snapshot } from './snapshot.js';

/** The same with nothing left out. */
export interface Retention {
  readonly newest: number;
  readonly every: number | undefined;
  readonly othersForMs: number;
}

const sevenDays = 7 * 24 * 60 * 60 * 1_000;

/** Throws InvalidSnapshot. */
export function checkRetention({
  newest = 2,
  every = 10_000,
  othersForMs = sevenDays,
}: SnapshotRetention = {}): Retention {
  checkWhole('retention.newest', newest, 1);
  if (every !== false) checkWhole('retention.every', every, 1);
  checkWhole('retention.othersForMs', othersForMs, 0);
  return { newest, every: every === false ? undefined : every, othersForMs };
}

/** What retention goes by. */
export type Retained = Pick<Snapshot, 'fingerprint' | 'version' | 'takenAt'>;

/**
 * Which snapshots of a stream nobody keeps any longer once one has been put. Never that one: where the newest have been
 * taken of a stream that has lost its end since, it is the only one that is good for anything.
 */
export function superseded<S extends Retained>(
  put: Retained,
  others: readonly S[],
  retention: Retention,
): readonly S[] {
  const { newest, every, othersForMs } = retention;
  const gone: S[] = [];
  for (const fingerprint of new Set(others.map((other) => other.fingerprint))) {
    const its = others.filter((other) => other.fingerprint === fingerprint).sort((a, b) => b.version - a.version);
    const isOwn = fingerprint === put.fingerprint;
    const versions = its.map(({ version }) => version).concat(isOwn ? put.version : []);
    versions.sort((a, b) => b - a);
    const stretchOf = (version: number): number => Math.floor(version / (every ?? Infinity));
    const isKept = (version: number): boolean => {
      if (versions.indexOf(version) < newest) return true;
      return every !== undefined && versions.find((other) => stretchOf(other) === stretchOf(version)) === version;
    };
    const lastTaken = Math.max(...its.map(({ takenAt }) => takenAt.getTime()));
    const isOver = !isOwn && lastTaken < put.takenAt.getTime() - othersForMs;
    gone.push(...its.filter(({ version }) => isOver || !isKept(version)));
  }
  return gone;
}
