import { Bell, type Trouble } from '@daybook/event-store';
import type { SagaHistory } from './saga-history.js';

/** Looks from time to time whether sagas that began in the past have caught up, and hold nothing back that could go. */
export class HistoryWatch {
  readonly #bell = new Bell();
  #isEnding = false;
  #running: Promise<void> | undefined;

  constructor(
    private readonly histories: () => readonly SagaHistory[],
    private readonly pollMs: number,
    private readonly trouble: Trouble,
  ) {}

  /** Those that have caught up, so that their deadlines may fire. */
  get caughtUp(): readonly SagaHistory[] {
    return this.histories().filter(({ isOver }) => isOver);
  }

  /** The names of those that have not, or of which it is not known whether they hold anything back that could go. */
  get behind(): readonly string[] {
    return this.histories()
      .filter(({ isLookedAt }) => !isLookedAt)
      .map(({ saga }) => saga.name);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Looks at once, and goes on with that where it waited for nothing. */
  wake(): void {
    this.#bell.ring();
  }

  /** Answers when what was under way is over. Never rejects. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    this.#bell.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isEnding) {
      try {
        for (const history of this.histories()) await history.look();
        this.trouble.over();
        // With nothing to look for, until somebody says that there is.
        await (this.histories().every(({ isDone }) => isDone) ? this.#bell.wait() : this.#bell.wait(this.pollMs));
      } catch (error) {
        await this.#bell.wait(this.trouble.failed(error));
      }
    }
  }
}
