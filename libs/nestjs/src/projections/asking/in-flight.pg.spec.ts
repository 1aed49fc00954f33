import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import type { EventStore } from '@daybook/event-store';
import type { QueryRunner } from 'typeorm';
import { Balance, Balances, Filled } from '../running/example/balances.js';
import { PurseDatabase, type PurseProcess } from '../running/example/purse-database.js';
import { Fillings, viewOf } from './example/asked-purses.js';
import { BelievesTheLastPosition } from './example/wrong-builds/believes-the-last-position.js';

const example = PurseDatabase.ofThisSpec();

/** An append that is not committed yet, with a later one that is. */
async function inFlight(
  { dataSource, store }: PurseProcess,
  round: number,
): Promise<{ readonly below: QueryRunner; readonly position: number }> {
  const below = dataSource.createQueryRunner();
  await below.startTransaction();
  const { manager } = below;
  await store.append(`bag-${round}`, [Filled.of({ cents: 1 })], { expected: 'any', manager });
  const { position } = await store.append(`purse-${round}`, [Filled.of({ cents: 10 })], { expected: 'any' });
  return { below, position };
}

/** What is answered as of the later append, while the one below it is in flight: never the one without the other. */
async function asked(
  process: PurseProcess,
  store: EventStore,
  round: number,
  patienceMs: number,
): Promise<readonly unknown[]> {
  const { below, position } = await inFlight(process, round);
  try {
    const views = [await viewOf(Fillings, { store }), await viewOf(Balances, { store })];
    const answers = Promise.all(views.map(async (view) => (await view.get(String(round), { position }))?.cents));
    const early = await Promise.race([
      answers,
      new Promise((resolve) => setTimeout(resolve, patienceMs, 'none').unref()),
    ]);
    await below.commitTransaction();
    return [early, await answers];
  } finally {
    await below.release();
  }
}

describe('As of a position below which an append is in flight', () => {
  test('nothing is answered before it is committed; then both are in the answer', async () => {
    const process = await example.process('asking', Balance);
    expect(await asked(process, process.store, 1, 100)).toEqual(['none', [11, 11]]);
  });

  test('one who believes that the last position is the end of the log answers without it', async () => {
    const process = await example.process('wrong', Balance);
    const [early] = await asked(process, new BelievesTheLastPosition(process).store, 2, 10_000);
    expect(early).toEqual([10, undefined]);
  });

  test('it is not waited for by those who ask as of a position below it', async () => {
    const process = await example.process('asking below', Balance);
    const { position: before } = await process.store.append('purse-3', [Filled.of({ cents: 5 })], { expected: 'any' });
    const { below } = await inFlight(process, 3);
    try {
      const view = await viewOf(Fillings, { store: process.store });
      expect((await view.get('3', { position: before }))?.cents).toBe(5);
    } finally {
      await below.rollbackTransaction();
      await below.release();
    }
  });
});
