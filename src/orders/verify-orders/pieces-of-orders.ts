/** What there is of each product for some orders: pieces on hand, and those of them that are put aside. */
export class PiecesOfOrders {
  readonly #onHand: Float64Array;
  readonly #reserved: Float64Array;
  /** How many pieces came in for each order. */
  readonly #came = new Map<string, number>();

  /** @param places how many products there are */
  constructor(places: number) {
    this.#onHand = new Float64Array(places);
    this.#reserved = new Float64Array(places);
  }

  at(place: number): { readonly onHand: number; readonly reserved: number } {
    return { onHand: this.#onHand[place] ?? 0, reserved: this.#reserved[place] ?? 0 };
  }

  add(place: number, onHand: number, reserved: number): void {
    this.#onHand[place] = (this.#onHand[place] ?? 0) + onHand;
    this.#reserved[place] = (this.#reserved[place] ?? 0) + reserved;
  }

  receive(orderId: string, place: number, quantity: number): void {
    this.#come(orderId, place, quantity);
  }

  /** What is reserved for an order and was not received for it came in with the pieces of others, and is its own from then on. */
  reserve(orderId: string, place: number, quantity: number): void {
    this.#come(orderId, place, Math.max(quantity - (this.#came.get(keyOf(orderId, place)) ?? 0), 0));
    this.add(place, 0, quantity);
  }

  #come(orderId: string, place: number, quantity: number): void {
    const key = keyOf(orderId, place);
    this.#came.set(key, (this.#came.get(key) ?? 0) + quantity);
    this.add(place, quantity, 0);
  }
}

function keyOf(orderId: string, place: number): string {
  return `${place} ${orderId}`;
}
