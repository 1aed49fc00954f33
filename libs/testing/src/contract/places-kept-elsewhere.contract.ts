import { expect, test } from '@jest/globals';
import { notes, refusalOf, textsOf, type ContractSubject } from './contract-subject.js';
import { Follower } from './follower.js';

/** A place in the log can be kept outside of it, and is never mistaken for one in another. */
export function placesKeptElsewhereContract(subject: ContractSubject): void {
  test('who has kept the place of an event reads on behind it, and who has kept that of the end, what comes then', async () => {
    const streamId = await subject.streamOf(3);
    const [first] = await subject.read(streamId);
    const behindFirst = await subject.store.token(first);
    const behindAll = await subject.store.token();
    expect(await subject.store.placeOf(behindFirst)).toBe(first?.position);
    await subject.store.append(streamId, notes(1, 4), { expected: 3 });

    for (const [after, texts] of [
      [behindFirst, ['2', '3', '4']],
      [behindAll, ['4']],
    ] as const) {
      const controller = new AbortController();
      const follower = new Follower(subject.store.subscribe({ after, signal: controller.signal }));
      expect(textsOf(await follower.until(texts.length))).toEqual(texts);
      controller.abort();
    }
  });

  test('it is a text that can be kept in a file, a column or a header', async () => {
    await subject.streamOf(1);
    expect(await subject.store.token()).toMatch(/^[\w.-]{1,4000}$/);
  });

  test('the place of an event that is not there is refused', async () => {
    const [event] = await subject.read(await subject.streamOf(1));
    const [position, eventId] = [event?.position ?? 0, event?.eventId ?? ''];
    const others = [
      { position, eventId: `${eventId.slice(0, -1)}${eventId.endsWith('0') ? '1' : '0'}` },
      { position: position + 1_000_000, eventId },
    ];
    for (const other of others) {
      expect(await refusalOf(() => subject.store.token(other))).toMatchObject({ code: 'log-went-back' });
    }
  });

  test('the place in another log is refused, by whoever is to read on there', async () => {
    const said = [[['another', 0]], [1, 'event', 1]];
    const after = `daybook1.${Buffer.from(JSON.stringify(said)).toString('base64url')}`;
    const refusals = [
      () => subject.store.placeOf(after),
      async () => {
        for await (const _ of subject.store.subscribe({ after })) return;
      },
    ];
    for (const refusal of refusals)
      expect(await refusalOf(refusal)).toMatchObject({ code: 'token-of-another-log', position: 1 });
  });

  test.each([[''], ['daybook1.e30'], [7], [null]])('%p is no place', async (after) => {
    expect(await refusalOf(() => subject.store.placeOf(after as never))).toMatchObject({
      code: 'invalid-read',
      field: 'token',
    });
    expect(await refusalOf(async () => subject.store.subscribe({ after: after as never }))).toMatchObject({
      code: 'invalid-read',
      field: 'after',
    });
  });

  test('a place is given alone', async () => {
    const after = await subject.store.token();
    for (const beside of [{ afterPosition: 1 }, { from: 'now' as const }]) {
      const refusal = await refusalOf(async () => subject.store.subscribe({ after, ...beside }));
      expect(refusal).toMatchObject({ code: 'invalid-read', field: 'after' });
    }
  });

  test('the record of its histories has one that needs nobody’s acceptance', async () => {
    const [first, ...others] = await subject.store.incarnations.list();
    expect(first).toMatchObject({ ordinal: 1, begunAfter: 0, accepted: undefined });
    expect(others).toEqual([]);
  });
}
