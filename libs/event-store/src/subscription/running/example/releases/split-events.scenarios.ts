import { expect } from '@jest/globals';
import { newStream } from '../../../../postgres/example/noted.js';
import type { RecordedEvent } from '../../../../stream/recorded-event.js';
import { Coughed, Paired, ToldBefore } from './shapes.js';
import type { SideBySide } from './side-by-side.js';

const pair = (first: string, second: string): Paired => Paired.of({ first, second });
const both = ['release.told', 'release.said'];

/** What holds of stored events that upcasters have made several of, or none. */
export const splitEvents: Readonly<Record<string, (releases: SideBySide) => Promise<void>>> = {
  async 'applies the parts of a stored event in one, however small its batches are'(releases) {
    const from = await releases.old.head();
    const stream = newStream('release');
    await releases.append('old', stream, pair('a', 'b'), pair('c', 'd'));
    const { runner, consumer } = await releases.run('young', { types: both, from, batchSize: 1 });
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['a', 'b', 'c', 'd']);
    expect(consumer.batches).toEqual([2, 2]);
  },

  async 'parks and retries the parts of a key as a whole, in order, and applies those of others'(releases) {
    for (const transactional of [true, false]) {
      const from = await releases.old.head();
      const stream = newStream('release');
      let isMended = false;
      const meet = (text: string): void => {
        if (text === 'd' && !isMended) throw new Error('I cannot bear it.');
      };
      const options = { types: both, from, transactional };
      const { runner, consumer } = await releases.runMeeting('young', options, meet);
      await releases.append('old', stream, pair('a', 'b'), pair('c', 'd'), pair('e', 'f'));
      await runner.whenIdle();
      const parked = await releases.young.subscriptions.parked(consumer.name);
      expect(parked.map(({ key, failure }) => [key, failure])).toEqual([
        [stream, 'Error: I cannot bear it.'],
        [stream, undefined],
      ]);
      // Where effects cannot be taken back, that of the first part has been had; a retry repeats it.
      const had = transactional ? [] : ['c'];
      expect(consumer.texts).toEqual(['a', 'b', ...had]);
      isMended = true;
      await releases.young.subscriptions.retry(consumer.name);
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['a', 'b', ...had, 'c', 'd', 'e', 'f']);
      expect(await releases.young.subscriptions.parked(consumer.name)).toEqual([]);
      await runner.stop();
    }
  },

  async 'parks a part under its own key alone'(releases) {
    for (const transactional of [true, false]) {
      const from = await releases.old.head();
      let isMended = false;
      const { runner, consumer } = await releases.runMeeting('young', { types: both, from, transactional }, (text) => {
        if (text === 'a' && !isMended) throw new Error('I cannot bear it.');
      });
      consumer.keysOf = ({ part }: RecordedEvent) => [`part ${part}`];
      await releases.append('old', newStream('release'), pair('a', 'b'), pair('c', 'd'));
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['b', 'd']);
      isMended = true;
      await releases.young.subscriptions.retry(consumer.name);
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['b', 'd', 'a', 'c']);
      await runner.stop();
    }
  },

  async 'passes what is dropped, to the end'(releases) {
    const from = await releases.old.head();
    const { runner, consumer } = await releases.run('young', { types: both, from, batchSize: 2 });
    const coughs = Array.from({ length: 5 }, () => Coughed.of({ text: 'hm' }));
    await releases.append('old', newStream('release'), ToldBefore.of({ text: 'a' }), ...coughs);
    await runner.whenIdle();
    await runner.stop();
    expect(consumer.texts).toEqual(['a']);
    const [status] = await releases.young.subscriptions.status(consumer.name);
    expect(status?.position).toBe(await releases.young.head());
  },

  async 'parks what its own upcasters cannot lift, and waits for no other release'(releases) {
    const from = await releases.old.head();
    const [stream, torn] = [newStream('release'), newStream('release')];
    const { runner, consumer, words } = await releases.run('young', { types: both, from });
    await releases.append('old', stream, ToldBefore.of({ text: 'unspeakable' }));
    await releases.append('old', torn, pair('torn', 'b'));
    await releases.append('old', newStream('release'), ToldBefore.of({ text: 'a' }));
    await runner.whenIdle();
    expect(words).not.toContain('declined');
    const parked = await releases.young.subscriptions.parked(consumer.name);
    expect(parked.map(({ key }) => key).sort()).toEqual([stream, torn].sort());
    for (const { failure } of parked) expect(failure).toContain('UpcasterFailed');
    expect(consumer.texts).toEqual(['a']);
  },
};
