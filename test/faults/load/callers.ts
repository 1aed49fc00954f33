import type { EventStore } from '@daybook/event-store';
import type { Ledger } from './ledger.js';

/** Callers that append to streams of their own, one after another each, until they are told to end. */
export class Callers {
  readonly #running: Promise<unknown>;
  #ending = false;

  constructor(store: Pick<EventStore, 'appendAll'>, ledger: Ledger, count: number) {
    const names = Array.from({ length: count }, (_, n) => `caller-${n}`);
    this.#running = Promise.all(names.map((streamId) => this.#call(store, ledger, streamId)));
    this.#running.catch(() => undefined);
  }

  async end(): Promise<void> {
    this.#ending = true;
    await this.#running;
  }

  async #call(store: Pick<EventStore, 'appendAll'>, ledger: Ledger, streamId: string): Promise<void> {
    while (!this.#ending) await ledger.append(store, [{ streamId, expected: 'any' }]);
  }
}
