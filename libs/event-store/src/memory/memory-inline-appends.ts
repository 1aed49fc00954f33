import type { EventCodec } from '../codec/event-codec.js';
import type { AppendAllResult } from '../stream/append-result.js';
import type { FollowAppend, InlineWork, UnplacedEvent } from '../stream/inline-work.js';
import { categoryOf } from '../stream/stream-id.js';
import type { MemoryLog } from './memory-log.js';

/** Appends that others have to do something with: one after the other, and hidden from readers until that is done. */
export class MemoryInlineAppends {
  readonly #works: InlineWork[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly log: MemoryLog,
    private readonly codec: EventCodec,
  ) {}

  get isEmpty(): boolean {
    return this.#works.length === 0;
  }

  add(work: InlineWork): void {
    this.#works.push(work);
  }

  append(
    append: () => AppendAllResult,
    events: readonly UnplacedEvent[],
    idempotencyKey: string | undefined,
  ): Promise<AppendAllResult> {
    const made = this.#last.then(() => this.#make(append, events, idempotencyKey));
    this.#last = made.catch(() => undefined);
    return made;
  }

  async #make(
    append: () => AppendAllResult,
    events: readonly UnplacedEvent[],
    idempotencyKey: string | undefined,
  ): Promise<AppendAllResult> {
    const followers: (readonly [InlineWork, FollowAppend])[] = [];
    for (const work of this.#works) {
      const its = events.filter(({ meta }) => work.concerns(meta.type, meta.category));
      if (its.length > 0) followers.push([work, await work.prepare(its, undefined)]);
    }
    this.log.hide();
    try {
      const result = append();
      const recorded = await this.codec.decode(this.log.hidden);
      if (recorded.length > 0) {
        for (const [work, follow] of followers) {
          await follow(recorded.filter(({ type, streamId }) => work.concerns(type, categoryOf(streamId))));
        }
      }
      this.log.show();
      return result;
    } catch (error) {
      this.log.takeBack(idempotencyKey);
      throw error;
    }
  }
}
