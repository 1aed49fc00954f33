import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OpenAccount } from '../../accounts/contract/account-commands.js';
import { ReceiveStock } from '../../inventory/contract/inventory-commands.js';
import type { SampleFolder } from '../marketplace/example/sample-folder.js';
import { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import { AccountFunding } from './account-funding.js';
import { ImportingHarbour, importOptions, inAnyOrder, toolsOf } from './example/importing-harbour.js';
import { WrongStockIntake } from './example/wrong-stock-intake.js';
import { ImportTally } from './import-tally.js';
import { MarketplaceMark } from './marketplace-mark.js';
import { OrdersImport } from './orders-import.js';

const ordersInSample = 13;

let importing: ImportingHarbour;

beforeAll(async () => {
  importing = await ImportingHarbour.start();
  await importing.imported(await importing.renamed('one'));
});
afterAll(() => importing.stop());

/** The orders of a folder that are in each part, from 0 on; an order whose number is beyond those given is in the first. */
async function partsOf(folder: SampleFolder, partOf: readonly number[]): Promise<readonly SampleFolder[]> {
  const numberOf = (orderId: string) => Number(orderId.slice(orderId.lastIndexOf('-') + 1)) - 1;
  const parts = [...new Set([0, ...partOf])].sort((one, other) => one - other);
  return Promise.all(
    parts.map(async (part) =>
      importing.keep(await folder.only((orderId) => (partOf[numberOf(orderId)] ?? 0) === part)),
    ),
  );
}

/** The first orders of the sample, and the later ones, of the same products. */
const halves = [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1];

/** What is recorded, whichever folder has told of it: which row it was, and which order has opened an account. */
async function stateOf(name: string): Promise<readonly string[]> {
  const state = await importing.stateOf(name, (metadata) => ({ ...metadata, marketplace: undefined }));
  return inAnyOrder(state.filter((line) => !line.includes(' account.opened ')));
}

/** Of each product under a name: how many pieces came, and how many are left. */
async function stockOf(name: string): Promise<Readonly<Record<string, readonly [received: number, onHand: number]>>> {
  const stock: Record<string, readonly [number, number]> = {};
  for await (const { streamId, type, data } of importing.tools.events.readAll({ categories: ['stock'] })) {
    if (!streamId.includes(`${name}.`)) continue;
    const product = streamId.replace(`${name}.`, '');
    const [received, onHand] = stock[product] ?? [0, 0];
    const pieces = Number(data['quantity']);
    if (type === 'stock.received') stock[product] = [received + pieces, onHand + pieces];
    if (type === 'stock.picked') stock[product] = [received, onHand - pieces];
  }
  return stock;
}

/** As an import was once. */
async function importedOnce({ path }: SampleFolder): Promise<ImportTally> {
  const tally = new ImportTally();
  const folder = await MarketplaceFolder.open(path);
  await new WrongStockIntake(importing.tools, folder, tally).run();
  await new AccountFunding(importing.tools, folder, tally, importOptions()).run();
  await new OrdersImport(importing.tools, folder, tally, importOptions()).run();
  return tally;
}

describe('A second folder, of other orders of the same products,', () => {
  test('is taken over like the first, and each agrees with Harbour by itself', async () => {
    const folder = await importing.renamed('halves');
    const [january, february] = await partsOf(folder, halves);
    if (!january || !february) throw new Error('not halved');
    expect(await importing.imported(january)).toMatchObject({ recorded: 6, refused: 0 });
    expect(await importing.verified(january)).toMatchObject({ isFine: true, agreeing: 6 });
    expect(await importing.imported(february)).toMatchObject({ recorded: 7, refused: 0 });
    for (const part of [january, february, folder]) {
      expect(await importing.verified(part)).toMatchObject({ isFine: true, stock: { negative: [], differing: [] } });
      expect(await importing.imported(part)).toMatchObject({ recorded: 0, refused: 0, hasChanged: false });
    }
  });

  test('and a third, in any order, killed or not, come to what they would in one', async () => {
    const [expected, stock] = [await stateOf('one'), await stockOf('one')];
    expect(Object.keys(stock)).toHaveLength(7);
    let run = 0;
    const split = fc.record({
      partOf: fc.array(fc.nat(2), { minLength: ordersInSample, maxLength: ordersInSample }),
      isBackwards: fc.boolean(),
      killedAfter: fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 3, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(split, async ({ partOf, isBackwards, killedAfter }) => {
        const name = `split-${++run}`;
        const folder = await importing.renamed(name);
        const parts = await partsOf(folder, partOf);
        for (const [place, part] of (isBackwards ? parts.toReversed() : parts).entries()) {
          const { mend } = importing.breakDownAfter(killedAfter[place] ?? 0);
          await importing
            .imported(part)
            .catch(() => undefined)
            .finally(mend);
          expect(await importing.imported(part)).toMatchObject({ refused: 0 });
        }
        expect(await stockOf(name)).toEqual(stock);
        expect(await stateOf(name)).toEqual(expected);
        for (const part of [...parts, folder]) expect(await importing.verified(part)).toMatchObject({ isFine: true });
      }),
      { numRuns: 6 },
    );
  });

  test('that is imported at the same time comes through with the first', async () => {
    const folder = await importing.renamed('at-once');
    const parts = await partsOf(folder, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    const another = await importing.harbour.another();
    try {
      const tools = [importing.tools, toolsOf(another)];
      const tallies = await Promise.all(parts.map((part, place) => importing.imported(part, undefined, tools[place])));
      expect(tallies).toMatchObject([
        { recorded: 7, refused: 0 },
        { recorded: 6, refused: 0 },
      ]);
    } finally {
      await another.app.close();
    }
    expect(await importing.verified(folder)).toMatchObject({ isFine: true, agreeing: ordersInSample });
    expect(await stockOf('at-once')).toEqual(await stockOf('one'));
  });
});

test('One folder that is imported by two at once is imported once, and neither refuses what the other has done', async () => {
  for (let run = 1; run <= 2; run++) {
    const folder = await importing.renamed(`both-${run}`);
    const another = await importing.harbour.another();
    try {
      const both = [importing.tools, toolsOf(another)];
      const tallies = await Promise.all(both.map((tools) => importing.imported(folder, undefined, tools)));
      expect(tallies).toMatchObject([{ refusals: [] }, { refusals: [] }]);
    } finally {
      await another.app.close();
    }
    expect(await importing.verified(folder)).toMatchObject({ isFine: true, agreeing: ordersInSample });
    expect(await stateOf(`both-${run}`)).toEqual(await stateOf('one'));
  }
});

describe('What was imported when stock was received by products', () => {
  test('is received once only, and a second folder is taken over', async () => {
    const folder = await importing.renamed('former');
    const [january, february] = await partsOf(folder, halves);
    if (!january || !february) throw new Error('not halved');
    expect(await importedOnce(january)).toMatchObject({ recorded: 6, refused: 0 });
    const before = await importing.tools.events.head();
    expect(await importing.imported(january)).toMatchObject({ alreadyThere: 6, hasChanged: false });
    expect(await importing.tools.events.head()).toBe(before);
    expect(await importing.imported(february)).toMatchObject({ recorded: 7, refused: 0 });
    expect(await importing.imported(folder)).toMatchObject({ alreadyThere: ordersInSample, hasChanged: false });
    for (const part of [january, february, folder])
      expect(await importing.verified(part)).toMatchObject({ isFine: true });
    expect(await stockOf('former')).toEqual(await stockOf('one'));
  });

  test('and was refused, because the pieces of others were counted, is taken on from there', async () => {
    const folder = await importing.renamed('stuck');
    const [january, february] = await partsOf(folder, halves);
    if (!january || !february) throw new Error('not halved');
    await importedOnce(january);
    const { refusals } = await importedOnce(february);
    expect(refusals.map(({ rule }) => rule)).toContain('stock-must-suffice');
    expect(await importing.imported(february)).toMatchObject({ refused: 0 });
    expect(await importing.imported(folder)).toMatchObject({ alreadyThere: ordersInSample, hasChanged: false });
    const { agreeing, stock } = await importing.verified(folder);
    expect([agreeing, stock.negative]).toEqual([ordersInSample, []]);
    // An order that was let through then took what one that was called off had left: so much is missing, and is told.
    expect(stock.differing).toContain('paper of stuck.lisbon: expected 3 on hand and 0 of them reserved, got 2 and 0');
  });

  test.each([
    [2, 'january'],
    [19, 'january'],
    [44, 'january'],
    [71, 'january'],
    [4, 'folder'],
    [41, 'folder'],
    [120, 'folder'],
    [155, 'folder'],
  ])(
    'and was killed after %i commands of its %s comes to the same end, also if another folder is next',
    async (after, of) => {
      const name = `former-${after}`;
      const folder = await importing.renamed(name);
      const [january, february] = await partsOf(folder, halves);
      if (!january || !february) throw new Error('not halved');
      const { mend } = importing.breakDownAfter(after);
      await expect(importedOnce(of === 'folder' ? folder : january).finally(mend)).rejects.toThrow('broken down');
      for (const part of [february, january, folder])
        expect(await importing.imported(part)).toMatchObject({ refused: 0 });
      expect(await stockOf(name)).toEqual(await stockOf('one'));
      for (const part of [january, february, folder])
        expect(await importing.verified(part)).toMatchObject({ isFine: true });
    },
  );
});

describe('A customer whose account is in another currency', () => {
  test('is told by the rule, and nothing of the order is written', async () => {
    const folder = await importing.renamed('euro');
    const terms = { ownerId: 'euro.c-3', currency: 'EUR', overdraftLimitMinor: 0 };
    await importing.tools.commands.execute(new OpenAccount('euro.c-3', terms));
    const tally = await importing.imported(folder);
    expect(tally).toMatchObject({ refused: 1, recorded: 12 });
    expect(tally.refusals).toMatchObject([
      { orderId: 'euro.o-3', row: { file: 'orders.csv', line: 4 }, rule: 'currency-must-be-that-of-the-account' },
    ]);
    const written = (await importing.stateOf('euro')).filter((line) => /o-3\b|c-3\b/.test(line));
    expect(written).toHaveLength(1);
    expect(written[0]).toContain('account.opened');
    expect(await importing.imported(folder)).toMatchObject({ refused: 1, alreadyThere: 12, hasChanged: false });
  });
});

describe('To verify a folder', () => {
  test('leaves alone what came in for others, and finds a piece too many of its own', async () => {
    const folder = await importing.renamed('verified');
    await importing.imported(folder);
    const received = (pieces: number, recording = {}) =>
      importing.tools.commands.execute(new ReceiveStock('verified.porto', 'ink', pieces, recording));
    await received(5);
    expect(await importing.verified(folder)).toMatchObject({ isFine: true, stock: { inHarbour: { onHand: 9 } } });
    const mark = MarketplaceMark.ofOrder('verified.o-13');
    await received(1, mark.recording('receive-1-again', new Date('2026-01-07')));
    expect(await importing.verified(folder)).toMatchObject({
      isFine: false,
      stock: { differing: ['ink of verified.porto: expected 1 on hand and 1 of them reserved, got 2 and 1'] },
    });
  });
});

test('A wrong build is found out: one that counts what was picked long ago', async () => {
  const [january, february] = await partsOf(await importing.renamed('wrong'), halves);
  if (!january || !february) throw new Error('not halved');
  await importedOnce(january);
  const { refused, refusals } = await importedOnce(february);
  expect(refused).toBeGreaterThan(0);
  for (const { message } of refusals) expect(message).toMatch(/1 were to be reserved, 0 are available/);
});
