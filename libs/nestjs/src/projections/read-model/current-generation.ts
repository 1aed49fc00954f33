import type { GenerationRecord } from './generation-record.js';

/** The one that readers of a version see; else the latest that is to become it, or was to. */
export function currentOf(records: readonly GenerationRecord[], version: number): GenerationRecord | undefined {
  const own = records.filter(
    ({ orders, ...record }) =>
      record.version === version && record.state !== 'dropped' && orders?.purpose !== 'rehearsal',
  );
  return own.find(({ state }) => state === 'live') ?? own.findLast(({ state }) => state === 'building') ?? own.at(-1);
}
