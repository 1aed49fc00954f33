import { insert, lockRows, type Program, update } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';
import { type WriteEvents, writeEvents } from './write-events.js';

/** What goes to a stream: the events' ids. */
export interface StreamAppend {
  readonly stream: string;
  readonly ids: readonly string[];
  /** Default: any. */
  readonly expected?: number;
}

/** What was written; undefined after a conflict. */
export type Appended = readonly Tables['events'][] | undefined;

/** `functions/append.sql`, without idempotency keys. */
export function* append(streams: readonly StreamAppend[], write: WriteEvents = writeEvents): Program<Appended> {
  const versions = new Map<string, number>();
  const after = (stream: StreamAppend): number => (versions.get(stream.stream) ?? 0) + stream.ids.length;
  for (;;) {
    versions.clear();
    for (const { stream, version } of yield* lockStreams(streams)) versions.set(stream, version);
    const conflict = streams.some(({ stream, expected }) => ![undefined, versions.get(stream) ?? 0].includes(expected));
    if (conflict) return undefined;
    const missing = streams.filter(({ stream }) => !versions.has(stream));
    const created = yield* createStreams(missing, after);
    if (created.length === missing.length) break;
    // Another transaction was first with one of them: judge again.
    yield* update(
      'streams',
      ({ stream }) => created.includes(stream),
      () => ({ version: 0 }),
    );
  }
  const isBehind = ({ stream, version }: Tables['streams']): boolean =>
    streams.some((asked) => asked.stream === stream && after(asked) !== version);
  const versionOf = ({ stream }: Tables['streams']): number =>
    after(streams.find((asked) => asked.stream === stream) as StreamAppend);
  yield* update('streams', isBehind, (row) => ({ version: versionOf(row) }));
  return yield* write(
    streams.flatMap(({ stream, ids }) =>
      ids.map((id, at) => ({ id, stream, version: (versions.get(stream) ?? 0) + at + 1 })),
    ),
  );
}

/** `functions/lock_streams.sql` */
function* lockStreams(streams: readonly StreamAppend[]): Program<readonly Tables['streams'][]> {
  const asked = ({ stream }: Tables['streams']): boolean => streams.some((append) => append.stream === stream);
  yield* lockRows('streams', asked);
  // After the wait this statement sees what was committed meanwhile.
  return yield* lockRows('streams', asked, { skipLocked: true });
}

/** `functions/create_streams.sql` */
function* createStreams(
  missing: readonly StreamAppend[],
  version: (append: StreamAppend) => number,
): Program<readonly string[]> {
  const created: string[] = [];
  for (const append of [...missing].sort((one, other) => (one.stream < other.stream ? -1 : 1))) {
    const { stream } = append;
    if (yield* insert('streams', stream, { stream, version: version(append) })) created.push(stream);
  }
  return created;
}
