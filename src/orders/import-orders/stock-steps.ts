import type { Command } from '@nestjs/cqrs';
import { PickStock, ReleaseStock, ReserveStock } from '../../inventory/contract/inventory-commands.js';
import type { ItemRow, MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import type { LifeSteps } from './life-steps.js';
import type { MarkedRecording } from './marketplace-mark.js';
import { type OrderedProduct, productsOf } from './ordered-product.js';

/** What becomes of the goods of an order: a step for each product. */
export class StockSteps {
  readonly #orderId: string;
  readonly #products: readonly OrderedProduct[];

  constructor(
    private readonly life: LifeSteps,
    { order, items }: MarketplaceOrder,
  ) {
    this.#orderId = order.orderId;
    this.#products = productsOf(items);
  }

  reserve(at: Date): void {
    this.#each(
      'reserve',
      at,
      ({ store, sku }, quantity, recording) => new ReserveStock(store, sku, this.#orderId, quantity, recording),
    );
  }

  release(at: Date): void {
    this.#each('release', at, ({ store, sku }, _, recording) => new ReleaseStock(store, sku, this.#orderId, recording));
  }

  pick(at: Date): void {
    this.#each('pick', at, ({ store, sku }, _, recording) => new PickStock(store, sku, this.#orderId, recording));
  }

  #each(
    what: string,
    at: Date,
    command: (row: ItemRow, quantity: number, recording: MarkedRecording) => Command<unknown>,
  ): void {
    for (const { row, quantity } of this.#products) {
      const part = `${what}-${row.number}`;
      this.life.add({ part, row, commands: [command(row, quantity, this.life.recording(part, at, row))], facts: [] });
    }
  }
}
