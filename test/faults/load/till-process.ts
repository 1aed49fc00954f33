import 'reflect-metadata';
import { isDaybookError } from '@daybook/domain';
import { EventStore, noValidation } from '@daybook/event-store';
import {
  type AggregateRepository,
  Daybook,
  DaybookAlarms,
  DaybookModule,
  getAggregateRepositoryToken,
} from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { skipUnknown } from '../wrong-builds/skips-unknown.js';
import { TillRow, tillReleases } from './till-release.js';
import { type TillCommand, type TillOptions, type TillWord, tills } from './till-words.js';

// The main file of a process of one of two releases: it writes what it is told to, and keeps read models up to date.
process.on('disconnect', () => process.exit());
const [{ url, name, release, runs, writes, skips }] = (await once(process, 'message')) as [TillOptions];
const { aggregate, upcasters, providers, write } = tillReleases[release];
const writeVersions = { 'till.paid-in': 1, 'till.counted': { event: 'till.checked', version: 1 } };

const application = await NestFactory.createApplicationContext(
  {
    module: class Release {},
    imports: [
      TypeOrmModule.forRoot({
        ...{ type: 'postgres', url, entities: [TillRow], retryAttempts: 0 },
        extra: { options: '-c synchronous_commit=on' },
      }),
      DaybookModule.forRoot({
        run: runs,
        validation: noValidation,
        subscriptions: { name, leaseMs: 1_500, heartbeatMs: 250 },
        ...(writes === 'old' && release === 'young' && { evolution: { writeVersions } }),
      }),
      DaybookModule.forFeature({ aggregates: [aggregate], upcasters: [...upcasters] }),
    ],
    providers: [...providers],
  },
  { logger: false },
);
const store = application.get(EventStore);
if (skips) skipUnknown(store);
const repository = application.get<AggregateRepository<never>>(getAggregateRepositoryToken(aggregate), {
  strict: false,
});

async function obey(command: TillCommand): Promise<unknown> {
  switch (command.do) {
    case 'write':
      for (let n = 1; n <= command.events; n++) {
        await store.append(`till-${n % tills}`, [write(n)], { expected: 'any' });
        await pause(1);
      }
      return command.events;
    case 'idle':
      await application.get(Daybook).whenIdle({ timeoutMs: 30_000 });
      return 'idle';
    case 'load':
      return repository.load('1').then(
        () => 'loaded',
        (error: unknown) => (isDaybookError(error) ? error.code : String(error)),
      );
    case 'alarms':
      return application.get(DaybookAlarms).standing.map(({ id }) => id);
  }
}

const say = (word: TillWord): void => void process.send?.(word);
process.on('message', (command: TillCommand) => {
  obey(command).then(
    (answer) => say({ answer }),
    (error: unknown) => say({ answer: String(error) }),
  );
});
say({ answer: 'started' });
