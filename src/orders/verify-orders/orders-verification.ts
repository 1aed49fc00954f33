import type { EventStore } from '@daybook/event-store';
import type { AggregateRepository } from '@daybook/nestjs';
import { Lanes } from '../../command-line/lanes.js';
import type { Order } from '../domain/order.js';
import { sumOf } from '../domain/payment.js';
import { progressOf } from '../import-orders/order-progress.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { ItemRow, MarketplaceOrder, PaymentRow, RowPlace } from '../marketplace/marketplace-rows.js';
import { marketplaceWordOf } from '../report-orders-by-status/marketplace-words.js';
import { StockVerification } from './stock-verification.js';
import { VerificationTally } from './verification-tally.js';

export interface VerificationTools {
  readonly orders: AggregateRepository<Order>;
  readonly events: EventStore;
}

export interface VerificationOptions {
  /** How many orders are folded at once. */
  readonly concurrency: number;
  /** Ends the verification after those that are under way. */
  readonly signal: AbortSignal;
}

/**
 * Compares the files with what Harbour's log holds: each order with its rows, and the stock that the orders have left. Nothing
 * that an import knows is used but for which order it says that a receipt was, and nothing of how it plans a life but how far
 * the word of the file says that it came.
 */
export class OrdersVerification {
  readonly tally = new VerificationTally();
  readonly #stock: StockVerification;

  constructor(
    private readonly tools: VerificationTools,
    private readonly folder: MarketplaceFolder,
    private readonly options: VerificationOptions,
  ) {
    this.#stock = new StockVerification(tools.events, folder, this.tally);
  }

  /** @throws MarketplaceFileInvalid, and whatever the store throws */
  async run(): Promise<void> {
    const { signal, concurrency } = this.options;
    const lanes = new Lanes(concurrency);
    signal.addEventListener('abort', () => lanes.stop());
    try {
      for await (const order of this.folder.orders()) {
        if (signal.aborted) break;
        this.#stock.expect(order);
        await lanes.add(order.order.orderId, () => this.#compare(order));
      }
    } finally {
      await lanes.done();
    }
    if (!signal.aborted) await this.#stock.run(signal);
  }

  async #compare({ order, items, payments }: MarketplaceOrder): Promise<void> {
    const { tally } = this;
    const found = await this.tools.orders.find(order.orderId);
    const status = found === undefined ? 'missing' : (marketplaceWordOf(found.state.status) ?? 'missing');
    tally.countStatus(order.status, status);
    const { isPaid } = progressOf(order);
    const captured = isPaid ? payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0) : 0;
    tally.capturedInFile += captured;
    if (found !== undefined) tally.captured += sumOf(found.state.payments.values()).capturedMinor;
    const differ = (row: RowPlace, expected: string, got: string): void =>
      tally.differ({ row, orderId: order.orderId, expected, got });
    const before = tally.differing;
    if (status !== order.status) differ(order, order.status, status);
    if (found !== undefined) {
      for (const row of unlikeLines(items, found)) differ(row, priceText(row), linesText(row, found));
      for (const row of isPaid ? payments : []) {
        const recorded = found.state.payments.get(`${order.orderId}-${row.sequence}`)?.capturedMinor ?? 0;
        if (recorded !== row.amountMinor) differ(row, paymentText(row), `a payment of ${recorded}`);
      }
      const rows = new Set(payments.map(({ sequence }) => `${order.orderId}-${sequence}`));
      const more = [...found.state.payments].find(([paymentId]) => !rows.has(paymentId));
      if (more) differ(order, 'no other payment', `payment ${more[0]} of ${more[1].capturedMinor}`);
    }
    if (tally.differing === before) tally.agreeing++;
    tally.rows++;
  }
}

const keyOf = ({ store, sku }: Pick<ItemRow, 'store' | 'sku'>): string => JSON.stringify([store, sku]);

/** The first row of each product of which the order has another quantity or price, and those that are not in the file at all. */
function unlikeLines(items: readonly ItemRow[], { state: { lines } }: Readonly<Order>): readonly ItemRow[] {
  const quantities = new Map<string, number>();
  for (const item of items) quantities.set(keyOf(item), (quantities.get(keyOf(item)) ?? 0) + 1);
  const met = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (met.has(key)) return false;
    met.add(key);
    const line = lines.get(key);
    const isSame = line?.priceMinor === item.priceMinor && line.freightMinor === item.freightMinor;
    return !isSame || line.quantity !== quantities.get(key);
  });
}

function priceText({ sku, store, priceMinor, freightMinor }: ItemRow): string {
  return `${sku} of ${store} at ${priceMinor} and ${freightMinor} for freight`;
}

function linesText(row: ItemRow, { state: { lines } }: Readonly<Order>): string {
  const line = lines.get(keyOf(row));
  return line ? `${line.quantity} at ${line.priceMinor} and ${line.freightMinor} for freight` : 'nothing of it';
}

function paymentText({ amountMinor }: PaymentRow): string {
  return `a payment of ${amountMinor}`;
}
