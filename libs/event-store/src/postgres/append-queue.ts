import type { AppendAllResult } from '../stream/append-result.js';
import { StoreClosed } from '../stream/store-closed.error.js';
import { hasReady, isLarge, takeBatch } from './append-batch.js';
import type { AppendConnection } from './append-connection.js';
import { AppendLane, type Group } from './append-lane.js';
import { AppendTurns } from './append-turns.js';
import type { AppendUnit } from './append-unit.js';
import { isRefusal } from './database-error.js';
import { isOwnLimit } from './own-limit.js';
import { appendGroup } from './group-append.js';
import {
  afterFailure,
  attemptWaiting,
  attemptWithoutWaiting,
  divided,
  settled,
  type Unsettled,
} from './lone-attempts.js';
import type { PendingAppend } from './pending-append.js';
import type { Statements } from './statements.js';
import { WaitingRoom } from './waiting-room.js';
import type { WaitingLimits } from './waiting-limits.js';

/** What an `AppendQueue` may take for itself. */
export interface AppendQueueOptions {
  /** How many appends travel in each of the two lanes at a time, each on its own connection. */
  readonly loneConnections: number;
  readonly limits: WaitingLimits;
  /** Why there is no connection, for those who wait for one. */
  readonly why: () => string;
}

/**
 * Group append: what arrives while a call is in flight travels together in the next one. One commit serves many, and
 * nobody waits for anybody: an append that must wait leaves the group and goes on alone. A call that has failed as a whole
 * goes on in parts, until the guilty append is alone.
 */
export class AppendQueue {
  readonly #turns = new AppendTurns();
  #queue: PendingAppend[] = [];
  readonly #room: WaitingRoom;
  /** Those of a call that has failed, and those that are too large to travel with others. */
  readonly #apart: AppendLane;
  /** Those that wait for others. In a lane of their own, or they would keep the ones of a failed call waiting, too. */
  readonly #waiting: AppendLane;
  #flying = false;
  #closing: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(
    private readonly connection: AppendConnection,
    private readonly statements: Statements,
    { loneConnections, limits, why }: AppendQueueOptions,
  ) {
    this.#room = new WaitingRoom(limits, why, () => this.#forgetEnded());
    const wait = async (group: Group): Promise<void> => {
      for (const pending of group) await attemptWaiting(connection, statements, pending);
    };
    const apart = async (group: Group): Promise<void> => {
      this.#goOnWith(await attemptWithoutWaiting(connection, statements, group));
    };
    const goOn = (): void => this.#goOn();
    this.#waiting = new AppendLane(this.#room, loneConnections, wait, goOn);
    this.#apart = new AppendLane(this.#room, loneConnections, apart, goOn);
  }

  /** @throws StoreClosed, StoreOverloaded at once */
  append(unit: AppendUnit): Promise<AppendAllResult> {
    if (this.#closing !== undefined) throw new StoreClosed();
    this.#room.refuseWhenFull();
    const pending = this.#turns.take(unit);
    // What would fill a call by itself takes its time, and nobody else's.
    if (isLarge(pending)) this.#apart.send(pending);
    else {
      this.#room.enter(pending);
      this.#queue.push(pending);
    }
    this.#fly();
    return pending.outcome;
  }

  /** Takes no more appends, and waits until those that it has have ended. */
  close(): Promise<void> {
    if (this.#closing === undefined) {
      let resolve!: () => void;
      const promise = new Promise<void>((end) => (resolve = end));
      this.#closing = { promise, resolve };
      this.#endIfIdle();
    }
    return this.#closing.promise;
  }

  #goOn(): void {
    this.#apart.next();
    this.#waiting.next();
    this.#fly();
    this.#endIfIdle();
  }

  #endIfIdle(): void {
    if (this.#closing === undefined || this.#flying || !this.#room.isEmpty) return;
    if (this.#apart.isIdle && this.#waiting.isIdle) this.#closing.resolve();
  }

  /** What waited behind those that were refused may go now. */
  #forgetEnded(): void {
    this.#queue = this.#queue.filter(({ hasEnded }) => !hasEnded);
    this.#apart.forgetEnded();
    this.#waiting.forgetEnded();
    this.#goOn();
  }

  #fly(): void {
    if (this.#flying || this.#queue.length === 0) return;
    this.#flying = true;
    // In the next turn of the event loop, so that callers which were answered together ask together again.
    setImmediate(() => {
      // If all wait for lone appends: those call again when they have ended.
      const flight = hasReady(this.#queue) ? this.#send() : undefined;
      void Promise.resolve(flight).then(() => {
        this.#flying = false;
        if (flight !== undefined) this.#fly();
        this.#endIfIdle();
      });
    });
  }

  async #send(): Promise<void> {
    let batch: readonly PendingAppend[] | undefined;
    try {
      const { result, unconfirmed } = await this.connection.send(async (client) => {
        // Not before there is a connection: until then others can come, and those who have waited too long go.
        batch ??= this.#board().filter((pending) => !pending.conflicts(this.connection.incarnations, client));
        return batch.length === 0 ? [] : appendGroup(client, this.statements, unitsOf(batch));
      });
      this.#goOnWith({ waiting: settled(batch ?? [], result, unconfirmed), parts: [] });
    } catch (error) {
      // Who has waited for a connection for too long is told by the room, each at his time.
      if (batch === undefined && isOwnLimit(error)) return;
      const group = batch ?? this.#board();
      // Also one that was alone is sent once more: what was in its way may have passed.
      this.#goOnWith(isRefusal(error) ? { waiting: [], parts: divided(group) } : afterFailure(group, error));
    }
  }

  #board(): readonly PendingAppend[] {
    const batch = takeBatch(this.#queue);
    for (const pending of batch) this.#room.leave(pending);
    return batch;
  }

  #goOnWith({ waiting, parts }: Unsettled): void {
    for (const pending of waiting) this.#waiting.send(pending);
    for (const part of parts) this.#apart.send(...part);
  }
}

function unitsOf(batch: readonly PendingAppend[]): readonly AppendUnit[] {
  return batch.map(({ unit }) => unit);
}
