import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SampleFolder } from '../../src/orders/marketplace/example/sample-folder.js';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A line of a file, by the names in its header. */
type Row = Readonly<Record<string, string>>;

const reached = ['delivered', 'shipped', 'processing', 'invoiced'];

/** What the files of a marketplace say, counted here: nothing of Harbour is asked for it. */
export class MarketplaceFiles {
  private constructor(
    readonly path: string,
    readonly orders: readonly Row[],
    readonly items: readonly Row[],
    readonly payments: readonly Row[],
  ) {}

  /**
   * The real ones, from the folder that `DAYBOOK_DATA` names. Whoever has none tests with the sample, but for CI, which must
   * not seem to have tested what it has not.
   */
  static async find(folder: string): Promise<MarketplaceFiles> {
    const real = join(resolve(project, process.env.DAYBOOK_DATA ?? '../shared/data'), 'orders');
    if (existsSync(real)) return MarketplaceFiles.read(real);
    if (process.env.CI !== undefined) throw new Error(`There is no ${real}. Set DAYBOOK_DATA to where the data are.`);
    const sample = await SampleFolder.make();
    await cp(sample.path, folder, { recursive: true });
    await sample.remove();
    return MarketplaceFiles.read(folder);
  }

  private static async read(path: string): Promise<MarketplaceFiles> {
    const [orders = [], items = [], payments = []] = await Promise.all(
      ['orders.csv', 'items.csv', 'payments.csv'].map(async (file) => rowsOf(await readFile(join(path, file), 'utf8'))),
    );
    return new MarketplaceFiles(path, orders, items, payments);
  }

  /** How many orders stand where, in the words of the file. */
  statuses(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {
      delivered: 0,
      shipped: 0,
      canceled: 0,
      unavailable: 0,
      processing: 0,
      invoiced: 0,
    };
    for (const { status = '' } of this.orders) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  /** What was paid for the orders that were paid. */
  get capturedMinor(): number {
    const paid = new Set(
      this.orders
        .filter(({ status = '', approved_at }) => reached.includes(status) || approved_at !== '')
        .map(({ order_id }) => order_id),
    );
    return this.payments
      .filter(({ order_id }) => paid.has(order_id))
      .reduce((sum, { amount_minor }) => sum + Number(amount_minor), 0);
  }

  /** Pieces that nobody has been sent, and those of them that somebody waits for. */
  get stock(): { readonly onHand: number; readonly reserved: number } {
    const statusOf = new Map(this.orders.map(({ order_id, status = '' }) => [order_id, status]));
    const is = (...words: string[]) =>
      this.items.filter(({ order_id }) => words.includes(statusOf.get(order_id) ?? '')).length;
    return { onHand: this.items.length - is('delivered', 'shipped'), reserved: is('processing', 'invoiced') };
  }

  /** How many orders have what cannot be: handed over before approval, called off after it, paid more or less than they cost. */
  contradictions(): { readonly early: number; readonly late: number; readonly uneven: number } {
    const sums = new Map<string, number>();
    const add = (id = '', amount: number) => sums.set(id, (sums.get(id) ?? 0) + amount);
    for (const row of this.items) add(row['order_id'], Number(row['price_minor']) + Number(row['freight_minor']));
    for (const row of this.payments) add(row['order_id'], -Number(row['amount_minor']));
    const have = (row: Row, ...columns: string[]) => columns.every((column) => row[column] !== '');
    const early = this.orders.filter(
      (row) =>
        have(row, 'approved_at', 'handed_to_carrier_at') &&
        (row['handed_to_carrier_at'] ?? '') < (row['approved_at'] ?? ''),
    );
    const late = this.orders.filter((row) => row['status'] === 'canceled' && have(row, 'handed_to_carrier_at'));
    const uneven = [...sums.values()].filter((sum) => sum !== 0);
    return { early: early.length, late: late.length, uneven: uneven.length };
  }
}

function rowsOf(text: string): readonly Row[] {
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(names.map((name, place): [string, string] => [name, fields[place] ?? '']));
  });
}
