import { expect, test } from '@jest/globals';
import { copiedFromOf, type DomainEvent } from '@daybook/domain';
import {
  type CopyOptions,
  type CopyResult,
  StreamClosed,
  StreamCopier,
  type Transformation,
} from '@daybook/event-store';
import { contractCodec } from './contract-codec.js';
import { DayEnded, NoteTaken, SampleRecorded } from './contract-events.js';
import { type ContractSubject, notes, refusalOf, textsOf } from './contract-subject.js';

/** Doubles what is even, drops what is three, and counts. */
const doubling: Transformation<{ count: number }> = {
  name: 'doubling',
  begin: () => ({ count: 0 }),
  transform({ event }, memory) {
    memory.count += 1;
    const { text } = event as NoteTaken;
    if (text === '3') return null;
    return Number(text) % 2 === 0 ? [event, NoteTaken.of({ text: `${text}${text}` })] : event;
  },
  end: ({ count }) => NoteTaken.of({ text: `of ${count}` }),
};
const asItIs: Transformation = { name: 'as-it-is', transform: ({ event }) => event };
const why = { reason: 'ticket 17', orderedBy: 'olga' };

/** A copy is what the transformation makes of a stream, once; at each moment one of the two takes events. */
export function copyingContract(subject: ContractSubject): void {
  const copy = (
    source: string,
    target: string,
    options: Partial<CopyOptions> & { batchSize?: number } = {},
  ): Promise<CopyResult> => {
    const { batchSize, ...others } = options;
    const copier = new StreamCopier({ store: subject.store, codec: contractCodec(), batchSize });
    return copier.copy(source, target, { transformation: asItIs, ...why, ...others });
  };
  const through = { transformation: doubling as Transformation };
  const texts = async (streamId: string) => textsOf(await subject.read(streamId));
  const append = (streamId: string, ...events: DomainEvent[]) =>
    subject.store.append(streamId, events, { expected: 'any' });

  test('a copy is what the transformation makes of the stream, each event with where it is from', async () => {
    const [source, target] = [subject.stream(), subject.stream()];
    const occurredAt = new Date('2020-02-29T12:00:00.123Z');
    const noted = { actor: 'ann', correlationId: 'c-1' };
    const events = notes(4).map((event) => ({ event, occurredAt, metadata: noted }));
    await subject.store.append(source, events, { expected: 'noStream' });
    const result = await copy(source, target, through);
    expect(result).toMatchObject({ sourceVersion: 4, targetVersion: 6, dropped: 1, alreadyThere: 0, dryRun: false });
    const [there, copied] = [await subject.read(source), await subject.read(target)];
    expect(textsOf(copied)).toEqual(['1', '2', '22', '4', '44', 'of 4']);
    expect(copied.map(({ metadata }) => copiedFromOf(metadata)?.version)).toEqual([1, 2, 2, 4, 4, 4]);
    for (const { eventId, metadata, occurredAt: when } of copied) {
      const from = copiedFromOf(metadata);
      expect(metadata).toEqual({ ...noted, copiedFrom: from });
      expect(there.find(({ version }) => version === from?.version)?.eventId).toBe(from?.eventId);
      expect(from?.streamId).toBe(source);
      expect(when).toEqual(occurredAt);
      expect(eventId).not.toBe(from?.eventId);
    }
    expect(textsOf(there)).toEqual(['1', '2', '3', '4']);
  });

  test('afterwards the old stream takes no events and says where it goes on, and the new one takes them', async () => {
    const [source, target] = [await subject.streamOf(2), subject.stream()];
    await copy(source, target);
    for (const expected of ['any', 2, 'streamExists'] as const) {
      const refusal = await refusalOf(() => subject.store.append(source, notes(1), { expected }));
      expect(refusal).toBeInstanceOf(StreamClosed);
      expect(refusal).toMatchObject({ code: 'stream-closed', streamId: source, continuedIn: target });
    }
    const both = [target, source].map((streamId) => ({ streamId, events: notes(1), expected: 'any' as const }));
    expect(await refusalOf(() => subject.store.appendAll(both))).toMatchObject({ streamId: source });
    expect(await append(target, DayEnded.of())).toMatchObject({ version: 3 });
    const made = { source, target, transformation: 'as-it-is', ...why, state: 'complete' };
    const record = expect.objectContaining({ ...made, sourceVersion: 2, targetVersion: 2 });
    expect(await subject.store.copies.of(source)).toEqual([record]);
    expect(await subject.store.copies.of(target)).toEqual([record]);
  });

  test('what was appended before the old stream was closed keeps its answer when it is repeated', async () => {
    const [source, target, eventId] = [subject.stream(), subject.stream(), crypto.randomUUID()];
    const events = [{ event: NoteTaken.of({ text: 'a' }), eventId }];
    const first = await subject.store.append(source, events, { expected: 'noStream' });
    await copy(source, target);
    const again = await subject.store.append(source, events, { expected: 'noStream' });
    expect(again).toEqual({ ...first, repeated: true });
  });

  test('a copy that is asked for again changes nothing', async () => {
    const [source, target] = [await subject.streamOf(3), subject.stream()];
    await copy(source, target, through);
    await append(target, DayEnded.of());
    const before = await subject.read(target);
    expect(await copy(source, target, through)).toMatchObject({ sourceVersion: 3, targetVersion: 4 });
    expect(await subject.read(target)).toEqual(before);
  });

  test('the last event of the old stream says where it goes on, if that is wanted', async () => {
    const [source, target] = [await subject.streamOf(2), subject.stream()];
    const seal = (into: string) => NoteTaken.of({ text: `see ${into}` });
    expect(await copy(source, target, { transformation: { ...asItIs, seal } })).toMatchObject({ sealed: true });
    expect(await texts(source)).toEqual(['1', '2', `see ${target}`]);
    expect((await subject.read(source)).at(-1)?.metadata).toEqual({ continuedIn: target });
    expect(await texts(target)).toEqual(['1', '2']);
    expect(await subject.store.copies.of(source)).toMatchObject([{ sourceVersion: 3, targetVersion: 2 }]);
  });

  test('a long copy that was interrupted goes on where it was, with what was appended meanwhile', async () => {
    const [source, target] = [await subject.streamOf(40), subject.stream()];
    await interrupted(subject, source, target, copy);
    expect(await texts(target)).toHaveLength(20);
    expect(await refusalOf(() => append(target, DayEnded.of()))).toMatchObject({
      code: 'stream-closed',
      streamId: target,
      copyOf: source,
    });
    expect(await subject.store.copies.underWay()).toContainEqual(
      expect.objectContaining({ target, targetVersion: 20 }),
    );
    await append(source, ...notes(2, 41));
    // In other portions than before.
    expect(await copy(source, target, { batchSize: 7 })).toMatchObject({ alreadyThere: 20, targetVersion: 42 });
    expect(await texts(target)).toEqual(await texts(source));
    expect(await append(target, DayEnded.of())).toMatchObject({ version: 43 });
    expect(await subject.store.copies.underWay()).not.toContainEqual(expect.objectContaining({ target }));
  });

  test('one that was begun is not gone on with by a transformation that makes something else', async () => {
    const [source, target] = [await subject.streamOf(40), subject.stream()];
    await interrupted(subject, source, target, copy);
    const changed: Transformation = {
      name: 'as-it-is',
      transform: ({ event, version }) => (version === 15 ? NoteTaken.of({ text: 'other' }) : event),
    };
    expect(await refusalOf(() => copy(source, target, { transformation: changed }))).toMatchObject({
      code: 'copy-differs',
      version: 15,
    });
    expect(await refusalOf(() => copy(source, subject.stream()))).toMatchObject({
      code: 'stream-closed',
      continuedIn: target,
    });
    expect(await subject.store.copies.abandon(target, 'the transformation was wrong')).toBe(true);
    expect(await subject.store.copies.abandon(target, 'again')).toBe(false);
    expect(await refusalOf(() => copy(source, target))).toMatchObject({ code: 'copy-target-taken' });
    expect(await refusalOf(() => append(target, DayEnded.of()))).toMatchObject({ code: 'stream-closed' });
    const other = subject.stream();
    await copy(source, other, { transformation: changed });
    expect((await subject.store.copies.of(source)).map(({ state }) => state)).toEqual(['abandoned', 'complete']);
    expect(await texts(other)).toHaveLength(40);
  });

  test('no append that was acknowledged is lost, and no event is there twice, whoever copies at the same time', async () => {
    const [source, target] = [await subject.streamOf(10), subject.stream()];
    const acknowledged: string[] = [];
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; ; n++) {
        const text = `${writer}-${n}`;
        const refusal = await append(source, NoteTaken.of({ text })).then(
          () => void acknowledged.push(text),
          (error: unknown) => error,
        );
        if (refusal instanceof StreamClosed) return;
        expect(refusal).toBeUndefined();
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const writers = [write(1), write(2), write(3)];
    await Promise.all([copy(source, target, { batchSize: 4 }), copy(source, target, { batchSize: 3 })]);
    await Promise.all(writers);
    const copied = await texts(target);
    expect(copied).toEqual(await texts(source));
    expect(copied).toEqual(expect.arrayContaining(acknowledged));
    expect(copied).toHaveLength(10 + acknowledged.length);
  });

  test('what cannot be copied is found before anything is written', async () => {
    const source = await subject.streamOf(40);
    const bad: readonly [string, Transformation['transform']][] = [
      ['transformation-failed', ({ version, event }) => (version === 35 ? ({} as never) : event)],
      ['transformation-failed', ({ event }) => Promise.resolve(event) as never],
      ['event-payload-invalid', ({ event, version }) => (version === 35 ? NoteTaken.of({ text: 1 as never }) : event)],
      ['not-json-data', ({ event, version }) => (version === 35 ? SampleRecorded.of({ value: new Map() }) : event)],
      ['copy-empty', () => null],
    ];
    for (const [code, transform] of bad) {
      const target = subject.stream();
      const transformation = { name: 'bad', transform };
      expect(await refusalOf(() => copy(source, target, { transformation, batchSize: 5 }))).toMatchObject({ code });
      expect(await subject.read(target)).toEqual([]);
    }
    expect(await append(source, DayEnded.of())).toMatchObject({ version: 41 });
  });

  test('a dry run writes nothing', async () => {
    const [source, target] = [await subject.streamOf(4), subject.stream()];
    const planned = await copy(source, target, { ...through, dryRun: true });
    expect(planned).toMatchObject({ sourceVersion: 4, targetVersion: 6, dropped: 1, dryRun: true });
    expect(await subject.read(target)).toEqual([]);
    expect(await append(source, DayEnded.of())).toMatchObject({ version: 5 });
  });

  test('a copy can be copied again, and what was copied from it says so', async () => {
    const [one, two, three] = [await subject.streamOf(2), subject.stream(), subject.stream()];
    await copy(one, two);
    await copy(two, three);
    expect((await subject.read(three)).map(({ metadata }) => copiedFromOf(metadata)?.streamId)).toEqual([two, two]);
    expect(await refusalOf(() => append(two, DayEnded.of()))).toMatchObject({ continuedIn: three });
  });

  test.each<readonly [string, object, (own: { source: string; taken: string }) => readonly [string, string]]>([
    ['a stream without events', { code: 'copy-source-missing' }, () => [subject.stream(), subject.stream()]],
    ['into a stream that has events', { code: 'copy-target-taken' }, ({ source, taken }) => [source, taken]],
    ['into itself', { code: 'invalid-copy', field: 'target' }, ({ source }) => [source, source]],
    ['into what can be no stream', { code: 'invalid-stream-id' }, ({ source }) => [source, 'note']],
  ])('to copy %s is refused', async (_, refusal, streams) => {
    const own = { source: await subject.streamOf(2), taken: await subject.streamOf(1) };
    const [source, target] = streams(own);
    expect(await refusalOf(() => copy(source, target))).toMatchObject(refusal);
    expect(await append(own.source, DayEnded.of())).toMatchObject({ version: 3 });
    expect(await append(own.taken, DayEnded.of())).toMatchObject({ version: 2 });
  });

  test.each(['reason', 'orderedBy'])('a copy without %s is refused', async (field) => {
    const source = await subject.streamOf(1);
    const refusal = await refusalOf(() => copy(source, subject.stream(), { [field]: ' ' }));
    expect(refusal).toMatchObject({ code: 'invalid-copy', field });
  });
}

/** Copies half of a stream of forty, in tens. */
async function interrupted(
  { store }: ContractSubject,
  source: string,
  target: string,
  copy: (source: string, target: string, options: object) => Promise<unknown>,
): Promise<void> {
  const stop = new AbortController();
  const { copies } = store;
  const extend = copies.extend.bind(copies);
  let portions = 0;
  copies.extend = async (...given) => {
    await extend(...given);
    if (++portions === 2) stop.abort(new Error('enough'));
  };
  const refusal = await refusalOf(() => copy(source, target, { batchSize: 10, signal: stop.signal }));
  copies.extend = extend;
  expect(refusal).toMatchObject({ message: 'enough' });
}
