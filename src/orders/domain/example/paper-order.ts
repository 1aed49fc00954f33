import type { OrderCommand } from '../order-command.js';
import type { OrderLine } from '../order-line.js';

const hourMs = 3_600_000;

/** The other statuses that each can come from, as one would draw it on a board. */
const before: Readonly<Record<string, readonly string[]>> = {
  invoice: ['paid'],
  'hand-to-carrier': ['paid', 'invoiced'],
  'mark-delivered': ['shipped'],
  cancel: ['cart', 'abandoned', 'submitted', 'paid', 'invoiced'],
  'mark-unavailable': ['submitted', 'paid', 'invoiced'],
  return: ['delivered'],
};
const after: Readonly<Record<string, string>> = {
  invoice: 'invoiced',
  'hand-to-carrier': 'shipped',
  'mark-delivered': 'delivered',
  cancel: 'cancelled',
  'mark-unavailable': 'unavailable',
  return: 'returned',
};

/** An order on paper: every piece on a line of its own, and every coin that came and went. */
export class PaperOrder {
  status = 'not begun';
  readonly pieces: Omit<OrderLine, 'quantity'>[] = [];
  readonly coins: { readonly paymentId: string; readonly amountMinor: number }[] = [];
  #coupon: { readonly percentOff?: number | undefined; readonly amountOffMinor?: number | undefined } | undefined;
  #touchedAt = 0;
  #isCarrierAsked = false;
  #isLate = false;

  /** Does what it is told, if it can. */
  obey(command: OrderCommand, now: Date): boolean {
    const done = this.#does(command, now.getTime());
    if (done && ['begin', 'add-item', 'remove-item', 'apply-coupon', 'submit'].includes(command.type)) {
      this.#touchedAt = now.getTime();
    }
    return done;
  }

  get totalMinor(): number {
    let [goods, freight] = [0, 0];
    for (const { priceMinor, freightMinor } of this.pieces) {
      goods += priceMinor;
      freight += freightMinor;
    }
    const { percentOff, amountOffMinor = 0 } = this.#coupon ?? {};
    const off = percentOff === undefined ? amountOffMinor : Math.round((goods * percentOff) / 100);
    return Math.max(0, goods - off) + freight;
  }

  /** What is left of a payment; nothing was ever taken by an unknown one. */
  left(paymentId: string): number {
    return this.coins.filter((coin) => coin.paymentId === paymentId).reduce((sum, coin) => sum + coin.amountMinor, 0);
  }

  #does(command: OrderCommand, now: number): boolean {
    const isCart = this.status === 'cart' || this.status === 'abandoned';
    switch (command.type) {
      case 'begin':
        return this.#becomes('cart', this.status === 'not begun');
      case 'add-item':
        return this.#becomes('cart', isCart && this.#add(command.item));
      case 'remove-item':
        return this.#becomes('cart', isCart && this.#remove(command.store, command.sku, command.quantity));
      case 'apply-coupon': {
        const { percentOff = 1, amountOffMinor = 1 } = command.coupon;
        const isGood = percentOff >= 1 && percentOff <= 100 && amountOffMinor >= 1 && this.#coupon === undefined;
        if (isCart && isGood) this.#coupon = command.coupon;
        return this.#becomes('cart', isCart && isGood);
      }
      case 'abandon':
        return this.#becomes('abandoned', this.status === 'cart' && now - this.#touchedAt >= 24 * hourMs);
      case 'submit':
        return this.#becomes('submitted', isCart && this.pieces.length > 0 && this.totalMinor > 0);
      case 'record-payment': {
        const isNew = this.coins.every(({ paymentId }) => paymentId !== command.paymentId);
        const isWanted = this.status === 'submitted' || this.status === 'paid';
        return this.#becomes('paid', isNew && isWanted && this.#moves(command.paymentId, command.amountMinor, 1));
      }
      case 'record-refund': {
        const coins = this.coins.filter(({ paymentId }) => paymentId === command.paymentId);
        const taken = coins[0]?.amountMinor ?? 0;
        const isNews = command.refundedMinor - (taken - this.left(command.paymentId));
        return command.refundedMinor <= taken && this.#moves(command.paymentId, isNews, -1);
      }
      case 'request-shipment': {
        const isWanted = (this.status === 'paid' || this.status === 'invoiced') && !this.#isCarrierAsked;
        this.#isCarrierAsked ||= isWanted;
        return isWanted;
      }
      case 'record-overdue': {
        const isNews = this.status === 'shipped' && !this.#isLate;
        this.#isLate ||= isNews;
        return isNews;
      }
      default:
        return this.#becomes(after[command.type] ?? '', before[command.type]?.includes(this.status) === true);
    }
  }

  #becomes(status: string, can: boolean): boolean {
    if (can) this.status = status;
    return can;
  }

  #add({ quantity, ...piece }: OrderLine): boolean {
    const same = this.pieces.find(({ store, sku }) => store === piece.store && sku === piece.sku);
    const costsTheSame = same?.priceMinor === piece.priceMinor && same.freightMinor === piece.freightMinor;
    if (quantity < 1 || (same !== undefined && !costsTheSame)) return false;
    for (let n = 0; n < quantity; n++) this.pieces.push(piece);
    return true;
  }

  #remove(store: string, sku: string, quantity: number | undefined): boolean {
    const places = this.pieces.flatMap((piece, at) => (piece.store === store && piece.sku === sku ? [at] : []));
    const taken = quantity ?? places.length;
    if (taken < 1 || taken > places.length) return false;
    for (const at of places.slice(-taken).reverse()) this.pieces.splice(at, 1);
    return true;
  }

  #moves(paymentId: string, amountMinor: number, sign: 1 | -1): boolean {
    if (amountMinor < 1) return false;
    this.coins.push({ paymentId, amountMinor: sign * amountMinor });
    return true;
  }
}
