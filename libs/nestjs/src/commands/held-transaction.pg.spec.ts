import { EventCodec, EventTypeRegistry, noValidation, PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AggregateRepository } from './aggregate-repository.js';
import { Counted, Tally, TallyBegun } from './example/tally.js';

let database: TestDatabase;
let dataSource: DataSource;
let tallies: AggregateRepository<Tally>;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource({ type: 'postgres', url: database.applicationUrl }).initialize();
  const codec = new EventCodec({
    registry: new EventTypeRegistry().register(TallyBegun, Counted),
    validation: noValidation,
  });
  tallies = new AggregateRepository(Tally, await PostgresEventStore.open({ dataSource, codec }));
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function begun(): Promise<string> {
  const id = `t-${++count}`;
  await tallies.create(id, (tally) => tally.begin('o-1'));
  return id;
}

describe('In a transaction that the caller holds', () => {
  test('decisions see what was decided before in it, and are kept with it', async () => {
    const id = await begun();
    const seen = await dataSource.transaction(async (manager) => {
      await tallies.update(id, (tally) => tally.count(1), { manager });
      await tallies.update(id, (tally) => tally.count(10), { manager });
      await tallies.create(`${id}-twin`, (tally) => tally.begin('o-1'), { manager });
      const tally = await tallies.load(id, { manager });
      tally.count(100);
      await tallies.save(tally, { manager });
      return { inside: (await tallies.load(id, { manager })).sum, outside: (await tallies.load(id)).sum };
    });
    expect(seen).toEqual({ inside: 111, outside: 0 });
    expect(await tallies.load(id)).toMatchObject({ sum: 111, version: 4 });
    expect(await tallies.find(`${id}-twin`)).toBeDefined();
  });

  test('nothing is left when it rolls back', async () => {
    const id = await begun();
    const failing = dataSource.transaction(async (manager) => {
      await tallies.update(id, (tally) => tally.count(1), { manager });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await tallies.load(id)).toMatchObject({ sum: 0, version: 1 });
  });

  test('a conflict is an answer: the transaction can go on, and is not decided again', async () => {
    const id = await begun();
    await dataSource.transaction(async (manager) => {
      const tally = await tallies.load(id, { manager });
      await tallies.update(id, (other) => other.count(100));
      tally.count(1);
      await expect(tallies.save(tally, { manager })).rejects.toMatchObject({ code: 'concurrency-conflict', actual: 2 });
      const taken = tallies.create(id, (other) => other.begin('o-2'), { manager });
      await expect(taken).rejects.toMatchObject({ code: 'aggregate-already-exists' });
      await tallies.update(id, (other) => other.count(10), { manager });
    });
    expect(await tallies.load(id)).toMatchObject({ sum: 110, version: 3 });
  });

  test('that is over, nothing can be decided', async () => {
    const id = await begun();
    const over = await dataSource.transaction(async (manager) => Promise.resolve(manager));
    await expect(tallies.update(id, (tally) => tally.count(1), { manager: over })).rejects.toThrow(/manager/);
    expect(await tallies.load(id)).toMatchObject({ sum: 0 });
  });
});
