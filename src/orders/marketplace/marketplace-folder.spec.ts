import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SampleFolder } from './example/sample-folder.js';
import { MarketplaceFolder } from './marketplace-folder.js';
import type { MarketplaceOrder } from './marketplace-rows.js';

let folder: SampleFolder;
beforeEach(async () => {
  folder = await SampleFolder.make();
});
afterEach(() => folder.remove());

async function read(): Promise<MarketplaceOrder[]> {
  const orders: MarketplaceOrder[] = [];
  for await (const order of (await MarketplaceFolder.open(folder.path)).orders()) orders.push(order);
  return orders;
}

describe('The files of a marketplace', () => {
  test('are read order by order, each with its rows, and where they stand', async () => {
    const orders = await read();
    expect(orders.map(({ order }) => order.orderId)).toEqual(Array.from({ length: 13 }, (_, n) => `o-${n + 1}`));
    expect(orders[1]).toEqual({
      order: {
        file: 'orders.csv',
        line: 3,
        orderId: 'o-2',
        customerId: 'c-2',
        status: 'delivered',
        purchasedAt: new Date('2026-01-02T10:00:00Z'),
        approvedAt: new Date('2026-01-03T08:00:00Z'),
        handedToCarrierAt: new Date('2026-01-02T09:59:00Z'),
        deliveredAt: new Date('2026-01-06T10:00:00Z'),
        promisedOn: '2026-01-20',
      },
      items: [
        {
          file: 'items.csv',
          line: 8,
          number: 1,
          sku: 'pen-blue',
          store: 'lisbon',
          priceMinor: 1500,
          freightMinor: 250,
        },
        { file: 'items.csv', line: 9, number: 2, sku: 'pen-blue', store: 'porto', priceMinor: 1450, freightMinor: 300 },
      ],
      payments: [{ file: 'payments.csv', line: 7, sequence: 1, amountMinor: 3501 }],
    });
  });

  test('tell which orders there are, of which products', async () => {
    const marketplace = await MarketplaceFolder.open(folder.path);
    const { places, itemCount, orderCount } = marketplace;
    expect([places.size, itemCount, orderCount]).toEqual([7, 16, 13]);
    expect(places.placeOf(places.numberOf({ store: 'lisbon', sku: 'ink' }) ?? -1)).toEqual({
      store: 'lisbon',
      sku: 'ink',
    });
    expect(['o-13', 'o-14'].map((orderId) => marketplace.has(orderId))).toEqual([true, false]);
  });

  test.each<[string, (text: string) => string]>([
    ['the line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['a byte-order mark', (text) => `\uFEFF${text}`],
    ['no end of its last line', (text) => text.trimEnd()],
    ['quoted fields', (text) => text.replaceAll(/[^,\n]+/g, '"$&"')],
    [
      'its lines in another order',
      (text) =>
        [...text.trimEnd().split('\n').slice(0, 1), ...text.trimEnd().split('\n').slice(1).reverse()].join('\n'),
    ],
  ])('say the same with %s', async (_what, change) => {
    const whatTheySay = (orders: MarketplaceOrder[]) =>
      JSON.stringify(
        orders.toSorted((one, other) => (one.order.orderId < other.order.orderId ? -1 : 1)),
        (key, value: unknown) => (key === 'line' ? undefined : value),
      );
    const before = whatTheySay(await read());
    for (const file of ['orders.csv', 'items.csv', 'payments.csv']) await folder.change(file, change);
    expect(whatTheySay(await read())).toBe(before);
  });

  test('may be of any number of rows', async () => {
    const [count, day] = [5_000, '2026-01-01T00:00:00Z'];
    const many = (row: (n: number) => string) => Array.from({ length: count }, (_, n) => row(n)).join('\n');
    await folder.change(
      'orders.csv',
      (text) => `${text}${many((n) => `m-${n},c,shipped,${day},${day},${day},,2026-01-02`)}\n`,
    );
    await folder.change('items.csv', (text) => `${text}${many((n) => `m-${count - 1 - n},1,p-${n % 7},s,${n},0`)}\n`);
    await folder.change('payments.csv', (text) => `${text}${many((n) => `m-${n},1,voucher,1,${n}`)}\n`);
    const orders = await read();
    expect(orders).toHaveLength(13 + count);
    for (const [n, { items, payments }] of orders.slice(13).entries()) {
      expect([items[0]?.priceMinor, payments[0]?.amountMinor]).toEqual([count - 1 - n, n]);
    }
  });
});

describe('Refused before anything is begun, naming the file and the row, is', () => {
  const line = (file: string, at: number, change: (text: string) => string) => () =>
    folder.changeLine(file, at, change);
  test.each<[string, () => Promise<unknown>, string, number, RegExp]>([
    [
      'an item of an unknown order',
      line('items.csv', 6, (text) => text.replace('o-11', 'o-99')),
      'items.csv',
      6,
      /item of order o-99, which is not in orders/,
    ],
    [
      'a payment of an unknown order',
      line('payments.csv', 15, (text) => text.replace('o-9', 'o-99')),
      'payments.csv',
      15,
      /payment of order o-99, which/,
    ],
    [
      'a second line of an order',
      line('orders.csv', 5, (text) => `${text}\n${text}`),
      'orders.csv',
      6,
      /is a second line of order o-4/,
    ],
    [
      'a second line of an item',
      line('items.csv', 3, (text) => text.replace('o-1,2', 'o-1,1')),
      'items.csv',
      3,
      /second line for item 1 of order o-1/,
    ],
    [
      'a second line of a payment',
      line('payments.csv', 3, (text) => text.replace('o-1,2', 'o-1,1')),
      'payments.csv',
      3,
      /second line for payment 1 of order o-1/,
    ],
    [
      'a missing column',
      line('payments.csv', 1, (text) => text.replace(',amount_minor', ',amount')),
      'payments.csv',
      1,
      /lacks amount_minor/,
    ],
    [
      'a field too few',
      line('items.csv', 4, (text) => text.replace(',0', '')),
      'items.csv',
      4,
      /has 5 fields where the header has 6/,
    ],
    [
      'a word that nobody knows',
      line('orders.csv', 3, (text) => text.replace('delivered', 'lost')),
      'orders.csv',
      3,
      /status "lost", not one of/,
    ],
    [
      'a time that is none',
      line('orders.csv', 3, (text) => text.replace('2026-01-03T', '2026-02-30T')),
      'orders.csv',
      3,
      /approved_at "2026-02-30T/,
    ],
    [
      'half a cent',
      line('items.csv', 2, (text) => text.replace('1500', '1500.5')),
      'items.csv',
      2,
      /price_minor "1500.5"/,
    ],
    [
      'a price below nothing',
      line('items.csv', 2, (text) => text.replace('1500', '-1')),
      'items.csv',
      2,
      /price_minor "-1"/,
    ],
    [
      'an id with a space',
      line('orders.csv', 2, (text) => text.replace('c-1', 'c 1')),
      'orders.csv',
      2,
      /customer_id "c 1"/,
    ],
    [
      'a store with an @',
      line('items.csv', 2, (text) => text.replace('lisbon', 'a@b')),
      'items.csv',
      2,
      /seller_id "a@b"/,
    ],
    ['a quote that is not closed', line('items.csv', 5, (text) => `"${text}`), 'items.csv', 5, /never closed/],
    ['an empty file', () => folder.change('items.csv', () => ''), 'items.csv', 1, /should be the header/],
  ])('%s', async (_what, spoil, file, at, finding) => {
    await spoil();
    await expect(MarketplaceFolder.open(folder.path)).rejects.toMatchObject({
      code: 'marketplace-file-invalid',
      file,
      line: at,
      message: expect.stringMatching(finding),
    });
  });

  test.each(['orders.csv', 'items.csv', 'payments.csv'])('%s that is not there', async (file) => {
    await folder.remove(file);
    await expect(MarketplaceFolder.open(folder.path)).rejects.toMatchObject({
      code: 'marketplace-file-unreadable',
      message: expect.stringContaining(`there is no such file at ${folder.path}/${file}`),
    });
  });
});
