import 'reflect-metadata';
import { EventStore, type PostgresEventStore } from '@daybook/event-store';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type TestingModule } from '@nestjs/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { InlineHandOver } from '../projections/inline/inline-hand-over.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { LendingReleases } from './example/lending-releases.js';
import { Lent, Loans } from './example/lending.js';
import { shelvesIn } from './example/shelf.js';
import { TakenOverUnguarded } from './example/taken-over-unguarded.js';

let releases: LendingReleases;
let told: string[];

beforeEach(async () => {
  told = [];
  jest.spyOn(Logger.prototype, 'log').mockImplementation((text: unknown) => void told.push(String(text)));
  releases = new LendingReleases();
  await releases.open();
});
afterEach(async () => {
  await releases.close();
  jest.restoreAllMocks();
});

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await what())) {
    if (performance.now() > end) throw new Error('It did not come about within 40 s.');
    await pause(20);
  }
}

async function assertRight(app: TestingModule, version?: number): Promise<void> {
  const { rows, log } = await releases.compared(app, version);
  expect(rows).toEqual(log);
}

const isTakenOver = async (app: TestingModule, version = 1): Promise<boolean> =>
  (await app.get(InlineHandOver).standings(['shelves'])).some((one) => one.version === version && one.isInline);

/** Old and new release append at the same time while appends take a projection over that the old one does not know. */
async function rolledOut(wrongly?: 'wrongly'): Promise<{
  readonly next: TestingModule;
  readonly refused: ReadonlyMap<string, number>;
}> {
  const worker = await releases.start({ projections: [Loans] });
  const web = await releases.start({ projections: [Loans], run: 'none' });
  const stops = [releases.lending(worker), releases.lending(web)];
  const next = await releases.start({
    projections: [Loans, shelvesIn('inline')],
    ...(wrongly && { handOver: (dataSource) => new TakenOverUnguarded(dataSource, 'daybook') }),
  });
  const stopNext = releases.lending(next);
  if (wrongly === undefined) {
    // The old one is on record: nobody is refused, and the rows follow the log.
    await until(() => told.some((text) => text.includes('do not write the inline projection "shelves"')));
    await assertRight(next);
    expect(await isTakenOver(next)).toBe(false);
    expect(await (stops.shift() as (typeof stops)[0])()).toEqual(new Map());
    await releases.end(worker);
  }
  // The other one runs no loops, and goes on.
  for (;;) {
    const { rows, log } = await releases.compared(next);
    if (await isTakenOver(next)) break;
    // Not taken over after they were compared: they were compared before it.
    expect(rows).toEqual(log);
    await pause(20);
  }
  const start = await next.get(EventStore).head();
  await until(async () => (await next.get(EventStore).head()) > start + 20);
  if (wrongly === undefined) await assertRight(next);
  const [refused] = await Promise.all(stops.map((stop) => stop()));
  expect(await stopNext()).toEqual(new Map());
  return { next, refused: refused ?? new Map<string, number>() };
}

test('a release that does not know an inline projection appends until it is taken over, and is refused from then on', async () => {
  const { next, refused } = await rolledOut();
  await assertRight(next);
  expect([...refused.keys()]).toEqual(['unknown-inline-projection']);
});

test('taken over with nobody refused, the rows lack what the old release appends', async () => {
  const { next } = await rolledOut('wrongly');
  await expect(assertRight(next)).rejects.toThrow('toEqual');
});

test('an append that has begun before is waited for', async () => {
  const old = await releases.start({ projections: [Loans], run: 'none' });
  const store = old.get<PostgresEventStore>(EventStore);
  let next: TestingModule | undefined;
  await store.transactions.run(async (manager) => {
    await store.append('book-1', [Lent.of({ reader: 'ann' })], { expected: 'any', manager });
    next = await releases.start({ projections: [shelvesIn('inline')] });
    expect(await next.get(InlineHandOver).standings(['shelves'])).toMatchObject([{ isInline: false, isGuarded: true }]);
  });
  await until(() => isTakenOver(next as TestingModule));
  await assertRight(next as TestingModule);
  expect(await releases.compared(next as TestingModule)).toMatchObject({ rows: [{ reader: 'ann', books: 1 }] });
});

test('an operator has it taken over although a process lives that does not know it', async () => {
  const old = await releases.start({ projections: [Loans] });
  const stopOld = releases.lending(old);
  const next = await releases.start({ projections: [shelvesIn('inline')] });
  await until(() => told.some((text) => text.includes('do not write the inline projection')));
  await next.get(ProjectionOperations).takeOver('shelves');
  await until(() => isTakenOver(next));
  const refused = await stopOld();
  expect([...refused.keys()].filter((code) => code !== 'unknown-inline-projection')).toEqual([]);
  const append = old.get(EventStore).append('book-1', [Lent.of({ reader: 'ann' })], { expected: 'any' });
  await expect(append).rejects.toMatchObject({ code: 'unknown-inline-projection', projection: 'shelves', version: 1 });
  await assertRight(next);
});

test('the next version is taken over as soon as nobody lives who needs the other one, and so is the way back', async () => {
  const start = (version: number) => releases.start({ projections: [shelvesIn('inline', version)] });
  const before = await start(1);
  const stops = [releases.lending(before)];
  await until(async () => (await before.get(EventStore).head()) > 20);
  expect(await isTakenOver(before)).toBe(true);
  const next = await start(2);
  stops.push(releases.lending(next));
  // Both write, and each reads its own rows, which follow the log.
  await until(async () =>
    (await next.get(ProjectionOperations).list('shelves')).some(({ version, shown }) => shown && version === 2),
  );
  await until(() => told.some((text) => text.includes('not knowing it as inline in version 2')));
  expect([await isTakenOver(before, 1), await isTakenOver(next, 2)]).toEqual([false, false]);
  await assertRight(next, 1);
  await assertRight(next, 2);
  expect(await (stops.shift() as (typeof stops)[0])()).toEqual(new Map());
  await releases.end(before);
  await until(() => isTakenOver(next, 2));
  await assertRight(next, 2);
  // The release before comes back: its rows go on where they were, and rules wait until one of the two has ended.
  const back = await start(1);
  stops.push(releases.lending(back));
  expect(await isTakenOver(next, 2)).toBe(false);
  await until(async () => (await releases.compared(back, 1)).rows !== undefined);
  await assertRight(back, 1);
  await assertRight(back, 2);
  expect(await (stops.shift() as (typeof stops)[0])()).toEqual(new Map());
  await releases.end(next);
  await until(() => isTakenOver(back, 1));
  expect(await (stops.shift() as (typeof stops)[0])()).toEqual(new Map());
  await assertRight(back, 1);
});
