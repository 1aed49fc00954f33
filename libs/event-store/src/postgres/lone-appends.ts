import { setTimeout as sleep } from 'node:timers/promises';
import { DaybookError } from '@daybook/domain';
import type { AppendConnection } from './append-connection.js';
import { refusedAppend } from './append-error.js';
import { isKnownEventId, isPassing, isRefusal } from './database-error.js';
import { appendAlone } from './lone-append.js';
import type { PendingAppend } from './pending-append.js';
import type { Statements } from './statements.js';

const attempts = 10;

/**
 * Sends appends one by one, each on a connection of its own: those that wait for a row which another transaction holds,
 * and those of a call that has failed as a whole. A few at a time, so that they leave the pool to others.
 */
export class LoneAppends {
  readonly #waiting: PendingAppend[] = [];
  #sending = 0;

  /** @param ended called after each, because others may have waited for it */
  constructor(
    private readonly connection: AppendConnection,
    private readonly statements: Statements,
    private readonly connections: number,
    private readonly ended: () => void,
  ) {}

  send(pending: PendingAppend): void {
    this.#waiting.push(pending);
    this.#next();
  }

  #next(): void {
    while (this.#sending < this.connections) {
      const ready = this.#waiting.findIndex(({ ahead }) => ahead.size === 0);
      if (ready < 0) return;
      const [pending] = this.#waiting.splice(ready, 1) as [PendingAppend];
      this.#sending++;
      void this.#attempt(pending, 1).finally(() => {
        this.#sending--;
        this.#next();
        this.ended();
      });
    }
  }

  async #attempt(pending: PendingAppend, attempt: number): Promise<void> {
    try {
      const run = this.connection.send((client) => appendAlone(client, this.statements, pending.unit));
      const { result, unconfirmed } = await run;
      pending.answered(result, unconfirmed);
    } catch (error) {
      // A known event id can only be one that was written since: the next attempt sees it and knows what to answer.
      if ((isPassing(error) || isKnownEventId(error)) && attempt < attempts) {
        await sleep(Math.random() * 2 ** attempt);
        return this.#attempt(pending, attempt + 1);
      }
      if (error instanceof DaybookError || isRefusal(error)) pending.failed(refusedAppend(error));
      else pending.lost(error);
    }
  }
}
