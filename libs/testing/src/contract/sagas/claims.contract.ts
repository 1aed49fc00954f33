import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { known, newProcess, newSaga, type SagaSubject } from './saga-subject.js';

const briefMs = 150;

/** Who sends a step, for how long, and what his words are worth when somebody else does. */
export function claimsContract(subject: SagaSubject): void {
  test('of many who ask at once one has it', async () => {
    const address = await subject.sending(1);
    const had = await Promise.all(Array.from({ length: 8 }, () => subject.claim(address.saga)));
    expect(had.flat()).toHaveLength(1);
  });

  test('many who ask at once share what there is', async () => {
    const saga = newSaga();
    for (let n = 0; n < 12; n++) await subject.sending(1, saga);
    const had = await Promise.all(Array.from({ length: 4 }, () => subject.claim(saga, { limit: 3 })));
    const left = await subject.claim(saga);
    const keys = [...had.flat(), ...left].map(({ key }) => key);
    expect(keys).toHaveLength(12);
    expect(new Set(keys).size).toBe(12);
  });

  test('a claim stands while nobody else has taken the step', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga, { leaseMs: 1 });
    expect(await subject.sagas.stands(claim, undefined)).toBe(true);
    await pause(20);
    expect(await subject.sagas.stands(claim, undefined)).toBe(true);
    expect(await subject.settle(claim)).toBe(true);
    expect(await subject.sagas.stands(claim, undefined)).toBe(false);
  });

  test('without a sign of life another process takes it over, and what the first one says has no effect', async () => {
    const address = await subject.sending(2);
    const first = await subject.claimOne(address.saga, { leaseMs: briefMs });
    expect(await subject.claim(address.saga)).toEqual([]);
    await pause(briefMs + 50);
    const second = await subject.claimOne(address.saga);
    expect(second.step).toMatchObject({ number: 1, attempts: 2 });
    expect(second.claim).not.toBe(first.claim);
    const before = await subject.show(address);

    expect(await subject.sagas.stands(first, undefined)).toBe(false);
    expect(await subject.settle(first)).toBe(false);
    expect(await subject.sagas.failed(first, { failure: 'late', againInMs: undefined })).toBe(false);
    expect(await subject.sagas.failed(first, { failure: 'late', againInMs: 0 })).toBe(false);
    await subject.sagas.release([first]);
    const renewed = await subject.sagas.renew(first.step.claimedBy!, [first.claim], 60_000);
    expect(renewed.size).toBe(0);
    expect(await subject.show(address)).toEqual(before);
    expect(await subject.settle(second)).toBe(true);
  });

  test('a process that takes a step over from itself does so like any other', async () => {
    const address = await subject.sending(1);
    const process = newProcess();
    const first = await subject.claimOne(address.saga, { process, leaseMs: 1 });
    await pause(20);
    const second = await subject.claimOne(address.saga, { process });
    expect(await subject.sagas.renew(process, [first.claim, second.claim], 60_000)).toEqual(new Set([second.claim]));
    expect(await subject.settle(first)).toBe(false);
  });

  test('a sign of life lets it stand for longer', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga, { leaseMs: briefMs });
    expect(await subject.sagas.renew(claim.step.claimedBy!, [claim.claim], 60_000)).toEqual(new Set([claim.claim]));
    await pause(briefMs + 50);
    expect(await subject.claim(address.saga)).toEqual([]);
  });

  test('nobody gives a sign of life for another', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga, { leaseMs: briefMs });
    const others = [claim.claim, 'nobody’s', '00000000-0000-4000-8000-000000000000'];
    expect((await subject.sagas.renew(newProcess(), others, 60_000)).size).toBe(0);
    expect((await subject.sagas.renew(newProcess(), [], 60_000)).size).toBe(0);
    await pause(briefMs + 50);
    expect(await subject.claim(address.saga)).toHaveLength(1);
  });

  test('what was given back can be had at once, and was not sent', async () => {
    const saga = newSaga();
    await subject.sending(1, saga);
    await subject.sending(1, saga);
    const claims = await subject.claim(saga);
    await subject.sagas.release(claims);
    await subject.sagas.release([]);
    const again = await subject.claim(saga);
    expect(again.map(({ step }) => step.attempts)).toEqual([1, 1]);
    await subject.sagas.release(claims);
    expect(await subject.claim(saga)).toEqual([]);
  });

  test('while it is sent the instance goes on, and the claim stands', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga);
    await subject.sagas.change(address, async (held) => {
      expect(held?.open).toMatchObject([{ number: 1, claimedBy: claim.step.claimedBy }]);
      return { change: undefined, result: undefined };
    });
    await subject.decide(address, { record: { state: { heard: true } }, steps: [{}] });
    await subject.decide(address, { record: { failure: 'broken' } });
    expect(await subject.sagas.stands(claim, undefined)).toBe(true);
    expect(await subject.settle(claim, { record: { failure: undefined } })).toBe(true);
    expect((await subject.claimOne(address.saga)).step.number).toBe(2);
  });

  test.each(['cancelled', 'skipped', 'refused'] as const)(
    'a step that became %s in between is nobody’s, and what was claimed of it counts for nothing',
    async (status) => {
      const address = await subject.sending(2);
      const claim = await subject.claimOne(address.saga);
      await subject.decide(address, { moved: [{ number: 1, status }] });
      expect(await subject.sagas.stands(claim, undefined)).toBe(false);
      expect(await subject.sagas.failed(claim, { failure: 'late', againInMs: 0 })).toBe(false);
      expect((await subject.show(address)).steps[0]).toMatchObject({ status, claimedBy: undefined });
      expect((await subject.claimOne(address.saga)).step.number).toBe(2);
    },
  );

  test('one that got stuck while a step was sent keeps others from it, also when the claim has run out', async () => {
    const address = await subject.sending(1);
    await subject.claimOne(address.saga, { leaseMs: 1 });
    await subject.decide(address, { record: { failure: 'broken' } });
    await pause(20);
    expect(await subject.claim(address.saga)).toEqual([]);
    await subject.decide(address, { record: { failure: undefined } });
    expect(await subject.claim(address.saga)).toHaveLength(1);
  });

  test('in how long the next one can be had is known, if its claim stands', async () => {
    const address = await subject.sending(1);
    expect(await subject.sagas.nextAttemptInMs(known(address.saga))).toBeUndefined();
    const claim = await subject.claimOne(address.saga, { leaseMs: 30_000 });
    const inMs = await subject.sagas.nextAttemptInMs(known(address.saga));
    expect(inMs).toBeGreaterThan(20_000);
    expect(inMs).toBeLessThanOrEqual(30_000);
    expect(await subject.sagas.nextAttemptInMs(known(address.saga, 2))).toBeUndefined();
    expect(await subject.sagas.nextAttemptInMs([])).toBeUndefined();
    await subject.settle(claim);
    expect(await subject.sagas.nextAttemptInMs(known(address.saga))).toBeUndefined();
  });
}
