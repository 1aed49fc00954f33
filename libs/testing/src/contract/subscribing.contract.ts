import { afterEach, expect, test } from '@jest/globals';
import type { EventStream, RecordedEvent, SubscribeOptions } from '@daybook/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { badSubscriptions } from './bad-options.js';
import { DayEnded } from './contract-events.js';
import { all, notes, refusalOf, textsOf, type ContractSubject } from './contract-subject.js';
import { Follower, longestMs } from './follower.js';

const reason = new Error('the reader has gone');

/** The log is read on and on: what is there, then what comes. */
export function subscribingContract(subject: ContractSubject): void {
  const open: { readonly controller: AbortController; readonly timer: NodeJS.Timeout }[] = [];

  afterEach(() => {
    for (const { controller, timer } of open.splice(0)) {
      clearTimeout(timer);
      controller.abort(reason);
    }
  });

  /** Ended with the test at the latest, and before if what is expected does not come. */
  function controllerOfThisTest(): AbortController {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new Error('It has not come.')), 4 * longestMs);
    open.push({ controller, timer });
    return controller;
  }

  function subscribe(options: SubscribeOptions = {}): EventStream {
    return subject.store.subscribe({ signal: controllerOfThisTest().signal, ...options });
  }

  function follow(options: SubscribeOptions = {}): { readonly follower: Follower; readonly end: () => void } {
    const controller = controllerOfThisTest();
    const follower = new Follower(subject.store.subscribe({ signal: controller.signal, ...options }));
    return { follower, end: () => controller.abort(reason) };
  }

  async function appendedAfter(afterPosition: number): Promise<readonly number[]> {
    return (await subject.readLog({ afterPosition })).map(({ position }) => position);
  }

  test('it yields what is there, then what comes, each event once and in the order of positions', async () => {
    const afterPosition = await subject.store.head();
    const streamId = await subject.streamOf(3);
    const { follower } = follow({ afterPosition });
    expect(textsOf(await follower.until(3))).toEqual(['1', '2', '3']);

    for (let n = 4; n <= 6; n++) {
      await subject.store.append(streamId, notes(1, n), { expected: 'any' });
      await follower.until(n);
      await sleep(20);
    }
    expect(textsOf(follower.events)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(follower.positions).toEqual(await appendedAfter(afterPosition));
  });

  test('an event is the same as in the log', async () => {
    const afterPosition = await subject.store.head();
    await subject.streamOf(1);
    const { follower } = follow({ afterPosition });
    const plain = (events: readonly RecordedEvent[]): unknown => JSON.parse(JSON.stringify(events));
    expect(plain(await follower.until(1))).toEqual(plain(await subject.readLog({ afterPosition })));
  });

  test('from now on it yields what comes, and from the beginning everything', async () => {
    await subject.streamOf(2);
    const { follower } = follow({ from: 'now' });
    // Until the reader has asked where that is.
    await sleep(200);
    const before = await subject.store.head();
    await subject.streamOf(1);
    expect((await follower.until(1))[0]?.position).toBeGreaterThan(before);
    expect(follower.events).toHaveLength(1);

    for await (const first of subscribe()) {
      expect(first.position).toBe((await subject.readLog({ limit: 1 }))[0]?.position);
      break;
    }
  });

  test('after a position that nobody has reached it waits until somebody is past it', async () => {
    const afterPosition = (await subject.store.head()) + 2;
    const { follower } = follow({ afterPosition });
    await subject.streamOf(6);
    const expected = await appendedAfter(afterPosition);
    expect(expected).not.toHaveLength(0);
    await follower.until(expected.length);
    expect(follower.positions).toEqual(expected);
  });

  test.each([1, 2, 7, 8])(
    'pages of %i events hold no more than that, and leave out and repeat nothing',
    async (size) => {
      const afterPosition = await subject.store.head();
      await subject.streamOf(7);
      const pages: (readonly RecordedEvent[])[] = [];
      for await (const page of subscribe({ afterPosition, batchSize: size }).pages()) {
        pages.push(page);
        if (pages.flat().length === 7) await subject.streamOf(2);
        if (pages.flat().length >= 9) break;
      }
      expect(textsOf(pages.flat())).toEqual(['1', '2', '3', '4', '5', '6', '7', '1', '2']);
      expect(pages.every((page) => page.length > 0 && page.length <= size)).toBe(true);
    },
  );

  test('it selects types and categories, compared exactly, among those that are there and that come', async () => {
    const afterPosition = await subject.store.head();
    const category = subject.category();
    const names = [`${category}_1`, `${category}X1`, `${category}%`, category, category.toUpperCase()];
    const followers = names.map((name) => follow({ afterPosition, categories: [name], batchSize: 1 }).follower);
    const types = follow({ afterPosition, types: ['contract.day-ended', '%', 'contract_day-ended'] }).follower;
    for (const name of names) await subject.streamOf(1, name);
    await Promise.all(followers.map((follower) => follower.until(1)));
    for (const name of names.toReversed())
      await subject.store.append(`${name}-2`, [DayEnded.of()], { expected: 'any' });
    await Promise.all(followers.map((follower) => follower.until(2)));
    await types.until(names.length);
    await sleep(50);

    const categories = followers.map(({ events }) => events.map(({ streamId }) => streamId.split('-')[0]));
    expect(categories).toEqual(names.map((name) => [name, name]));
    expect(new Set(types.events.map(({ type }) => type))).toEqual(new Set(['contract.day-ended']));
    expect(types.events).toHaveLength(names.length);
  });

  test('with writers at work several readers meet every event once, however they take them', async () => {
    const afterPosition = await subject.store.head();
    const followers = [1, 7, 500].map((batchSize) => follow({ afterPosition, batchSize }).follower);
    const writer = async (): Promise<void> => {
      for (let n = 0; n < 15; n++) await subject.streamOf(1 + (n % 3));
    };
    await Promise.all(Array.from({ length: 8 }, writer));
    const written = await appendedAfter(afterPosition);
    for (const follower of followers) {
      await follower.until(written.length);
      expect(follower.positions).toEqual(written);
    }
  });

  test('a reader that takes its time holds up nobody, and misses nothing', async () => {
    const afterPosition = await subject.store.head();
    const slow = subscribe({ afterPosition, batchSize: 2 })[Symbol.asyncIterator]();
    await subject.streamOf(3);
    const first = await slow.next();
    const { follower } = follow({ afterPosition });
    await follower.until(3);
    await subject.streamOf(3);
    await follower.until(6);
    const rest: unknown[] = [first.value];
    while (rest.length < 6) rest.push((await slow.next()).value);
    expect(rest.map((event) => (event as RecordedEvent).position)).toEqual(follower.positions);
    await slow.return();
  });

  test('each iteration begins anew', async () => {
    const afterPosition = await subject.store.head();
    await subject.streamOf(2);
    const stream = subscribe({ afterPosition });
    for (let n = 0; n < 2; n++) {
      for await (const { version } of stream) {
        expect(version).toBe(1);
        break;
      }
    }
  });

  test('it does not begin when the signal is aborted already', async () => {
    const stream = subject.store.subscribe({ signal: AbortSignal.abort(reason) });
    expect(await refusalOf(() => all(stream))).toBe(reason);
  });

  test.each([1, 500])('in pages of %i it ends at the event during which it was aborted', async (batchSize) => {
    const afterPosition = await subject.store.head();
    await subject.streamOf(5);
    const controller = controllerOfThisTest();
    const seen: number[] = [];
    const refusal = await refusalOf(async () => {
      for await (const { version } of subject.store.subscribe({
        afterPosition,
        batchSize,
        signal: controller.signal,
      })) {
        seen.push(version);
        if (version === 2) controller.abort(reason);
      }
    });
    expect(refusal).toBe(reason);
    expect(seen).toEqual([1, 2]);
  });

  test.each([0, 1, 20, 150])('an abort ends one who has waited for %i ms, at once', async (waitedMs) => {
    const { follower, end } = follow({ afterPosition: await subject.store.head() });
    await sleep(waitedMs);
    const begun = performance.now();
    end();
    expect(await follower.ended).toBe(reason);
    // Less than the interval of polling, and much more than a busy machine takes.
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test('who leaves with an event has it and no other', async () => {
    const { follower } = follow({ afterPosition: await subject.store.head() });
    follower.stopAtNext();
    await subject.streamOf(3);
    expect(await follower.ended).toBeUndefined();
    expect(textsOf(follower.events)).toEqual(['1']);
  });

  test.each(badSubscriptions.map((each) => [each.field, each.what, each.value] as const))(
    'as %s %s is refused at the call',
    async (field, _, value) => {
      const refusal = await refusalOf(async () => subject.store.subscribe({ [field]: value }));
      expect(refusal).toMatchObject({ field: expect.stringContaining(field), code: expect.any(String) });
    },
  );

  test('a position and now at once are refused, and so are options that are none', async () => {
    const both = { afterPosition: 1, from: 'now' } as const;
    expect(await refusalOf(async () => subject.store.subscribe(both))).toMatchObject({ field: 'from' });
    for (const options of [null, 'now', 1]) {
      const refusal = await refusalOf(async () => subject.store.subscribe(options as never));
      expect(refusal).toMatchObject({ code: 'invalid-read', field: 'options' });
    }
  });
}
