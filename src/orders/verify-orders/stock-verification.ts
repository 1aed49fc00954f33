import type { EventStore, RecordedEvent } from '@daybook/event-store';
import {
  ReservationExpired,
  ReservationLost,
  StockCorrected,
  StockPicked,
  StockPutBack,
  StockReceived,
  StockReleased,
  StockReserved,
} from '../../inventory/contract/inventory-events.js';
import { progressOf } from '../import-orders/order-progress.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import type { VerificationTally } from './verification-tally.js';

const givenUp = [StockReleased, ReservationExpired, ReservationLost];

/** What an event changes: pieces on hand, and pieces that are put aside. */
function changeOf({ event }: RecordedEvent): readonly [onHand: number, reserved: number] {
  if (event instanceof StockReceived) return [event.quantity, 0];
  if (event instanceof StockCorrected) return [event.difference, 0];
  if (event instanceof StockReserved) return [0, event.quantity];
  if (event instanceof StockPicked) return [-event.quantity, -event.quantity];
  if (event instanceof StockPutBack) return [event.quantity, 0];
  for (const End of givenUp) if (event instanceof End) return [0, -event.quantity];
  return [0, 0];
}

/**
 * Adds up each product's movements from the first to the last: at no event there may be fewer than no pieces, or fewer than
 * are promised. In the end what the files say must be left: all pieces but those of orders that have left, some of them
 * waiting for theirs. Folded by nobody else.
 */
export class StockVerification {
  readonly #onHand: Float64Array;
  readonly #reserved: Float64Array;
  readonly #found: { readonly onHand: Float64Array; readonly reserved: Float64Array };

  constructor(
    private readonly events: EventStore,
    private readonly folder: MarketplaceFolder,
    private readonly tally: VerificationTally,
  ) {
    const { places } = folder;
    this.#onHand = Float64Array.from({ length: places.size }, (_, place) => places.piecesOf(place));
    this.#reserved = new Float64Array(places.size);
    this.#found = { onHand: new Float64Array(places.size), reserved: new Float64Array(places.size) };
  }

  /** Counts what an order leaves by the file. */
  expect({ order, items }: MarketplaceOrder): void {
    const { hasLeft, isCalledOff } = progressOf(order);
    for (const item of items) {
      const place = this.folder.places.numberOf(item);
      if (place === undefined) continue;
      if (hasLeft) this.#onHand[place] = (this.#onHand[place] ?? 0) - 1;
      else if (!isCalledOff) this.#reserved[place] = (this.#reserved[place] ?? 0) + 1;
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    for await (const recorded of this.events.readAll({ categories: ['stock'], batchSize: 2_000 })) {
      if (signal.aborted) return;
      this.#take(recorded);
    }
    const { places } = this.folder;
    const { stock } = this.tally;
    for (let place = 0; place < places.size; place++) {
      const expected = { onHand: this.#onHand[place] ?? 0, reserved: this.#reserved[place] ?? 0 };
      const found = { onHand: this.#found.onHand[place] ?? 0, reserved: this.#found.reserved[place] ?? 0 };
      for (const field of ['onHand', 'reserved'] as const) {
        stock.inFile[field] += expected[field];
        stock.inHarbour[field] += found[field];
      }
      if (expected.onHand === found.onHand && expected.reserved === found.reserved) continue;
      const { store, sku } = places.placeOf(place);
      stock.differing.push(
        `${sku} of ${store}: expected ${expected.onHand} on hand and ${expected.reserved} of them reserved, ` +
          `got ${found.onHand} and ${found.reserved}`,
      );
    }
  }

  #take(recorded: RecordedEvent): void {
    const { event } = recorded;
    if (!('store' in event && 'sku' in event)) return;
    const { store, sku } = event as { readonly store: string; readonly sku: string };
    const place = this.folder.places.numberOf({ store, sku });
    if (place === undefined) return;
    this.tally.stock.events++;
    const [onHandBy, reservedBy] = changeOf(recorded);
    const onHand = (this.#found.onHand[place] ?? 0) + onHandBy;
    const reserved = (this.#found.reserved[place] ?? 0) + reservedBy;
    this.#found.onHand[place] = onHand;
    this.#found.reserved[place] = reserved;
    if (onHand >= 0 && reserved >= 0 && onHand >= reserved) return;
    this.tally.stock.negative.push(
      `${sku} of ${store}: ${onHand} on hand and ${reserved} of them promised, at position ${recorded.position}`,
    );
  }
}
