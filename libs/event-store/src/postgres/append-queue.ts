import { DaybookError } from '@daybook/domain';
import type { AppendAllResult } from '../stream/append-result.js';
import { isLarge, takeBatch } from './append-batch.js';
import type { AppendConnection } from './append-connection.js';
import { AppendLane } from './append-lane.js';
import { AppendTurns } from './append-turns.js';
import type { AppendUnit, PartAnswer } from './append-unit.js';
import { isRefusal } from './database-error.js';
import { appendGroup } from './group-append.js';
import { attemptWaiting, attemptWithoutWaiting } from './lone-attempts.js';
import type { PendingAppend } from './pending-append.js';
import type { Statements } from './statements.js';

/**
 * Group append: what arrives while a call is in flight travels together in the next one. One commit serves many, and
 * nobody waits for anybody: an append that must wait leaves the group and goes on alone, and so do those of a call that
 * has failed as a whole, each to its own end.
 */
export class AppendQueue {
  readonly #turns = new AppendTurns();
  readonly #queue: PendingAppend[] = [];
  /** Those of a call that has failed, and those that are too large to travel with others. */
  readonly #apart: AppendLane;
  /** Those that wait for others. In a lane of their own, or they would keep the ones of a failed call waiting, too. */
  readonly #waiting: AppendLane;
  #flying = false;

  /** @param loneConnections how many appends travel in each of the two lanes at a time, each on its own connection */
  constructor(
    private readonly connection: AppendConnection,
    private readonly statements: Statements,
    loneConnections: number,
  ) {
    const goOn = (): void => {
      this.#apart.next();
      this.#waiting.next();
      this.#fly();
    };
    const wait = (pending: PendingAppend): Promise<void> => attemptWaiting(connection, statements, pending);
    const apart = async (pending: PendingAppend): Promise<void> => {
      if (await attemptWithoutWaiting(connection, statements, pending)) this.#waiting.send(pending);
    };
    this.#waiting = new AppendLane(loneConnections, wait, goOn);
    this.#apart = new AppendLane(loneConnections, apart, goOn);
  }

  append(unit: AppendUnit): Promise<AppendAllResult> {
    const pending = this.#turns.take(unit);
    // What would fill a call by itself takes its time, and nobody else's.
    if (isLarge(pending)) this.#apart.send(pending);
    else this.#queue.push(pending);
    this.#fly();
    return pending.outcome;
  }

  #fly(): void {
    if (this.#flying || this.#queue.length === 0) return;
    this.#flying = true;
    // In the next turn of the event loop, so that callers which were answered together ask together again.
    setImmediate(() => {
      const batch = takeBatch(this.#queue);
      const flight = batch.length === 0 ? Promise.resolve() : this.#send(batch);
      void flight.then(() => {
        this.#flying = false;
        // An empty batch means that all wait for lone appends, which call again when they have ended.
        if (batch.length > 0) this.#fly();
      });
    });
  }

  async #send(batch: readonly PendingAppend[]): Promise<void> {
    const units = batch.map(({ unit }) => unit);
    try {
      const { result, unconfirmed } = await this.connection.send((client) =>
        appendGroup(client, this.statements, units),
      );
      batch.forEach((pending, index) => this.#settle(pending, result[index] ?? [], unconfirmed));
    } catch (error) {
      for (const pending of batch) {
        if (error instanceof DaybookError) pending.failed(error);
        else if (isRefusal(error)) this.#apart.send(pending);
        else pending.lost(error);
      }
    }
  }

  #settle(pending: PendingAppend, answers: readonly PartAnswer[], unconfirmed: Error | undefined): void {
    if (answers[0]?.outcome === 'alone') this.#waiting.send(pending);
    else pending.answered(answers, unconfirmed);
  }
}
