import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parcelStore } from '../example/parcel.js';
import { importStreams } from './import-streams.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

const header = {
  format: 'daybook-streams',
  version: 1,
  schema: 'daybook',
  exportedAt: '2026-01-01T00:00:00.000Z',
  upTo: 9,
  masked: null,
};
const idOf = (number: number): string => `0190a7c0-3f5e-7d2a-9c44-00000000000${String(number)}`;
const event = (version: number, changes: object = {}): object => ({
  streamId: 'parcel-1',
  version,
  eventId: idOf(version),
  type: 'parcel.moved',
  schemaVersion: 1,
  data: { to: 'van' },
  metadata: {},
  occurredAt: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.000Z',
  position: version,
  ...changes,
});
const end = (events: number, streams = 1): object => ({ end: { streams, events } });
const text = (...lines: readonly (object | string)[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');

async function importing(content: string | Buffer): Promise<unknown> {
  const file = join(folder, 'file.jsonl');
  await writeFile(file, content);
  const { store, codec } = parcelStore();
  try {
    return await importStreams(store, codec, file);
  } finally {
    expect(await store.head()).toBe(0);
  }
}

describe('A file is refused, with the line, before anything is written', () => {
  test.each<[string, string | Buffer, number, RegExp]>([
    ['that is empty', '', 1, /is missing/],
    ['that is something else', 'account,amount\n', 1, /is not JSON/],
    ['that is other JSON', text({ name: 'x' }), 1, /does not say that this is an export/],
    ['of a later format', text({ ...header, version: 2 }, end(0, 0)), 1, /version 2/],
    ['of a format without version', text({ ...header, version: '1' }, end(0, 0)), 1, /version/],
    ['that was cut between lines', text(header, event(1)), 3, /was cut/],
    ['that was cut within a line', text(header, event(1)).slice(0, -20), 2, /is not JSON/],
    ['that goes on after its end', text(header, event(1), end(1), event(2)), 4, /follows the line that ends/],
    ['that lacks an event', text(header, event(1), end(2)), 3, /2 events of 1 streams/],
    ['that is no text', Buffer.from([...Buffer.from(text(header)), 0xff, 0x0a]), 1, /UTF-8/],
    ['with a gap', text(header, event(1), event(3), end(2)), 3, /version 3 of its stream, and version 2 is due/],
    ['that begins in the middle', text(header, event(2), end(1)), 2, /version 1 is due/],
    [
      'with an id twice',
      text(header, event(1), event(2, { eventId: idOf(1) }), end(2)),
      3,
      /id that stands in the file/,
    ],
    ['with an id that is none', text(header, event(1, { eventId: 'x' }), end(1)), 2, /eventId/],
    ['with a stream that is none', text(header, event(1, { streamId: '../x' }), end(1)), 2, /stream/],
    ['with a version that is none', text(header, event(1, { version: 1.5 }), end(1)), 2, /version/],
    [
      'with a time that is none',
      text(header, event(1, { occurredAt: '2026-02-30T00:00:00.000Z' }), end(1)),
      2,
      /occurredAt/,
    ],
    ['with a list as data', text(header, event(1, { data: [] }), end(1)), 2, /data/],
    ['with a field too many', text(header, event(1, { note: '' }), end(1)), 2, /field that an event does not have/],
    [
      'with data that cannot be kept',
      text(header, event(1, { data: { to: 'a\u0000b' } }), end(1)),
      2,
      /cannot be kept/,
    ],
    [
      'that reaches for prototypes',
      text(header, JSON.stringify(event(1)).replace('"to"', '"__proto__"'), end(1)),
      2,
      /cannot be kept/,
    ],
    [
      'with a date that its codec does not read',
      text(header, event(1, { type: 'parcel.posted', data: { born: '1985' } }), end(1)),
      2,
      /cannot be kept/,
    ],
  ])('%s', async (_, content, line, reason) => {
    await expect(importing(content)).rejects.toMatchObject({
      code: 'export-file-invalid',
      line,
      reason: expect.stringMatching(reason),
    });
  });

  test.each([
    ['a type that nobody here knows', { type: 'parcel.exploded' }],
    ['a newer schema version', { schemaVersion: 2 }],
  ])('with %s', async (_, changes) => {
    await expect(importing(text(header, event(1, changes), end(1)))).rejects.toMatchObject({
      code: 'unknown-event-type',
      field: 'line 2',
    });
  });

  test('and the message shows nothing of what an event holds', async () => {
    const secret = event(1, { data: { to: 'secret\u0000' } });
    await expect(importing(text(header, secret, end(1)))).rejects.toMatchObject({
      message: expect.not.stringContaining('secret'),
    });
  });
});
