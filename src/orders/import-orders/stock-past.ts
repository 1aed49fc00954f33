import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { StockReceived, StockReserved } from '../../inventory/contract/inventory-events.js';
import type { StockPlaces } from '../marketplace/stock-places.js';
import { MarketplaceMark } from './marketplace-mark.js';

/** How many pieces of a product are on record for one order. */
interface Pieces {
  readonly received: number;
  readonly reserved: number;
}

const none: Pieces = { received: 0, reserved: 0 };

/**
 * What imports have received and reserved before, of the products of a folder: for each order by itself, so that what one order
 * has taken from the shelf is never counted for another.
 *
 * Once the pieces of all orders of a folder were received together. What no order has reserved of them yet is still there for
 * orders that have received nothing for themselves.
 */
export class StockPast {
  readonly #pieces = new Map<string, Pieces>();
  /** Of each place: pieces that were received for no order in particular, and that no order has reserved. */
  readonly #unassigned: Float64Array;

  private constructor(private readonly places: StockPlaces) {
    this.#unassigned = new Float64Array(places.size);
  }

  static async read(events: EventStore, places: StockPlaces): Promise<StockPast> {
    const past = new StockPast(places);
    const types = ['stock.received', 'stock.reserved'];
    for await (const recorded of events.readAll({ types, categories: ['stock'] })) past.#learn(recorded);
    return past;
  }

  /** How many pieces of a place have been received for an order. */
  receivedFor(orderId: string, place: number): number {
    return this.#piecesOf(orderId, place).received;
  }

  /** How many pieces an order still needs to reserve so many. What it is given of those that are there is given to no other. */
  missingFor(orderId: string, place: number, quantity: number): number {
    const { received, reserved } = this.#piecesOf(orderId, place);
    if (reserved > 0) return 0;
    const missing = Math.max(quantity - received, 0);
    const given = Math.min(missing, Math.max(this.#unassigned[place] ?? 0, 0));
    this.#assign(place, given);
    return missing - given;
  }

  #learn(recorded: RecordedEvent): void {
    const { event } = recorded;
    if (!(event instanceof StockReceived || event instanceof StockReserved) || !MarketplaceMark.isOn(recorded)) return;
    const place = this.places.numberOf(event);
    if (place === undefined) return;
    const orderId = MarketplaceMark.orderOn(recorded);
    if (orderId === undefined) return this.#assign(place, -event.quantity);
    const before = this.#piecesOf(orderId, place);
    const [received, reserved] = event instanceof StockReceived ? [event.quantity, 0] : [0, event.quantity];
    const pieces = { received: before.received + received, reserved: before.reserved + reserved };
    this.#pieces.set(keyOf(orderId, place), pieces);
    this.#assign(place, unassignedIn(pieces) - unassignedIn(before));
  }

  #piecesOf(orderId: string, place: number): Pieces {
    return this.#pieces.get(keyOf(orderId, place)) ?? none;
  }

  #assign(place: number, quantity: number): void {
    this.#unassigned[place] = (this.#unassigned[place] ?? 0) - quantity;
  }
}

/** How many pieces an order has reserved that were not received for it. */
function unassignedIn({ received, reserved }: Pieces): number {
  return Math.max(reserved - received, 0);
}

function keyOf(orderId: string, place: number): string {
  return `${place} ${orderId}`;
}
