import 'reflect-metadata';
import { Writable } from 'node:stream';
import { DomainEvent, EventType, On } from '@daybook/domain';
import { EventStore, migrate as migrateStore } from '@daybook/event-store';
import { Daybook, DaybookModule, FoldProjection, Projection } from '@daybook/nestjs';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type DynamicModule, type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { IsString } from 'class-validator';
import { Column, DataSource, Entity, PrimaryColumn, type Repository } from 'typeorm';
import { answerCommandLine } from './command-line.js';
import { Output } from './output.js';

@EventType('note.written')
class NoteWritten extends DomainEvent<'note.written'> {
  @IsString() readonly text!: string;
}

@Entity({ name: 'notes', synchronize: false })
class Note {
  @PrimaryColumn('text') id!: string;
  @Column('text') text!: string;
}

@Projection('notes', { version: 1, readModel: Note })
class Notes extends FoldProjection<Note> {
  initial(id: string): Note {
    return { id, text: '' };
  }
  @On(NoteWritten) written(row: Note, event: NoteWritten): void {
    row.text = event.text;
  }
}

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

let database: TestDatabase;
let app: INestApplicationContext | undefined;
beforeEach(async () => {
  database = await createTestDatabase({ migrate: () => Promise.resolve() });
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  Logger.overrideLogger(false);
  await database.drop();
});

/** As in production: the start makes nothing. */
function notebook(url: string): DynamicModule {
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url, autoLoadEntities: true, retryAttempts: 0 });
  const imports = [connection, TypeOrmModule.forFeature([Note]), DaybookModule.forRoot({ migrations: 'check' })];
  return { module: class Notebook {}, imports, providers: [Notes] };
}

async function migrate(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [results, beside] = [new Collected(), new Collected()];
  const code = await answerCommandLine(notebook(database.url), {
    args: ['migrate', ...args],
    output: new Output(results, beside),
    signal: new AbortController().signal,
    program: 'daybook',
    applicationRole: database.applicationRole,
    reached: () => undefined,
  });
  return { code, out: results.text, err: beside.text };
}

describe('daybook migrate', () => {
  test('makes the tables of projections once, and the application writes and reads them as its own role', async () => {
    expect(await migrate()).toMatchObject({ code: 0, out: expect.stringContaining('Read model notes v1: its tables') });
    expect(JSON.parse((await migrate('--json')).out)).toMatchObject({ applied: [], readModels: [] });
    app = await NestFactory.createApplicationContext(notebook(database.applicationUrl), {
      logger: false,
      abortOnError: false,
    });
    await app.get(EventStore).append('note-1', [NoteWritten.of({ text: 'milk' })], { expected: 'noStream' });
    await app.get(Daybook).whenIdle();
    const notes = app.get<Repository<Note>>(getRepositoryToken(Note), { strict: false });
    expect(await notes.find()).toEqual([Object.assign(new Note(), { id: '1', text: 'milk' })]);
  });

  test('is asked for by its status as long as tables of projections are missing, also when all files are applied', async () => {
    expect(await migrate('status')).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /^missing {2}the tables of the read model notes v1\n.*lacks \d+ of \d+ files, and the tables/m,
      ),
    });
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    await migrateStore({ dataSource });
    expect(await migrate('status')).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /Schema "daybook" lacks the tables of 1 read model\. Apply them with daybook migrate\.\n$/,
      ),
    });
    expect(JSON.parse((await migrate('status', '--json')).out)).toMatchObject({
      ...{ upToDate: false, missingReadModels: ['notes v1'] },
    });
    await migrate();
    expect(await migrate('status')).toMatchObject({ code: 0, out: expect.stringMatching(/is up to date\.\n$/) });
    await dataSource.query('DROP VIEW notes_v1');
    expect(await migrate('status')).toMatchObject({ code: 1 });
    await dataSource.destroy();
  });

  test('is what a start asks for whose tables are not there', async () => {
    const start = NestFactory.createApplicationContext(notebook(database.url), { logger: false, abortOnError: false });
    await expect(start).rejects.toMatchObject({ message: expect.stringContaining('daybook migrate') });
  });
});
