import 'reflect-metadata';
import { once } from 'node:events';
import { EventStore, noValidation } from '@daybook/event-store';
import { Daybook, DaybookModule, ProjectionOperations, Retirement } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type DeathText, dieAt } from '../injection/death-at-text.js';
import { Endowed } from './purse-events.js';
import { purseReleases } from './purse-release.js';

/** What the process is asked for. */
export type RehearsingAsked =
  | { readonly open: string; readonly has: 'purses' | 'nothing' }
  | { readonly dies: DeathText }
  | { readonly do: 'endow' | 'idle' | 'rehearse' | 'retire' | 'leave' };

// The main file of a process that rehearses read models, or gives up those of a release that is gone.
process.on('disconnect', () => process.exit());
const [{ open: url, has }] = (await once(process, 'message')) as [{ readonly open: string; readonly has: string }];
const { entity, projection } = purseReleases[1];
const application = await NestFactory.createApplicationContext(
  {
    module: class Rehearsing {},
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url, entities: has === 'purses' ? [entity] : [], retryAttempts: 0 }),
      DaybookModule.forRoot({ validation: noValidation, subscriptions: { leaseMs: 600, heartbeatMs: 100 } }),
    ],
    providers: has === 'purses' ? [projection] : [],
  },
  { logger: false },
);

async function obey(asked: RehearsingAsked): Promise<void> {
  if ('dies' in asked) dieAt(asked.dies);
  if (!('do' in asked)) return;
  if (asked.do === 'endow') {
    const owners = Array.from({ length: 50 }, (_, n) => `o-${n}`);
    for (let coins = 0; coins < 40; coins++) {
      await application
        .get(EventStore)
        .append(`purse-${coins % 4}`, [Endowed.of({ owners, coins })], { expected: 'any' });
    }
  }
  if (asked.do === 'idle') await application.get(Daybook).whenIdle();
  if (asked.do === 'rehearse') await application.get(ProjectionOperations).rehearse('purses');
  if (asked.do === 'retire') await application.get(Retirement).retire('purses', { reason: 'gone', by: 'Ann' });
  if (asked.do === 'leave') {
    await application.close();
    process.exit();
  }
}

process.on('message', (asked: RehearsingAsked) => {
  obey(asked).then(
    () => process.send?.('done'),
    (error: unknown) => process.send?.(String(error)),
  );
});
process.send?.('open');
