import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { type Balance } from '../../../running/example/balances.js';
import type { AsOf } from '../../as-of.js';
import { ProjectionView, type ProjectionViewParts, type QuestionOptions } from '../../projection-view.js';

/**
 * A wrong build: it believes that times come in the order of positions, and reads no further than to the first event that
 * is later. What is recorded late is ignored.
 */
export class EndsAtTheFirstLater extends ProjectionView<Balance> {
  readonly #store: EventStore;

  constructor(parts: ProjectionViewParts<Balance>) {
    super(parts);
    this.#store = parts.store;
  }

  override async get(key: string, at?: AsOf, options?: QuestionOptions): Promise<Balance | undefined> {
    return super.get(key, await this.#position(at), options);
  }
  override async *entries(
    at?: AsOf,
    options?: QuestionOptions,
  ): AsyncGenerator<readonly [string, Balance], void, undefined> {
    yield* super.entries(await this.#position(at), options);
  }

  async #position(at: AsOf | undefined): Promise<AsOf | undefined> {
    const time = at?.recordedBy ?? at?.occurredBy;
    if (time === undefined) return at;
    const timeOf = ({ recordedAt, occurredAt }: RecordedEvent): Date => (at?.recordedBy ? recordedAt : occurredAt);
    let position = 0;
    for await (const recorded of this.#store.readAll()) {
      if (timeOf(recorded) > time) break;
      ({ position } = recorded);
    }
    return { position };
  }
}
