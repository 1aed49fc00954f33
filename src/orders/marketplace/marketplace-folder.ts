import { join } from 'node:path';
import { CsvTable } from './csv-table.js';
import { itemColumns, type MarketplaceOrder, orderColumns, paymentColumns } from './marketplace-rows.js';
import { NumbersByOrder } from './numbers-by-order.js';
import { itemOf, orderOf, paymentOf } from './read-rows.js';
import { StockPlaces } from './stock-places.js';

/**
 * The orders of a marketplace in three CSV files of one folder. All of them are read once when it is opened, so that nothing
 * is begun with rows that are not valid; then the orders are read as a stream. What is kept is a number or a few for each row.
 */
export class MarketplaceFolder {
  readonly places = new StockPlaces();
  readonly #orders: CsvTable<(typeof orderColumns)[number]>;
  readonly #items: CsvTable<(typeof itemColumns)[number]>;
  readonly #payments: CsvTable<(typeof paymentColumns)[number]>;
  /** Of each order, from 0 on. */
  readonly #numbers = new Map<string, number>();
  /** The line, the number among its order's items, the place, price and freight of each item. */
  readonly #itemsOf = new NumbersByOrder(5);
  /** The line, the number among its order's payments, and the amount of each payment. */
  readonly #paymentsOf = new NumbersByOrder(3);

  private constructor(readonly path: string) {
    this.#orders = new CsvTable(join(path, 'orders.csv'), orderColumns);
    this.#items = new CsvTable(join(path, 'items.csv'), itemColumns);
    this.#payments = new CsvTable(join(path, 'payments.csv'), paymentColumns);
  }

  /** @throws MarketplaceFileUnreadable, MarketplaceFileInvalid naming the file and the line */
  static async open(path: string): Promise<MarketplaceFolder> {
    const folder = new MarketplaceFolder(path);
    for (const table of [folder.#orders, folder.#items, folder.#payments]) await table.mustBeThere();
    await folder.#readOrders();
    await folder.#readItems();
    await folder.#readPayments();
    return folder;
  }

  get orderCount(): number {
    return this.#numbers.size;
  }

  get itemCount(): number {
    return this.#itemsOf.size;
  }

  has(orderId: string): boolean {
    return this.#numbers.has(orderId);
  }

  /** The orders in the order of their file, each with its items and payments. */
  async *orders(): AsyncGenerator<MarketplaceOrder, void, undefined> {
    for await (const row of this.#orders.rows()) {
      const order = orderOf(row);
      const number = this.#numbers.get(order.orderId);
      if (number === undefined)
        throw row.invalid('was not there when the files were looked through: they have changed');
      const items = this.#itemsOf
        .of(number)
        .map(([line = 0, item = 0, place = 0, priceMinor = 0, freightMinor = 0]) => ({
          file: this.#items.name,
          line,
          number: item,
          ...this.places.placeOf(place),
          priceMinor,
          freightMinor,
        }));
      const payments = this.#paymentsOf.of(number).map(([line = 0, sequence = 0, amountMinor = 0]) => ({
        file: this.#payments.name,
        line,
        sequence,
        amountMinor,
      }));
      yield {
        order,
        items: items.sort((one, other) => one.number - other.number),
        payments: payments.sort((one, other) => one.sequence - other.sequence),
      };
    }
  }

  async #readOrders(): Promise<void> {
    for await (const row of this.#orders.rows()) {
      const { orderId } = orderOf(row);
      if (this.#numbers.has(orderId)) throw row.invalid(`is a second line of order ${orderId}`);
      this.#numbers.set(orderId, this.#numbers.size);
    }
  }

  async #readItems(): Promise<void> {
    for await (const row of this.#items.rows()) {
      const { number: item, priceMinor, freightMinor, line, ...place } = itemOf(row);
      const order = this.#orderOf(row.id('order_id'));
      if (order === undefined)
        throw row.invalid(`is an item of order ${row.text('order_id')}, which is not in orders.csv`);
      if (this.#itemsOf.of(order).some(([, known]) => known === item)) {
        throw row.invalid(`is a second line for item ${item} of order ${row.text('order_id')}`);
      }
      this.#itemsOf.add(order, [line, item, this.places.add(place), priceMinor, freightMinor]);
    }
  }

  async #readPayments(): Promise<void> {
    for await (const row of this.#payments.rows()) {
      const { sequence, amountMinor, line } = paymentOf(row);
      const order = this.#orderOf(row.id('order_id'));
      if (order === undefined) {
        throw row.invalid(`is a payment of order ${row.text('order_id')}, which is not in orders.csv`);
      }
      if (this.#paymentsOf.of(order).some(([, known]) => known === sequence)) {
        throw row.invalid(`is a second line for payment ${sequence} of order ${row.text('order_id')}`);
      }
      this.#paymentsOf.add(order, [line, sequence, amountMinor]);
    }
  }

  #orderOf(orderId: string): number | undefined {
    return this.#numbers.get(orderId);
  }
}
