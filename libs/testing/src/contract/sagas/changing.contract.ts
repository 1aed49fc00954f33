import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { changeOf, type SagaSubject } from './saga-subject.js';

/** An instance is changed by one at a time, and as a whole. */
export function changingContract(subject: SagaSubject): void {
  const count = async (address: Parameters<SagaSubject['show']>[0]): Promise<unknown> =>
    (await subject.show(address)).record.state['count'];

  test('what the work answers is answered, and what becomes of the instance is kept', async () => {
    const address = subject.address();
    const result = await subject.sagas.change(address, async (held) => {
      expect(held).toBeUndefined();
      return { change: changeOf(address, held, { record: { state: { count: 1 } } }), result: { of: 'the work' } };
    });
    expect(result).toEqual({ of: 'the work' });
    expect(await count(address)).toBe(1);
  });

  test('without a change nothing is written', async () => {
    const address = await subject.sending(1);
    const before = await subject.show(address);
    await subject.sagas.change(address, async () => ({ change: undefined, result: undefined }));
    await subject.sagas.change(subject.address(address.saga), async () => ({ change: undefined, result: undefined }));
    expect(await subject.show(address)).toEqual(before);
    expect(await subject.sagas.list({ saga: address.saga })).toHaveLength(1);
  });

  test('when the work fails nothing is written, and its error is thrown', async () => {
    const address = await subject.sending(1);
    const before = await subject.show(address);
    const broken = new Error('The work is broken.');
    await expect(subject.sagas.change(address, () => Promise.reject(broken))).rejects.toThrow(broken.message);
    expect(await subject.show(address)).toEqual(before);
  });

  test('each of many at once sees what the others have made of it', async () => {
    const address = subject.address();
    await subject.decide(address, { record: { state: { count: 0 } } });
    await Promise.all(
      Array.from({ length: 24 }, async (_, n) =>
        subject.sagas.change(address, async (held) => {
          if (n % 5 === 0) await pause(3);
          const state = { count: Number(held?.record.state['count']) + 1 };
          return { change: changeOf(address, held, { record: { state }, steps: [{}] }), result: undefined };
        }),
      ),
    );
    expect(await count(address)).toBe(24);
    const { steps } = await subject.show(address);
    expect(steps.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
  });

  test('of many who begin it at once one begins it, and the others find it', async () => {
    const address = subject.address();
    const found = await Promise.all(
      Array.from({ length: 8 }, async () =>
        subject.sagas.change(address, async (held) => ({
          change: held === undefined ? changeOf(address, held) : undefined,
          result: held !== undefined,
        })),
      ),
    );
    expect(found.filter((before) => !before)).toHaveLength(1);
  });

  test('another instance is not waited for', async () => {
    const [one, other] = [await subject.sending(0), await subject.sending(0)];
    await subject.sagas.change(one, async () => {
      await subject.decide(other, { record: { state: { count: 1 } } });
      return { change: undefined, result: undefined };
    });
    expect(await count(other)).toBe(1);
  });

  test('what cannot be written is refused, and nothing of it is', async () => {
    const address = await subject.sending(1);
    const before = await subject.show(address);
    const said = { record: { state: { count: 1 } }, deadlines: [{ name: 'x', dueAt: new Date(0) }] };
    const none = subject.decide(address, { ...said, moved: [{ number: 2, status: 'done' }], record: { steps: 2 } });
    await expect(none).rejects.toMatchObject({ code: 'invalid-saga' });
    await subject.decide(address, { steps: [{ status: 'declared', turn: undefined }] });
    const turnless = subject.decide(address, { ...said, steps: [{}], moved: [{ number: 2, status: 'due' }] });
    await expect(turnless).rejects.toMatchObject({ code: 'invalid-saga' });
    const { steps, ...rest } = await subject.show(address);
    expect({ ...rest, steps: steps.slice(0, 1) }).toEqual({
      ...before,
      record: { ...before.record, steps: 2, turns: 2 },
    });
  });

  test('a change of another instance than the one that is held is refused', async () => {
    const address = await subject.sending(0);
    const other = await subject.sending(0);
    const change = subject.sagas.change(address, async (held) => ({
      change: changeOf(other, undefined, { record: { ...held?.record, ...other, state: { count: 1 } } }),
      result: undefined,
    }));
    await expect(change).rejects.toMatchObject({ code: 'invalid-saga' });
    expect(await count(other)).toBeUndefined();
  });

  test('a step that is moved comes to its end when the instance has changed, and goes back to the beginning', async () => {
    const address = await subject.sending(2);
    await subject.sagas.failed(await subject.claimOne(address.saga), { failure: 'away', againInMs: undefined });
    const changedAt = new Date('2026-03-04T05:06:07.008Z');
    const stuck = { failure: undefined, stuckAt: undefined, changedAt };
    await subject.decide(address, { record: stuck, moved: [{ number: 1, status: 'skipped', failure: 'not needed' }] });
    const [skipped] = (await subject.show(address)).steps;
    expect(skipped).toMatchObject({
      status: 'skipped',
      failure: 'not needed',
      endedAt: changedAt,
      turn: 1,
      attempts: 1,
    });
    await subject.decide(address, {
      moved: [
        { number: 1, status: 'due', turn: 2 },
        { number: 2, status: 'cancelled' },
      ],
    });
    const [due, cancelled] = (await subject.show(address)).steps;
    expect(due).toMatchObject({ status: 'due', failure: undefined, endedAt: undefined, turn: 2, attempts: 0 });
    expect(cancelled).toMatchObject({ status: 'cancelled', endedAt: changedAt });
  });

  test('a step can be moved in the change in which it was decided on', async () => {
    const address = subject.address();
    const moved = [{ number: 1, status: 'cancelled', failure: 'thought better' } as const];
    await subject.decide(address, { steps: [{}, {}], moved });
    const { steps, record } = await subject.show(address);
    expect(steps).toMatchObject([
      { status: 'cancelled', endedAt: record.changedAt, failure: 'thought better' },
      { status: 'due' },
    ]);
    expect((await subject.claimOne(address.saga)).step.number).toBe(2);
  });
}
