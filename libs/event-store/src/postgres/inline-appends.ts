import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { StoredShape } from '../codec/stored-shape.js';
import type { EventCodec } from '../codec/event-codec.js';
import { AppendOutcomeUnknown } from '../stream/append-outcome-unknown.error.js';
import type { AppendAllResult } from '../stream/append-result.js';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import type { FollowAppend, InlineWork, UnplacedEvent } from '../stream/inline-work.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import type { CheckedAppend } from '../stream/check-append.js';
import { StoreClosed } from '../stream/store-closed.error.js';
import { categoryOf } from '../stream/stream-id.js';
import type { EntityManager } from '../stream/transaction.js';
import { plainArray } from './array-text.js';
import { eventIdsOf, type AppendUnit, type PartAnswer, type UnitPart } from './append-unit.js';
import { queryOn } from './connection.js';
import type { Connections } from './connections.js';
import { appendGroup } from './group-append.js';
import { appendOnHeld } from './held-append.js';
import { inHeldTransaction } from './held-transaction.js';
import type { Incarnations } from './incarnations.js';
import type { InlineAppend } from './inline-append.js';
import { InlineGroups } from './inline-groups.js';
import type { Statements } from './statements.js';
import { storedEventOf } from './stored-row.js';
import { TransactionConflict } from './transaction-conflict.error.js';
import { TransactionOutcomeUnknown } from './transaction-outcome-unknown.error.js';
import type { Transactions } from './transactions.js';

/** What appends with inline work are made of. */
export interface InlineAppendsParts {
  readonly dataSource: DataSource;
  readonly statements: Statements;
  readonly codec: EventCodec;
  readonly incarnations: Incarnations;
  readonly transactions: Transactions;
  readonly connections: Pick<Connections, 'limits' | 'inWords'>;
}

/** How often one that has met another transaction is made again; nothing of it was written. */
const attempts = 5;
/** How long several that travel together wait for a lock; then each goes alone, and those wait that must. */
const lockTimeout = '100ms';

/**
 * Appends that others have to do something with in the same transaction: the caller's, or one of their own, in which those
 * travel together that come while others are under way.
 */
export class InlineAppends {
  readonly #works: InlineWork[] = [];
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  readonly #groups: InlineGroups;

  constructor(private readonly parts: InlineAppendsParts) {
    const { connections, incarnations } = parts;
    this.#groups = new InlineGroups({
      limits: connections.limits,
      why: () => connections.inWords(),
      together: (board) => this.#together(board),
      alone: (append) => this.#inOwnTransaction(append),
      conflicts: (pending, client) => pending.conflicts(incarnations, client),
    });
  }

  add(work: InlineWork): void {
    this.#works.push(work);
  }

  /** @param streams what the append was asked for */
  concern(unit: AppendUnit, { streams }: Pick<CheckedAppend, 'streams'> = { streams: [] }): boolean {
    if (this.#works.length === 0) return false;
    // What will be read of these, only lifting tells.
    if (streams.some(({ events }) => events.some(({ event }) => event instanceof StoredShape))) return true;
    return unit.parts.some(({ streamId, events }) =>
      events.some((event) => this.#concerned(event.decidedType ?? event.type, streamId)),
    );
  }

  /** Takes no more appends of its own, and waits until those under way have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
  }

  async append(append: InlineAppend): Promise<AppendAllResult> {
    const { manager } = append;
    if (manager !== undefined) return this.#within(manager, append, true);
    if (this.#closed) throw new StoreClosed();
    const made = this.#groups.append(append);
    this.#underWay.add(made);
    return made.finally(() => this.#underWay.delete(made));
  }

  async #inOwnTransaction(append: InlineAppend): Promise<AppendAllResult> {
    const { unit } = append;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.parts.transactions.run((manager) => this.#within(manager, append, false));
      } catch (error) {
        if (error instanceof TransactionOutcomeUnknown) throw new AppendOutcomeUnknown(eventIdsOf(unit), error);
        if (!(error instanceof TransactionConflict)) throw error;
        const [part] = unit.parts;
        if (attempt === attempts && part) throw new ConcurrencyError(part.streamId, part.expected, undefined, error);
      }
    }
  }

  /** All of it on the connection, with nothing of the caller's in between: he may send other statements meanwhile. */
  #within(manager: EntityManager, append: InlineAppend, isHeld: boolean): Promise<AppendAllResult> {
    const { dataSource, incarnations } = this.parts;
    return inHeldTransaction(dataSource, manager, async (client) => {
      if (isHeld) return inSavepoint(client, () => this.#make(client, manager, append));
      await incarnations.meet(client);
      const conflict = incarnations.conflictOf(append.unit, client);
      if (conflict !== undefined) throw conflict;
      return this.#make(client, manager, append);
    });
  }

  /** One transaction for several: each is made or not by itself, as the answers say; if this fails, none is. */
  #together(board: (client: PoolClient) => readonly InlineAppend[]): Promise<readonly (readonly PartAnswer[])[]> {
    const { dataSource, statements, transactions, incarnations } = this.parts;
    return transactions.run((manager) =>
      inHeldTransaction(dataSource, manager, async (client) => {
        await incarnations.meet(client);
        const appends = board(client);
        if (appends.length === 0) return [];
        await queryOn(client, statements.limit_locks, [lockTimeout]);
        const followers = await this.#prepare(
          manager,
          appends.flatMap(({ events }) => events),
        );
        const units = appends.map(({ unit }) => unit);
        const answers = await appendGroup(client, statements, units);
        const made = units.flatMap(({ parts }, index) => {
          const said = answers[index] ?? [];
          return said[0]?.outcome === 'appended' ? placed(parts, said) : [];
        });
        if (made.length > 0) appends[0]?.appended(client);
        await this.#follow(followers, client, made);
        return answers;
      }),
    );
  }

  async #make(client: PoolClient, manager: EntityManager, append: InlineAppend): Promise<AppendAllResult> {
    const { unit, events, appended } = append;
    const followers = await this.#prepare(manager, events);
    const result = await appendOnHeld(client, this.parts.statements, unit, appended);
    if (!result.repeated) await this.#follow(followers, client, placed(unit.parts, result.streams));
    return result;
  }

  async #prepare(manager: EntityManager, events: readonly UnplacedEvent[]): Promise<readonly Follower[]> {
    const followers: Follower[] = [];
    for (const work of this.#works) {
      const its = events.filter(({ meta }) => work.concerns(meta.type, meta.category));
      if (its.length > 0) followers.push([work, await work.prepare(its, manager)]);
    }
    return followers;
  }

  async #follow(followers: readonly Follower[], client: PoolClient, made: readonly Placed[]): Promise<void> {
    if (made.length === 0 || followers.length === 0) return;
    const recorded = await this.#recorded(client, made);
    for (const [work, follow] of followers) {
      const its = recorded.filter(({ type, streamId }) => work.concerns(type, categoryOf(streamId)));
      if (its.length > 0) await follow(its);
    }
  }

  /** As everybody will read them, in the order of positions. */
  async #recorded(client: PoolClient, made: readonly Placed[]): Promise<readonly RecordedEvent[]> {
    const { statements, codec } = this.parts;
    const rows = await queryOn(client, statements.read_streams_forwards, [
      made.map(({ streamId }) => streamId),
      plainArray(made.map(({ version, events }) => version - events + 1)),
      plainArray(made.map(({ version }) => version)),
      plainArray(made.map(({ events }) => events)),
    ]);
    const stored = rows.map((row) => storedEventOf(row, made[Number(row.at(-1)) - 1]?.streamId ?? ''));
    const recorded = await codec.decode(stored);
    return [...recorded].sort((one, other) => one.position - other.position);
  }

  #concerned(type: string, streamId: string): boolean {
    return this.#works.some((work) => work.concerns(type, categoryOf(streamId)));
  }
}

type Follower = readonly [InlineWork, FollowAppend];

/** What was appended to a stream: so many events, up to a version. */
interface Placed {
  readonly streamId: string;
  readonly version: number;
  readonly events: number;
}

function placed(parts: readonly UnitPart[], said: readonly { readonly version: number }[]): readonly Placed[] {
  return parts.map(({ streamId, events }, part) => ({
    streamId,
    version: said[part]?.version ?? 0,
    events: events.length,
  }));
}

/** So that whoever holds the transaction, and goes on after a failure, has not kept the events without the work. */
async function inSavepoint<R>(client: PoolClient, make: () => Promise<R>): Promise<R> {
  await client.query('SAVEPOINT daybook_inline');
  try {
    const result = await make();
    await client.query('RELEASE SAVEPOINT daybook_inline');
    return result;
  } catch (error) {
    // The error is what counts; on a lost connection nothing is kept anyway.
    await client.query('ROLLBACK TO SAVEPOINT daybook_inline').catch(() => undefined);
    throw error;
  }
}
