import type { DeclinedSegment, LiveProcess } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { newProcess, signOf, subscriptionOf, type SubscriptionSubject } from './subscription-subject.js';

/** What processes of different releases can rely on when they share a subscription. */
export function mixedReleasesContract(subject: SubscriptionSubject): void {
  const declined = (subscription: string, other: Partial<DeclinedSegment> = {}): DeclinedSegment => ({
    ...{ subscription, segment: 0, type: 'contract.noted', schemaVersion: 2, position: 7 },
    ...other,
  });
  const declinesOf = (processes: readonly LiveProcess[], process: string): unknown =>
    processes.find(({ id }) => id === process)?.declines;

  test('what a process leaves to others is told by its signs of life, until it says otherwise', async () => {
    const name = await subject.registered();
    const [one, other] = [newProcess(), newProcess()];
    const declines = [declined(name), declined(name, { segment: 1, position: 9 })];
    const told = await subject.subscriptions.beat(signOf(one, [name], { declines }));
    expect(declinesOf(told.processes, one)).toEqual(declines);
    const { processes } = await subject.subscriptions.beat(signOf(other, [name]));
    expect(declinesOf(processes, one)).toEqual(declines);
    expect(declinesOf(processes, other)).toBeUndefined();
    expect(declinesOf(await subject.subscriptions.processes(), one)).toEqual(declines);
    const later = await subject.subscriptions.beat(signOf(one, [name]));
    expect(declinesOf(later.processes, one)).toBeUndefined();
  });

  test('a subscription waits for a release while all who run it leave one of its segments to others', async () => {
    const name = await subject.registered({ segments: 2 });
    const awaited = async (): Promise<unknown> => (await subject.subscriptions.status(name))[0]?.awaitedRelease;
    const [one, other, stranger] = [newProcess(), newProcess(), newProcess()];
    await subject.subscriptions.beat(signOf(stranger, ['another']));
    expect(await awaited()).toBeUndefined();
    await subject.subscriptions.beat(signOf(one, [name], { declines: [declined(name, { segment: 1 })] }));
    expect(await awaited()).toEqual({ segment: 1, type: 'contract.noted', schemaVersion: 2, position: 7 });
    await subject.subscriptions.beat(signOf(other, [name]));
    expect(await awaited()).toBeUndefined();
    const declines = [declined(name), declined(name, { segment: 1 })];
    await subject.subscriptions.beat(signOf(other, [name], { declines }));
    expect(await awaited()).toMatchObject({ segment: 1 });
    const lease = await subject.leaseOn(name, one, { segment: 1 });
    await subject.subscriptions.advance(lease, { position: 7 });
    expect(await awaited()).toBeUndefined();
  });

  test('a type that a process does not know stays in the filter, and one that it knows goes', async () => {
    const wanted = subscriptionOf({ types: ['a', 'b'] });
    const typesOf = async (): Promise<unknown> => (await subject.subscriptions.status(wanted.name))[0]?.types;
    await subject.subscriptions.register([{ ...wanted, types: ['a', 'b', 'z'] }], ['a', 'b', 'z']);
    await subject.subscriptions.register([wanted], ['a', 'b', 'c']);
    expect(await typesOf()).toEqual(['a', 'b', 'z']);
    await subject.subscriptions.register([wanted], ['a', 'b', 'z']);
    expect(await typesOf()).toEqual(['a', 'b']);
    await subject.subscriptions.register([{ ...wanted, types: undefined }], ['a', 'b']);
    expect(await typesOf()).toBeUndefined();
    await subject.subscriptions.register([wanted], []);
    expect(await typesOf()).toEqual(['a', 'b']);
  });

  test('a lease names the types that are wanted, those of other releases too', async () => {
    const wanted = subscriptionOf({ types: ['a', 'z'] });
    await subject.subscriptions.register([wanted], ['a', 'z']);
    await subject.subscriptions.register([{ ...wanted, types: ['a'] }], ['a']);
    expect((await subject.leaseOn(wanted.name, newProcess())).types).toEqual(['a', 'z']);
    expect((await subject.leaseOn(await subject.registered(), newProcess())).types).toBeUndefined();
  });

  test('what is wanted is told of all subscriptions whose names begin alike', async () => {
    const beginning = `shelves-${newProcess()}@1.`;
    await subject.registered({ name: `${beginning}1`, types: ['a', 'b'] });
    await subject.registered({ name: `${beginning}2`, types: ['b', 'z'] });
    await subject.registered({ name: `${beginning}3` });
    expect([...(await subject.subscriptions.typesWanted(beginning))].sort()).toEqual(['a', 'b', 'z']);
    expect(await subject.subscriptions.typesWanted('shelves-%')).toEqual([]);
  });

  test('who reads without a type that comes to be wanted does not get past it', async () => {
    const wanted = subscriptionOf({ types: ['a', 'b'] });
    const process = newProcess();
    await subject.subscriptions.register([wanted]);
    const lease = await subject.leaseOn(wanted.name, process);
    const { subscription, segment, epoch, position: checkpoint } = lease;
    // One fewer, and the same once more, take nothing away.
    await subject.subscriptions.register([{ ...wanted, types: ['a'] }]);
    await subject.subscriptions.register([{ ...wanted, types: ['a'] }]);
    const moved = await subject.subscriptions.advance(lease, { position: 1 });
    await subject.subscriptions.register([{ ...wanted, types: ['a', 'z'] }]);
    await expect(subject.subscriptions.advance(moved, { position: 2 })).rejects.toMatchObject({ code: 'lease-lost' });
    const report = { subscription, segment, epoch, checkpoint: checkpoint + 1, position: 2, failure: undefined };
    const { segments } = await subject.subscriptions.beat(signOf(process, [wanted.name], { reports: [report] }));
    expect(segments).toMatchObject([{ position: 1, owner: process }]);
    const anew = await subject.leaseOn(wanted.name, process);
    expect(anew).toMatchObject({ position: 1, types: ['a', 'z'] });
    expect((await subject.subscriptions.advance(anew, { position: 2 })).position).toBe(2);
  });
}
