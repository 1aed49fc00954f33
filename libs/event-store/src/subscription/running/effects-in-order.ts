import type { Delivery } from './consumer.js';

/**
 * Which event of a batch may be handled next: the first, by position, that nobody handles and that has none of its keys
 * in common with one before it that is not over.
 */
export class EffectsInOrder {
  readonly #open: Delivery[];
  readonly #begun = new Set<Delivery>();

  constructor(deliveries: readonly Delivery[]) {
    this.#open = [...deliveries];
  }

  /** Begins one of those that may; undefined while there is none. */
  begin(may: (delivery: Delivery) => boolean): Delivery | undefined {
    const taken = new Set<string>();
    for (const delivery of this.#open) {
      if (!this.#begun.has(delivery) && !delivery.keys.some((key) => taken.has(key)) && may(delivery)) {
        this.#begun.add(delivery);
        return delivery;
      }
      for (const key of delivery.keys) taken.add(key);
    }
    return undefined;
  }

  /** It has failed and may begin once more; those behind it go on waiting. */
  beginAgain(delivery: Delivery): void {
    this.#begun.delete(delivery);
  }

  end(delivery: Delivery): void {
    this.#begun.delete(delivery);
    this.#open.splice(this.#open.indexOf(delivery), 1);
  }

  /** The first that is not over; undefined if all are. */
  get first(): Delivery | undefined {
    return this.#open[0];
  }
}
