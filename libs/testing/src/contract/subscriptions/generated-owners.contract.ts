import { expect, test } from '@jest/globals';
import type { Lease } from '@daybook/event-store';
import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { newProcess, type SubscriptionSubject } from './subscription-subject.js';

/** `DAYBOOK_SEED=<number>` repeats the cases of a run that has printed it. */
const seed = Number(process.env['DAYBOOK_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const step = fc.record({
  deed: fc.constantFrom('claim', 'let run out', 'commit', 'release'),
  who: fc.nat(2),
  old: fc.nat(2),
});

/** Random deeds of three processes, against a model of a position, an epoch and an owner. */
export function generatedOwnersContract(subject: SubscriptionSubject): void {
  test('there are never two owners, no position goes back, and each commit counts once', async () => {
    process.stdout.write(`Owners: 40 sequences (DAYBOOK_SEED=${seed})\n`);
    const steps = fc.array(step, { minLength: 5, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(steps, async (deeds) => {
        const name = await subject.registered();
        const processes = [newProcess(), newProcess(), newProcess()];
        const leases: Lease[][] = [[], [], []];
        const model = { owner: -1, standing: false, epoch: 0, position: 0 };
        for (const { deed, who, old } of deeds) {
          const mine = leases[who] as Lease[];
          if (deed === 'claim' || deed === 'let run out') {
            const leaseMs = deed === 'claim' ? 60_000 : 1;
            const places = [{ subscription: name, segment: 0 }];
            const had = await subject.subscriptions.claim(processes[who] as string, places, leaseMs);
            const free = !model.standing || model.owner === who;
            expect(had).toHaveLength(free ? 1 : 0);
            if (!free) continue;
            Object.assign(model, { owner: who, standing: deed === 'claim', epoch: model.epoch + 1 });
            expect(had).toMatchObject([{ epoch: model.epoch, position: model.position }]);
            mine.unshift(...had);
            if (!model.standing) await pause(5);
            continue;
          }
          const lease = mine[old];
          if (lease === undefined) continue;
          const isOwner = model.owner === who && model.epoch === lease.epoch;
          if (deed === 'release') {
            await subject.subscriptions.release([lease]);
            if (isOwner) Object.assign(model, { owner: -1, standing: false });
            continue;
          }
          const commit = subject.subscriptions.advance(lease, { position: lease.position + 1 });
          if (isOwner && model.position === lease.position) {
            mine[old] = await commit;
            model.position++;
          } else await expect(commit).rejects.toMatchObject({ code: 'lease-lost' });
          expect(await subject.positionsOf(name)).toEqual([model.position]);
        }
      }),
      { seed, numRuns: 40 },
    );
  }, 30_000);
}
