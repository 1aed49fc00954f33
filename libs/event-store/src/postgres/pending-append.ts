import type { PoolClient } from 'pg';
import type { AppendAllResult } from '../stream/append-result.js';
import { charactersOf, eventIdsOf, resultOf, type AppendUnit, type PartAnswer } from './append-unit.js';
import { refusalOf } from './append-refusal.js';
import type { Incarnations } from './incarnations.js';
import { AppendOutcomeUnknown } from '../stream/append-outcome-unknown.error.js';

/** An append that waits for its turn: behind every earlier one with which it shares a stream or an idempotency key. */
export class PendingAppend {
  readonly outcome: Promise<AppendAllResult>;
  readonly events: number;
  /** Of payloads and metadata. */
  readonly characters: number;
  /** The appends that must have ended before this one may be sent in another call than theirs. */
  readonly ahead = new Set<PendingAppend>();
  readonly #behind: PendingAppend[] = [];
  #hasEnded = false;
  #resolve!: (result: AppendAllResult) => void;
  #reject!: (reason: unknown) => void;

  /** @param leave called once the append has ended, before its caller hears of it */
  constructor(
    readonly unit: AppendUnit,
    private readonly leave: () => void,
  ) {
    this.events = unit.parts.reduce((sum, part) => sum + part.events.length, 0);
    this.characters = charactersOf(unit);
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether its caller has been told. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Ends the append if it was decided from what another server than this connection's has said. */
  conflicts(incarnations: Incarnations, client: PoolClient): boolean {
    const conflict = incarnations.conflictOf(this.unit, client);
    if (conflict !== undefined) this.failed(conflict);
    return conflict !== undefined;
  }

  waitFor(earlier: PendingAppend): void {
    this.ahead.add(earlier);
    earlier.#behind.push(this);
  }

  /**
   * Tells the caller what the database answered, and lets the appends behind go on.
   *
   * @param unconfirmed why the synchronous standby has not confirmed the commit, if so; a repetition, too, claims that
   *   the events are there to stay
   */
  answered(answers: readonly PartAnswer[], unconfirmed?: Error): void {
    const refusal = refusalOf(this.unit, answers);
    if (refusal !== undefined) this.failed(refusal);
    else if (unconfirmed !== undefined) this.lost(unconfirmed);
    else this.succeeded(resultOf(this.unit, answers));
  }

  failed(reason: unknown): void {
    this.#end();
    this.#reject(reason);
  }

  /** The connection was lost or given up, or the commit not confirmed, after the append had been sent. */
  lost(cause: unknown): void {
    this.failed(new AppendOutcomeUnknown(eventIdsOf(this.unit), cause));
  }

  /** Tells the caller what was found out otherwise. */
  succeeded(result: AppendAllResult): void {
    this.#end();
    this.#resolve(result);
  }

  #end(): void {
    this.#hasEnded = true;
    this.leave();
    for (const later of this.#behind) later.ahead.delete(this);
  }
}
