import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@daybook/domain';
import type { EventCodec, MemoryEventStore, RecordedEvent } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exportStreamAfterStream } from './example/export-stream-after-stream.js';
import type { ParcelPosted } from './example/parcel.js';
import { importStreamAfterStream } from './example/import-stream-after-stream.js';
import { ParcelMoved, parcelStore, posted } from './example/parcel.js';
import { exportStreams, type ExportOptions } from './export/export-streams.js';
import { Masking } from './export/masking.js';
import type { StreamSelection } from './export/selected-events.js';
import { writeWholeFile } from './export/write-whole-file.js';
import { importStreams } from './import/import-streams.js';

let folder: string;
let store: MemoryEventStore;
let codec: EventCodec;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-streams-'));
  ({ store, codec } = parcelStore());
});
afterEach(() => rm(folder, { recursive: true }));

const personal = () => new Masking(codec.registry, { personal: true, fields: [] });
const unmasked = () => new Masking(codec.registry, { personal: false, fields: [] });
const both: StreamSelection = { streamIds: ['parcel-1', 'parcel-2'] };

async function exported(options: Partial<ExportOptions> = {}): Promise<string> {
  const file = join(folder, `export-${String((await readdir(folder)).length)}.jsonl`);
  const all = { select: both, schema: 'daybook', masking: unmasked(), ...options };
  await writeWholeFile(file, (write) => exportStreams(store, all, write));
  return file;
}

interface Line {
  readonly streamId: string;
  readonly version: number;
  readonly type: string;
  readonly data: { readonly sender: string };
  readonly metadata: object;
}
const linesOf = async (file: string): Promise<Line[]> =>
  (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

async function eventsIn(other: MemoryEventStore): Promise<object[]> {
  const events: object[] = [];
  for await (const recorded of other.readAll()) {
    const { streamId, version, eventId, type, schemaVersion, data, metadata, occurredAt }: RecordedEvent = recorded;
    events.push({ streamId, version, eventId, type, schemaVersion, data, metadata, occurredAt });
  }
  return events;
}

const metadata = { actor: 'clerk Carla', correlationId: 'c-1', desk: { number: 7 } };

/** Two parcels whose events lie between each other's, the second one posted before anything was validated. */
async function twoParcels(): Promise<void> {
  await store.append('parcel-1', [{ event: posted(), metadata, occurredAt: new Date('2020-02-29') }], {
    expected: 'noStream',
  });
  await store.append('parcel-2', [posted('not an address')], { expected: 'noStream' });
  for (const to of ['van', 'depot', 'door']) {
    await store.append('parcel-1', [ParcelMoved.of({ to })], { expected: 'any' });
    await store.append('parcel-2', [ParcelMoved.of({ to })], { expected: 'any' });
  }
}

describe('Streams that are exported and imported elsewhere', () => {
  test('are as they were, in the order that they had', async () => {
    await twoParcels();
    const target = parcelStore();
    const summary = await importStreams(target.store, target.codec, await exported());
    expect(summary).toMatchObject({ streams: 2, events: 8, appended: 8, alreadyThere: 0, masked: null });
    expect(await eventsIn(target.store)).toEqual(await eventsIn(store));
  });

  test('would be in another order, if they were imported one after another, and would not go on from a part', async () => {
    await twoParcels();
    const target = parcelStore();
    await importStreamAfterStream(target.store, target.codec, await exported());
    const [there, here] = [await eventsIn(store), await eventsIn(target.store)];
    expect(here).not.toEqual(there);
    expect(new Set(here.map((event) => JSON.stringify(event)))).toEqual(
      new Set(there.map((event) => JSON.stringify(event))),
    );
    const begun = parcelStore();
    await importStreamAfterStream(begun.store, begun.codec, await exported({ toPosition: 5 }));
    const again = importStreamAfterStream(begun.store, begun.codec, await exported());
    await expect(again).rejects.toMatchObject({ code: 'event-id-conflict' });
  });

  test('are those of a category, in the same order', async () => {
    await twoParcels();
    const [named, ofCategory] = [await exported(), await exported({ select: { categories: ['parcel'] } })];
    expect((await linesOf(ofCategory)).slice(1)).toEqual((await linesOf(named)).slice(1));
  });

  test('can be imported again, which changes nothing', async () => {
    await twoParcels();
    const [target, file] = [parcelStore(), await exported()];
    await importStreams(target.store, target.codec, file);
    const again = await importStreams(target.store, target.codec, file);
    expect(again).toMatchObject({ appended: 0, alreadyThere: 8 });
    expect(await target.store.head()).toBe(8);
  });

  test('go on where an import was interrupted', async () => {
    await twoParcels();
    const [target, file] = [parcelStore(), await exported()];
    const early = await exported({ toPosition: 5 });
    await importStreams(target.store, target.codec, early);
    expect(await target.store.head()).toBe(5);
    const rest = await importStreams(target.store, target.codec, file);
    expect(rest).toMatchObject({ appended: 3, alreadyThere: 5 });
    expect(await eventsIn(target.store)).toEqual(await eventsIn(store));
  });

  test('go on where an import was ended in between', async () => {
    await twoParcels();
    const [target, file] = [parcelStore(), await exported()];
    const stop = new AbortController();
    const appendAll = target.store.appendAll.bind(target.store);
    target.store.appendAll = async (appends) => {
      stop.abort(new Error('enough'));
      return appendAll(appends);
    };
    const ended = importStreams(target.store, target.codec, file, { signal: stop.signal });
    await expect(ended).rejects.toThrow('enough');
    const inBetween = await target.store.head();
    expect(inBetween).toBeGreaterThan(0);
    expect(inBetween).toBeLessThan(8);
    await importStreams(target.store, target.codec, file);
    expect(await eventsIn(target.store)).toEqual(await eventsIn(store));
  });

  test('may have gone on since: what was imported is found in them', async () => {
    await twoParcels();
    const [target, file] = [parcelStore(), await exported()];
    await importStreams(target.store, target.codec, file);
    await target.store.append('parcel-1', [ParcelMoved.of({ to: 'back' })], { expected: 4 });
    expect(await importStreams(target.store, target.codec, file)).toMatchObject({ appended: 0, alreadyThere: 8 });
  });

  test('are refused where one exists with other events, and nothing is written', async () => {
    await twoParcels();
    const target = parcelStore();
    await importStreams(
      target.store,
      target.codec,
      await exported({ select: { streamIds: ['parcel-2'] }, toPosition: 4 }),
    );
    await target.store.append('parcel-2', [ParcelMoved.of({ to: 'elsewhere' })], { expected: 2 });
    const before = await target.store.head();
    await expect(importStreams(target.store, target.codec, await exported())).rejects.toMatchObject({
      code: 'stream-differs',
      streamId: 'parcel-2',
      version: 3,
    });
    expect(await target.store.head()).toBe(before);
  });

  test('are only checked by a dry run', async () => {
    await twoParcels();
    const target = parcelStore();
    const summary = await importStreams(target.store, target.codec, await exported(), { dryRun: true });
    expect(summary).toMatchObject({ events: 8, appended: 0, alreadyThere: 0, dryRun: true });
    expect(await target.store.head()).toBe(0);
  });
});

describe('An export while others append', () => {
  /** Every transfer moves both parcels in one append, so that at each position both have moved equally often. */
  const transfer = (): Promise<unknown> =>
    store.appendAll(
      ['parcel-1', 'parcel-2'].map((streamId) => ({
        streamId,
        events: [ParcelMoved.of({ to: 'x' })],
        expected: 'any',
      })),
    );
  const movesIn = (lines: readonly string[], streamId: string): number =>
    lines.filter((line) => line.includes('parcel.moved') && line.includes(streamId)).length;

  test('is what was true at one position', async () => {
    await twoParcels();
    const lines: string[] = [];
    const write = async (line: string): Promise<void> => {
      lines.push(line);
      await transfer();
    };
    await exportStreams(store, { select: both, schema: 'daybook', masking: unmasked() }, write);
    expect(movesIn(lines, 'parcel-1')).toBe(3);
    expect(movesIn(lines, 'parcel-2')).toBe(3);
  });

  test('would not be, if each stream were read to its end', async () => {
    await twoParcels();
    const lines: string[] = [];
    await exportStreamAfterStream(store, ['parcel-1', 'parcel-2'], async (line) => {
      lines.push(line);
      if (lines.length < 20) await transfer();
    });
    expect(movesIn(lines, 'parcel-1')).not.toBe(movesIn(lines, 'parcel-2'));
  });
});

describe('A masked export', () => {
  test('holds nothing of what was masked, in none of its bytes, and says that it is masked', async () => {
    await twoParcels();
    const text = await readFile(await exported({ masking: personal() }), 'utf8');
    for (const original of ['ann@example.org', 'not an address', 'Bob', 'Stone', '1985-04-12', 'Carla', '"floor":3']) {
      expect(text).not.toContain(original);
    }
    expect(text).toContain('"masked":{"personal":true,"fields":[]}');
    expect(text).toContain('"correlationId":"c-1"');
    expect(text).toContain('"grams":250');
  });

  test('can be imported, although masks break the rules of the events', async () => {
    await twoParcels();
    const target = parcelStore();
    const file = await exported({ masking: personal() });
    const summary = await importStreams(target.store, target.codec, file);
    expect(summary).toMatchObject({ appended: 8, masked: { personal: true } });
    const [first] = await eventsIn(target.store);
    expect(first).toMatchObject({
      data: { sender: expect.stringMatching(/^masked-/), grams: 250 },
      occurredAt: new Date('2020-02-29'),
    });
    for await (const { event } of target.store.readStream('parcel-1', { limit: 1 })) {
      expect((event as ParcelPosted).born).toBeInstanceOf(Date);
    }
  });

  test('masks a field that is named, and no other', async () => {
    await twoParcels();
    const masking = new Masking(codec.registry, { personal: false, fields: ['parcel.posted.sender'] });
    const [header, first] = await linesOf(await exported({ masking }));
    expect(header).toMatchObject({ masked: { personal: false, fields: ['parcel.posted.sender'] } });
    expect(first).toMatchObject({ data: { recipient: { name: 'Bob Stone' } }, metadata });
    expect(first?.data.sender).toMatch(/^masked-/);
  });

  test.each(['parcel.posted.sendr', 'parcel.postd.sender', 'sender', 'parcel.posted.', '.sender'])(
    'of %s is refused, and leaves no file: it would show what was to be hidden',
    async (field) => {
      await twoParcels();
      const make = async () => exported({ masking: new Masking(codec.registry, { personal: false, fields: [field] }) });
      await expect(make()).rejects.toMatchObject({ code: 'mask-matches-nothing', field });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test('is refused where nobody here knows what is personal in an event', async () => {
    await twoParcels();
    const masking = new Masking(new (codec.registry.constructor as new () => typeof codec.registry)(), {
      personal: true,
      fields: [],
    });
    await expect(exported({ masking })).rejects.toMatchObject({ code: 'unknown-event-type', type: 'parcel.posted' });
  });
});

describe('An export', () => {
  test('says in its first line what it is, from where, when and up to where, and in its last how much', async () => {
    await twoParcels();
    const clock = new ManualClock(new Date('2026-03-31T12:00:00Z'));
    const lines = await linesOf(await exported({ clock, toPosition: 3 }));
    const [exportedAt, masked] = ['2026-03-31T12:00:00.000Z', null];
    expect(lines[0]).toEqual({ format: 'daybook-streams', version: 1, schema: 'daybook', exportedAt, upTo: 3, masked });
    expect(lines.at(-1)).toEqual({ end: { streams: 2, events: 3 } });
  });

  test('of a stream that does not exist is refused, and leaves no file', async () => {
    await twoParcels();
    const missing = exported({ select: { streamIds: ['parcel-1', 'parcel-9'] } });
    await expect(missing).rejects.toMatchObject({ code: 'stream-not-found', streamId: 'parcel-9' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('never takes the place of a file, and can be read by its owner alone', async () => {
    await twoParcels();
    const file = join(folder, 'mine');
    await writeFile(file, 'precious');
    const write = writeWholeFile(file, (put) => put('worthless'));
    await expect(write).rejects.toMatchObject({ code: 'file-exists', file });
    expect(await readFile(file, 'utf8')).toBe('precious');
    expect((await stat(await exported())).mode & 0o777).toBe(0o600);
  });

  test('that is ended leaves no file', async () => {
    await twoParcels();
    const stop = new AbortController();
    const all = { select: both, schema: 'daybook', masking: unmasked(), signal: stop.signal };
    const ended = writeWholeFile(join(folder, 'ended'), (write) =>
      exportStreams(store, all, async (line) => {
        stop.abort(new Error('enough'));
        await write(line);
      }),
    );
    await expect(ended).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual([]);
  });
});
