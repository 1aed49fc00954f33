import 'reflect-metadata';
import { EventStore, noValidation, type RecordedEvent } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type INestApplication, Module } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { AsyncLocalStorage } from 'node:async_hooks';
import { Tally } from '../commands/example/tally.js';
import { DaybookModule } from '../module/daybook.module.js';
import { configureHttp } from './configure-http.js';
import { SharedVariable } from './example/shared-variable.js';
import {
  BeginTallyHandler,
  CountOnHandler,
  CountTwiceHandler,
  TalliesController,
} from './example/tallies.controller.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function applicationModule(url: string): object {
  @Module({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url }),
      DaybookModule.forRoot({ migrations: 'check', validation: noValidation }),
      DaybookModule.forFeature({ aggregates: [Tally] }),
      CqrsModule.forRoot(),
    ],
    providers: [BeginTallyHandler, CountTwiceHandler, CountOnHandler],
    controllers: [TalliesController],
  })
  class ApplicationModule {}
  return ApplicationModule;
}

async function start(adapter: AbstractHttpAdapter): Promise<INestApplication> {
  const app = await NestFactory.create(applicationModule(database.applicationUrl), adapter, { logger: false });
  configureHttp(app, { actor: ({ headers }) => headers['x-user'] as string | undefined });
  await app.listen(0, '127.0.0.1');
  return app;
}

/** What one client sends, and what the events that follow must therefore say. */
interface Sent {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: { correlationId: string | undefined; actor: string; traceparent: string | undefined };
}

let runs = 0;

function requestsOf(run: number): Sent[] {
  return Array.from({ length: 200 }, (_, number) => {
    const name = `${run}-${number}`;
    const correlationId = number % 3 === 0 ? undefined : `conversation-${name}`;
    const traceId = (number + 1).toString(16).padStart(32, '0');
    const traceparent = number % 4 === 0 ? undefined : `00-${traceId}-00f067aa0ba902b7-01`;
    return {
      id: `tally-${name}`,
      headers: {
        'x-user': `user-${name}`,
        ...(correlationId !== undefined && { 'x-correlation-id': correlationId }),
        ...(traceparent !== undefined && { traceparent }),
      },
      expected: { correlationId, actor: `user-${name}`, traceparent },
    };
  });
}

const commandOf = ['BeginTally', 'CountTwice', 'CountOn', 'CountTwice'];

/** What is wrong with the events of all requests that were sent at the same time; nothing, if each has its own. */
async function findings(app: INestApplication): Promise<string[]> {
  const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const store = app.get(EventStore);
  const found: string[] = [];
  /** Which command of which request each causation id stands for. */
  const causes = new Map<string, string>();
  await Promise.all(
    requestsOf(++runs).map(async ({ id, headers, expected }) => {
      const answer = await fetch(`${origin}/tallies/${id}`, { method: 'POST', headers });
      const correlationId = answer.headers.get('x-correlation-id') ?? '';
      if (answer.status !== 201) found.push(`${id}: ${answer.status} ${await answer.text()}`);
      if (expected.correlationId !== undefined && correlationId !== expected.correlationId) found.push(`${id}: answer`);
      const events: RecordedEvent[] = [];
      for await (const event of store.readStream(`tally-${id}`)) events.push(event);
      if (events.length !== commandOf.length) found.push(`${id}: ${events.length} events`);
      for (const { metadata, version } of events) {
        const { causationId = '', ...rest } = metadata;
        const command = commandOf[version - 1];
        const own = { ...expected, correlationId, command };
        for (const [name, value] of Object.entries(own)) {
          if (rest[name] !== value)
            found.push(`${id} ${version}: ${name} is ${JSON.stringify(rest[name])}, not ${value}`);
        }
        const cause = causes.get(causationId);
        if (causationId === '' || (cause ?? `${id} ${command}`) !== `${id} ${command}`) found.push(`${id}: ${cause}`);
        causes.set(causationId, `${id} ${command}`);
      }
    }),
  );
  if (new Set(causes.values()).size !== causes.size) found.push('a command has several causation ids');
  return found;
}

describe.each<[string, () => AbstractHttpAdapter]>([
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
])('Of 200 requests at the same time on %s', (_platform, adapter) => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await start(adapter());
  });
  afterAll(() => app.close());

  test('each event has the conversation, the actor, the trace and the command of its own', async () => {
    expect(await findings(app)).toEqual([]);
  });

  test('that is found out where one variable stands for all of them', async () => {
    const place = Symbol.for('daybook.message-context');
    const right = (globalThis as { [place]?: AsyncLocalStorage<unknown> })[place] as AsyncLocalStorage<unknown>;
    const putBack = new SharedVariable().takeThePlaceOf(right);
    try {
      expect((await findings(app)).length).toBeGreaterThan(100);
    } finally {
      putBack();
    }
    expect(await findings(app)).toEqual([]);
  });
});
