import { Bell, type Trouble } from '@daybook/event-store';
import type { SagaHistory } from './saga-history.js';

/** Looks from time to time whether sagas that began in the past have caught up, as long as there are any. */
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

  /** The names of the others. */
  get behind(): readonly string[] {
    return this.histories()
      .filter(({ isOver }) => !isOver)
      .map(({ saga }) => saga.name);
  }

  /** Also if it has ended because all had caught up. */
  start(): void {
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

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
    while (!this.#isEnding && this.behind.length > 0) {
      try {
        for (const history of this.histories()) await history.look();
        this.trouble.over();
        await this.#bell.wait(this.pollMs);
      } catch (error) {
        await this.#bell.wait(this.trouble.failed(error));
      }
    }
  }
}
