import type { SegmentReport } from '@daybook/event-store';
import { insert, lockRows, type Program, remove, select, selectFrom, update } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';
import { redivideSubscription } from './divisions.js';
import { leaseEnd, segmentKey } from './segments.js';

/** The parameters of a sign of life. */
export interface Beat {
  readonly process: string;
  readonly name: string;
  readonly runs: readonly string[];
  readonly leaseMs: number;
  readonly reports: readonly SegmentReport[];
}

/** `functions/beat.sql`; answers `processes` and `segments`. */
export function* beat(
  { process, name, runs, leaseMs, reports }: Beat,
  now: () => number,
): Program<readonly [processes: readonly object[], segments: readonly object[]]> {
  const alive = (): Pick<Tables['processes'], 'seenAt' | 'aliveUntil'> => ({
    seenAt: now(),
    aliveUntil: now() + leaseMs,
  });
  if (!(yield* insert('processes', process, { id: process, name, runs, ...alive() }))) {
    yield* update(
      'processes',
      ({ id }) => id === process,
      () => ({ name, runs, ...alive() }),
    );
  }
  if (reports.length > 0) yield* takeReports(process, reports);
  const kept = yield* select('subscriptions', (one) => one.drainTo !== null && runs.includes(one.name));
  for (const one of kept) yield* redivideSubscription(one.name);
  const [processes, subscriptions, segments] = yield* selectFrom('processes', 'subscriptions', 'segments');
  return [
    processes
      .filter(({ id, aliveUntil }) => aliveUntil > now() || id === process)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    subscriptions.flatMap((whole) =>
      segments
        .filter(
          ({ subscription, owner }) => subscription === whole.name && (runs.includes(whole.name) || owner === process),
        )
        .sort((a, b) => a.segment - b.segment)
        .map((row) => {
          const holder = processes.find(({ id }) => id === row.owner);
          const { segments: division, drainTo, revision } = whole;
          const owner = leaseEnd(row, holder) > now() ? row.owner : null;
          return { ...row, segments: division, owner, halted: false, drainTo, revision };
        }),
    ),
  ];
}

/** Held is a segment whose owner is committing just now: its report has been overtaken. */
function* takeReports(process: string, reports: readonly SegmentReport[]): Program {
  const reportOf = (row: Tables['segments']): SegmentReport | undefined =>
    reports.find(
      (report) => segmentKey(report) === segmentKey(row) && report.epoch === row.epoch && row.owner === process,
    );
  const tells = (row: Tables['segments']): boolean => {
    const said = reportOf(row);
    return said !== undefined && row.position === said.checkpoint && said.position > row.position;
  };
  const said = yield* lockRows('segments', tells, { skipLocked: true });
  yield* update(
    'segments',
    (row) => said.some((one) => segmentKey(one) === segmentKey(row)),
    (row) => ({ position: reportOf(row)?.position ?? row.position }),
  );
}

/** `queries/leave.sql` */
export function* leave(process: string): Program {
  yield* update(
    'segments',
    ({ owner }) => owner === process,
    () => ({ owner: null, claimedAt: 0, leasedUntil: 0 }),
  );
  yield* remove('processes', ({ id }) => id === process);
}
