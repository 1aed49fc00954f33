import { StoreClosed } from '../stream/store-closed.error.js';

/**
 * Appends that were begun and whose codec has to wait: nothing of them is in the queue yet, and whoever closes the store
 * waits for them as for those that are.
 */
export class AppendsBegun {
  readonly #encoding = new Set<Promise<unknown>>();
  #isClosed = false;

  /** @throws StoreClosed none may be begun any more */
  refuseWhenClosed(): void {
    if (this.#isClosed) throw new StoreClosed();
  }

  /** Keeps one in mind until it is encoded; answers what it was given. */
  note<T>(encoding: Promise<T>): Promise<T> {
    this.#encoding.add(encoding);
    const over = (): boolean => this.#encoding.delete(encoding);
    encoding.then(over, over);
    return encoding;
  }

  /** Lets no more be begun, and waits until those that were are encoded, or have failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#encoding);
  }
}
