import type { PendingAppend } from './pending-append.js';

/** Sends appends one by one, a few at a time, each as soon as those have ended that are ahead of it. */
export class AppendLane {
  readonly #waiting: PendingAppend[] = [];
  #sending = 0;

  /**
   * @param connections how many at a time
   * @param attempt sends one; never rejects
   * @param ended called after each, because others may have waited for it
   */
  constructor(
    private readonly connections: number,
    private readonly attempt: (pending: PendingAppend) => Promise<void>,
    private readonly ended: () => void,
  ) {}

  send(pending: PendingAppend): void {
    this.#waiting.push(pending);
    this.next();
  }

  /** Looks whether somebody can go now. */
  next(): void {
    while (this.#sending < this.connections) {
      const ready = this.#waiting.findIndex(({ ahead }) => ahead.size === 0);
      if (ready < 0) return;
      const [pending] = this.#waiting.splice(ready, 1) as [PendingAppend];
      this.#sending++;
      void this.attempt(pending).finally(() => {
        this.#sending--;
        this.next();
        this.ended();
      });
    }
  }
}
