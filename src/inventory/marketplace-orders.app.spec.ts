import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { groupedBy, MarketplaceOrders, type Row } from '../../test/journeys/marketplace-orders.js';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';
import type { StockChange } from './contract/stock-change.js';
import { PickStock } from './pick-stock/pick-stock.command.js';
import { ReceiveStock } from './receive-stock/receive-stock.command.js';
import { ReleaseStock } from './release-stock/release-stock.command.js';
import { ReserveStock } from './reserve-stock/reserve-stock.command.js';
import { ViewStock } from './view-stock/view-stock.query.js';

const withinMs = 150_000;
const delivered = new Date('2016-01-01');

let harbour: RunningHarbour;
let marketplace: MarketplaceOrders;
/** One line for each piece of a product that was ordered of a seller: `seller product`. */
let pieces: ReadonlyMap<string, readonly Row[]>;

beforeAll(async () => {
  marketplace = await MarketplaceOrders.find();
  pieces = groupedBy(
    'place',
    marketplace.items.map((item) => ({ ...item, place: `${item['seller_id'] ?? 'main'} ${item['product_id']}` })),
  );
  harbour = await RunningHarbour.start();
  await inLanes([...pieces.keys()], async (place) => {
    for (const command of commandsOf(place))
      await harbour.app.get(CommandBus).execute<typeof command, StockChange>(command);
  });
}, withinMs);
afterAll(() => harbour.stop());

/** Each seller has a store of his own. */
function stockOf(place: string): [store: string, sku: string] {
  const [store = '', sku = ''] = place.split(' ');
  return [store, sku];
}

/** When something of an order happened, by the columns of its row; a moment after all if it never did. */
function times(orderId: string): { reserved: number; shipped: number; released: number } {
  const order = marketplace.orders.get(orderId) ?? {};
  const shipped = Date.parse(order['handed_to_carrier_at'] ?? '') || Infinity;
  const isReleased = order['status'] === 'canceled' && shipped === Infinity;
  // Nobody has written down when an order was cancelled: the day that it was promised for will do.
  const released = isReleased ? Date.parse(order['estimated_delivery_on'] ?? '') : Infinity;
  return { reserved: Date.parse(order['purchased_at'] ?? ''), shipped, released };
}

/** What was asked of the stock of a product, in the order in which it was: all is received before the first order. */
function commandsOf(place: string): (ReceiveStock | ReserveStock | PickStock | ReleaseStock)[] {
  const lines = pieces.get(place) ?? [];
  const stock = stockOf(place);
  const later: { readonly at: number; readonly command: ReserveStock | PickStock | ReleaseStock }[] = [];
  for (const [orderId, { length: quantity }] of groupedBy('order_id', lines)) {
    const { reserved, shipped, released } = times(orderId);
    const on = (at: number) => ({ occurredAt: new Date(at) });
    later.push({ at: reserved, command: new ReserveStock(...stock, orderId, quantity, on(reserved)) });
    // Some were handed over before they were bought, by the data: their reservation is recorded first nevertheless.
    const after = (at: number) => Math.max(at, reserved);
    if (shipped < Infinity) later.push({ at: after(shipped), command: new PickStock(...stock, orderId, on(shipped)) });
    if (released < Infinity)
      later.push({ at: after(released), command: new ReleaseStock(...stock, orderId, on(released)) });
  }
  later.sort((one, other) => one.at - other.at);
  return [new ReceiveStock(...stock, lines.length, { occurredAt: delivered }), ...later.map(({ command }) => command)];
}

/** What there must have been of a product at a moment: counted line by line, and folded by nobody. */
function counted(place: string, moment: number): { readonly onHand: number; readonly reserved: number } {
  let [onHand, reserved] = [0, 0];
  for (const line of pieces.get(place) ?? []) {
    const time = times(line['order_id'] ?? '');
    onHand += time.shipped <= moment ? 0 : 1;
    reserved += time.reserved <= moment && moment < time.shipped && moment < time.released ? 1 : 0;
  }
  return { onHand, reserved };
}

/** The products one after another, some at a time. */
async function inLanes(places: string[], work: (place: string) => Promise<void>): Promise<void> {
  const next = places.values();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const place of next) await work(place);
    }),
  );
}

async function differences(moment?: Date): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  await inLanes([...pieces.keys()], async (place) => {
    const { onHand, reserved, available } = await harbour.app
      .get(QueryBus)
      .execute(new ViewStock(...stockOf(place), moment && { occurredBy: moment }));
    const expected = counted(place, moment?.getTime() ?? Number.MAX_SAFE_INTEGER);
    if (onHand !== expected.onHand || reserved !== expected.reserved || available !== onHand - reserved) {
      found.push({ place, expected, onHand, reserved, available });
    }
  });
  return found;
}

test('the items of a whole marketplace come and go, and of each product is left what was not shipped', async () => {
  const left = [...pieces.keys()].map((place) => counted(place, Number.MAX_SAFE_INTEGER));
  const sum = (field: 'onHand' | 'reserved') => left.reduce((total, one) => total + one[field], 0);
  console.log(
    `${marketplace.items.length} pieces of ${pieces.size} products in ${marketplace.orders.size} orders: ` +
      `${sum('onHand')} left, ${sum('reserved')} of them reserved`,
  );
  expect(sum('reserved')).toBeGreaterThan(0);
  expect(sum('onHand')).toBeGreaterThan(sum('reserved'));
  expect(await differences()).toEqual([]);
});

test.each(['2017-06-30T12:00:00Z', '2018-02-14T12:00:00Z'])(
  'as of %s there was of each product what had not been shipped by then',
  async (moment) => {
    expect(await differences(new Date(moment))).toEqual([]);
  },
  60_000,
);

test('a piece that is left and reserved is promised to nobody else', async () => {
  const waiting = [...pieces.keys()].filter((place) => counted(place, Number.MAX_SAFE_INTEGER).reserved > 0);
  for (const place of waiting) {
    const { onHand, reserved } = counted(place, Number.MAX_SAFE_INTEGER);
    const greedy = new ReserveStock(...stockOf(place), 'one-more', onHand - reserved + 1);
    await expect(harbour.app.get(CommandBus).execute(greedy)).rejects.toMatchObject({
      code: 'stock-must-suffice',
      data: { available: onHand - reserved },
    });
  }
});
