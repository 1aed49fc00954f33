import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { DomainEvent, EventType, PersonalData } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { DaybookModule, type DaybookOptions } from '@daybook/nestjs';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type DynamicModule, type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IsString, MaxLength } from 'class-validator';
import type { ApplicationSource } from './application-source.js';
import { answerCommandLine } from './command-line.js';
import { Output } from './output.js';

@EventType('note.written')
class NoteWritten extends DomainEvent<'note.written'> {
  @PersonalData() @IsString() @MaxLength(3) readonly by!: string;
  @IsString() readonly text!: string;
}

const untouched = (): Promise<void> => Promise.resolve();
const databases: TestDatabase[] = [];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-pg-'));
});
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
  await rm(folder, { recursive: true });
});

async function database(migrated = true): Promise<TestDatabase> {
  const made = await createTestDatabase(migrated ? {} : { migrate: untouched });
  databases.push(made);
  return made;
}

function notes(url: string, options: DaybookOptions = {}): DynamicModule {
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url, retryAttempts: 0, poolSize: 2 });
  const book = DaybookModule.forRoot({ migrations: 'check', ...options });
  return { module: class Notes {}, imports: [connection, book, DaybookModule.forFeature({ events: [NoteWritten] })] };
}

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function daybook(
  source: ApplicationSource,
  args: readonly string[],
  applicationRole?: string,
): Promise<{ code: number; out: string; err: string }> {
  const [results, beside] = [new Collected(), new Collected()];
  const output = new Output(results, beside);
  const { signal } = new AbortController();
  const reached = (): void => undefined;
  const call = { args, output, signal, program: 'daybook', applicationRole, reached };
  const code = await answerCommandLine(source, call);
  return { code, out: results.text, err: beside.text };
}

async function withStore<T>(url: string, use: (store: EventStore) => Promise<T>): Promise<T> {
  const app: INestApplicationContext = await NestFactory.createApplicationContext(notes(url), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await use(app.get(EventStore));
  } finally {
    await app.close();
    Logger.overrideLogger(false);
  }
}

describe('Before the schema exists, and where the application only checks it', () => {
  test('status lists what is pending, with what a running system can take, and changes nothing', async () => {
    const { url } = await database(false);
    for (let time = 0; time < 2; time++) {
      const { code, out } = await daybook(notes(url), ['migrate', 'status']);
      expect(code).toBe(1);
      expect(out).toMatch(/^pending {2}migrations\/0001_streams_and_events\.sql +safe: creates/m);
      expect(out).toContain('Apply them with daybook migrate.');
    }
  });

  test('migrate brings it up to date, status then finds nothing pending, and the application starts', async () => {
    const { url, applicationUrl, applicationRole } = await database(false);
    const refused = await daybook(notes(url), ['log', 'head']);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('daybook migrate') });

    const done = await daybook(notes(url), ['migrate', '--json'], applicationRole);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({
      schema: 'daybook',
      applied: expect.arrayContaining(['migrations/0001_streams_and_events.sql', 'functions/append.sql']),
      applicationRole,
    });
    expect(await daybook(notes(url), ['migrate'])).toMatchObject({ out: 'Schema "daybook" is up to date.\n' });
    expect(await daybook(notes(applicationUrl), ['migrate', 'status'])).toMatchObject({ code: 0 });
    expect(await daybook(notes(applicationUrl), ['log', 'head', '--json'])).toMatchObject({ out: '{"position":0}\n' });
  });

  test('no command but migrate migrates, also where the application’s start would', async () => {
    const { url } = await database(false);
    const eager = notes(url, { migrations: 'run' });
    expect(await daybook(eager, ['log', 'head'])).toMatchObject({ code: 1, err: expect.stringContaining('lacks') });
    expect(await daybook(eager, ['migrate', 'status'])).toMatchObject({ code: 1 });
  });

  test('the schema can be another one', async () => {
    const { url } = await database(false);
    expect(await daybook(notes(url, { schema: 'facts' }), ['migrate'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Schema "facts": applied'),
    });
    expect(await daybook(notes(url), ['migrate', 'status', '--schema', 'facts'])).toMatchObject({ code: 0 });
    expect(await daybook(notes(url), ['migrate', 'status'])).toMatchObject({ code: 1 });
    expect(await daybook(notes(url), ['migrate', '--schema', 'pg_x'])).toMatchObject({ code: 1, err: /pg_x/ });
  });

  test('a role that may not is told so in one line', async () => {
    const { applicationUrl } = await database(false);
    const { code, err } = await daybook(notes(applicationUrl), ['migrate']);
    expect(code).toBe(1);
    expect(err).toMatch(/^permission denied .*\n$/);
  });
});

describe('The script of all migrations', () => {
  test('is printed without a database, for the schema that the application names', async () => {
    const nowhere = notes('postgres://nobody@127.0.0.1:1/nothing', { schema: 'facts' });
    const { code, out } = await daybook(nowhere, ['migrate', 'sql']);
    expect(code).toBe(0);
    expect(out).toMatch(/^BEGIN;\n/);
    expect(out).toContain('"facts".events');
    const named = await daybook(nowhere, ['migrate', 'sql', '--schema', 'others']);
    expect(named.out).toContain('"others".events');
    expect(named.out).not.toContain('"facts"');
  });

  test('asks for the schema where the application makes its options while it starts', async () => {
    const late: DynamicModule = {
      module: class Late {},
      imports: [DaybookModule.forRootAsync({ useFactory: () => ({ schema: 'late' }) })],
    };
    expect(await daybook(late, ['migrate', 'sql'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--schema'),
    });
    expect(await daybook(late, ['migrate', 'sql', '--schema', 'late'])).toMatchObject({ code: 0 });
  });

  test('makes what migrate makes', async () => {
    const { url } = await database(false);
    const { out } = await daybook(notes(url), ['migrate', 'sql']);
    const { DataSource } = await import('typeorm');
    const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
    await dataSource.query(out);
    await dataSource.destroy();
    expect(await daybook(notes(url), ['migrate', 'status'])).toMatchObject({ code: 0 });
  });
});

describe('Streams between two databases', () => {
  const write = async (store: EventStore, streamId: string, ...texts: readonly string[]): Promise<void> => {
    const events = texts.map((text) => ({ event: NoteWritten.of({ by: 'ann', text }), metadata: { actor: 'ann' } }));
    await store.append(streamId, events, { expected: 'any' });
  };
  const read = (url: string): Promise<object[]> =>
    withStore(url, async (store) => {
      const all: object[] = [];
      for await (const recorded of store.readAll({ categories: ['note'] })) {
        const { streamId, version, eventId, type, schemaVersion, data, metadata, occurredAt } = recorded;
        all.push({ streamId, version, eventId, type, schemaVersion, data, metadata, occurredAt });
      }
      return all;
    });

  test('keep everything but when they were recorded and their positions, in the same order', async () => {
    const [source, target] = [await database(), await database()];
    await withStore(source.applicationUrl, async (store) => {
      for (let round = 0; round < 30; round++) {
        await write(store, 'note-1', `a${round}`, `b${round}`);
        await write(store, `note-${round + 2}`, `c${round}`);
      }
      await write(store, 'other-1', 'not exported');
    });
    const file = join(folder, 'notes.jsonl');
    const out = await daybook(notes(source.applicationUrl), ['streams', 'export', '--category', 'note', '--out', file]);
    expect(out).toMatchObject({ code: 0, out: expect.stringContaining('90 events of 31 streams') });
    const importing = ['streams', 'import', file, '--json'];
    const done = await daybook(notes(target.applicationUrl), importing);
    expect(JSON.parse(done.out)).toMatchObject({ appended: 90, alreadyThere: 0 });
    const again = await daybook(notes(target.applicationUrl), importing);
    expect(JSON.parse(again.out)).toMatchObject({ appended: 0, alreadyThere: 90 });

    expect(await read(target.applicationUrl)).toEqual(await read(source.applicationUrl));
  });

  test('can be imported masked, although the masks are longer than the application allows', async () => {
    const [source, target] = [await database(), await database()];
    await withStore(source.applicationUrl, (store) => write(store, 'note-1', 'hello'));
    const file = join(folder, 'masked.jsonl');
    await daybook(notes(source.applicationUrl), ['streams', 'export', 'note-1', '--mask-personal', '--out', file]);
    expect(await daybook(notes(target.applicationUrl), ['streams', 'import', file])).toMatchObject({
      code: 0,
      out: 'The file holds 1 masked events of 1 streams.\n1 were appended; 0 were there already.\n',
    });
    const [event] = await read(target.applicationUrl);
    expect(event).toMatchObject({ data: { text: 'hello', by: expect.stringMatching(/^masked-/) } });
    expect(event).toMatchObject({ metadata: { actor: (event as { data: { by: string } }).data.by } });
  });

  test('are refused where an event’s id is in use in another stream', async () => {
    const [source, target] = [await database(), await database()];
    const eventId = '0190a7c0-3f5e-7d2a-9c44-000000000001';
    const event = NoteWritten.of({ by: 'ann', text: 'x' });
    await withStore(source.applicationUrl, (store) => store.append('note-1', [{ event, eventId }], { expected: 0 }));
    await withStore(target.applicationUrl, (store) => store.append('note-2', [{ event, eventId }], { expected: 0 }));
    const file = join(folder, 'conflict.jsonl');
    await daybook(notes(source.applicationUrl), ['streams', 'export', 'note-1', '--out', file]);
    const refused = await daybook(notes(target.applicationUrl), ['streams', 'import', file]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(eventId) });
  });
});
