import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { known, type SagaSubject } from './saga-subject.js';

/** What becomes of a step that could not be carried out. */
export function attemptsContract(subject: SagaSubject): void {
  test('it is sent again when its pause is over, and the others of the instance wait behind it', async () => {
    const address = await subject.sending(2);
    const first = await subject.claimOne(address.saga);
    expect(await subject.sagas.failed(first, { failure: 'away', againInMs: 200 })).toBe(true);
    expect(await subject.claim(address.saga)).toEqual([]);
    expect(await subject.sagas.nextAttemptInMs(known(address.saga))).toBeGreaterThan(50);
    expect((await subject.show(address)).steps[0]).toMatchObject({
      status: 'due',
      failure: 'away',
      attempts: 1,
      claimedBy: undefined,
    });
    await pause(250);
    const again = await subject.claimOne(address.saga);
    expect(again.step).toMatchObject({ number: 1, failure: 'away', attempts: 2 });
    expect(await subject.sagas.failed(again, { failure: 'away again', againInMs: 0 })).toBe(true);
    expect((await subject.claimOne(address.saga)).step).toMatchObject({
      number: 1,
      failure: 'away again',
      attempts: 3,
    });
  });

  test('what an instance hears meanwhile does not shorten the pause', async () => {
    const address = await subject.sending(1);
    await subject.sagas.failed(await subject.claimOne(address.saga), { failure: 'away', againInMs: 30_000 });
    await subject.decide(address, { record: { state: { heard: true } }, steps: [{}] });
    expect(await subject.claim(address.saga)).toEqual([]);
    expect(await subject.sagas.nextAttemptInMs(known(address.saga))).toBeGreaterThan(20_000);
  });

  test('one that was not the command’s fault does not count', async () => {
    const address = await subject.sending(1);
    await subject.sagas.failed(await subject.claimOne(address.saga), { failure: 'away', againInMs: 0, counts: false });
    expect((await subject.show(address)).steps[0]).toMatchObject({ failure: 'away', attempts: 0 });
    expect((await subject.claimOne(address.saga)).step.attempts).toBe(1);
  });

  test('how often it has failed by its own fault is on record, and claims that ran out are none of that', async () => {
    const address = await subject.sending(1);
    const { saga } = address;
    const failures = async (): Promise<number> => (await subject.claimOne(saga, { leaseMs: 20 })).step.failures;
    expect(await failures()).toBe(0);
    await pause(60);
    const second = await subject.claimOne(saga);
    expect(second.step).toMatchObject({ failures: 0, attempts: 2 });
    await subject.sagas.failed(second, { failure: 'no', againInMs: 0 });
    await subject.sagas.failed(await subject.claimOne(saga), { failure: 'away', againInMs: 0, counts: false });
    await subject.sagas.failed(await subject.claimOne(saga), { failure: 'no', againInMs: 0 });
    expect((await subject.show(address)).steps[0]).toMatchObject({ failures: 2 });
    expect(await failures()).toBe(2);
    await subject.decide(address, { moved: [{ number: 1, status: 'due' }] });
    await pause(60);
    expect(await failures()).toBe(0);
  });

  test('one that was ended meanwhile is stuck at nothing: its step can be had again, and says how the instance stands', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga);
    expect(claim.status).toBe('running');
    await subject.decide(address, { record: { status: 'ended', reason: 'by hand' } });
    expect(await subject.sagas.failed(claim, { failure: 'broken', againInMs: undefined })).toBe(true);
    expect((await subject.show(address)).record).toMatchObject({ status: 'ended', failure: undefined });
    expect(await subject.claimOne(address.saga)).toMatchObject({ status: 'ended', step: { number: 1 } });
  });

  test('after the last one the instance is stuck at it, alone', async () => {
    const address = await subject.sending(2);
    const other = await subject.sending(1, address.saga);
    const [claim, others] = await subject.claim(address.saga);
    expect(await subject.sagas.failed(claim!, { failure: 'broken', againInMs: undefined })).toBe(true);
    const { record, steps } = await subject.show(address);
    expect(record).toMatchObject({ status: 'running', failure: 'broken', stuckAt: { step: 1 } });
    expect(steps).toMatchObject([
      { status: 'due', failure: 'broken', attempts: 1, claimedBy: undefined },
      { status: 'due' },
    ]);
    expect(await subject.claim(address.saga)).toEqual([]);
    expect(await subject.sagas.nextAttemptInMs(known(address.saga))).toBeGreaterThan(0);
    expect((await subject.show(other)).record.failure).toBeUndefined();
    expect(await subject.settle(others!)).toBe(true);
    expect(await subject.sagas.nextAttemptInMs(known(address.saga))).toBeUndefined();
  });

  test('made due again its attempts begin anew, and at once', async () => {
    const address = await subject.sending(1);
    await subject.sagas.failed(await subject.claimOne(address.saga), { failure: 'broken', againInMs: undefined });
    const record = { failure: undefined, stuckAt: undefined };
    await subject.decide(address, { record, moved: [{ number: 1, status: 'due' }] });
    expect((await subject.show(address)).record).toMatchObject(record);
    const again = await subject.claimOne(address.saga);
    expect(again.step.attempts).toBe(1);
    await subject.sagas.failed(again, { failure: 'away', againInMs: 60_000 });
    expect(await subject.claim(address.saga)).toEqual([]);
    await subject.decide(address, { moved: [{ number: 1, status: 'due' }] });
    expect((await subject.claimOne(address.saga)).step.attempts).toBe(1);
  });

  test('a pause is that of its step, and not of the one that comes instead', async () => {
    const address = await subject.sending(2);
    await subject.sagas.failed(await subject.claimOne(address.saga), { failure: 'away', againInMs: 60_000 });
    await subject.decide(address, { moved: [{ number: 1, status: 'skipped' }] });
    expect((await subject.claimOne(address.saga)).step.number).toBe(2);
  });

  test('one that is stuck for another reason stays so while an attempt is to be made again', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga);
    await subject.decide(address, { record: { failure: 'broken', stuckAt: { deadline: 'late' } } });
    expect(await subject.sagas.failed(claim, { failure: 'away', againInMs: 0 })).toBe(true);
    expect((await subject.show(address)).record).toMatchObject({ failure: 'broken', stuckAt: { deadline: 'late' } });
    expect(await subject.claim(address.saga)).toEqual([]);
    await subject.decide(address, { record: { failure: undefined, stuckAt: undefined } });
    expect(await subject.claim(address.saga)).toHaveLength(1);
  });
}
