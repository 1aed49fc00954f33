import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Daybook } from '@daybook/nestjs';
import type { TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { SampleFolder } from '../../src/orders/marketplace/example/sample-folder.js';
import { MarketplaceFiles } from './marketplace-files.js';
import { newHarbourDatabase, RunningHarbour } from './running-harbour.js';
import { ToolProcess } from './tool-process.js';

// Only limits: a quiet machine needs a tenth of them.
const withinMs = 900_000;

let folder: string;
let files: MarketplaceFiles;
let database: TestDatabase;
let killed: number | NodeJS.Signals | null;
let importing: ToolProcess;
const clients = new Map<TestDatabase, Client>();

async function ask<T extends object>(of: TestDatabase, sql: string, values: unknown[] = []): Promise<T[]> {
  if (!clients.has(of)) {
    const client = new Client({ connectionString: of.url });
    await client.connect();
    clients.set(of, client);
  }
  return (await clients.get(of)?.query<T>(sql, values))?.rows ?? [];
}

const countEvents = async (of: TestDatabase): Promise<number> =>
  Number((await ask<{ n: string }>(of, 'SELECT count(*) AS n FROM daybook.events'))[0]?.n);

/** What has been recorded, stream by stream: all that was decided, not when it was recorded. */
async function digest(of: TestDatabase): Promise<string | undefined> {
  const [row] = await ask<{ digest: string }>(
    of,
    `SELECT md5(string_agg(concat_ws(' ', stream_id, event.version, event_id, event_type, data, occurred_at, metadata), E'\\n'
                           ORDER BY stream_id, event.version)) AS digest
     FROM daybook.events AS event JOIN daybook.streams USING (stream_key)`,
  );
  return row?.digest;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-marketplace-'));
  files = await MarketplaceFiles.find(folder);
  database = await newHarbourDatabase();
  const contradictions = join(folder, 'contradictions.csv');
  const first = new ToolProcess('import', ['orders', files.path], database);
  await first.hasCome(async () => (await countEvents(database)) > 5 * files.orders.length);
  first.signal('SIGKILL');
  killed = await first.exit;
  importing = new ToolProcess(
    'import',
    ['orders', files.path, '--verify', '--contradictions', contradictions],
    database,
  );
  await importing.exit;
}, withinMs);

afterAll(async () => {
  for (const client of clients.values()) await client.end();
  clients.clear();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('The orders of a whole marketplace, whose import was killed on its way and run again,', () => {
  test('are all there, as the files say, and the tool has seen so', async () => {
    expect(killed).toBe('SIGKILL');
    expect(importing.output).toMatch(/^ {2}refused {8}0$/m);
    const { length } = files.orders;
    expect(importing.output).toContain(`${length} of ${length} orders agree`);
    for (const [word, orders] of Object.entries(files.statuses())) {
      expect(importing.output).toMatch(new RegExp(`^ +${word} +${orders} +${orders}$`, 'm'));
    }
    expect(importing.output).toMatch(new RegExp(`^ +captured +${files.capturedMinor} +${files.capturedMinor}$`, 'm'));
    expect(await importing.exit).toBe(0);
  });

  test('have brought what was paid for them, to the cent, and the accounts agree', async () => {
    const [sums] = await ask<Record<string, string>>(
      database,
      `SELECT sum((data ->> 'amountMinor')::bigint) FILTER (WHERE event_type = 'order.payment-captured') AS told,
              sum((data ->> 'amountMinor')::bigint) FILTER (WHERE event_type = 'payment.captured') AS captured,
              sum((data ->> 'amountMinor')::bigint) FILTER (WHERE event_type = 'payment.refunded') AS refunded,
              sum((data ->> 'amountMinor')::bigint) FILTER (WHERE event_type = 'order.refunded') AS "toldBack"
       FROM daybook.events`,
    );
    expect([Number(sums?.['told']), Number(sums?.['captured'])]).toEqual([files.capturedMinor, files.capturedMinor]);
    expect(Number(sums?.['refunded'])).toBeGreaterThan(0);
    expect(sums?.['toldBack']).toBe(sums?.['refunded']);
  });

  test('never took stock that was not there, at any position, and leave what they should', async () => {
    const rows = await ask<{ least: string; unpromised: string; on_hand: string; reserved: string }>(
      database,
      `WITH movement AS (
         SELECT stream_key, version, (data ->> 'quantity')::bigint
                  * CASE event_type WHEN 'stock.received' THEN 1 WHEN 'stock.picked' THEN -1 ELSE 0 END AS pieces,
                (data ->> 'quantity')::bigint
                  * CASE event_type WHEN 'stock.reserved' THEN 1 WHEN 'stock.received' THEN 0 ELSE -1 END AS promised
         FROM daybook.events WHERE event_type LIKE 'stock.%'),
       folded AS (
         SELECT stream_key, version, sum(pieces) OVER so_far AS on_hand, sum(promised) OVER so_far AS reserved
         FROM movement WINDOW so_far AS (PARTITION BY stream_key ORDER BY version)),
       last AS (SELECT DISTINCT ON (stream_key) on_hand, reserved FROM folded ORDER BY stream_key, version DESC)
       SELECT (SELECT least(min(on_hand), min(reserved)) FROM folded) AS least,
              (SELECT min(on_hand - reserved) FROM folded) AS unpromised,
              sum(on_hand) AS on_hand, sum(reserved) AS reserved FROM last`,
    );
    const [found] = rows.map((row) => Object.values(row).map(Number));
    expect(found).toEqual([0, 0, files.stock.onHand, files.stock.reserved]);
  });

  test('contradict themselves here and there, which is counted and written down', async () => {
    const lines = (await readFile(join(folder, 'contradictions.csv'), 'utf8')).trimEnd().split('\n').slice(1);
    const of = (kind: string) => lines.filter((line) => line.startsWith(`${kind},`)).length;
    expect({
      early: of('handed-over-before-approval'),
      late: of('called-off-after-hand-over'),
      uneven: of('payments-do-not-add-up'),
    }).toEqual(files.contradictions());
    expect(importing.output).toContain(`${lines.length} contradictions in `);
  });

  test('change nothing when they are imported again', async () => {
    const before = await countEvents(database);
    const again = new ToolProcess('import', ['orders', files.path], database);
    expect(await again.exit).toBe(0);
    expect(again.output).toContain('Nothing was changed.');
    expect(again.output).toMatch(new RegExp(`^ {2}already there {2}${files.orders.length}$`, 'm'));
    expect(await countEvents(database)).toBe(before);
  });

  test(
    'are reported in the words and the numbers of the files',
    async () => {
      const harbour = await RunningHarbour.on(database);
      try {
        await harbour.app.get(Daybook).whenIdle({ timeoutMs: withinMs });
        expect((await harbour.get('/reports/orders-by-status')).body).toEqual(files.statuses());
      } finally {
        await harbour.app.close();
      }
    },
    withinMs,
  );
});

describe('An import of the sample', () => {
  let sample: SampleFolder;
  beforeAll(async () => {
    sample = await SampleFolder.make();
  });
  afterAll(() => sample.remove());

  test('that is killed, whenever, and run again ends as one that was not disturbed', async () => {
    const [undisturbed, disturbed] = [await newHarbourDatabase(), await newHarbourDatabase()];
    try {
      const whole = new ToolProcess('import', ['orders', sample.path], undisturbed);
      expect(await whole.exit).toBe(0);
      const kill = new ToolProcess('import', ['orders', sample.path, '--concurrency', '2'], disturbed);
      await kill.hasCome(async () => (await countEvents(disturbed)) > 60);
      kill.signal('SIGKILL');
      expect(await kill.exit).toBe('SIGKILL');
      expect(await countEvents(disturbed)).toBeLessThan(await countEvents(undisturbed));
      const again = new ToolProcess('import', ['orders', sample.path, '--verify'], disturbed);
      expect(await again.exit).toBe(0);
      expect(await digest(disturbed)).toBe(await digest(undisturbed));
    } finally {
      for (const used of [undisturbed, disturbed]) {
        await clients.get(used)?.end();
        clients.delete(used);
        await used.drop();
      }
    }
  });

  test('ends with 1 at a row that is not valid, names it, and has recorded nothing', async () => {
    const spoiled = await sample.copy();
    await spoiled.changeLine('items.csv', 6, (text) => text.replace('o-11', 'o-99'));
    const before = await countEvents(database);
    const refused = new ToolProcess('import', ['orders', spoiled.path], database);
    expect(await refused.exit).toBe(1);
    expect(refused.output).toContain('line 6 of items.csv is an item of order o-99, which is not in orders.csv');
    expect(await countEvents(database)).toBe(before);
    await spoiled.remove();
  });

  test.each([
    ['1 at a folder that is not there', ['orders', '/nowhere'], 1, /there is no such file at \/nowhere\/orders\.csv/],
    ['2 without a folder', ['orders'], 2, /the folder is missing.*npm run import -- orders <folder>/s],
    ['2 at what nobody can import', ['letters'], 2, /"bank" and "orders" are known/],
  ])('ends with %s', async (_what, args, code, message) => {
    const tool = new ToolProcess('import', args);
    expect(await tool.exit).toBe(code);
    expect(tool.output).toMatch(message);
  });
});
