/** Which product of which store. */
export interface StockPlace {
  readonly store: string;
  readonly sku: string;
}

/** The products of all stores that the items name, each under a number, from 0 on. */
export class StockPlaces {
  readonly #numbers = new Map<string, number>();
  readonly #places: StockPlace[] = [];

  get size(): number {
    return this.#places.length;
  }

  /** The number of a place, a new one if it has none. */
  add({ store, sku }: StockPlace): number {
    const key = `${store} ${sku}`;
    const known = this.#numbers.get(key);
    const number = known ?? this.#places.push({ store, sku }) - 1;
    if (known === undefined) this.#numbers.set(key, number);
    return number;
  }

  /** The number of a place; undefined if no item names it. */
  numberOf({ store, sku }: StockPlace): number | undefined {
    return this.#numbers.get(`${store} ${sku}`);
  }

  placeOf(number: number): StockPlace {
    return this.#places[number] ?? { store: '', sku: '' };
  }
}
