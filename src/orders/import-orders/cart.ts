import type { Command } from '@nestjs/cqrs';
import { AddItem } from '../add-item/add-item.command.js';
import { BeginOrder } from '../begin-order/begin-order.command.js';
import { marketplaceCurrency } from '../marketplace/marketplace-currency.js';
import type { ItemRow, MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import { SubmitOrder } from '../submit-order/submit-order.command.js';
import type { LifeStep, OrderFact } from './life-step.js';
import type { LifeSteps } from './life-steps.js';

/**
 * The cart of an order, up to its submission, in one step: nobody is to see a cart of the past half filled, and find that it
 * was left for a day.
 */
export function cartOf({ order, items }: MarketplaceOrder, life: LifeSteps, at: Date): LifeStep {
  const { orderId, customerId, promisedOn } = order;
  const terms = { customerId, currency: marketplaceCurrency };
  const commands: Command<unknown>[] = [new BeginOrder(orderId, terms, life.recording('begin', at, order))];
  const facts: OrderFact[] = [life.fact('begin', at, order, { type: 'order.begun', data: terms })];
  for (const row of items) {
    const part = `item-${row.number}`;
    const item = { store: row.store, sku: row.sku, quantity: 1, ...priceIn(items, row) };
    commands.push(new AddItem(orderId, item, life.recording(part, at, row)));
    facts.push(life.fact(part, at, row, { type: 'order.item-added', data: item }));
  }
  if (items.length > 0) {
    const submission = { accountId: customerId, promisedOn, fulfilment: 'elsewhere' } as const;
    commands.push(new SubmitOrder(orderId, submission, life.recording('submit', at, order)));
    facts.push(life.fact('submit', at, order, { type: 'order.submitted', data: submission }));
  }
  return { part: 'cart', row: order, commands, facts };
}

/** All pieces of a product cost the same in one order: what its first one does. */
function priceIn(items: readonly ItemRow[], { store, sku }: ItemRow): Pick<ItemRow, 'priceMinor' | 'freightMinor'> {
  const first = items.find((item) => item.store === store && item.sku === sku);
  return { priceMinor: first?.priceMinor ?? 0, freightMinor: first?.freightMinor ?? 0 };
}
