import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { isKey } from '@daybook/event-store';
import { inspect } from 'node:util';
import type { FoldProjection } from '../fold-projection.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { KeptRows } from '../read-model/kept-rows.js';
import { RowFolding } from '../running/row-folding.js';
import { type AsOf, type CheckedAsOf, checkedAsOf } from './as-of.js';
import { foldKey } from './fold-key.js';
import { foldPass } from './fold-pass.js';
import { headReaching } from './head-reaching.js';
import { InvalidQuestion } from './invalid-question.error.js';
import { readStreams, streamsHolding } from './key-streams.js';
import { projectionLog } from './projection-log.js';
import { withForeignTypes } from './with-foreign-types.js';

/** What a view answers from. */
export interface ProjectionViewParts<Row extends object> {
  readonly definition: ProjectionDefinition;
  readonly fold: FoldProjection<Row>;
  readonly store: EventStore;
  /** The rows that are kept, those of the generation that readers see at this moment; undefined if none are kept. */
  readonly stored?: (() => Promise<KeptRows<Row>>) | undefined;
  /** How many rows are held in memory at a time when all of them are folded. Default 50,000. */
  readonly rowsHeld?: number | undefined;
}

/** How a question is asked. */
export interface QuestionOptions {
  /** Ends the answering with the signal's reason. Default: none. */
  readonly signal?: AbortSignal | undefined;
}

const defaultRowsHeld = 50_000;
const storedAtATime = 1_000;
/** How long a position that may have been answered by an append is waited for. */
const inFlightMs = 1_000;

/**
 * Asks a fold projection: for its rows as they are, or as they were at any position or time, without any history being
 * stored for that. Every answer is the asker's own.
 *
 * As of now, a projection that keeps its rows answers from them, which may lag behind the log; one on demand folds them.
 * As of a position or a time it always folds: for one key from the key's own streams, if the projection has no `key` of
 * its own; otherwise from the whole log, as far as the projection reads it, which takes as long as that takes to read. `Projections` has one for each fold.
 *
 * @example
 * const row = await projections.of(NetWorth).get('o-1', { occurredBy: new Date('2026-01-01') });
 */
export class ProjectionView<Row extends object = object> {
  constructor(private readonly parts: ProjectionViewParts<Row>) {}

  /**
   * The row of a key; undefined if there is none.
   *
   * @param at default: now
   * @throws InvalidQuestion the key, the position or the time is none, or there are several; names the field
   * @throws UnknownEventType an event that it would be folded from is one that only another release can read
   */
  async get(key: string, at?: AsOf, options: QuestionOptions = {}): Promise<Row | undefined> {
    if (!isKey(key)) {
      throw new InvalidQuestion('key', `is ${inspect(key)}`, 'Give a string of 1 to 512 characters without NUL.');
    }
    const asked = checkedAsOf(at);
    const { stored } = this.parts;
    if (asked === undefined && stored !== undefined) return (await (await stored()).load([key], undefined)).get(key);
    return this.#foldedRow(key, asked, options);
  }

  /**
   * All rows with their keys, in the order of the keys' UTF-8 bytes. As of now, rows that are kept are read 1,000 at a
   * time, so that a row may be newer than the one before it; what is folded is of one position.
   *
   * It holds at most 100,000 folded rows in memory: if there are more, the log is read again for each 50,000 of them.
   *
   * @param at default: now
   * @throws InvalidQuestion at the call, or, for a position beyond the log, when it is iterated
   */
  entries(at?: AsOf, options: QuestionOptions = {}): AsyncGenerator<readonly [string, Row], void, undefined> {
    const asked = checkedAsOf(at);
    const { stored } = this.parts;
    if (asked === undefined && stored !== undefined) return storedEntries(stored, options);
    return this.#foldedEntries(asked, options);
  }

  /** All rows; otherwise the same. */
  all(at?: AsOf, options: QuestionOptions = {}): AsyncGenerator<Row, void, undefined> {
    return rowsOf(this.entries(at, options));
  }

  async #foldedRow(key: string, at: CheckedAsOf | undefined, { signal }: QuestionOptions): Promise<Row | undefined> {
    const { store, fold } = this.parts;
    const [toPosition, definition] = await Promise.all([this.#end(at), withForeignTypes(store, this.parts.definition)]);
    const folding = new RowFolding(definition, fold);
    const streams = await streamsHolding(store, definition, key);
    const counts = by(at);
    if (streams === undefined) {
      const pages = projectionLog(store, definition, { toPosition, signal });
      const { rows } = await foldPass(folding, definition, pages, { only: new Set([key]), atMost: 1, counts });
      return rows.get(key);
    }
    const events = readStreams(store, streams, signal ? { signal } : {});
    return foldKey(folding, definition, key, events, { counts });
  }

  async *#foldedEntries(
    at: CheckedAsOf | undefined,
    { signal }: QuestionOptions,
  ): AsyncGenerator<readonly [string, Row], void, undefined> {
    const { store, fold, rowsHeld: atMost = defaultRowsHeld } = this.parts;
    const [toPosition, definition] = await Promise.all([this.#end(at), withForeignTypes(store, this.parts.definition)]);
    const folding = new RowFolding(definition, fold);
    let after: string | undefined;
    do {
      const pages = projectionLog(store, definition, { toPosition, signal });
      const { rows, upTo } = await foldPass(folding, definition, pages, { after, atMost, counts: by(at) });
      yield* rows;
      after = upTo;
    } while (after !== undefined);
  }

  /** Up to where the log is read. */
  async #end(at: CheckedAsOf | undefined): Promise<number> {
    const { store } = this.parts;
    if (at?.field !== 'position') return store.head();
    const { position } = at;
    const head = await headReaching(store, position, inFlightMs);
    if (head >= position) return position;
    throw new InvalidQuestion('position', `is ${position}, and the log ends at ${head}`, 'Ask for one up to that.');
  }
}

/** Whether an event belongs to a past. Positions and times are not in the same order, so that each is looked at. */
function by(at: CheckedAsOf | undefined): (recorded: RecordedEvent) => boolean {
  if (at === undefined) return () => true;
  if (at.field === 'position') return ({ position }) => position <= at.position;
  const { field, time } = at;
  return (recorded) => recorded[field === 'recordedBy' ? 'recordedAt' : 'occurredAt'].getTime() <= time;
}

async function* storedEntries<Row extends object>(
  stored: () => Promise<KeptRows<Row>>,
  { signal }: QuestionOptions,
): AsyncGenerator<readonly [string, Row], void, undefined> {
  // Asked for once: a switch to another generation on the way must not mix two of them.
  const rows = await stored();
  let keys: readonly string[] = [];
  do {
    signal?.throwIfAborted();
    keys = await rows.keysAfter(keys.at(-1), storedAtATime, undefined);
    const loaded = await rows.load(keys, undefined);
    for (const key of keys) {
      const row = loaded.get(key);
      if (row !== undefined) yield [key, row];
    }
  } while (keys.length === storedAtATime);
}

async function* rowsOf<Row>(entries: AsyncIterable<readonly [string, Row]>): AsyncGenerator<Row, void, undefined> {
  for await (const [, row] of entries) yield row;
}
