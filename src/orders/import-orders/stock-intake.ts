import { Lanes } from '../../command-line/lanes.js';
import { ReceiveStock } from '../../inventory/contract/inventory-commands.js';
import { StockReceived } from '../../inventory/contract/inventory-events.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { ImportTally } from './import-tally.js';
import type { ImportOptions, ImportTools } from './import-tools.js';
import { MarketplaceMark } from './marketplace-mark.js';

/**
 * Receives, of each product in each store, as many pieces as the files have sold: what earlier imports have received of it
 * counts, so that the files of a longer time bring in the rest.
 */
export class StockIntake {
  constructor(
    private readonly tools: ImportTools,
    private readonly folder: MarketplaceFolder,
    private readonly tally: ImportTally,
    private readonly options: ImportOptions,
  ) {}

  async run(): Promise<void> {
    const { signal, concurrency } = this.options;
    const received = await this.#received();
    const lanes = new Lanes(concurrency);
    signal.addEventListener('abort', () => lanes.stop());
    try {
      for (let place = 0; place < this.folder.places.size && !signal.aborted; place++) {
        await lanes.add(`${place}`, () => this.#receive(place, received[place] ?? 0));
      }
    } finally {
      await lanes.done();
    }
  }

  async #receive(place: number, received: number): Promise<void> {
    const { places, firstDay } = this.folder;
    const pieces = places.piecesOf(place);
    if (pieces > received) {
      const { store, sku } = places.placeOf(place);
      const recording = MarketplaceMark.ofStock(store, sku).recording(`receipt-up-to-${pieces}`, firstDay);
      await this.tools.commands.execute(new ReceiveStock(store, sku, pieces - received, recording));
      this.tally.products++;
      this.tally.pieces += pieces - received;
    }
    this.tally.done.rows++;
  }

  /** How many pieces imports have received of each product before. */
  async #received(): Promise<Float64Array> {
    const received = new Float64Array(this.folder.places.size);
    for await (const recorded of this.tools.events.readAll({ types: ['stock.received'], categories: ['stock'] })) {
      const { event } = recorded;
      if (!MarketplaceMark.isOn(recorded) || !(event instanceof StockReceived)) continue;
      const place = this.folder.places.numberOf(event);
      if (place !== undefined) received[place] = (received[place] ?? 0) + event.quantity;
    }
    return received;
  }
}
