import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { foldKey } from '../asking/fold-key.js';
import { foldPass, type FoldOptions, type Pass, type PassOptions } from '../asking/fold-pass.js';
import { headReaching } from '../asking/head-reaching.js';
import { categoriesOfKeys, readStreams, streamsOfKey } from '../asking/key-streams.js';
import { projectionLog } from '../asking/projection-log.js';
import type { FoldProjection } from '../fold-projection.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import { RowFolding } from '../running/row-folding.js';
import { failureInWords } from './failure-in-words.js';
import { LogHeldBack } from './log-held-back.error.js';
import type { Standing } from './standing.js';

/** From what rows are folded again. */
export interface RowsFromLogParts<Row extends object> {
  readonly definition: ProjectionDefinition;
  readonly fold: FoldProjection<Row>;
  readonly store: EventStore;
}

/** Rows as they should be, and the keys for which there is no telling, with the reason. */
export interface FoldedRows<Row> extends Pass<Row> {
  readonly failures: ReadonlyMap<string, string>;
}

/** Told after each page, with the position up to which the log has been read. */
export type PageRead = (position: number, to: number) => void;

const streamsAtATime = 16;
const heldBackMs = 60_000;

/** Folds rows again from the log, each up to where the row that is there must have come. */
export class RowsFromLog<Row extends object> {
  readonly #folding: RowFolding<Row>;

  constructor(
    private readonly parts: RowsFromLogParts<Row>,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.#folding = new RowFolding(parts.definition, parts.fold);
  }

  /** The rows of a range of keys, as far as it can be held in memory. */
  async range(
    standing: Standing,
    range: Pick<PassOptions, 'after' | 'upTo' | 'only' | 'atMost'>,
    told: PageRead,
  ): Promise<FoldedRows<Row>> {
    const [options, failures] = foldingOf(standing);
    const pages = this.log(standing.to, told);
    return { ...(await foldPass(this.#folding, this.parts.definition, pages, { ...range, ...options })), failures };
  }

  /** The rows of some keys: from their streams, if that is where all their events lie. */
  async some(standing: Standing, keys: readonly string[], told: PageRead): Promise<FoldedRows<Row>> {
    const { definition, store } = this.parts;
    if (categoriesOfKeys(definition) === undefined) {
      return this.range(standing, { only: new Set(keys), atMost: keys.length }, told);
    }
    const [options, failures] = foldingOf(standing);
    const rows = new Map<string, Row>();
    const foldOne = async (key: string): Promise<void> => {
      const events = readStreams(
        store,
        streamsOfKey(definition, key) ?? [],
        this.signal ? { signal: this.signal } : {},
      );
      const row = await foldKey(this.#folding, definition, key, events, options);
      if (row !== undefined) rows.set(key, row);
    };
    for (let start = 0; start < keys.length; start += streamsAtATime) {
      await Promise.all(keys.slice(start, start + streamsAtATime).map(foldOne));
    }
    return { rows, upTo: undefined, failures };
  }

  /** @throws LogHeldBack */
  async *log(to: number, told: PageRead): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const { store, definition } = this.parts;
    const head = await headReaching(store, to, heldBackMs, this.signal);
    if (head < to) throw new LogHeldBack(to, head, heldBackMs);
    for await (const page of projectionLog(store, definition, { toPosition: to, signal: this.signal })) {
      yield page;
      told(page.at(-1)?.position ?? to, to);
    }
  }
}

/** What counts, and where it is noted what cannot be folded. */
function foldingOf(standing: Standing): readonly [FoldOptions, ReadonlyMap<string, string>] {
  const failures = new Map<string, string>();
  const counts = (recorded: RecordedEvent, key: string): boolean =>
    !standing.parked.has(key) && standing.counts(recorded, key);
  const failed: FoldOptions['failed'] = (key, { position, type, isKnown }, error) => {
    // It is this release that cannot tell, and not the key that is wrong.
    if (isKnown === false) throw error;
    failures.set(key, `at position ${position} (${type}): ${failureInWords(error)}`);
  };
  return [{ counts, failed }, failures];
}
