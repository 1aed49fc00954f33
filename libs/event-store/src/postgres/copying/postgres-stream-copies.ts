import type { CopyOrder } from '../../copying/copy-order.js';
import { CopySourceMissing } from '../../copying/copy-source-missing.error.js';
import { CopyTargetTaken } from '../../copying/copy-target-taken.error.js';
import { type CopiedSoFar, type CopyEnd, StreamCopies } from '../../copying/stream-copies.js';
import type { CopyState, StreamCopy } from '../../copying/stream-copy.js';
import { ConcurrencyError } from '../../stream/concurrency.error.js';
import type { ProposedEvent } from '../../stream/proposed-event.js';
import type { ReadStreamOptions } from '../../stream/read-options.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import { StreamClosed } from '../../stream/stream-closed.error.js';
import type { AppendLimits } from '../../stream/append-limits.js';
import type { StreamAppendOptions } from '../../stream/stream-append.js';
import type { EntityManager as HeldManager } from '../../stream/transaction.js';
import type { TextRow } from '../connection.js';
import type { QueryIn } from '../query-in.js';
import { reading } from '../read-error.js';
import type { Statements } from '../statements.js';
import { TransactionConflict } from '../transaction-conflict.error.js';
import type { TransactionManager, Transactions } from '../transactions.js';

/** What the copies of a store are made of. */
export interface PostgresStreamCopiesParts {
  readonly statements: Statements;
  readonly transactions: Transactions;
  readonly queryIn: QueryIn;
  /** As the store appends, but without what is around the call. */
  readonly append: (
    streamId: string,
    events: readonly ProposedEvent[],
    options: StreamAppendOptions,
    limits: AppendLimits,
  ) => Promise<unknown>;
  readonly read: (streamId: string, options: ReadStreamOptions) => AsyncIterable<RecordedEvent>;
}

/** What `begin_copy` answers. */
interface BegunCopy {
  readonly outcome: string;
  readonly sourceVersion: number;
  readonly targetVersion: number;
}

/** What a transaction writes is what there is; a single append in it is no more than any other. */
const atOnce = 1_000;

/** The last transaction reads, folds and writes; its streams wait meanwhile, and so do readers of the log. */
const timeLimit = 60_000;

/** Copies in PostgreSQL: each transaction begins with `begin_copy` and ends with `end_copy`. */
export class PostgresStreamCopies extends StreamCopies {
  constructor(private readonly parts: PostgresStreamCopiesParts) {
    super();
  }

  async extend(order: CopyOrder, events: readonly ProposedEvent[], expected: number): Promise<void> {
    await this.#written(order, async (manager) => {
      const { outcome, targetVersion } = await this.#begin(order, manager);
      // Somebody else has gone on with it, or completed it; who reads again learns that.
      if (outcome === 'complete' || targetVersion !== expected) {
        throw new ConcurrencyError(order.target, expected, targetVersion);
      }
      await this.#append(order.target, events, expected, manager);
      await this.#end(order, false, manager);
    });
  }

  async complete(
    order: CopyOrder,
    soFar: CopiedSoFar,
    finish: (rest: readonly RecordedEvent[]) => CopyEnd,
  ): Promise<StreamCopy> {
    const { source: streamId, target } = order;
    await this.#written(order, async (manager) => {
      const { outcome, sourceVersion, targetVersion } = await this.#begin(order, manager);
      if (outcome === 'complete') return;
      if (targetVersion !== soFar.target) throw new ConcurrencyError(target, soFar.target, targetVersion);
      // Read behind the lock: nobody appends to it any more.
      const rest: RecordedEvent[] = [];
      const fromVersion = soFar.source + 1;
      for await (const recorded of this.parts.read(streamId, { fromVersion, manager })) rest.push(recorded);
      const end = finish(rest);
      await this.#append(target, end.target, soFar.target, manager);
      if (end.source !== undefined) await this.#append(streamId, [end.source], sourceVersion, manager);
      await this.#end(order, true, manager);
    });
    const copy = (await this.of(target)).find((known) => known.target === target);
    if (copy === undefined) throw new CopyTargetTaken(streamId, target, order.transformation);
    return copy;
  }

  async abandon(target: string, reason: string): Promise<boolean> {
    const { queryIn, statements } = this.parts;
    const asked = () => queryIn(undefined)(statements.abandon_copy, [target, reason]);
    const rows = await reading('abandoning a copy', asked);
    return rows[0]?.[0] === 't';
  }

  /** What is on record, as a transaction sees it. */
  in(manager: HeldManager | undefined): Pick<StreamCopies, 'of'> {
    return { of: (streamId) => this.of(streamId, manager) };
  }

  async of(streamId: string, manager?: HeldManager): Promise<readonly StreamCopy[]> {
    return this.#read(streamId, manager);
  }

  async underWay(): Promise<readonly StreamCopy[]> {
    return this.#read(null, undefined);
  }

  async #read(streamId: string | null, manager: HeldManager | undefined): Promise<readonly StreamCopy[]> {
    const { queryIn, statements } = this.parts;
    const rows = await reading('reading the copies', () => queryIn(manager)(statements.stream_copies, [streamId]));
    return rows.map(copyOf);
  }

  async #append(
    streamId: string,
    events: readonly ProposedEvent[],
    expected: number,
    manager: TransactionManager,
  ): Promise<void> {
    for (let next = 0; next < events.length; next += atOnce) {
      const batch = events.slice(next, next + atOnce);
      await this.parts.append(streamId, batch, { expected: expected + next, manager }, { events: atOnce });
    }
  }

  async #written(order: CopyOrder, work: (manager: TransactionManager) => Promise<void>): Promise<void> {
    try {
      await this.parts.transactions.run(work, { timeLimit });
    } catch (error) {
      if (!(error instanceof TransactionConflict)) throw error;
      throw new ConcurrencyError(order.target, 'any', undefined, error);
    }
  }

  async #begin(order: CopyOrder, manager: TransactionManager): Promise<BegunCopy> {
    const { source, target, transformation, reason, orderedBy } = order;
    const values = [source, target, transformation, reason, orderedBy];
    const [row] = await this.parts.queryIn(manager)(this.parts.statements.begin_copy, values);
    const outcome = row?.[0] ?? '';
    switch (outcome) {
      case 'missing':
        throw new CopySourceMissing(source);
      case 'taken':
        throw new CopyTargetTaken(source, target, transformation);
      case 'closed':
      case 'elsewhere':
        throw await this.#closed(source, manager);
    }
    return { outcome, sourceVersion: Number(row?.[1]), targetVersion: Number(row?.[2]) };
  }

  /** It goes on, or is about to go on, in another stream. */
  async #closed(source: string, manager: TransactionManager): Promise<StreamClosed> {
    const copies = await this.of(source, manager);
    const into = copies.find((copy) => copy.source === source && copy.state !== 'abandoned');
    const from = copies.find((copy) => copy.target === source && copy.state !== 'complete');
    return new StreamClosed(source, into?.target, from?.source);
  }

  async #end({ target }: CopyOrder, complete: boolean, manager: TransactionManager): Promise<void> {
    await this.parts.queryIn(manager)(this.parts.statements.end_copy, [target, complete]);
  }
}

function copyOf(row: TextRow): StreamCopy {
  const [source, target, transformation, state, reason, orderedBy, begunAt, endedAt, endedFor] = row;
  return {
    source: source ?? '',
    target: target ?? '',
    transformation: transformation ?? '',
    state: state as CopyState,
    reason: reason ?? '',
    orderedBy: orderedBy ?? '',
    sourceVersion: Number(row[9]),
    targetVersion: Number(row[10]),
    begunAt: momentOf(begunAt ?? ''),
    endedAt: endedAt == null ? undefined : momentOf(endedAt),
    endedFor: endedFor ?? undefined,
  };
}

// A JSON string, in UTC and without saying so.
function momentOf(json: string): Date {
  return new Date(`${json.slice(1, -1)}Z`);
}
