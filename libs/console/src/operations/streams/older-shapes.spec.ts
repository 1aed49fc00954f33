import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DomainEvent,
  EventType,
  type JsonObject,
  PersonalData,
  Upcaster,
  type UpcastPart,
  type Upcasts,
} from '@daybook/domain';
import { EventCodec, EventTypeRegistry, MemoryEventStore, noValidation } from '@daybook/event-store';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { exportStreams } from './export/export-streams.js';
import { Masking } from './export/masking.js';
import { writeWholeFile } from './export/write-whole-file.js';
import { importStreams } from './import/import-streams.js';

@EventType('letter.sent', { version: 2 })
class LetterSent extends DomainEvent<'letter.sent'> {
  @PersonalData() readonly recipient!: string;
}

@EventType('letter.stamped')
class LetterStamped extends DomainEvent<'letter.stamped'> {
  readonly cents!: number;
}

/** A letter was once stamped as it was sent; one without a stamp was none. */
@Upcaster({
  event: LetterSent,
  from: 1,
  to: [
    { event: LetterSent, version: 2 },
    { event: LetterStamped, version: 1 },
  ],
})
class LetterSentV1 implements Upcasts {
  upcast({ cents, to }: JsonObject): readonly UpcastPart[] {
    if (cents === 0) return [];
    if (typeof cents !== 'number') throw new Error('A stamp has a value.');
    return [
      { event: LetterSent, data: { recipient: to ?? '' } },
      { event: LetterStamped, data: { cents } },
    ];
  }
}

const classes = new EventTypeRegistry().register(LetterSent, LetterStamped);
const today = new EventCodec({ registry: classes, validation: noValidation, upcasters: [new LetterSentV1()] });

let folder: string;
let store: MemoryEventStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-shapes-'));
  store = new MemoryEventStore({ codec: today });
  const old = [
    { to: 'Ann Stone', cents: 55 },
    { to: 'Bob', cents: 0, note: 'kept' },
  ];
  const events = old.map((data) => today.asStored('letter.sent', 1, data, 'here'));
  await store.append('letter-1', [...events, LetterSent.of({ recipient: 'Cyd' })], { expected: 'noStream' });
});
afterEach(() => rm(folder, { recursive: true }));

async function exported(personal = false): Promise<string> {
  const file = join(folder, `export-${personal}.jsonl`);
  const masking = new Masking(classes, { personal, fields: [] });
  await writeWholeFile(file, async (write) =>
    exportStreams(store, { select: { streamIds: ['letter-1'] }, schema: 'daybook', masking }, write),
  );
  return file;
}

async function kept(of: MemoryEventStore, asStored: boolean): Promise<object[]> {
  const events: object[] = [];
  for await (const { version, eventId, type, schemaVersion, data } of of.readStream('letter-1', { asStored })) {
    events.push([version, eventId, type, schemaVersion, data]);
  }
  return events;
}

test('what is stored in older shapes is exported and imported as it is stored, and lifted when it is read', async () => {
  const other = new MemoryEventStore({ codec: today });
  const file = await exported();
  expect(await importStreams(other, today, file)).toMatchObject({ events: 3, appended: 3 });
  expect(await kept(other, true)).toEqual(await kept(store, true));
  expect(await kept(other, true)).toMatchObject([
    [1, expect.any(String), 'letter.sent', 1, { to: 'Ann Stone', cents: 55 }],
    [2, expect.any(String), 'letter.sent', 1, { to: 'Bob', cents: 0, note: 'kept' }],
    [3, expect.any(String), 'letter.sent', 2, { recipient: 'Cyd' }],
  ]);
  expect(await kept(other, false)).toEqual(await kept(store, false));
  expect((await kept(other, false)).map((event) => (event as unknown[])[2])).toEqual([
    'letter.sent',
    'letter.stamped',
    'letter.sent',
  ]);
  expect(await importStreams(other, today, file)).toMatchObject({ appended: 0, alreadyThere: 3 });
});

test('a shape that nobody here can lift is not imported', async () => {
  const other = new MemoryEventStore({ codec: today });
  const without = new EventCodec({ registry: classes, validation: noValidation });
  await expect(importStreams(other, without, await exported())).rejects.toMatchObject({ code: 'unknown-event-type' });
});

test('an event that cannot be lifted is found before anything is written', async () => {
  const other = new MemoryEventStore({ codec: today });
  const file = await exported();
  await writeFile(file, (await readFile(file, 'utf8')).replace('"cents":55', '"cents":"many"'));
  await expect(importStreams(other, today, file)).rejects.toMatchObject({ code: 'export-file-invalid', line: 2 });
  expect(await other.head()).toBe(0);
});

test('a shape that has become several events is not masked, for nobody knows what of it is personal', async () => {
  await expect(exported(true)).rejects.toMatchObject({ code: 'older-shape-not-masked', version: 1 });
  await expect(readFile(join(folder, 'export-true.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
});
