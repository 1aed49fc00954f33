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
import { MarketplaceMark } from '../import-orders/marketplace-mark.js';
import { progressOf } from '../import-orders/order-progress.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import { PiecesOfOrders } from './pieces-of-orders.js';
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
 * Adds up each product's movements from the first to the last, whoever moved it: at no event there may be fewer than no pieces,
 * or fewer than are promised. And what has become of the pieces of the folder's own orders is compared with what the files say:
 * all of them came in, and are left but for those of orders that have left, some of them waiting for theirs. What came and
 * went for others is theirs, also on the same shelf. Folded by nobody else.
 */
export class StockVerification {
  readonly #expected: PiecesOfOrders;
  readonly #found: PiecesOfOrders;
  readonly #onHand: Float64Array;
  readonly #reserved: Float64Array;

  constructor(
    private readonly events: EventStore,
    private readonly folder: MarketplaceFolder,
    private readonly tally: VerificationTally,
  ) {
    const { size } = folder.places;
    this.#expected = new PiecesOfOrders(size);
    this.#found = new PiecesOfOrders(size);
    this.#onHand = new Float64Array(size);
    this.#reserved = new Float64Array(size);
  }

  /** Counts what an order leaves by the file. */
  expect({ order, items }: MarketplaceOrder): void {
    const { hasLeft, isCalledOff } = progressOf(order);
    for (const item of items) {
      const place = this.folder.places.numberOf(item);
      if (place === undefined) continue;
      if (!hasLeft) this.#expected.add(place, 1, isCalledOff ? 0 : 1);
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
      const expected = this.#expected.at(place);
      const { onHand, reserved } = this.#found.at(place);
      // What the shelf does not hold, orders cannot have left there.
      const found = { onHand: Math.min(onHand, this.#onHand[place] ?? 0), reserved };
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
    const change = changeOf(recorded);
    this.#countForOrder(place, recorded, change);
    const onHand = (this.#onHand[place] ?? 0) + change[0];
    const reserved = (this.#reserved[place] ?? 0) + change[1];
    this.#onHand[place] = onHand;
    this.#reserved[place] = reserved;
    if (onHand >= 0 && reserved >= 0 && onHand >= reserved) return;
    this.tally.stock.negative.push(
      `${sku} of ${store}: ${onHand} on hand and ${reserved} of them promised, at position ${recorded.position}`,
    );
  }

  /** A receipt says by the conversation that it belongs to for which order it was, everything else by itself. */
  #countForOrder(place: number, recorded: RecordedEvent, [onHand, reserved]: readonly [number, number]): void {
    const { event } = recorded;
    const orderId = 'orderId' in event ? String(event.orderId) : MarketplaceMark.orderOn(recorded);
    if (orderId === undefined || !this.folder.has(orderId)) return;
    if (event instanceof StockReceived) this.#found.receive(orderId, place, event.quantity);
    else if (event instanceof StockReserved) this.#found.reserve(orderId, place, event.quantity);
    else this.#found.add(place, onHand, reserved);
  }
}
