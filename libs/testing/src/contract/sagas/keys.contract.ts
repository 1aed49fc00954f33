import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { notes } from '../contract-subject.js';
import { changeOf, type SagaSubject } from './saga-subject.js';

/** Idempotency keys that are used up, so that what was refused can take no effect afterwards. */
export function keysContract(subject: SagaSubject): void {
  /** Uses a key up with a change of an instance, as one does who puts a refusal on record. */
  const spend = async (key: string, work?: () => Promise<void>): Promise<boolean> => {
    const address = await subject.sending(0);
    return subject.sagas.change(address, async (held, manager) => {
      const result = await subject.sagas.spend(key, manager);
      await work?.();
      return { change: changeOf(address, held), result };
    });
  };
  const append = (idempotencyKey: string, streamId = subject.stream()) =>
    subject.store.append(streamId, notes(1), { expected: 'any', idempotencyKey });

  test('what is begun under it afterwards is refused, and has no effect', async () => {
    const key = randomUUID();
    const streamId = subject.stream();
    expect(await spend(key)).toBe(true);
    await expect(append(key, streamId)).rejects.toMatchObject({
      code: 'idempotency-key-conflict',
      idempotencyKey: key,
    });
    expect(await subject.versionsOf(streamId)).toEqual([]);
    expect(await subject.store.findAppend(key)).toMatchObject({ streams: [], position: 0 });
  });

  test('one under which something was done says so, and what was done stays', async () => {
    const key = randomUUID();
    const streamId = subject.stream();
    await append(key, streamId);
    expect(await spend(key)).toBe(false);
    expect(await append(key, streamId)).toMatchObject({ repeated: true });
    expect(await subject.versionsOf(streamId)).toEqual([1]);
  });

  test('one that was used up already is so for whoever asks again', async () => {
    const key = randomUUID();
    expect(await spend(key)).toBe(true);
    expect(await spend(key)).toBe(true);
  });

  test('it stands and falls with the change', async () => {
    const key = randomUUID();
    const broken = new Error('broken');
    await expect(spend(key, () => Promise.reject(broken))).rejects.toThrow(broken.message);
    expect(await append(key)).toMatchObject({ repeated: false });
    const other = randomUUID();
    await spend(other);
    await expect(spend(other, () => Promise.reject(broken))).rejects.toThrow(broken.message);
    await expect(append(other)).rejects.toMatchObject({ code: 'idempotency-key-conflict' });
  });

  test('of an append and of one who uses the key up at the same time one is first', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const key = randomUUID();
      const streamId = subject.stream();
      const appends = () =>
        append(key, streamId).then(
          () => true,
          () => false,
        );
      const both = round % 2 === 0 ? [appends(), spend(key)] : [spend(key), appends()];
      const [one, other] = await Promise.all(both);
      expect(one).not.toBe(other);
      const isAppended = round % 2 === 0 ? one : other;
      expect(await subject.versionsOf(streamId)).toEqual(isAppended === true ? [1] : []);
      outcomes.add(isAppended === true ? 'appended' : 'used up');
    }
    expect([...outcomes].length).toBeGreaterThan(0);
  });
}
