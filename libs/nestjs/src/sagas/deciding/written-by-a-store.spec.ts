import { EventCodec, EventTypeRegistry, MemoryEventStore, type SagaChange, type SagaStep } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Life, lives } from './example/life.js';

/** What a store knows of a step beside what was decided: who sends it, and how often. */
function decided({ attempts: _, claimedBy: __, endedAt: ___, failure: ____, ...step }: SagaStep): object {
  return step;
}

test('whatever is decided can be written by a store, and comes back', async () => {
  const property = fc.asyncProperty(lives, async ({ inHistory, happenings }) => {
    const changes: SagaChange[] = [];
    const life = new Life(inHistory, (_, change) => changes.push(change));
    for (const happening of happenings) life.happens(happening);
    const store = new MemoryEventStore({ codec: new EventCodec({ registry: new EventTypeRegistry() }) });
    const address = { saga: 'scripted', key: 'o-1' };
    for (const change of changes) await store.sagas.change(address, async () => Promise.resolve({ change, result: 1 }));
    const kept = await store.sagas.show(address);
    expect(kept?.record.state).toEqual(life.kept.record?.state);
    expect(kept?.record.status).toBe(life.kept.record?.status);
    expect(kept?.steps.map(decided) ?? []).toEqual(life.kept.all().map(decided));
    const deadlines = kept?.deadlines.map(({ name, dueAt }) => [name, dueAt] as const);
    expect(new Map(deadlines)).toEqual(life.kept.deadlines);
  });
  await fc.assert(property, { numRuns: 150, seed: 7 });
});
