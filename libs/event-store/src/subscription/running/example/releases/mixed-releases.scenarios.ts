import { expect } from '@jest/globals';
import { newStream } from '../../../../postgres/example/noted.js';
import { until } from '../until.js';
import { Hinted, Said, Told, ToldBefore } from './shapes.js';
import type { Running, SideBySide } from './side-by-side.js';

const before = (text: string): ToldBefore => ToldBefore.of({ text });
const after = (text: string): Told => Told.of({ text, tone: 'loud' });
const types = ['release.told'];

function declinedBy({ notices }: Running): readonly unknown[] {
  return notices.filter(({ word }) => word === 'declined');
}

async function awaitedBy(releases: SideBySide, name: string): Promise<unknown> {
  return (await releases.old.subscriptions.status(name))[0]?.awaitedRelease;
}

/** What holds while processes of two releases share a subscription. */
export const mixedReleases: Readonly<Record<string, (releases: SideBySide) => Promise<void>>> = {
  async 'leaves what it cannot read to a process that can, which goes on from there'(releases) {
    const stream = newStream('release');
    const from = await releases.old.head();
    const one = await releases.run('old', { types, from, batchSize: 2 });
    const { name } = one.consumer;
    await releases.append('old', stream, before('a'), before('b'), before('c'));
    const position = await releases.append('young', stream, after('d'));
    await releases.append('old', stream, before('e'));
    await until('it has met the young one', () => declinedBy(one).length > 0, releases.patienceMs);
    const met = { subscription: name, segment: 0, type: 'release.told', schemaVersion: 2, position };
    expect(declinedBy(one)).toEqual([{ word: 'declined', ...met }]);
    await until('it waits', async () => (await awaitedBy(releases, name)) !== undefined, releases.patienceMs);
    expect(await awaitedBy(releases, name)).toEqual({ segment: 0, type: 'release.told', schemaVersion: 2, position });
    await expect(one.runner.whenIdle({ timeoutMs: releases.patienceMs })).rejects.toThrow(/awaiting a release/);

    const other = await releases.run('young', { types, from, name });
    await other.runner.whenIdle({ timeoutMs: releases.patienceMs });
    await releases.append('old', stream, before('f'));
    await releases.append('young', stream, after('g'));
    await other.runner.whenIdle({ timeoutMs: releases.patienceMs });
    expect([one.consumer.texts, other.consumer.texts]).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f', 'g'],
    ]);
    expect(await awaitedBy(releases, name)).toBeUndefined();
    expect(declinedBy(one)).toHaveLength(1);

    // Nobody is left but the old one, and nothing that it cannot read.
    await other.runner.stop();
    await releases.append('old', stream, before('h'));
    await one.runner.whenIdle();
    expect(one.consumer.texts).toEqual(['a', 'b', 'c', 'h']);
  },

  async 'passes no event by that the young release has put in the place of another'(releases) {
    const stream = newStream('release');
    const from = await releases.old.head();
    const one = await releases.run('old', { types: ['release.hinted'], from });
    const { name } = one.consumer;
    await releases.append('old', stream, Hinted.of({ text: 'a' }));
    await one.runner.whenIdle();
    // It comes, and is gone again before it has read anything.
    const gone = await releases.run('young', { types: ['release.said'], from, name });
    await gone.runner.stop();
    const [status] = await releases.old.subscriptions.status(name);
    expect([...(status?.types ?? [])].sort()).toEqual([
      'release.coughed',
      'release.hinted',
      'release.paired',
      'release.said',
    ]);
    // A batch that is applied before the new filter was heard of is refused by the fence, and comes again.
    await releases.append('old', stream, Hinted.of({ text: 'b' }));
    await one.runner.whenIdle();
    // An old one that is started after it takes nothing of that away.
    const late = await releases.run('old', { types: ['release.hinted'], from, name });
    await releases.append('young', stream, Said.of({ text: 'c' }));
    await releases.append('old', stream, Hinted.of({ text: 'd' }));
    await until('both have met it', async () => (await awaitedBy(releases, name)) !== undefined, releases.patienceMs);
    const young = await releases.run('young', { types: ['release.said'], from, name });
    await young.runner.whenIdle();
    expect([...new Set([...one.consumer.texts, ...late.consumer.texts])]).toEqual(['a', 'b']);
    expect([...gone.consumer.texts, ...young.consumer.texts]).toEqual(['c', 'd']);
  },

  async 'parks what it cannot read where it is to, for a release that can'(releases) {
    const [stream, another] = [newStream('release'), newStream('release')];
    const from = await releases.old.head();
    const one = await releases.run('old', { types, from, unknownEvents: 'park' });
    const { name } = one.consumer;
    await releases.append('old', stream, before('a'));
    const position = await releases.append('young', stream, after('b'));
    await releases.append('old', stream, before('c'));
    await releases.append('old', another, before('x'));
    await one.runner.whenIdle();
    expect([...one.consumer.texts].sort()).toEqual(['a', 'x']);
    expect(await releases.old.subscriptions.parked(name)).toMatchObject([
      { key: stream, position, failure: expect.stringContaining('UnknownEventType') },
      { key: stream, failure: undefined },
    ]);
    // The old one is asked, and can read it no better.
    await releases.old.subscriptions.retry(name);
    await one.runner.whenIdle();
    expect(await releases.old.subscriptions.parked(name)).toHaveLength(2);
    await one.runner.stop();
    const other = await releases.run('young', { types, from, name });
    await releases.old.subscriptions.retry(name);
    await other.runner.whenIdle({ timeoutMs: releases.patienceMs });
    expect(other.consumer.texts).toEqual(['b', 'c']);
    expect(await releases.old.subscriptions.parked(name)).toEqual([]);
  },

  async 'stops before what it cannot read where it is to'(releases) {
    const stream = newStream('release');
    const from = await releases.old.head();
    const one = await releases.run('old', { types, from, unknownEvents: 'stop' });
    await releases.append('old', stream, before('a'));
    await releases.append('young', stream, after('b'));
    await until('it has stopped', () => one.words.includes('stopped'), releases.patienceMs);
    const [status] = await releases.old.subscriptions.status(one.consumer.name);
    expect(status?.stopped?.reason).toMatch(/"release\.told" in version 2 at position \d+ .*another release/);
    expect(one.consumer.texts).toEqual(['a']);
    expect(declinedBy(one)).toEqual([]);
  },
};
