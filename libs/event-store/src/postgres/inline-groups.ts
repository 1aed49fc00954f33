import type { PoolClient } from 'pg';
import type { AppendAllResult } from '../stream/append-result.js';
import { isLarge, takeBatch } from './append-batch.js';
import { AppendTurns } from './append-turns.js';
import type { PartAnswer } from './append-unit.js';
import { StoreOverloaded } from '../stream/store-overloaded.error.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import type { InlineAppend } from './inline-append.js';
import { isOwnLimit } from './own-limit.js';
import type { PendingAppend } from './pending-append.js';
import { TransactionOutcomeUnknown } from './transaction-outcome-unknown.error.js';
import { WaitingRoom } from './waiting-room.js';
import type { WaitingLimits } from './waiting-limits.js';

/** How appends with inline work are sent. */
export interface InlineGroupsParts {
  readonly limits: WaitingLimits;
  /** Why there is no connection, for those who wait for one. */
  readonly why: () => string;
  /**
   * Sends several in one transaction, and waits for no lock for long. What it answers was committed; it asks who travels
   * only when there is a connection.
   */
  readonly together: (
    board: (client: PoolClient) => readonly InlineAppend[],
  ) => Promise<readonly (readonly PartAnswer[])[]>;
  /** Sends one in a transaction of its own, and waits for whoever holds what it needs. */
  readonly alone: (append: InlineAppend) => Promise<AppendAllResult>;
  readonly conflicts: (pending: PendingAppend, client: PoolClient) => boolean;
}

/** One that travels by itself lets the next ones go after so long: it may wait for a lock. */
const aloneMs = 20;

/**
 * Appends with inline work that arrive while others are under way travel together in the next transaction: their keys are
 * locked at once, they are appended in one call, and each projection loads and saves its rows once.
 *
 * A group waits for nobody for long. If a lock is held, or the work of one of them fails, nothing of the group is there, and
 * each goes alone: one that is guilty fails by itself, and one that must wait keeps nobody else waiting.
 */
export class InlineGroups {
  readonly #turns = new AppendTurns();
  readonly #room: WaitingRoom;
  readonly #appends = new Map<PendingAppend, InlineAppend>();
  #queue: PendingAppend[] = [];
  #isFlying = false;

  constructor(private readonly parts: InlineGroupsParts) {
    this.#room = new WaitingRoom(parts.limits, parts.why, () => this.#forgetEnded());
  }

  /** @throws StoreOverloaded at once */
  append(append: InlineAppend): Promise<AppendAllResult> {
    this.#room.refuseWhenFull();
    const pending = this.#turns.take(append.unit);
    this.#appends.set(pending, append);
    // What would fill a call by itself takes its time, and nobody else's.
    if (isLarge(pending)) void this.#goAlone(pending);
    else {
      this.#room.enter(pending);
      this.#queue.push(pending);
    }
    this.#fly();
    return pending.outcome.finally(() => this.#appends.delete(pending));
  }

  #fly(): void {
    if (this.#isFlying || !this.#queue.some(({ ahead }) => ahead.size === 0)) return;
    this.#isFlying = true;
    // In the next turn of the event loop, so that callers which were answered together ask together again.
    setImmediate(() => {
      void this.#send().then(() => {
        this.#isFlying = false;
        this.#fly();
      });
    });
  }

  async #send(): Promise<void> {
    if (this.#queue.length === 1) return this.#sendOne();
    let batch: readonly PendingAppend[] | undefined;
    try {
      const answers = await this.parts.together((client) => {
        const boarded = this.#board().filter((pending) => !this.parts.conflicts(pending, client));
        batch = boarded;
        return boarded.map((pending) => this.#appends.get(pending) as InlineAppend);
      });
      for (const [index, pending] of (batch ?? []).entries()) {
        const said = answers[index] ?? [];
        if (said[0]?.outcome === 'alone') void this.#goAlone(pending);
        else pending.answered(said);
      }
    } catch (error) {
      // Who has waited for a connection for too long is told by the room, each at his time.
      this.#afterFailure(batch ?? (isOwnLimit(error) ? [] : this.#board()), error);
    }
  }

  async #sendOne(): Promise<void> {
    const [pending] = this.#board();
    if (pending === undefined) return;
    const sent = this.#goAlone(pending);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([sent, new Promise<void>((resolve) => (timer = setTimeout(resolve, aloneMs)))]);
    clearTimeout(timer);
  }

  #board(): readonly PendingAppend[] {
    const batch = takeBatch(this.#queue);
    for (const pending of batch) this.#room.leave(pending);
    return batch;
  }

  #afterFailure(batch: readonly PendingAppend[], error: unknown): void {
    for (const pending of batch) {
      if (error instanceof TransactionOutcomeUnknown) pending.lost(error);
      // Alone it would not be otherwise.
      else if (error instanceof StoreUnavailable || error instanceof StoreOverloaded) pending.failed(error);
      else void this.#goAlone(pending);
    }
  }

  /** After those with which it shares a stream or a key, and in their order. Never rejects. */
  async #goAlone(pending: PendingAppend): Promise<void> {
    await Promise.allSettled([...pending.ahead].map(({ outcome }) => outcome));
    try {
      pending.succeeded(await this.parts.alone(this.#appends.get(pending) as InlineAppend));
    } catch (error) {
      pending.failed(error);
    }
    this.#fly();
  }

  /** What waited behind those that were refused may go now. */
  #forgetEnded(): void {
    this.#queue = this.#queue.filter(({ hasEnded }) => !hasEnded);
    this.#fly();
  }
}
