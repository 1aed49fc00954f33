import { ReceiveStock } from '../../../inventory/contract/inventory-commands.js';
import { StockReceived } from '../../../inventory/contract/inventory-events.js';
import type { MarketplaceFolder } from '../../marketplace/marketplace-folder.js';
import type { ImportTally } from '../import-tally.js';
import { type ImportTools } from '../import-tools.js';

const prefix = 'marketplace-stock:';

/**
 * How stock was received once: as many pieces of a product as a folder has sold, less those that imports have ever received of
 * it, picked or not. A second folder of the same products finds nothing on the shelf. What it has received is still in the logs.
 */
export class WrongStockIntake {
  constructor(
    private readonly tools: ImportTools,
    private readonly folder: MarketplaceFolder,
    private readonly tally: ImportTally,
  ) {}

  async run(): Promise<void> {
    const sold = new Map<string, { readonly store: string; readonly sku: string; pieces: number }>();
    let first = Infinity;
    for await (const { order, items } of this.folder.orders()) {
      first = Math.min(first, order.purchasedAt.getTime(), order.handedToCarrierAt?.getTime() ?? Infinity);
      for (const { store, sku } of items) {
        const known = sold.get(`${store}/${sku}`);
        if (known === undefined) sold.set(`${store}/${sku}`, { store, sku, pieces: 1 });
        else known.pieces++;
      }
    }
    const received = await this.#received();
    for (const [place, { store, sku, pieces }] of sold) {
      const missing = pieces - (received.get(place) ?? 0);
      if (missing <= 0) continue;
      const correlationId = `${prefix}${place}`;
      const eventIdSeed = `${correlationId}/receipt-up-to-${pieces}`;
      const metadata = { correlationId, causationId: eventIdSeed, marketplace: {} };
      const occurredAt = new Date(Math.floor(first / 86_400_000) * 86_400_000);
      await this.tools.commands.execute(new ReceiveStock(store, sku, missing, { occurredAt, eventIdSeed, metadata }));
      this.tally.pieces += missing;
    }
  }

  async #received(): Promise<ReadonlyMap<string, number>> {
    const received = new Map<string, number>();
    for await (const { event, metadata } of this.tools.events.readAll({ types: ['stock.received'] })) {
      if (!(event instanceof StockReceived) || metadata.correlationId?.startsWith('marketplace-') !== true) continue;
      const place = `${event.store}/${event.sku}`;
      received.set(place, (received.get(place) ?? 0) + event.quantity);
    }
    return received;
  }
}
