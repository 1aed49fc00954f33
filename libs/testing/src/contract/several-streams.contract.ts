import { expect, test } from '@jest/globals';
import { newEventId } from '@daybook/domain';
import { ConcurrencyError, EventIdConflict } from '@daybook/event-store';
import { DayEnded } from './contract-events.js';
import { notes, refusalOf, type ContractSubject } from './contract-subject.js';

/** Facts of several streams become true together, or not at all. */
export function severalStreamsContract(subject: ContractSubject): void {
  test('all are written, and answered in the order given', async () => {
    const known = await subject.streamOf(1);
    // Neither sorted up nor down, so that an order that the store prefers would show.
    const [m, a, z] = [subject.stream('m'), subject.stream('a'), subject.stream('z')];
    const result = await subject.store.appendAll([
      { streamId: m, events: notes(1), expected: 'noStream' },
      { streamId: known, events: notes(2), expected: 1 },
      { streamId: a, events: notes(3), expected: 'any' },
      { streamId: z, events: notes(1), expected: 0 },
    ]);

    expect(result.repeated).toBe(false);
    expect(result.streams.map(({ streamId, version }) => [streamId, version])).toEqual([
      [m, 1],
      [known, 3],
      [a, 3],
      [z, 1],
    ]);
    expect(result.position).toBe(Math.max(...result.streams.map(({ position }) => position)));
    for (const { streamId, version, position, eventIds } of result.streams) {
      const events = await subject.read(streamId);
      expect(events.at(-1)).toMatchObject({ version, position, eventId: eventIds.at(-1) });
    }
  });

  test('positions follow the order in which the events were given', async () => {
    const category = subject.category();
    const [first, second] = [`${category}-z`, `${category}-a`];
    await subject.store.appendAll([
      { streamId: first, events: notes(2), expected: 'noStream' },
      { streamId: second, events: notes(2), expected: 'noStream' },
    ]);

    const log = await subject.readLog({ categories: [category] });
    expect(log.map(({ streamId, version }) => [streamId, version])).toEqual([
      [first, 1],
      [first, 2],
      [second, 1],
      [second, 2],
    ]);
  });

  test('one conflict refuses all', async () => {
    const known = await subject.streamOf(2);
    const [before, after] = [subject.stream('a'), subject.stream('z')];
    const head = await subject.store.head();
    const refusal = await refusalOf(() =>
      subject.store.appendAll([
        { streamId: before, events: notes(1), expected: 'noStream' },
        { streamId: known, events: notes(1), expected: 1 },
        { streamId: after, events: notes(1), expected: 'noStream' },
      ]),
    );

    expect(refusal).toBeInstanceOf(ConcurrencyError);
    expect(refusal).toMatchObject({ streamId: known, expected: 1, actual: 2 });
    expect(await subject.read(before)).toEqual([]);
    expect(await subject.read(after)).toEqual([]);
    expect(await subject.versionsOf(known)).toEqual([1, 2]);
    expect(await subject.store.head()).toBe(head);
  });

  test('one payload that is refused refuses all', async () => {
    const [one, other] = [subject.stream(), subject.stream()];
    const appends = [
      { streamId: one, events: notes(1), expected: 'noStream' as const },
      {
        streamId: other,
        events: [{ event: DayEnded.of(), metadata: { at: new Date() as never } }],
        expected: 'any' as const,
      },
    ];
    const refusal = await refusalOf(() => subject.store.appendAll(appends));

    expect(refusal).toMatchObject({ code: 'not-json-data', field: 'events[0].metadata.at' });
    expect(await subject.read(one)).toEqual([]);
    expect(await subject.read(other)).toEqual([]);
  });

  test('repeated under the same ids it returns its first result', async () => {
    const appends = [subject.stream(), subject.stream()].map((streamId) => ({
      streamId,
      events: [{ event: DayEnded.of(), eventId: newEventId() }],
      expected: 'noStream' as const,
    }));
    const first = await subject.store.appendAll(appends);
    const second = await subject.store.appendAll(appends);

    expect(second).toEqual({
      ...first,
      repeated: true,
      streams: first.streams.map((stream) => ({ ...stream, repeated: true })),
    });
  });

  test('repeated for one of its streams only, it is a conflict', async () => {
    const [one, other] = [subject.stream(), subject.stream()];
    const events = [{ event: DayEnded.of(), eventId: newEventId() }];
    await subject.store.append(one, events, { expected: 'noStream' });
    const refusal = await refusalOf(() =>
      subject.store.appendAll([
        { streamId: other, events: notes(1), expected: 'noStream' },
        { streamId: one, events, expected: 'any' },
      ]),
    );

    expect(refusal).toBeInstanceOf(EventIdConflict);
    expect(await subject.read(other)).toEqual([]);
  });
}
