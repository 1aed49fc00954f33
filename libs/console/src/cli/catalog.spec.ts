import 'reflect-metadata';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventCodec, EventTypeRegistry, MemoryEventStore, noValidation } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Type } from '@nestjs/common';
import typescript from 'typescript';
import { auditCatalog } from '../operations/catalog/audit/catalog-audit.js';
import { catalogPage } from '../operations/catalog/page/catalog-page.js';
import type { EventCatalog } from '../operations/catalog/event-catalog.js';
import * as first from '../operations/catalog/example/release-1/ferries.js';
import * as hasty from '../operations/catalog/example/release-2/ferries.js';
import * as mended from '../operations/catalog/example/release-3/ferries.js';
import { type Answer, answerOf } from './example/collected.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybook-catalog-'));
  file = join(folder, 'events', 'catalog.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const releases = { 1: first.FerryLine, 2: hasty.FerryLine, 3: mended.FerryLine } as const;

/** A command of one of the three releases, with its own sources. */
function catalog(release: 1 | 2 | 3, ...args: readonly string[]): Promise<Answer> {
  const sources = fileURLToPath(new URL(`../operations/catalog/example/release-${release}`, import.meta.url));
  const application: Type = releases[release];
  return answerOf(application, ['catalog', ...args, '--catalog', file, '--sources', sources]);
}

const written = (): EventCatalog => JSON.parse(readFileSync(file, 'utf8')) as EventCatalog;
const page = (): string => readFileSync(file.replace('.json', '.md'), 'utf8');
const entry = (type: string) => written().events.find((event) => event.type === type);

describe('catalog write', () => {
  test('tells each event as the code and its sources have it, without starting anything', async () => {
    expect(await catalog(1, 'write')).toMatchObject({ code: 0, err: '' });
    expect(written().events.map(({ type }) => type)).toEqual(['ferry.docked', 'ferry.sunk', 'timetable.updated']);
    expect(entry('ferry.docked')).toEqual({
      type: 'ferry.docked',
      name: 'FerryDocked',
      version: 1,
      meaning: 'A ferry came to its berth. From now on cars may leave.',
      personal: ['captain'],
      emittedBy: ['ferry'],
      readBy: { projections: ['berths'], reactions: [], sagas: [] },
      accepted: {},
      versions: [
        {
          version: 1,
          upcast: null,
          examples: [
            { ship: 'Aurora', captain: 'Ada', code: 'FI', dockedAt: '2026-01-31T12:00:00.000Z', lanes: [], note: null },
          ],
          schema: {
            type: 'object',
            additionalProperties: false,
            required: ['ship', 'captain', 'code', 'dockedAt', 'lanes', 'note'],
            properties: {
              ship: { type: 'string' },
              captain: { type: 'string' },
              code: { description: 'Of its country, ISO 3166.', type: 'string', pattern: '^[A-Z]{2}$' },
              dockedAt: { type: 'string', format: 'date-time', 'x-codec': 'date-time' },
              lanes: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { number: { type: 'number' }, side: { type: 'string', enum: ['port', 'starboard'] } },
                  required: ['number', 'side'],
                },
              },
              note: { type: ['string', 'null'] },
              sea: { type: 'string', enum: ['calm', 'rough'] },
            },
          },
        },
      ],
    });
    expect(entry('ferry.sunk')).toMatchObject({
      readBy: { reactions: ['harbour-radio'] },
      versions: [{ examples: [{ depth: 1 }] }],
    });
    expect(page()).toMatch(/`captain` +\| string +\| personal/);
    expect(page()).toBe(catalogPage(written()));
  });

  test('writes the same again, byte by byte', async () => {
    await catalog(1, 'write');
    const before = [readFileSync(file, 'utf8'), page()];
    await catalog(1, 'write');
    expect([readFileSync(file, 'utf8'), page()]).toEqual(before);
    expect(before[0]).not.toContain(folder);
  });

  test('forgets no shape that stored events have', async () => {
    await catalog(1, 'write');
    const before = readFileSync(file, 'utf8');
    const refused = await catalog(2, 'write');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('Nothing was written.');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('keeps the examples of every version, and those that somebody has added', async () => {
    await catalog(1, 'write');
    const added = written();
    const own = { depth: 12 };
    const events = added.events.map((event) =>
      event.type === 'ferry.sunk'
        ? { ...event, versions: event.versions.map((one) => ({ ...one, examples: [own] })) }
        : event,
    );
    writeFileSync(file, JSON.stringify({ ...added, events }));
    expect(await catalog(3, 'write')).toMatchObject({ code: 0 });
    expect(entry('ferry.sunk')).toMatchObject({
      name: null,
      version: null,
      meaning: 'A ferry is on the ground of the sea.',
      versions: [{ examples: [own], upcast: { by: 'FerrySunkToLost', to: [{ type: 'ferry.lost', version: 1 }] } }],
    });
    expect(entry('ferry.docked')?.versions).toMatchObject([
      { version: 1, examples: [{ ship: 'Aurora' }], upcast: { by: 'FerryDockedV1ToV2' } },
      { version: 2, examples: [{ berth: 1 }], upcast: null },
    ]);
  });

  test('puts on record what is accepted, with the reason, and keeps it', async () => {
    expect((await catalog(1, 'write')).out).toContain('warns   "timetable.updated"');
    const accept = ['--accept', 'timetable.updated row-like', '--reason', 'printed as it is'];
    expect((await catalog(1, 'write', ...accept)).code).toBe(0);
    expect(entry('timetable.updated')?.accepted).toEqual({ 'row-like': 'printed as it is' });
    await catalog(1, 'write');
    expect((await catalog(1, 'check')).out).toContain('(printed as it is)');
    expect((await catalog(1, 'write', '--accept', 'timetable.updated other', '--reason', 'x')).err).toContain(
      'timetable.updated row-like',
    );
    expect((await catalog(1, 'write', '--accept', 'timetable.updated row-like')).code).toBe(2);
  });
});

describe('The sagas of a release', () => {
  test('read events, and stand in the catalog with all that their classes declare', async () => {
    await catalog(1, 'write');
    expect(entry('ferry.sunk')?.readBy.sagas).toEqual(['salvage']);
    expect(entry('ferry.docked')?.readBy.sagas).toEqual([]);
    expect(written().sagas).toEqual([
      {
        ...{ name: 'salvage', version: 1, startsOn: ['ferry.sunk'], hears: ['timetable.updated'] },
        ...{ deadlines: ['diver-back'], commands: ['send-diver'] },
      },
      { name: 'salvage', version: 2, startsOn: ['ferry.sunk'], hears: [], deadlines: [], commands: [] },
    ]);
    expect(page()).toMatch(/\| salvage 1 +\| ferry.sunk +\| timetable.updated +\| diver-back +\| send-diver +\|/);
    expect(page()).toContain('salvage (saga)');
  });

  test('are missed where the catalog says others, and where there are none there is no word of them', async () => {
    await catalog(1, 'write');
    writeFileSync(file, JSON.stringify({ ...written(), sagas: [] }));
    expect((await catalog(1, 'check')).out).toContain('stale   The sagas are not those of the catalog.');
    await catalog(1, 'write');
    await catalog(3, 'write');
    expect(written()).not.toHaveProperty('sagas');
    expect(page()).not.toContain('## Sagas');
  });
});

describe('catalog check', () => {
  test('is content with what it was written from, whatever a formatter has made of it', async () => {
    await catalog(1, 'write');
    writeFileSync(file, JSON.stringify(written()));
    writeFileSync(file.replace('.json', '.md'), page().replaceAll(' |', '   |').replaceAll('---', '----'));
    expect(await catalog(1, 'check')).toMatchObject({ code: 0, err: '' });
  });

  test('names what stored events would meet, and the upcaster that is missing', async () => {
    await catalog(1, 'write');
    const { code, out } = await catalog(2, 'check');
    expect(code).toBe(1);
    for (const found of [
      '"lanes" of "ferry.docked" is gone.',
      '"note" of "ferry.docked" is gone.',
      '"berth" of "ferry.docked" is new and required.',
      '"sea" of "ferry.docked" may not be "rough" any more.',
      'the upcaster FerryDocked 1 -> 2 is missing',
      'No class bears "ferry.sunk" any more',
      '"captain" of "ferry.docked" is not marked as personal any more',
    ]) {
      expect(out).toContain(found);
    }
    const { findings } = JSON.parse((await catalog(2, 'check', '--json')).out) as { findings: readonly object[] };
    expect(findings).toContainEqual(
      expect.objectContaining({
        key: 'field-required:berth',
        missing: { from: { type: 'ferry.docked', version: 1 }, to: 2, name: 'FerryDocked' },
      }),
    );
  });

  test('a release that lifts what was stored is stale and not broken', async () => {
    await catalog(1, 'write');
    const { code, out } = await catalog(3, 'check');
    expect(code).toBe(1);
    expect(out).not.toContain('breaks');
    expect(out).toContain('stale   "ferry.docked" differs in');
    await catalog(3, 'write');
    expect((await catalog(3, 'check')).code).toBe(0);
  });

  test('an upcaster that was taken away is missed', async () => {
    await catalog(1, 'write');
    await catalog(3, 'write');
    const { code, out } = await catalog(2, 'check');
    expect(code).toBe(1);
    expect(out).toContain('Version 2 of "ferry.docked" was written, and the class is at version 1.');
  });

  test('needs a catalog, and one that can be read', async () => {
    expect(await catalog(1, 'check')).toMatchObject({ code: 1, err: expect.stringContaining('catalog write') });
    await catalog(1, 'write');
    writeFileSync(file, '<<<<<<< ours');
    expect(await catalog(1, 'check')).toMatchObject({ code: 1, err: expect.stringContaining('is not JSON') });
  });
});

describe('catalog scaffold', () => {
  test('writes the skeleton of each missing upcaster and its test, and overwrites nothing', async () => {
    await catalog(1, 'write');
    const out = join(folder, 'upcasters');
    expect(await catalog(2, 'scaffold', '--out', out)).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(out).sort()).toEqual([
      'ferry-docked-v1-to-v2.spec.ts',
      'ferry-docked-v1-to-v2.ts',
      'ferry-sunk-v1-to-ferry-lost-v1.spec.ts',
      'ferry-sunk-v1-to-ferry-lost-v1.ts',
    ]);
    const texts = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    for (const text of texts) {
      const { diagnostics } = typescript.transpileModule(text, { reportDiagnostics: true });
      expect(diagnostics).toEqual([]);
    }
    expect(texts.join('\n')).toContain('@Upcaster({ event: FerryDocked, from: 1, to: 2 })');
    expect(texts.join('\n')).toContain(
      "@Upcaster({ event: 'ferry.sunk', from: 1, to: { event: FerryLost, version: 1 } })",
    );
    expect(texts.join('\n')).toMatch(/upcasting\(FerrySunkV1ToFerryLostV1\)[^]*depth: 1/);
    expect(await catalog(2, 'scaffold', '--out', out)).toMatchObject({
      code: 1,
      err: expect.stringContaining('already'),
    });
  });

  test('writes nothing where nothing is missing', async () => {
    await catalog(1, 'write');
    expect((await catalog(3, 'scaffold')).out).toBe('No upcaster is missing.\n');
  });
});

describe('catalog audit', () => {
  const past = {
    registry: new EventTypeRegistry().register(first.FerryDocked, first.FerrySunk),
    validation: noValidation,
  };
  const dock = { ship: 'Aurora', captain: 'Ada', code: 'FI', dockedAt: new Date(0), lanes: [], note: null };
  const registry = new EventTypeRegistry().register(mended.FerryDocked, mended.FerryLost);
  const lifting = new EventCodec({
    registry,
    upcasters: [new mended.FerryDockedV1ToV2(), new mended.FerrySunkToLost()],
  });

  async function stored(): Promise<MemoryEventStore> {
    const store = new MemoryEventStore({ codec: new EventCodec(past) });
    for (let number = 0; number < 40; number++) {
      await store.append(
        `ferry-${number}`,
        [first.FerryDocked.of({ ...dock, ship: number === 7 ? (7 as never) : 'Aurora' })],
        {
          expected: 'any',
        },
      );
    }
    await store.append('ferry-1', [first.FerrySunk.of({ depth: 3 })], { expected: 'any' });
    return store;
  }

  test('tells the shapes of what is stored, and finds the one event that the new release cannot read', async () => {
    const audit = await auditCatalog({ store: await stored(), codec: lifting }, { sample: undefined });
    expect(audit).toMatchObject({ events: 41, isReadable: false });
    expect(audit.versions.map(({ type, version, events }) => [type, version, events])).toEqual([
      ['ferry.docked', 1, 40],
      ['ferry.sunk', 1, 1],
    ]);
    const [usual, odd] = audit.versions[0]?.shapes ?? [];
    expect(usual).toMatchObject({ events: 39, problems: [] });
    expect(odd).toMatchObject({
      events: 1,
      position: 8,
      problems: [{ text: 'As "ferry.docked" 2, "ship" is integer, not string.', events: 1, position: 8 }],
    });
    expect(odd?.fields).toContain('ship integer');
    expect(JSON.stringify(audit)).not.toContain('Ada');
  });

  test('names what a release without upcasters cannot read, each once', async () => {
    const codec = new EventCodec({ registry: new EventTypeRegistry().register(hasty.FerryDocked, hasty.FerryLost) });
    const { versions } = await auditCatalog({ store: await stored(), codec }, { sample: undefined });
    const problems = versions.flatMap(({ shapes }) => shapes.flatMap((shape) => shape.problems));
    expect(problems.map(({ text, events }) => [text, events])).toEqual([
      ['As "ferry.docked" 1, "berth" is missing.', 39],
      ['As "ferry.docked" 1, "berth" is missing.', 1],
      ['As "ferry.docked" 1, "ship" is integer, not string.', 1],
      [expect.stringContaining('ferry.sunk'), 1],
    ]);
  });

  test('a sample is spread over the whole log, to its head', async () => {
    const { events, versions } = await auditCatalog({ store: await stored(), codec: lifting }, { sample: 10 });
    expect(events).toBe(10);
    expect(versions.map(({ type }) => type)).toEqual(['ferry.docked', 'ferry.sunk']);
  });
});
