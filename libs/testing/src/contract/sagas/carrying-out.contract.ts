import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { newSaga, type SagaSubject } from './saga-subject.js';

const at = new Date('2026-03-04T05:06:07.089Z');

/** What is put on record of steps that were carried out, several at a time. */
export function carryingOutContract(subject: SagaSubject): void {
  test('the steps of several instances are put on record in one breath, and what comes next is told', async () => {
    const saga = newSaga();
    const [one, two] = [await subject.sending(1, saga), await subject.sending(2, saga)];
    const claims = await subject.claim(saga);
    const done = await subject.sagas.done(claims, at);
    const goesOn = new Map(done.map((each) => [each.claim, each.goesOn]));
    const told = claims.map(({ key, claim }) => [key, goesOn.get(claim)]);
    expect(new Map(told as [string, boolean][])).toEqual(
      new Map([
        [one.key, false],
        [two.key, true],
      ]),
    );
    for (const address of [one, two]) {
      const { record, steps } = await subject.show(address);
      expect(record).toMatchObject({ status: 'running', changedAt: at });
      expect(steps[0]).toMatchObject({ status: 'done', endedAt: at, attempts: 1, claimedBy: undefined });
    }
    const next = await subject.claimOne(saga);
    expect([next.key, next.step.number]).toEqual([two.key, 2]);
  });

  test('what was claimed by somebody else since is his, and the others are put on record', async () => {
    const saga = newSaga();
    const lost = await subject.sending(1, saga);
    const late = await subject.claimOne(saga, { leaseMs: 1 });
    await pause(20);
    const second = await subject.claimOne(saga);
    await subject.sending(1, saga);
    const own = await subject.claimOne(saga);
    const before = await subject.show(lost);
    const done = await subject.sagas.done([late, own], at);
    expect(done.map(({ claim }) => claim)).toEqual([own.claim]);
    expect(await subject.show(lost)).toEqual(before);
    expect(await subject.sagas.stands(second, undefined)).toBe(true);
  });

  test('it is put on record once', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga);
    const answers = await Promise.all([
      subject.sagas.done([claim, claim], at),
      subject.sagas.done([claim], new Date(0)),
    ]);
    expect(answers.flat()).toHaveLength(1);
    expect(await subject.sagas.done([claim], at)).toEqual([]);
    expect(await subject.sagas.done([{ ...claim, claim: 'nobody’s' }], at)).toEqual([]);
    expect(await subject.sagas.done([], at)).toEqual([]);
  });

  test.each(['compensating', 'compensated', 'ended'] as const)(
    'one that is %s is left as it is, because more follows from it',
    async (status) => {
      const address = await subject.sending(1);
      const claim = await subject.claimOne(address.saga);
      await subject.decide(address, { record: { status } });
      const before = await subject.show(address);
      expect(await subject.sagas.done([claim], at)).toEqual([]);
      expect(await subject.show(address)).toEqual(before);
      expect(await subject.settle(claim)).toBe(true);
    },
  );

  test('one that is completed sends what was sent before', async () => {
    const address = await subject.sending(2);
    const claim = await subject.claimOne(address.saga);
    await subject.decide(address, { record: { status: 'completed' } });
    expect(await subject.sagas.done([claim], at)).toEqual([{ claim: claim.claim, goesOn: true }]);
    expect((await subject.claimOne(address.saga)).step.number).toBe(2);
  });

  test('one that got stuck meanwhile stays so', async () => {
    const address = await subject.sending(2);
    const claim = await subject.claimOne(address.saga);
    await subject.decide(address, { record: { failure: 'broken' } });
    expect(await subject.sagas.done([claim], at)).toEqual([{ claim: claim.claim, goesOn: false }]);
    const { record, steps } = await subject.show(address);
    expect([record.failure, steps[0]?.status, steps[1]?.status]).toEqual(['broken', 'done', 'due']);
    expect(await subject.claim(address.saga)).toEqual([]);
  });

  test('whoever changes the instance at that moment is waited for', async () => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga);
    let done: ReturnType<typeof subject.sagas.done> = Promise.resolve([]);
    await subject.sagas.change(address, async (held) => {
      done = subject.sagas.done([claim], at);
      await pause(50);
      const record = { ...held!.record, status: 'compensating' } as const;
      return { change: { record, steps: [], moved: [], deadlines: [], over: [] }, result: undefined };
    });
    expect(await done).toEqual([]);
    expect((await subject.show(address)).record.status).toBe('compensating');
  });
}
