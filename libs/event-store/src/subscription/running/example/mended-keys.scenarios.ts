import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import type { RecordedEvent } from '../../../stream/recorded-event.js';
import { ofKeyOrStream } from '../../key-share.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { astride, fallingTo } from './unclear-keys.js';
import { until } from './until.js';

/** What a retry does with events that have other keys today than those under which they wait. */
export const mendedKeys: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'has the effect of an event whose key has been mended, for the key that it has today'(stage) {
    for (const segments of [1, 2]) {
      const [wrong, right] = [fallingTo(0, segments), fallingTo(segments - 1, segments)];
      const consumer = new RecordingConsumer({ from: await stage.store.head(), segments, transactional: false });
      consumer.keysOf = () => [wrong];
      consumer.meet = () => {
        if (consumer.keysOf({} as RecordedEvent)[0] === wrong) throw new Error('Nobody is called so.');
      };
      const { runner } = await stage.run([consumer]);
      await stage.append(newStream(), 'a', 'b');
      await runner.whenIdle();
      consumer.keysOf = () => [right];
      await stage.store.subscriptions.retry(consumer.name);
      await until('nothing waits', async () => (await stage.store.subscriptions.parked(consumer.name)).length === 0);
      expect(consumer.done.map(({ key, text }) => [key, text])).toEqual([
        [right, 'a'],
        [right, 'b'],
      ]);
      await stage.clear();
    }
  },

  async 'keeps an event whose rows are of other keys today, and says so'(stage) {
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    consumer.keysOf = () => ['yesterday'];
    consumer.meet = () => {
      throw new Error('I cannot bear it.');
    };
    const staged = await stage.run([consumer]);
    const { runner } = staged;
    await stage.append(newStream(), 'a');
    await runner.whenIdle();
    consumer.keysOf = () => ['today', 'tomorrow'];
    consumer.meet = () => undefined;
    await stage.store.subscriptions.retry(consumer.name);
    await runner.whenIdle();
    expect(consumer.texts).toEqual([]);
    expect(staged.words).not.toContain('unparked');
    const [parked] = await stage.store.subscriptions.parked(consumer.name);
    expect(parked).toMatchObject({ key: 'yesterday', failure: expect.stringContaining('"today" and "tomorrow"') });
    consumer.keysOf = () => [];
    await stage.store.subscriptions.retry(consumer.name);
    await runner.whenIdle();
    expect(await stage.store.subscriptions.parked(consumer.name)).toEqual([]);
  },

  async 'goes on with what an earlier release has parked under a stream'(stage) {
    for (const segments of [1, 2]) {
      const { stream, key, hers, consumer, mend } = await astride(stage, 2);
      Object.assign(consumer, { segments });
      const { subscriptions } = stage.store;
      await stage.append(stream, 'unclear', 'behind it');
      await subscriptions.register([consumer]);
      const held = Array.from({ length: segments }, (_, segment) => ({ subscription: consumer.name, segment }));
      const leases = await subscriptions.claim('earlier', held, 60_000);
      const position = await stage.store.head();
      const parked = [1, 0].map((back) => ({
        ...{ key: stream, streamId: stream, share: ofKeyOrStream, position: position - back, type: 'example.noted' },
        ...{ eventId: crypto.randomUUID(), failure: back === 1 ? 'Error: No key.' : undefined, attempts: back },
      }));
      for (const lease of leases) {
        await subscriptions.advance(lease, { position, ...(lease.segment === 0 && { parked }) });
      }
      await subscriptions.leave('earlier');
      const { runner } = await stage.run([consumer]);
      await stage.append(stream, 'unclear again', 'of the first');
      await runner.whenIdle();
      expect(consumer.texts).toEqual([]);
      expect(await subscriptions.parkedKeys(consumer.name)).toEqual(new Map([[stream, 4]]));
      mend();
      await subscriptions.retry(consumer.name, { key: stream });
      await until('nothing waits', async () => (await subscriptions.parked(consumer.name)).length === 0);
      await runner.whenIdle();
      await stage.append(stream, 'later');
      await runner.whenIdle();
      const textsOf = (of: string) => consumer.done.filter((one) => one.key === of).map(({ text }) => text);
      expect({ [key]: textsOf(key), [hers]: textsOf(hers) }).toEqual({
        [key]: ['unclear', 'behind it', 'unclear again', 'later'],
        [hers]: ['of the first'],
      });
      await stage.clear();
    }
  },
};
