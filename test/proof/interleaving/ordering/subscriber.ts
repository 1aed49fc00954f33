import type { Meeting } from './log-judge.js';
import type { Reader } from './reader.js';
import type { Tables } from '../postgres/tables.js';

/** Reads the log from where it is to its end, again and again. */
export class Subscriber {
  /** How often it has come to the end. */
  passes = 0;
  #failure: Error | undefined;
  #isStopped = false;

  constructor(
    readonly meeting: Meeting,
    private readonly read: Reader,
    private readonly met: (meeting: Meeting, page: readonly Tables['events'][]) => void,
  ) {}

  /** What it has failed with, other than a lost connection. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      try {
        for await (const page of this.read(this.meeting.cursor)) this.#take(page);
        this.passes++;
      } catch (error) {
        if (!isLost(error)) this.#failure ??= error instanceof Error ? error : new Error(String(error));
        if (this.#failure !== undefined) return;
      }
    }
  }

  #take(page: readonly Tables['events'][]): void {
    if (!this.#isStopped) this.met(this.meeting, page);
  }
}

function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'connection-lost')) return true;
  }
  return false;
}
