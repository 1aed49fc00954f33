import 'reflect-metadata';
import { type Clock, ManualClock } from '@daybook/domain';
import { noValidation } from '@daybook/event-store';
import { DaybookModule, ScheduledRuns } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { beginsAnew, goesByWhatItRemembers } from '../wrong-builds/scheduled-runs.js';
import type { SchedulingCommand, SchedulingOptions } from './scheduling-words.js';
import { Tallied, Tally } from './tally.js';

// The main file of a process that makes the runs of a scheduled projection, until it is killed.
const options = JSON.parse(process.argv[2] ?? '{}') as SchedulingOptions;
const { url, name, build = 'daybook', shows, running, diesAt } = options;
process.on('disconnect', () => process.exit());

Tally.worker = name;
let handled = 0;
Tally.handling = () => {
  if (++handled === diesAt) process.kill(process.pid, 'SIGKILL');
};

const standing = new ManualClock(new Date(shows ?? 0));
const [speed, hourMs, stepMs] = [60, 3_600_000, 3_000];
const clock: Clock = running === undefined ? standing : { now: () => new Date(turned(running)) };

/** Every three seconds an hour back, three seconds later where it would have been. */
function turned({ from, offMs, stepsBack }: NonNullable<typeof running>): number {
  const passedMs = Date.now() - from;
  const isBack = stepsBack && Math.floor(passedMs / stepMs) % 2 === 1;
  return Date.UTC(2026, 2, 1, 20) + passedMs * speed + offMs - (isBack ? hourMs : 0);
}

/** In place before anything is looked at, as a run may be under way at the start. */
const wrongBuild = {
  provide: 'wrong build',
  inject: [ScheduledRuns, getDataSourceToken()],
  useFactory: (runs: ScheduledRuns, source: DataSource) => {
    if (build === 'begins anew') beginsAnew(runs, source);
    if (build === 'goes by what it remembers') goesByWhatItRemembers(runs, source);
    return build;
  },
};

await NestFactory.createApplicationContext(
  {
    module: class Scheduling {},
    imports: [
      TypeOrmModule.forRoot({
        ...{ type: 'postgres', url, entities: [Tallied], retryAttempts: 0 },
        extra: { options: '-c synchronous_commit=on' },
      }),
      DaybookModule.forRoot({
        clock,
        validation: noValidation,
        subscriptions: { name, leaseMs: 600, heartbeatMs: 100 },
      }),
    ],
    providers: [Tally, wrongBuild],
  },
  { logger: false },
);
process.on('message', (command: SchedulingCommand) => standing.set(new Date(command.shows)));
process.send?.('started');
