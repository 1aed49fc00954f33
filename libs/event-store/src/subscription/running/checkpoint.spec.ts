import { describe, expect, it } from '@jest/globals';
import type { Lease } from '../segment.js';
import type { SubscriptionStore } from '../subscription-store.js';
import { Checkpoint } from './checkpoint.js';
import { Slots } from './slots.js';

const lease: Lease = { subscription: 's', segment: 0, segments: 1, owner: 'p', epoch: 3, position: 10 };

/** A checkpoint over a store that takes note of which checkpoint a move names, and to where it moves. */
function noted() {
  const [named, moved]: [number[], number[]] = [[], []];
  const store: Partial<SubscriptionStore> = {
    commit: async (held, work) => {
      const { position } = await work(undefined);
      named.push(held.position);
      moved.push(position);
      return { ...held, position };
    },
  };
  return { checkpoint: new Checkpoint(lease, store as SubscriptionStore, new Slots(1), () => undefined), named, moved };
}

describe('a checkpoint', () => {
  it('reports how far it has passed over the log, and takes it for its own once it is on record', async () => {
    const { checkpoint, named } = noted();
    checkpoint.pass(15);
    expect(checkpoint.report(undefined)).toMatchObject({ epoch: 3, checkpoint: 10, position: 15 });
    checkpoint.answered(15);
    await checkpoint.commit(async () => ({ position: 20 }));
    expect(named).toEqual([15]);
  });

  it('is not moved while a report is under way, of which nobody knows whether it was taken', async () => {
    const { checkpoint, named } = noted();
    checkpoint.pass(15);
    checkpoint.report(undefined);
    const advanced = checkpoint.commit(async () => ({ position: 20 }));
    await Promise.resolve();
    expect(named).toEqual([]);
    checkpoint.answered(15);
    await advanced;
    expect(named).toEqual([15]);
  });

  it('reports no further than its checkpoint while that is moved', () => {
    const { checkpoint } = noted();
    checkpoint.pass(15);
    void checkpoint.commit(async () => ({ position: 20 }));
    expect(checkpoint.report(undefined)).toMatchObject({ checkpoint: 10, position: 10 });
  });

  it('takes for its own what was put on record by a report whose answer was lost, once it is told', async () => {
    const { checkpoint, named } = noted();
    checkpoint.pass(15);
    checkpoint.report(undefined);
    checkpoint.answered(undefined);
    checkpoint.pass(20);
    expect(checkpoint.report(undefined)).toMatchObject({ checkpoint: 10, position: 20 });
    checkpoint.answered(15);
    expect(checkpoint.report(undefined)).toMatchObject({ checkpoint: 15, position: 20 });
    checkpoint.answered(20);
    await checkpoint.commit(async () => ({ position: 25 }));
    expect(named).toEqual([20]);
  });

  it('takes nothing for its own that it has never reported', async () => {
    const { checkpoint, named } = noted();
    checkpoint.pass(15);
    checkpoint.report(undefined);
    checkpoint.answered(12);
    await checkpoint.commit(async () => ({ position: 20 }));
    expect(named).toEqual([10]);
  });

  it('goes on from where it was when a report was not answered', async () => {
    const { checkpoint, named } = noted();
    checkpoint.pass(15);
    checkpoint.report(undefined);
    checkpoint.answered(undefined);
    await checkpoint.commit(async () => ({ position: 20 }));
    expect(named).toEqual([10]);
    expect(checkpoint.seen).toBe(20);
  });

  it('is not moved back by what was begun before a report went on record', async () => {
    const { checkpoint, named, moved } = noted();
    checkpoint.pass(15);
    checkpoint.report(undefined);
    const begun = [
      checkpoint.commit(async () => ({ position: 10 })),
      checkpoint.commit(async () => ({ position: 12 })),
    ];
    checkpoint.answered(15);
    await Promise.all(begun);
    expect({ named, moved }).toEqual({ named: [15, 15], moved: [15, 15] });
    await checkpoint.commit(async () => ({ position: 16 }));
    expect(moved).toEqual([15, 15, 16]);
  });
});
