import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { newProcess, signOf, type SubscriptionSubject } from './subscription-subject.js';

const briefMs = 150;

/** Who has a segment, and for how long. */
export function leasesContract(subject: SubscriptionSubject): void {
  const claimedBy = async (process: string, subscription: string): Promise<number> =>
    (await subject.subscriptions.claim(process, [{ subscription, segment: 0 }], 60_000)).length;

  test('a lease that stands is not taken, and one that was given back is', async () => {
    const name = await subject.registered();
    const lease = await subject.leaseOn(name, newProcess());
    expect(await claimedBy(newProcess(), name)).toBe(0);
    await subject.subscriptions.release([lease]);
    expect((await subject.leaseOn(name, newProcess())).epoch).toBe(lease.epoch + 1);
  });

  test("one's own segment is taken anew, under a higher epoch", async () => {
    const name = await subject.registered();
    const process = newProcess();
    const first = await subject.leaseOn(name, process);
    expect(await subject.leaseOn(name, process)).toEqual({ ...first, epoch: first.epoch + 1 });
  });

  test('a lease without a sign of life runs out', async () => {
    const name = await subject.registered();
    await subject.leaseOn(name, newProcess(), { leaseMs: briefMs });
    expect(await claimedBy(newProcess(), name)).toBe(0);
    await pause(briefMs + 50);
    expect(await claimedBy(newProcess(), name)).toBe(1);
  });

  test('a sign of life renews it', async () => {
    const name = await subject.registered();
    const process = newProcess();
    await subject.leaseOn(name, process, { leaseMs: briefMs });
    await subject.subscriptions.beat(signOf(process, [name]));
    await pause(briefMs + 50);
    expect(await claimedBy(newProcess(), name)).toBe(0);
  });

  test('of two who ask at once one has it', async () => {
    const name = await subject.registered();
    const had = await Promise.all([1, 2, 3, 4].map(() => claimedBy(newProcess(), name)));
    expect(had.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  test('a lease from before gives back nothing of what has been taken since', async () => {
    const name = await subject.registered();
    const process = newProcess();
    const before = await subject.leaseOn(name, process);
    await subject.leaseOn(name, process);
    await subject.subscriptions.release([before]);
    expect(await claimedBy(newProcess(), name)).toBe(0);
  });

  test('who leaves gives back what is his, and nothing else', async () => {
    const [mine, others] = [await subject.registered(), await subject.registered()];
    const [process, other] = [newProcess(), newProcess()];
    await subject.leaseOn(mine, process);
    await subject.leaseOn(others, other);
    await subject.subscriptions.beat(signOf(process, [mine]));
    await subject.subscriptions.leave(process);
    expect(await claimedBy(newProcess(), mine)).toBe(1);
    expect(await claimedBy(newProcess(), others)).toBe(0);
    expect((await subject.subscriptions.processes()).map(({ id }) => id)).not.toContain(process);
  });

  test('a heartbeat tells who lives, in the order of ids, and the segments that concern one', async () => {
    const name = await subject.registered({ segments: 2 });
    const [one, other, gone] = [newProcess(), newProcess(), newProcess()];
    await subject.subscriptions.beat(signOf(gone, [name], { leaseMs: 1 }));
    await subject.subscriptions.beat(signOf(other, [name]));
    await pause(20);
    const { processes, segments } = await subject.subscriptions.beat(signOf(one, [name]));
    const ids = processes.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toEqual(expect.arrayContaining([one, other]));
    expect(ids).not.toContain(gone);
    expect(segments.map(({ subscription, segment }) => [subscription, segment])).toEqual([
      [name, 0],
      [name, 1],
    ]);
  });

  test('a heartbeat tells of what one holds, also where one runs it no more', async () => {
    const [name, others] = [await subject.registered({ segments: 2 }), await subject.registered()];
    const [process, other] = [newProcess(), newProcess()];
    const lease = await subject.leaseOn(name, process);
    await subject.leaseOn(others, other);
    const { segments } = await subject.subscriptions.beat(signOf(process, []));
    const { subscription, segment, owner, epoch } = lease;
    expect(segments).toEqual([expect.objectContaining({ subscription, segment, owner, epoch })]);
  });

  test('a report counts from the owner, at his epoch and checkpoint', async () => {
    const name = await subject.registered();
    const process = newProcess();
    const { epoch } = await subject.leaseOn(name, process);
    const said = { subscription: name, segment: 0, epoch, checkpoint: 0, position: 5, failure: undefined };
    const beat = (id: string, report: typeof said): Promise<unknown> =>
      subject.subscriptions.beat(signOf(id, [name], { reports: [report] }));
    await beat(newProcess(), said);
    await beat(process, { ...said, epoch: epoch - 1 });
    await beat(process, { ...said, checkpoint: 1 });
    expect(await subject.positionsOf(name)).toEqual([0]);
    await beat(process, said);
    expect(await subject.positionsOf(name)).toEqual([5]);
  });
}
