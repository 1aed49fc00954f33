import 'reflect-metadata';
import { isDaybookError } from '@daybook/domain';
import { EventStore, noValidation } from '@daybook/event-store';
import { DaybookModule } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { DeathAtSagaStep } from '../injection/death-at-saga-step.js';
import { type MovingBuild, wrongMoving } from '../wrong-builds/moving-builds.js';
import { Chest, DebitChest } from './chests.js';
import { Move, Moving } from './moves.js';
import { type CopiesAsked, sendCopies } from './moving-copies.js';
import { movingHandlers, Troubles } from './moving-office.js';
import type { MovingWord, MovingTroubles } from './moving-words.js';
import { turnClock } from './turned-clock.js';

// The main file of a process whose sagas move money, and to whose commands something happens now and then.
const [, , url = '', name = '', build = 'daybook', given = '{}'] = process.argv;
const told = JSON.parse(given) as MovingTroubles;
const { failing = 0, lateMs = 0, overdue = 0, patienceMs = 60_000, leaseMs = 500, clockOffMs = 0, stands = 0 } = told;
process.on('disconnect', () => process.exit());
turnClock(clockOffMs);
const death = new DeathAtSagaStep(told.dies);

const tell = (word: MovingWord): void => void process.send?.(word);
const troubles = new Troubles();
let stood = 0;
const beLate = async ({ constructor: { name: of }, move }: { readonly move: string }): Promise<void> => {
  await pause(Math.random() * lateMs);
  if (Math.random() >= overdue) return;
  tell({ word: 'overdue', of, move });
  await pause(patienceMs + 200);
};
troubles.before = async (command) => {
  const { move } = command;
  tell({ word: 'begins', of: command.constructor.name, move });
  death.beforeCommand(command);
  if (stood < stands && command instanceof DebitChest) {
    stood++;
    tell({ word: 'stands', of: command.constructor.name, move });
    // Long enough to be stopped in, also on a busy machine.
    await pause(1_000);
  }
  await beLate(command);
  if (Math.random() < failing) {
    tell({ word: 'failed', of: command.constructor.name, move });
    throw new Error('Lost on the way.');
  }
};
troubles.refused = ({ constructor: { name: of }, move }, error) =>
  tell({ word: 'refused', of, move, code: isDaybookError(error) ? error.code : 'unknown' });
troubles.after = async (command) => {
  const { move } = command;
  death.afterCommand(command);
  await beLate(command);
  tell({ word: 'ends', of: command.constructor.name, move });
  if (Math.random() < failing) {
    tell({ word: 'unanswered', of: command.constructor.name, move });
    throw new Error('The answer was lost.');
  }
};

const wrong = {
  provide: 'wrong build',
  inject: [EventStore, CommandBus],
  useFactory: (store: EventStore, bus: CommandBus) => {
    death.within(store);
    return wrongMoving(build as MovingBuild, store, bus);
  },
};

const application = await NestFactory.createApplicationContext(
  {
    module: class Offices {},
    imports: [
      TypeOrmModule.forRoot({
        type: 'postgres',
        url,
        retryAttempts: 0,
        extra: { options: '-c synchronous_commit=on' },
      }),
      DaybookModule.forRoot({
        migrations: 'ignore',
        validation: noValidation,
        subscriptions: { name, leaseMs, heartbeatMs: Math.floor(leaseMs / 4) },
        sagas: { pollMs: 100, commandWithinMs: patienceMs },
      }),
      DaybookModule.forFeature({ aggregates: [Chest, Move], sagas: [Moving] }),
      CqrsModule.forRoot(),
    ],
    providers: [...movingHandlers, { provide: Troubles, useValue: troubles }, wrong],
  },
  { logger: ['error'] },
);
const bus = application.get(CommandBus, { strict: false });
process.on('message', (asked: CopiesAsked) => {
  void sendCopies(bus, asked).then((answers) => tell({ word: 'copied', move: asked.move, answers }));
});
tell({ word: 'started' });
