import { Lanes } from '../../command-line/lanes.js';
import { ReceiveStock } from '../../inventory/contract/inventory-commands.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import type { ImportTally } from './import-tally.js';
import type { ImportOptions, ImportTools } from './import-tools.js';
import { firstDayOf } from './life-times.js';
import { MarketplaceMark, type MarkedRecording } from './marketplace-mark.js';
import { productsOf } from './ordered-product.js';
import { refusalOf } from './refusal-of.js';
import { StockPast } from './stock-past.js';

/**
 * Receives what each order needs, on the day on which the files first tell of it, under ids of the order's own: so it comes to
 * the same in which folders, and after which others, an order is imported.
 */
export class StockIntake {
  readonly #products = new Set<number>();

  constructor(
    private readonly tools: ImportTools,
    private readonly folder: MarketplaceFolder,
    private readonly tally: ImportTally,
    private readonly options: ImportOptions,
  ) {}

  async run(): Promise<void> {
    const { signal, concurrency } = this.options;
    const past = await StockPast.read(this.tools.events, this.folder.places);
    const lanes = new Lanes(concurrency);
    signal.addEventListener('abort', () => lanes.stop());
    try {
      for await (const order of this.folder.orders()) {
        if (signal.aborted) break;
        if (!this.tally.hasRefused(order.order.orderId)) await this.#receiveAll(order, past, lanes);
        this.tally.done.rows++;
      }
    } finally {
      await lanes.done();
    }
  }

  /** Each product has its lane: its receipts are in the order of the file. */
  async #receiveAll({ order, items }: MarketplaceOrder, past: StockPast, lanes: Lanes): Promise<void> {
    const { orderId } = order;
    const mark = MarketplaceMark.ofOrder(orderId);
    for (const { row, quantity } of productsOf(items)) {
      const place = this.folder.places.numberOf(row);
      if (place === undefined) continue;
      const received = past.receivedFor(orderId, place);
      const missing = past.missingFor(orderId, place, quantity);
      if (missing === 0) continue;
      const recording = mark.recording(`receive-${row.number}-from-piece-${received + 1}`, firstDayOf(order), row);
      await lanes.add(`${place}`, async () => {
        try {
          await this.#receive(place, missing, recording);
        } catch (error) {
          const refusal = refusalOf(row, orderId, error);
          if (refusal === undefined) throw error;
          this.tally.refuse(refusal);
        }
      });
    }
  }

  async #receive(place: number, pieces: number, recording: MarkedRecording): Promise<void> {
    const { store, sku } = this.folder.places.placeOf(place);
    await this.tools.commands.execute(new ReceiveStock(store, sku, pieces, recording));
    this.#products.add(place);
    this.tally.products = this.#products.size;
    this.tally.pieces += pieces;
  }
}
