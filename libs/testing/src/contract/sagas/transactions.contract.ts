import { expect, test } from '@jest/globals';
import type { HeldSaga, SagaAddress } from '@daybook/event-store';
import { changeOf, newSaga, type SagaSubject } from './saga-subject.js';

/** Instances that are changed in the transaction of whoever reads the log. */
export function transactionsContract(subject: SagaSubject): void {
  const counted = (address: SagaAddress, held: HeldSaga | undefined) => {
    const state = { count: Number(held?.record.state['count'] ?? 0) + 1 };
    return changeOf(address, held, { record: { state }, steps: [{}] });
  };

  test('instances are held, changed and begun together', async () => {
    const saga = newSaga();
    const addresses = [3, 1, 2].map((n) => ({ saga, key: `k${n}` }));
    await subject.decide({ saga, key: 'k1' }, { steps: [{}, { status: 'declared', turn: undefined }] });
    await subject.inTransaction(async (manager) => {
      const held = await subject.sagas.held([...addresses, addresses[0]!], manager);
      expect(held.map(({ record, open }) => [record.key, open.length])).toEqual([['k1', 2]]);
      const byKey = new Map(held.map((one) => [one.record.key, one]));
      await subject.sagas.write(
        addresses.map((address) => counted(address, byKey.get(address.key))),
        manager,
      );
    });
    const listed = await subject.sagas.list({ saga });
    expect(listed.map(({ key, state, steps }) => [key, state['count'], steps])).toEqual([
      ['k1', 1, 3],
      ['k2', 1, 1],
      ['k3', 1, 1],
    ]);
  });

  test('what was written twice in one transaction is as it was written last', async () => {
    const address = subject.address();
    await subject.inTransaction(async (manager) => {
      await subject.sagas.held([address], manager);
      await subject.sagas.write([counted(address, undefined)], manager);
      const [again] = await subject.sagas.held([address], manager);
      await subject.sagas.write([counted(address, again)], manager);
    });
    expect((await subject.show(address)).record).toMatchObject({ state: { count: 2 }, steps: 2 });
  });

  test('many who hold several, in whatever order they name them, come one after another', async () => {
    const saga = newSaga();
    const addresses = ['a', 'b', 'c'].map((key) => ({ saga, key }));
    await Promise.all(addresses.map((address) => subject.decide(address)));
    await Promise.all(
      Array.from({ length: 8 }, async (_, n) =>
        subject.inTransaction(async (manager) => {
          const order = n % 2 === 0 ? addresses : addresses.toReversed();
          const held = await subject.sagas.held(order, manager);
          await subject.sagas.write(
            held.map((one) => counted(one.record, one)),
            manager,
          );
        }),
      ),
    );
    const listed = await subject.sagas.list({ saga });
    expect(listed.map(({ state }) => state['count'])).toEqual([8, 8, 8]);
  });

  test('nothing of it is kept when the transaction fails, where there are transactions', async () => {
    const [begun, changed] = [subject.address(), await subject.sending(1)];
    const before = await subject.show(changed);
    let isTransaction = false;
    const failed = subject.inTransaction(async (manager) => {
      isTransaction = manager !== undefined;
      if (!isTransaction) throw new Error('broken');
      const [held] = await subject.sagas.held([changed], manager);
      const dueAt = new Date(0);
      const change = { ...counted(changed, held), deadlines: [{ name: 'x', dueAt }] };
      await subject.sagas.write([change, { ...counted(begun, undefined), deadlines: [{ name: 'x', dueAt }] }], manager);
      throw new Error('broken');
    });
    await expect(failed).rejects.toThrow('broken');
    expect(await subject.show(changed)).toEqual(before);
    expect(await subject.sagas.show(begun)).toBeUndefined();
  });

  test('one that was begun by somebody else meanwhile is not overwritten', async () => {
    const address = subject.address();
    const attempt = subject.inTransaction(async (manager) => {
      await subject.sagas.held([address], manager);
      // By somebody who does not wait for those who look at what is not there.
      const begins = subject.decide(address, { record: { state: { count: 100 } } });
      if (manager === undefined) void begins.catch(() => undefined);
      else await begins;
      await subject.sagas.write([counted(address, undefined)], manager);
    });
    const outcome = await attempt.then(
      () => 'written',
      (error: unknown) => (error as { readonly code?: string }).code,
    );
    expect(['written', 'saga-conflict', 'transaction-conflict']).toContain(outcome);
    // Whoever was first, the other one has not written over it.
    if (outcome !== 'written') expect((await subject.show(address)).record.state).toEqual({ count: 100 });
  });

  test('one that is not held is not written over', async () => {
    const address = await subject.sending(1);
    const before = await subject.show(address);
    const attempt = subject.inTransaction((manager) => subject.sagas.write([counted(address, undefined)], manager));
    await expect(attempt).rejects.toMatchObject({
      code: expect.stringMatching(/^(saga|transaction)-conflict$/) as unknown,
    });
    expect(await subject.show(address)).toEqual(before);
  });

  test('whom a conversation concerns is known, also in the transaction that has begun him', async () => {
    const saga = newSaga();
    const [one, other, ended] = [subject.address(saga), subject.address(saga), subject.address(saga)];
    const conversation = (correlationId: string) => ({ record: { correlationId } });
    await subject.decide(one, conversation('talk'));
    await subject.decide({ ...one, saga: newSaga() }, conversation('talk'));
    await subject.decide(ended, { record: { correlationId: 'talk', status: 'ended' } });
    await subject.inTransaction(async (manager) => {
      await subject.sagas.held([other], manager);
      await subject.sagas.write([changeOf(other, undefined, conversation('more'))], manager);
      const found = await subject.sagas.correlated(
        saga,
        ['talk', 'more', 'nobody', 'x'.repeat(10_000), 'a\0'],
        manager,
      );
      const expected = [one, other].map(({ key }) => ({ key, correlationId: key === one.key ? 'talk' : 'more' }));
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining(expected));
    });
    expect(await subject.sagas.correlated(saga, ['talk'], undefined)).toEqual([
      { key: one.key, correlationId: 'talk' },
    ]);
    expect(await subject.sagas.correlated(saga, [], undefined)).toEqual([]);
  });

  test.each([
    ['running', true],
    ['compensating', true],
    ['compensated', true],
    ['completed', false],
    ['ended', false],
  ] as const)('one that is %s is concerned: %p', async (status, isConcerned) => {
    const address = subject.address();
    await subject.decide(address, { record: { status, correlationId: 'talk' } });
    expect(await subject.sagas.correlated(address.saga, ['talk'], undefined)).toHaveLength(isConcerned ? 1 : 0);
  });

  test('several hundred are held and written at once', async () => {
    const saga = newSaga();
    const addresses = Array.from({ length: 300 }, (_, n) => ({ saga, key: `k${String(n).padStart(4, '0')}` }));
    for (const round of [1, 2]) {
      await subject.inTransaction(async (manager) => {
        const held = await subject.sagas.held(addresses, manager);
        expect(held).toHaveLength(round === 1 ? 0 : 300);
        await subject.sagas.write(
          addresses.map((address, at) => counted(address, held[at])),
          manager,
        );
      });
    }
    const listed = await subject.sagas.list({ saga, limit: 1_000 });
    expect(listed.filter(({ steps, state }) => steps === 2 && state['count'] === 2)).toHaveLength(300);
  });
}
