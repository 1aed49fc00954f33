import { segmentOfKey } from '@daybook/event-store';
import type { KeptRows } from '../../../read-model/kept-rows.js';
import type { Balance } from '../../../running/example/balances.js';
import type { Verify } from '../kept-purses.js';
import type { Snapshots } from '../../snapshots.js';
import type { Standing } from '../../standing.js';
import type { VerificationParts } from '../../verification.js';
import { verifyProjection } from '../../verify-projection.js';

function withRows(parts: VerificationParts<Balance>, changes: Partial<KeptRows<Balance>>): VerificationParts<Balance> {
  const { rows } = parts;
  const all: KeptRows<Balance> = {
    load: (...asked) => rows.load(...asked),
    save: (...asked) => rows.save(...asked),
    keysAfter: (...asked) => rows.keysAfter(...asked),
    sampleKeys: (...asked) => rows.sampleKeys(...asked),
    reloaded: (row) => rows.reloaded(row),
  };
  return { ...parts, rows: { ...all, ...changes } };
}

/** It compares rows with themselves: what it takes for the expected row is the one that is there. */
export const comparesWithItself: Verify = async (parts, options) => {
  const keys = await parts.rows.keysAfter(undefined, 1_000_000, undefined);
  const found = await parts.rows.load(keys, undefined);
  return verifyProjection(withRows(parts, { reloaded: (row) => found.get(row.purseId) ?? row }), options);
};

/** It goes through the rows that are there, so that none is missing. */
export const missesMissing: Verify = (parts, options) => verifyProjection(parts, { sample: 1_000_000, ...options });

/** It goes through the keys that events have, so that no row is one too many. */
export const missesSurplus: Verify = async (parts, options) => {
  const keys = new Set<string>();
  for await (const { event, streamId } of parts.store.readAll()) {
    const meta = { aggregateId: streamId.slice(streamId.indexOf('-') + 1) };
    for (const key of parts.definition.keysOf(event, meta as Parameters<typeof parts.definition.keysOf>[1])) {
      keys.add(key);
    }
  }
  const { rows } = parts;
  const load: KeptRows<Balance>['load'] = async (asked, manager) =>
    rows.load(
      asked.filter((key) => keys.has(key)),
      manager,
    );
  return verifyProjection(withRows(parts, { load }), options);
};

/** It looks at some fields, those of the key and the sum. */
export const looksAtSomeFields: Verify = async (parts, options) => {
  const report = await verifyProjection(parts, options);
  const differences = report.differences.filter(({ fields }) => fields.some(({ field }) => field === 'cents'));
  return { ...report, differences, differing: differences.length };
};

/** It expects of all rows what the log has, however far they have come. */
export const goesByTheHead: Verify = async (parts, options) => {
  const head = await parts.store.head();
  const snapshots: Snapshots = {
    take: async (read) => {
      const taken = await parts.snapshots.take(read);
      return { ...taken, standing: { ...taken.standing, to: head, counts: () => true } };
    },
  };
  return verifyProjection({ ...parts, snapshots }, options);
};

/** It expects of all rows what the first segment has come to. */
export const goesByOneSegment: Verify = (parts, options) => {
  const snapshots: Snapshots = {
    take: async (read) => {
      const taken = await parts.snapshots.take(read);
      const other = 'abcdefgh'.split('').find((key) => segmentOfKey(key, 2) === 0) ?? '';
      const counts: Standing['counts'] = (recorded) => taken.standing.counts(recorded, other);
      return { ...taken, standing: { ...taken.standing, counts } };
    },
  };
  return verifyProjection({ ...parts, snapshots }, options);
};
