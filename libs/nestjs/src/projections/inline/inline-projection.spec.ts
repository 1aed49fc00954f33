import { expect, test } from '@jest/globals';
import type { Consumer, UnplacedEvent, RecordedEvent } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import { InlineProjection } from './inline-projection.js';

test('after a failure the caller’s transaction writes where it wrote before, and the failure is what is told', async () => {
  const manager = {} as EntityManager;
  const back: unknown[] = [];
  const failing = new InlineProjection({
    definition: { types: ['a.done'], keysOf: () => ['k'] } as unknown as ProjectionDefinition,
    lockKeys: () => Promise.resolve({ name: 'a', version: 1, generation: 1 }),
    consumerOf: () =>
      ({ keysOf: () => ['k'], apply: () => Promise.reject(new Error('The handler’s.')) }) as unknown as Consumer,
    pointBack: (of) => {
      back.push(of);
      return Promise.reject(new Error('The transaction is aborted.'));
    },
  });
  const follow = await failing.prepare([{ meta: { type: 'a.done', category: 'a' } } as UnplacedEvent], manager);
  const recorded = [{ type: 'a.done', streamId: 'a-1' } as RecordedEvent];
  await expect(follow?.(recorded)).rejects.toThrow('The handler’s.');
  expect(back).toEqual([manager]);
});

test('events that are guarded by an earlier name take the lock, and only what it takes is applied', async () => {
  const locked: (readonly string[])[] = [];
  const applied: string[] = [];
  const inline = new InlineProjection({
    definition: { types: ['a.done'], keysOf: () => ['k'] } as unknown as ProjectionDefinition,
    storedTypes: () => ['a.done', 'a.begun'],
    lockKeys: (_, keys) => {
      locked.push(keys);
      return Promise.resolve({ name: 'a', version: 1, generation: 1 });
    },
    consumerOf: () =>
      ({
        keysOf: () => ['k'],
        apply: async (deliveries: readonly { recorded: RecordedEvent }[]) => {
          applied.push(...deliveries.map(({ recorded }) => recorded.type));
        },
      }) as unknown as Consumer,
    pointBack: () => Promise.resolve(),
  });
  const prepared = (...types: readonly string[]) =>
    inline.prepare(
      types.map((type) => ({ meta: { type, category: 'a' } }) as UnplacedEvent),
      undefined,
    );
  expect(inline.concerns('a.begun', 'a')).toBe(true);
  // Without the lock the server would refuse the append, as it cannot tell what becomes of what it guards.
  expect(await prepared('a.begun')).toBeUndefined();
  const follow = await prepared('a.begun', 'a.done');
  await follow?.(['a.begun', 'a.done'].map((type) => ({ type, streamId: 'a-1' }) as RecordedEvent));
  expect(await prepared('a.other')).toBeUndefined();
  expect(locked).toEqual([[], ['k']]);
  expect(applied).toEqual(['a.done']);
});
