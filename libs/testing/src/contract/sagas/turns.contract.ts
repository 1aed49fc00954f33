import { expect, test } from '@jest/globals';
import type { ClaimedStep } from '@daybook/event-store';
import { known, newProcess, newSaga, type SagaSubject } from './saga-subject.js';

/** Which step is sent next. */
export function turnsContract(subject: SagaSubject): void {
  const numbers = (claims: readonly ClaimedStep[]) => claims.map(({ step }) => step.number);

  test('a claim says all that the command is sent with', async () => {
    const address = subject.address();
    const record = { correlationId: 'talk', metadata: { actor: 'alice' }, version: 3 };
    const step = { type: 'contract.pay', payload: { amount: 1 }, cause: { deadline: 'late' } };
    await subject.decide(address, { record, steps: [step] });
    const process = newProcess();
    const claimed = await subject.claimOne(address.saga, { process, sagas: known(address.saga, 3) });
    const expected = { ...step, number: 1, turn: 1, kind: 'command', status: 'due', attempts: 1, claimedBy: process };
    expect(claimed).toMatchObject({ ...address, ...record, step: expected });
    expect((await subject.show(address)).steps).toEqual([claimed.step]);
  });

  test('the steps of an instance are sent in their turns, one at a time', async () => {
    const address = await subject.sending(3);
    for (const number of [1, 2, 3]) {
      const claim = await subject.claimOne(address.saga);
      expect(claim.step.number).toBe(number);
      expect(await subject.claim(address.saga)).toEqual([]);
      expect(await subject.settle(claim)).toBe(true);
    }
    expect(await subject.claim(address.saga)).toEqual([]);
  });

  test('turns count, and not the numbers', async () => {
    const address = subject.address();
    const declared = { kind: 'compensation', status: 'declared', turn: undefined } as const;
    await subject.decide(address, { record: { turns: 9 }, steps: [{ turn: 7 }, declared, { turn: 4 }, declared] });
    const moved = [
      { number: 4, status: 'due', turn: 8 },
      { number: 2, status: 'due', turn: 9 },
    ] as const;
    await subject.decide(address, { record: { turns: 9 }, moved });
    const order: number[] = [];
    for (let n = 0; n < 4; n++) {
      const claim = await subject.claimOne(address.saga);
      order.push(claim.step.number);
      await subject.settle(claim, { record: { turns: 9 } });
    }
    expect(order).toEqual([3, 1, 4, 2]);
  });

  test.each(['declared', 'held', 'cancelled'] as const)('a step that is %s is not sent', async (status) => {
    const address = subject.address();
    await subject.decide(address, { steps: [{ status }, {}] });
    const claim = await subject.claimOne(address.saga);
    expect(claim.step.number).toBe(2);
    await subject.settle(claim);
    expect(await subject.claim(address.saga)).toEqual([]);
  });

  test('instances do not wait for each other', async () => {
    const saga = newSaga();
    for (let n = 0; n < 5; n++) await subject.sending(2, saga);
    const claims = await subject.claim(saga);
    expect(new Set(claims.map(({ key }) => key)).size).toBe(5);
    expect(numbers(claims)).toEqual([1, 1, 1, 1, 1]);
  });

  test('those that have waited longest come first, and no more than asked for', async () => {
    const saga = newSaga();
    const keys: string[] = [];
    for (let n = 0; n < 4; n++) keys.push((await subject.sending(1, saga)).key);
    const first = await subject.claim(saga, { limit: 3 });
    expect(first.map(({ key }) => key)).toEqual(keys.slice(0, 3));
    expect((await subject.claim(saga, { limit: 3 })).map(({ key }) => key)).toEqual(keys.slice(3));
  });

  test('an instance that has much to do is not before the others again and again', async () => {
    const saga = newSaga();
    const busy = await subject.sending(10, saga);
    const others = [await subject.sending(1, saga), await subject.sending(1, saga)];
    const order: string[] = [];
    for (let n = 0; n < 5; n++) {
      const [claim] = await subject.claim(saga, { limit: 1 });
      order.push(claim?.key ?? '');
      if (claim !== undefined) await subject.settle(claim);
    }
    expect(order.slice(0, 3)).toEqual([busy.key, ...others.map(({ key }) => key)]);
    expect(order.slice(3)).toEqual([busy.key, busy.key]);
  });

  test('what an instance hears while it waits does not send it to the end of those who wait', async () => {
    const saga = newSaga();
    const [first, second] = [await subject.sending(1, saga), await subject.sending(1, saga)];
    await subject.decide(first, { record: { state: { heard: true } }, steps: [{}] });
    const claims = await subject.claim(saga);
    expect(claims.map(({ key }) => key)).toEqual([first.key, second.key]);
  });

  test('versions that a process does not know are left to others', async () => {
    const saga = newSaga();
    for (const version of [1, 2, 3]) await subject.decide(subject.address(saga), { record: { version }, steps: [{}] });
    const versions = (claims: readonly ClaimedStep[]) => claims.map(({ version }) => version);
    expect(versions(await subject.claim(saga, { sagas: known(saga, 2) }))).toEqual([2]);
    expect(await subject.claim(saga, { sagas: known(saga, 2, 4) })).toEqual([]);
    expect(await subject.claim(saga, { sagas: [] })).toEqual([]);
    expect(versions(await subject.claim(saga, { sagas: known(saga, 3, 1) })).toSorted()).toEqual([1, 3]);
  });

  test('one that was taken over by another version is for those who know that', async () => {
    const address = await subject.sending(1);
    await subject.decide(address, { record: { version: 2 } });
    expect(await subject.claim(address.saga, { sagas: known(address.saga, 1) })).toEqual([]);
    expect(await subject.claim(address.saga, { sagas: known(address.saga, 2) })).toHaveLength(1);
  });

  test('one that is stuck sends nothing, until it is not', async () => {
    const address = await subject.sending(1, undefined, { record: { failure: 'broken' } });
    expect(await subject.claim(address.saga)).toEqual([]);
    await subject.decide(address, { steps: [{}] });
    expect(await subject.claim(address.saga)).toEqual([]);
    await subject.decide(address, { record: { failure: undefined } });
    expect(numbers(await subject.claim(address.saga))).toEqual([1]);
  });

  test('whatever they do at once, each step is sent once and in its turn', async () => {
    const saga = newSaga();
    const addresses = await Promise.all(Array.from({ length: 6 }, () => subject.sending(2, saga)));
    const sent: string[] = [];
    const send = async (): Promise<void> => {
      for (const claim of await subject.claim(saga, { limit: 2 })) {
        expect(claim.step.attempts).toBe(1);
        sent.push(`${claim.key} ${claim.step.number}`);
        // Every second one decides on another.
        const steps = claim.step.number % 2 === 0 && claim.step.number < 8 ? [{}, {}] : [];
        expect(await subject.settle(claim, { steps })).toBe(true);
      }
    };
    const hear = async (): Promise<void> => {
      const address = addresses[Math.floor(Math.random() * addresses.length)]!;
      await subject.decide(address, { record: { state: { heard: Math.random() } } });
    };
    for (let round = 0; round < 60 && sent.length < 48; round++) {
      await Promise.all([send(), send(), hear(), send(), hear()]);
    }
    const expected = addresses.flatMap(({ key }) => Array.from({ length: 8 }, (_, n) => `${key} ${n + 1}`));
    expect(sent.toSorted()).toEqual(expected.toSorted());
    for (const { key } of addresses) {
      expect(sent.filter((step) => step.startsWith(key))).toEqual(expected.filter((step) => step.startsWith(key)));
    }
  });
}
