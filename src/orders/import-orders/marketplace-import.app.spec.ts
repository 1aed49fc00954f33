import 'reflect-metadata';
import { Daybook } from '@daybook/nestjs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ICommand } from '@nestjs/cqrs';
import { verificationReport } from '../verify-orders/verification-report.js';
import type { Contradiction } from './contradiction.js';
import { ImportingHarbour, inAnyOrder } from './example/importing-harbour.js';

const ordersInSample = 13;

let importing: ImportingHarbour;
const imported: ImportingHarbour['imported'] = (...args) => importing.imported(...args);
const verified: ImportingHarbour['verified'] = (folder) => importing.verified(folder);
const renamed: ImportingHarbour['renamed'] = (name) => importing.renamed(name);
const stateOf: ImportingHarbour['stateOf'] = (name) => importing.stateOf(name);

beforeAll(async () => {
  importing = await ImportingHarbour.start();
});
afterAll(() => importing.stop());

describe('A marketplace', () => {
  test('is taken over as its files tell it, and contradictions are found where they stand', async () => {
    const found: Contradiction[] = [];
    const tally = await imported(importing.sample, (more) => found.push(...more));
    expect(tally).toMatchObject({
      orders: ordersInSample,
      recorded: 13,
      alreadyThere: 0,
      refused: 0,
      accountsOpened: 12,
    });
    expect(tally).toMatchObject({ products: 7, pieces: 16, fundedMinor: 19_881 });
    expect(found.map(({ kind, orderId, file, line }) => `${orderId} ${kind} ${file}:${line}`)).toEqual([
      'o-2 handed-over-before-purchase orders.csv:3',
      'o-2 handed-over-before-approval orders.csv:3',
      'o-2 payments-do-not-add-up payments.csv:7',
      'o-5 payments-not-numbered-through payments.csv:10',
      'o-7 items-not-numbered-through items.csv:14',
      'o-8 called-off-after-hand-over orders.csv:9',
      'o-10 delivery-time-missing orders.csv:11',
      'o-12 order-without-items orders.csv:13',
      'o-12 order-without-payments orders.csv:13',
      'o-13 went-further-than-status orders.csv:14',
    ]);
  });

  test('stands afterwards where its files say, in the report, in the money and in the stock', async () => {
    await importing.harbour.app.get(Daybook).whenIdle({ timeoutMs: 120_000 });
    expect((await importing.harbour.get('/reports/orders-by-status')).body).toEqual({
      ...{ delivered: 3, shipped: 1, canceled: 4, unavailable: 2, processing: 2, invoiced: 1 },
    });
    const tally = await verified(importing.sample);
    expect(verificationReport(tally)).toContain('13 of 13 orders agree');
    expect(tally).toMatchObject({ isFine: true, captured: 17_531, capturedInFile: 17_531 });
    expect(tally.stock).toMatchObject({ negative: [], differing: [], inHarbour: { onHand: 9, reserved: 3 } });
  });

  test('keeps the times of its files, whatever the order of a life', async () => {
    const history = await importing.harbour.get('/orders/o-2/history');
    const steps = history.body['steps'] as { event: { type: string; occurredAt: string } }[];
    expect(steps.map((step) => JSON.stringify(step)).filter((text) => text.includes('handed-to-carrier'))[0]).toContain(
      '2026-01-02T09:59:00.000Z',
    );
  });

  test('changes nothing when it is imported again', async () => {
    const before = await importing.tools.events.head();
    const again = await imported(importing.sample);
    expect(again).toMatchObject({ recorded: 0, alreadyThere: 13, refused: 0, hasChanged: false });
    expect(await importing.tools.events.head()).toBe(before);
  });

  test('that breaks down anywhere, and is imported again, ends as if nothing had happened', async () => {
    await imported(await renamed('whole'));
    const expected = await stateOf('whole');
    expect(expected.length).toBeGreaterThan(150);
    for (let after = 0; after < 160; after += 17) {
      const folder = await renamed(`after-${after}`);
      const { mend } = importing.breakDownAfter(after);
      await expect(imported(folder)).rejects.toThrow('broken down');
      mend();
      expect(await imported(folder)).toMatchObject({ refused: 0 });
      expect(await stateOf(`after-${after}`)).toEqual(expected);
    }
  });

  test('that is imported twice at once is imported once, though in what order is anybody’s guess', async () => {
    const folder = await renamed('twice');
    await Promise.all([imported(folder), imported(folder)]);
    expect(await imported(folder)).toMatchObject({ recorded: 0, alreadyThere: 13, refused: 0 });
    expect(inAnyOrder(await stateOf('twice'))).toEqual(inAnyOrder(await stateOf('whole')));
  });

  test('goes on where longer files of it go on', async () => {
    const folder = await renamed('longer');
    const later = importing.keep(await folder.copy());
    const shorten = (text: string) => text.replaceAll(/^longer\.o-(9|1\d),.*\n/gm, '');
    for (const file of ['orders.csv', 'items.csv', 'payments.csv']) await folder.change(file, shorten);
    await folder.changeLine('orders.csv', 2, (text) =>
      text.replace('delivered', 'processing').replace(/2026-01-04.*Z,/, ',,'),
    );
    expect(await imported(folder)).toMatchObject({ recorded: 8, refused: 0 });
    expect(await imported(later)).toMatchObject({ recorded: 6, alreadyThere: 7, refused: 0 });
    expect(await verified(later)).toMatchObject({ isFine: true, agreeing: 13 });
  });
});

describe('A cent that was changed is found, with its row:', () => {
  test.each([
    ['items.csv', 9, '1450', '1451', /priceMinor 1451 where 1450 is recorded/, /at 1451 and 300 .*, got 1 at 1450/],
    [
      'payments.csv',
      8,
      '950',
      '951',
      /amountMinor 951 where 950 is recorded/,
      /a payment of 951, got a payment of 950/,
    ],
  ])('%s', async (file, line, cent, other, refusal, difference) => {
    const changed = importing.keep(await importing.sample.copy());
    await changed.changeLine(file, line, (text) => text.replace(cent, other));
    const tally = await imported(changed);
    expect(tally).toMatchObject({ refused: 1, alreadyThere: 12 });
    expect(tally.refusals).toMatchObject([{ row: { file, line }, rule: 'order-recorded-otherwise' }]);
    expect(tally.refusals[0]?.message).toMatch(refusal);
    const verification = await verified(changed);
    expect(verification).toMatchObject({ isFine: false, agreeing: 12 });
    expect(verificationReport(verification)).toMatch(
      new RegExp(`line ${line} of ${file}, order o-.*${difference.source}`),
    );
  });
});

test('A wrong build is found out: one whose commands make events of new ids each time', async () => {
  const folder = await renamed('anew');
  const bus = importing.tools.commands;
  const execute = bus.execute.bind(bus);
  const anew = async <T extends ICommand, R>(command: T): Promise<R> => {
    for (const part of Object.values(command)) if (isSeeded(part)) part.eventIdSeed = undefined;
    return execute<T, R>(command);
  };
  bus.execute = anew;
  const { mend } = importing.breakDownAfter(81);
  await expect(imported(folder)).rejects.toThrow('broken down');
  mend();
  bus.execute = anew;
  await Promise.all([imported(folder), imported(folder)]).catch(() => undefined);
  bus.execute = execute;
  expect(await stateOf('anew')).not.toEqual(await stateOf('whole'));
});

function isSeeded(part: unknown): part is { eventIdSeed: string | undefined } {
  return typeof part === 'object' && part !== null && 'eventIdSeed' in part;
}
