import { expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { ConcurrencyError } from '@daybook/event-store';
import { notes, type ContractSubject } from './contract-subject.js';

const writers = 16;

/** Many writers at once leave what the same writers would have left one after another. */
export function concurrencyContract(subject: ContractSubject): void {
  async function race(streamId: string, expected: number | 'noStream'): Promise<void> {
    const outcomes = await Promise.allSettled(
      Array.from({ length: writers }, () => subject.store.append(streamId, notes(1), { expected })),
    );
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refusals).toHaveLength(writers - 1);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(ConcurrencyError);
  }

  test('of sixteen writers with the same expected version one wins, in each of twenty rounds', async () => {
    const streamId = subject.stream();
    await race(streamId, 'noStream');
    for (let version = 1; version < 20; version++) await race(streamId, version);
    expect(await subject.versionsOf(streamId)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('writers without an expectation all get in, without a gap', async () => {
    const streamId = subject.stream();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        subject.store.append(streamId, notes(1 + (index % 3)), { expected: 'any' }),
      ),
    );
    const total = results.reduce((sum, { eventIds }) => sum + eventIds.length, 0);
    const events = await subject.read(streamId);

    expect(events.map(({ version }) => version)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    for (const { version, eventIds } of results) {
      const own = events.slice(version - eventIds.length, version).map(({ eventId }) => eventId);
      expect(own).toEqual(eventIds);
    }
  });

  test('appends to two streams in opposite order never wait for each other for ever', async () => {
    const [one, other] = [subject.stream('a'), subject.stream('b')];
    const share = (streamId: string) => ({ streamId, events: notes(1), expected: 'any' as const });
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        subject.store.appendAll(index % 2 === 0 ? [share(one), share(other)] : [share(other), share(one)]),
      ),
    );
    expect(await subject.versionsOf(one)).toHaveLength(40);
    expect(await subject.versionsOf(other)).toHaveLength(40);
  });

  test('the bad ones among many fail, and they alone', async () => {
    const [good, bad] = [subject.stream(), await subject.streamOf(1)];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) =>
        index % 10 === 3
          ? subject.store.append(bad, notes(1), { expected: 'noStream' })
          : subject.store.append(`${good}-${index}`, notes(1), { expected: 'noStream' }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(6);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(54);
    expect(await subject.versionsOf(bad)).toEqual([1]);
  });

  test('a reader that follows the log while others write misses nothing', async () => {
    const start = await subject.store.head();
    const category = subject.category();
    let writing = true;
    const written = Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let version = 0; version < 25; version++) {
          await subject.store.append(`${category}-${writer}`, notes(1), { expected: version });
        }
      }),
    );
    const stop = () => (writing = false);
    void written.then(stop, stop);

    const seen: string[] = [];
    let afterPosition = start;
    for (let goOn = true; goOn;) {
      goOn = writing;
      // A store that never leaves the microtask queue would not let the writers write.
      await setImmediate();
      for (const { streamId, version, position } of await subject.readLog({ afterPosition, batchSize: 7 })) {
        expect(position).toBeGreaterThan(afterPosition);
        afterPosition = position;
        seen.push(`${streamId}@${version}`);
      }
    }
    await written;
    expect(new Set(seen).size).toBe(200);
    expect(seen).toHaveLength(200);
  });
}
