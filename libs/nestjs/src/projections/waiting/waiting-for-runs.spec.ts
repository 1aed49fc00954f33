import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { EventStore, EventTypeRegistry } from '@daybook/event-store';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { Daybook } from '../../module/daybook.js';
import { DaybookModule } from '../../module/daybook.module.js';
import { Lent, Loans, Returned } from '../../module/example/lending.js';
import { ProjectionRegistry } from '../projection-registry.js';
import { NightlyLoans } from '../scheduling/example/shifts.js';
import { MemoryRowStandings } from './memory-row-standings.js';
import { ReadYourWrites } from './read-your-writes.js';

const evening = new Date('2026-03-01T20:00:00Z');
/** Far longer than a test may take. */
const timeoutMs = 600_000;
let clock: ManualClock;
let app: TestingModule;
let waits: ReadYourWrites;

beforeEach(async () => {
  clock = new ManualClock(evening);
  const imports = [DaybookModule.forRoot({ store: 'memory', clock })];
  app = await Test.createTestingModule({ imports, providers: [NightlyLoans, Loans] }).compile();
  await app.init();
  waits = app.get(ReadYourWrites);
});
afterEach(() => app.close());

async function lend(reader: string): Promise<number> {
  const event = Lent.of({ reader });
  return (await app.get(EventStore).append(`book-${reader}`, [event], { expected: 'any' })).position;
}

test('between the runs of a projection the answer is given at once, with the time of the next one', async () => {
  const position = await lend('alice');
  for (const key of [undefined, 'alice']) {
    await expect(waits.waitFor(NightlyLoans, position, { key, timeoutMs })).rejects.toMatchObject({
      ...{ code: 'projection-runs-later', projection: 'nightly-loans', position, at: 0 },
      nextRunAt: new Date('2026-03-02T03:00:00Z'),
    });
  }
});

test('what a run has brought is there, and so is what it does not want, or not for the key', async () => {
  await lend('alice');
  clock.set(new Date('2026-03-02T03:00:00Z'));
  await app.get(Daybook).whenIdle();
  const store = app.get(EventStore);
  const { position: unwanted } = await store.append('book-alice', [Returned.of()], { expected: 'any' });
  await waits.waitFor(NightlyLoans, unwanted, { timeoutMs });
  const later = await lend('bob');
  await waits.waitFor(NightlyLoans, later, { key: 'alice', timeoutMs });
  await expect(waits.waitFor(NightlyLoans, later, { key: 'bob', timeoutMs })).rejects.toMatchObject({
    code: 'projection-runs-later',
    nextRunAt: new Date('2026-03-03T03:00:00Z'),
  });
});

test('a run that is under way and goes so far is waited for, and one that goes less far is not', async () => {
  const store = app.get(EventStore);
  const position = await lend('alice');
  const nextRuns = { isUnderWayTo: async (_: string, to: number) => to <= position, next: () => undefined };
  const projections = new ProjectionRegistry(new EventTypeRegistry());
  projections.register(new NightlyLoans());
  const standings = new MemoryRowStandings(store);
  const meanwhile = new ReadYourWrites({ projections, store, standings, here: undefined, nextRuns, timeoutMs: 50 });
  await expect(meanwhile.waitFor('nightly-loans', position)).rejects.toMatchObject({ code: 'projection-behind' });
  await expect(meanwhile.waitFor('nightly-loans', position + 1)).rejects.toMatchObject({
    code: 'projection-runs-later',
    nextRunAt: undefined,
  });
});
