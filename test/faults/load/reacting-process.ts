import 'reflect-metadata';
import type { EventMetadata } from '@daybook/domain';
import { On } from '@daybook/domain';
import { noValidation } from '@daybook/event-store';
import { DaybookModule, Reaction } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { Credited } from './credited.js';

// The main file of a process that reacts to credits by telling somebody else, until it is killed.
const [, , url = '', receiver = '', build = ''] = process.argv;
process.on('disconnect', () => process.exit());

class Telling {
  @On(Credited) async credited(_event: Credited, meta: EventMetadata): Promise<void> {
    await this.tell(meta);
  }

  protected async tell({ eventId: key, streamId: stream, version }: EventMetadata): Promise<void> {
    await pause(Math.random() * 6);
    await fetch(receiver, { method: 'POST', body: JSON.stringify({ key, stream, version }) });
  }
}

@Reaction('telling', { from: 'beginning', concurrency: 5 })
class Daybook extends Telling {}

/** Is done before its effect has happened, so that the checkpoint moves past it. */
@Reaction('telling', { from: 'beginning', concurrency: 5 })
class ChecksFirst extends Telling {
  override async credited(_event: Credited, meta: EventMetadata): Promise<void> {
    setTimeout(() => void this.tell(meta), 100);
    await pause(1);
  }
}

/** Has all its events handled beside each other, those of one stream as well. */
@Reaction('telling', { from: 'beginning', concurrency: 5, key: (_event, meta) => meta.eventId })
class Unordered extends Telling {}

const reaction = { daybook: Daybook, 'checks-first': ChecksFirst, unordered: Unordered }[build] ?? Daybook;

await NestFactory.createApplicationContext(
  {
    module: class Reacting {},
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url, extra: { options: '-c synchronous_commit=on' } }),
      DaybookModule.forRoot({
        migrations: 'ignore',
        validation: noValidation,
        subscriptions: { leaseMs: 400, heartbeatMs: 100 },
      }),
    ],
    providers: [reaction],
  },
  { logger: ['error'] },
);
process.send?.('started');
