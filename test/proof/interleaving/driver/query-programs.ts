import { readdirSync, readFileSync } from 'node:fs';
import type { SegmentReport } from '@daybook/event-store';
import type { ModelDatabase } from '../postgres/model-database.js';
import { begin, commit, type Program, readSequence, select } from '../postgres/statement.js';
import { beat, leave } from '../programs/beat.js';
import { registerSubscription } from '../programs/divisions.js';
import { readLog } from '../programs/read-log.js';
import { safePosition } from '../programs/safe-position.js';
import { advanceSegment, claimSegments, releaseSegments } from '../programs/segments.js';

/** A row as the driver leaves it: the text of each column. */
export type TextRow = readonly (string | null)[];
export type QueryProgram = (values: readonly unknown[], database: ModelDatabase) => Program<readonly TextRow[]>;

const folder = new URL('../../../../libs/event-store/sql/queries/', import.meta.url);
const nameByText = new Map(
  readdirSync(folder).map((file) => [
    readFileSync(new URL(file, folder), 'utf8').replace(/(?<!:):schema\b/g, '"daybook"'),
    file.replace(/\.sql$/, ''),
  ]),
);

/** The file in `sql/queries` that holds a statement. */
export function queryNamed(text: string): string | undefined {
  return nameByText.get(text);
}

/** What is no matter of order: answered at once, with the constants of a server on which the guarantees hold. */
export function answeredAtOnce(
  name: string | undefined,
  text: string,
  incarnation: string,
): readonly TextRow[] | undefined {
  if (name === 'incarnation') return [[incarnation]];
  if (name === 'note_incarnation') return [['']];
  if (name === 'prerequisites') return [['180000', 'f', 'on', 'read committed', '0', '0', '1', 'f', 'application']];
  if (name === 'limit_transaction') return [['1', '1', 'read committed']];
  if (name === 'parked_counts' || name === 'notify') return [];
  if (text.startsWith('SELECT pg_backend_pid()')) return [['1']];
  return text === 'SELECT 1' ? [['1']] : undefined;
}

const numbers = (array: unknown): readonly number[] => JSON.parse(`[${String(array).slice(1, -1)}]`) as number[];
const said = (value: boolean): string => (value ? 't' : 'f');
const moment = '"2026-01-01T00:00:00"';

/** The statements of `sql/queries`, by their files. */
export const queryPrograms: Readonly<Record<string, QueryProgram>> = {
  *safe_position(_values, database) {
    const safe = yield* safePosition();
    const { lastValue } = yield* readSequence();
    return [[`${safe}`, 'read committed', `${lastValue}`, incarnationOf(database)]];
  },

  *read_log([after, to, , , limit]) {
    const rows = yield* readLog(Number(after), Number(to), Number(limit));
    return rows.map(({ position, version, id, stream }) => [
      ...[`${position}`, `${version}`, id, 'proof.modelled', '1', '{}', '{}', moment, moment, stream],
    ]);
  },

  *head([safe]) {
    const rows = yield* select('events', ({ position }) => position <= Number(safe));
    return [[`${Math.max(0, ...rows.map(({ position }) => position))}`]];
  },

  *news([after, to, limit]) {
    const rows = yield* readLog(Number(after), Number(to), Number(limit) + 1);
    const last = rows.slice(0, Number(limit)).at(-1);
    const kinds = JSON.stringify([{ type: 'proof.modelled', category: 'modelled' }]);
    return [[last === undefined ? null : `${last.position}`, `${rows.length}`, last === undefined ? null : kinds]];
  },

  *register_subscriptions([wanted]) {
    yield* begin();
    for (const { name, segments } of JSON.parse(String(wanted)) as {
      readonly name: string;
      readonly segments: number;
    }[]) {
      yield* registerSubscription(name, segments);
    }
    yield* commit();
    return [];
  },

  *beat([process, name, runs, leaseMs, reports, learntIn], database) {
    yield* begin();
    const [processes, segments] = yield* beat(
      {
        process: String(process),
        name: String(name),
        runs: runs as readonly string[],
        leaseMs: Number(leaseMs),
        reports: learntIn === incarnationOf(database) ? (JSON.parse(String(reports)) as SegmentReport[]) : [],
      },
      () => database.now,
    );
    yield* commit();
    return [[JSON.stringify(processes), JSON.stringify(segments), incarnationOf(database)]];
  },

  *claim_segments([process, subscriptions, segments, leaseMs], database) {
    const places = placesOf(subscriptions, segments);
    yield* begin();
    const claimed = yield* claimSegments(String(process), places, Number(leaseMs), () => database.now);
    yield* commit();
    return claimed.map(({ subscription, segment, epoch, position, whole }) => {
      return [subscription, `${segment}`, `${epoch}`, `${whole?.segments ?? 0}`, `${position}`];
    });
  },

  *release_segments([subscriptions, segments, owners, epochs]) {
    const all = numbers(epochs);
    const leases = placesOf(subscriptions, segments).map((place, at) => {
      return { ...place, owner: (owners as readonly string[])[at] ?? '', epoch: all[at] ?? 0 };
    });
    yield* releaseSegments(leases);
    return [];
  },

  *advance_segment([subscription, segment, owner, epoch, checkpoint, position]) {
    const place = { subscription: String(subscription), segment: Number(segment) };
    const lease = { ...place, owner: String(owner), epoch: Number(epoch) };
    return [[said(yield* advanceSegment(lease, Number(checkpoint), Number(position)))]];
  },

  *leave([process]) {
    yield* begin();
    yield* leave(String(process));
    yield* commit();
    return [];
  },
};

export function incarnationOf({ life, number }: ModelDatabase): string {
  return `${number}.${life}/1`;
}

function placesOf(subscriptions: unknown, segments: unknown): readonly { subscription: string; segment: number }[] {
  const all = numbers(segments);
  return (subscriptions as readonly string[]).map((subscription, at) => ({ subscription, segment: all[at] ?? 0 }));
}
