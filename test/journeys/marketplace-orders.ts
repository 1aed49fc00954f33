import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** One row of a file, by the names in its header. */
export type Row = Readonly<Record<string, string>>;

/** The orders of a marketplace and the lines in them, as rows of text that nothing of Harbour has looked at. */
export class MarketplaceOrders {
  private constructor(
    readonly orders: ReadonlyMap<string, Row>,
    /** One for each piece that was ordered. */
    readonly items: readonly Row[],
  ) {}

  /**
   * The real ones, from the folder that `DAYBOOK_DATA` names. Whoever has none tests with made-up ones, but for CI, which
   * must not seem to have tested what it has not.
   */
  static async find(): Promise<MarketplaceOrders> {
    const real = join(resolve(project, process.env.DAYBOOK_DATA ?? '../shared/data'), 'orders');
    if (existsSync(real)) return MarketplaceOrders.#of(await rows(real, 'orders.csv'), await rows(real, 'items.csv'));
    if (process.env.CI !== undefined) throw new Error(`There is no ${real}. Set DAYBOOK_DATA to where the data are.`);
    return MarketplaceOrders.#of(...madeUp(300));
  }

  static #of(orders: readonly Row[], items: readonly Row[]): MarketplaceOrders {
    return new MarketplaceOrders(new Map(orders.map((order) => [order['order_id'] ?? '', order])), items);
  }
}

/** Rows by what stands in one of their columns. */
export function groupedBy(column: string, rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

async function rows(folder: string, file: string): Promise<Row[]> {
  const [header = '', ...lines] = (await readFile(join(folder, file), 'utf8')).trimEnd().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(names.map((name, place): [string, string] => [name, fields[place] ?? '']));
  });
}

/** Orders of a quarter of a year; most are shipped after a week, some are cancelled, some wait. */
function madeUp(count: number): [orders: Row[], items: Row[]] {
  const day = (offset: number) => new Date(Date.UTC(2018, 0, 1 + offset)).toISOString();
  const orders = Array.from({ length: count }, (_, place) => ({
    order_id: `order-${place}`,
    status: place % 10 === 0 ? 'canceled' : 'delivered',
    purchased_at: day(place % 90),
    handed_to_carrier_at: place % 10 < 2 ? '' : day((place % 90) + 7),
    estimated_delivery_on: day((place % 90) + 20).slice(0, 10),
  }));
  const items = orders.flatMap(({ order_id }, place) =>
    Array.from({ length: 1 + (place % 3) }, (_, line) => ({ order_id, product_id: `product-${(place + line) % 40}` })),
  );
  return [orders, items];
}
