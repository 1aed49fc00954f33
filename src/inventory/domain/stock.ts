/** Pieces that are put aside for an order. */
export interface Reservation {
  readonly quantity: number;
  /** From when on it may be given up; null: never by itself. */
  readonly expiresAt: Date | null;
}

/** Pieces that were taken from the shelf for an order. */
export interface PickedPieces {
  readonly orderId: string;
  readonly quantity: number;
}

/** What there is of one product in one store. */
export interface Stock {
  /** The pieces that lie in the store, those included that are put aside. */
  readonly onHand: number;
  /** What is put aside, by the order that it is for, in the order in which it was. */
  readonly reservations: ReadonlyMap<string, Reservation>;
  /** What was picked, and not put back. It only grows, and is seldom asked for: a list is added to quickest. */
  readonly picked: readonly PickedPieces[];
  /** When pieces last came, went or were found to be more or fewer; null before the first ones. */
  readonly movedAt: Date | null;
}

export const nothingInStock: Stock = { onHand: 0, reservations: new Map(), picked: [], movedAt: null };

/** The pieces that are put aside for some order. */
export function reservedOf({ reservations }: Pick<Stock, 'reservations'>): number {
  let reserved = 0;
  for (const { quantity } of reservations.values()) reserved += quantity;
  return reserved;
}

/** The pieces that were picked for an order, and not put back. */
export function pickedFor(orderId: string, { picked }: Stock): number {
  return picked.reduce((sum, pick) => (pick.orderId === orderId ? sum + pick.quantity : sum), 0);
}

/** The pieces that an order can still have. */
export function availableOf(stock: Pick<Stock, 'onHand' | 'reservations'>): number {
  return stock.onHand - reservedOf(stock);
}

/** The stock with one reservation more. */
export function withReservation(stock: Stock, orderId: string, reservation: Reservation): Stock {
  return { ...stock, reservations: new Map(stock.reservations).set(orderId, reservation) };
}

/** The stock without the reservation of an order. */
export function withoutReservation(stock: Stock, orderId: string): Stock {
  const reservations = new Map(stock.reservations);
  reservations.delete(orderId);
  return { ...stock, reservations };
}

/** The stock with what was put aside for an order in its hands. */
export function withPick(stock: Stock, pick: PickedPieces): Stock {
  return { ...withoutReservation(stock, pick.orderId), picked: [...stock.picked, pick] };
}

/** The stock with nothing picked for an order. */
export function withoutPicks(stock: Stock, orderId: string): Stock {
  return { ...stock, picked: stock.picked.filter((pick) => pick.orderId !== orderId) };
}

/** The stock after pieces came or went at a moment. What is recorded later may have happened earlier. */
export function moved(stock: Stock, pieces: number, at: Date): Stock {
  const movedAt = stock.movedAt !== null && stock.movedAt > at ? stock.movedAt : at;
  return { ...stock, onHand: stock.onHand + pieces, movedAt };
}

/** The reservations that cannot be kept if there are only so many pieces: the latest ones, until the others fit. */
export function unkeptAt(onHand: number, stock: Pick<Stock, 'reservations'>): (readonly [string, Reservation])[] {
  const unkept: (readonly [string, Reservation])[] = [];
  let missing = reservedOf(stock) - onHand;
  for (const [orderId, reservation] of [...stock.reservations].reverse()) {
    if (missing <= 0) break;
    unkept.push([orderId, reservation]);
    missing -= reservation.quantity;
  }
  return unkept;
}
