import { expect, test } from '@jest/globals';
import type { DueDeadline, SagaAddress } from '@daybook/event-store';
import { changeOf, known, newSaga, type SagaSubject } from './saga-subject.js';

/** When instances are to be called. */
export function deadlinesContract(subject: SagaSubject): void {
  const at = (ms: number) => new Date(1_000_000 + ms);
  const namesDue = async (saga: string, ms: number, limit = 100): Promise<readonly string[]> =>
    (await subject.sagas.due(known(saga), at(ms), limit)).map(({ name }) => name);
  const setting = async (deadlines: Readonly<Record<string, number>>, saga?: string): Promise<SagaAddress> => {
    const address = subject.address(saga);
    await subject.decide(address, { deadlines: listOf(deadlines) });
    return address;
  };
  const listOf = (deadlines: Readonly<Record<string, number>>) =>
    Object.entries(deadlines).map(([name, ms]) => ({ name, dueAt: at(ms) }));

  test('one is due from its time on, to the millisecond', async () => {
    const address = await setting({ payment: 10 });
    expect(await subject.sagas.due(known(address.saga), at(9), 100)).toEqual([]);
    const due = [{ ...address, name: 'payment', dueAt: at(10) }];
    expect(await subject.sagas.due(known(address.saga), at(10), 100)).toEqual(due);
    expect(await subject.sagas.nextDeadline(known(address.saga))).toEqual(at(10));
  });

  test('they come in the order in which they fell due, whosever they are, and no more than asked for', async () => {
    const { saga } = await setting({ e: 50, a: 10, later: 99 });
    await setting({ d: 40, b: 20 }, saga);
    await setting({ c: 30 }, saga);
    expect(await namesDue(saga, 60)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await namesDue(saga, 60, 3)).toEqual(['a', 'b', 'c']);
    expect(await subject.sagas.nextDeadline(known(saga))).toEqual(at(10));
  });

  test('those of several sagas come together', async () => {
    const [one, other] = [await setting({ b: 20 }), await setting({ a: 10, c: 30 })];
    const sagas = [...known(one.saga), ...known(other.saga)];
    const due = await subject.sagas.due(sagas, at(25), 100);
    expect(due.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(await subject.sagas.nextDeadline(sagas)).toEqual(at(10));
    expect(await subject.sagas.due([], at(100), 100)).toEqual([]);
    expect(await subject.sagas.nextDeadline([])).toBeUndefined();
  });

  test('one that is set again is moved', async () => {
    const address = await setting({ payment: 10, other: 5 });
    await subject.decide(address, { deadlines: listOf({ payment: 30 }) });
    expect(await namesDue(address.saga, 20)).toEqual(['other']);
    expect(await namesDue(address.saga, 30)).toEqual(['other', 'payment']);
    expect((await subject.show(address)).deadlines).toEqual(listOf({ other: 5, payment: 30 }));
  });

  test('one that is over is not due, and one of its name can be set, also in the same breath', async () => {
    const address = await setting({ payment: 10, other: 20 });
    await subject.decide(address, { over: ['payment', 'unknown'] });
    expect(await namesDue(address.saga, 30)).toEqual(['other']);
    await subject.decide(address, { over: ['other'], deadlines: listOf({ other: 25, payment: 28 }) });
    expect(await namesDue(address.saga, 30)).toEqual(['other', 'payment']);
    await subject.decide(address, { over: ['other', 'payment'] });
    expect(await subject.sagas.nextDeadline(known(address.saga))).toBeUndefined();
  });

  test('those of versions that a process does not know are left to others', async () => {
    const address = await setting({ payment: 10 });
    await subject.decide(address, { record: { version: 2 }, deadlines: listOf({ other: 20 }) });
    expect(await namesDue(address.saga, 30)).toEqual([]);
    expect(await subject.sagas.nextDeadline(known(address.saga))).toBeUndefined();
    const due = await subject.sagas.due(known(address.saga, 1, 2), at(30), 100);
    expect(due.map(({ name }) => name)).toEqual(['payment', 'other']);
  });

  test('those of one that is stuck wait until it is not', async () => {
    const address = await setting({ payment: 10 });
    await subject.decide(address, { record: { failure: 'broken' } });
    await subject.decide(address, { deadlines: listOf({ other: 20 }) });
    expect(await namesDue(address.saga, 30)).toEqual([]);
    expect(await subject.sagas.nextDeadline(known(address.saga))).toBeUndefined();
    await subject.decide(address, { record: { failure: undefined } });
    expect(await namesDue(address.saga, 30)).toEqual(['payment', 'other']);
  });

  test('those of one that got stuck at a step wait as well', async () => {
    const address = await subject.sending(1, undefined, { deadlines: listOf({ payment: 10 }) });
    const claim = await subject.claimOne(address.saga);
    await subject.sagas.failed(claim, { failure: 'broken', againInMs: undefined });
    expect(await namesDue(address.saga, 30)).toEqual([]);
  });

  test('of eight who take what is due each deadline is taken by one', async () => {
    const saga = newSaga();
    for (let n = 0; n < 10; n++) await setting({ a: n, b: n + 5, c: 1_000 }, saga);
    const taken: string[] = [];
    const take = async ({ name, dueAt, ...address }: DueDeadline): Promise<void> => {
      const isMine = await subject.sagas.change(address, async (held) => {
        const its = held?.deadlines.find((deadline) => deadline.name === name && +deadline.dueAt === +dueAt);
        if (held === undefined || its === undefined) return { change: undefined, result: false };
        return { change: changeOf(address, held, { over: [name], steps: [{}] }), result: true };
      });
      if (isMine) taken.push(`${address.key} ${name}`);
    };
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (const deadline of await subject.sagas.due(known(saga), at(100), 100)) await take(deadline);
      }),
    );
    expect(taken).toHaveLength(20);
    expect(new Set(taken).size).toBe(20);
    expect(await namesDue(saga, 100)).toEqual([]);
    const listed = await subject.sagas.list({ saga });
    expect(listed.map(({ steps }) => steps)).toEqual(Array.from({ length: 10 }, () => 2));
  });
}
