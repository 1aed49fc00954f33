import type { EventStream, RecordedEvent } from '@daybook/event-store';

/** How long a contract waits for what it expects. */
export const longestMs = 3_000;

/** Reads a stream that has no end by itself, event by event, until it is told to stop. */
export class Follower {
  readonly events: RecordedEvent[] = [];
  /** How the reading has ended: with what it threw, or with undefined. */
  readonly ended: Promise<unknown>;
  #arrived: () => void = () => undefined;
  #stopping = false;

  constructor(stream: EventStream) {
    this.ended = this.#follow(stream).catch((reason: unknown) => reason);
  }

  get positions(): readonly number[] {
    return this.events.map(({ position }) => position);
  }

  /** Waits for so many events; fails if for a while none has come. */
  async until(count: number): Promise<readonly RecordedEvent[]> {
    while (this.events.length < count) await this.#another(count);
    return this.events;
  }

  /** Leaves with the next event that comes. */
  stopAtNext(): void {
    this.#stopping = true;
  }

  async #another(count: number): Promise<void> {
    const { length } = this.events;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Of ${count} events only ${length} came, and then none in ${longestMs} ms.`)),
        longestMs,
      );
      this.#arrived = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #follow(stream: EventStream): Promise<undefined> {
    for await (const event of stream) {
      this.events.push(event);
      this.#arrived();
      if (this.#stopping) break;
    }
  }
}
