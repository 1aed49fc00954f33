import { EventTypeRegistry, SubscriptionRunner } from '@daybook/event-store';
import type { SagaClass } from '../../saga-options.js';
import { SagaRegistry } from '../../saga-registry.js';
import { CommandClasses } from '../command-classes.js';
import { SagaLoops } from '../saga-loops.js';
import type { SagaNotice } from '../saga-notice.js';
import { CreditPurse, DebitPurse } from './purses.js';
import type { SagaApplication } from './saga-application.js';

/** What drives sagas as a process does, on the store of an application that drives none. */
export interface Driving {
  readonly runner: SubscriptionRunner;
  readonly loops: SagaLoops;
  /** What it has told of instances. */
  readonly notices: readonly SagaNotice[];
  /** The commands that it has sent; nobody carries them out. */
  readonly sent: readonly object[];
  stop(): Promise<void>;
}

export interface DrivingOptions {
  readonly name?: string;
  /** In whose place the runner's word is taken. */
  readonly meddle?: (runner: SubscriptionRunner) => SubscriptionRunner;
  /** After how long it says that deadlines wait, in milliseconds. */
  readonly toldAfterMs?: number;
}

const leaseMs = 600;

/** Begins to drive sagas, with quick signs of life. */
export async function drive(
  { store, clock }: SagaApplication,
  classes: readonly SagaClass[],
  { name = 'one', meddle = (runner) => runner, toldAfterMs = 10_000 }: DrivingOptions = {},
): Promise<Driving> {
  const sagas = new SagaRegistry(new EventTypeRegistry());
  for (const saga of classes) sagas.register(saga);
  const commands = new CommandClasses();
  for (const command of [DebitPurse, CreditPurse]) commands.add(command);
  const notices: SagaNotice[] = [];
  const sent: object[] = [];
  const runner = new SubscriptionRunner({ store, name, leaseMs, heartbeatMs: 50, stopWithinMs: 500 });
  const loops = new SagaLoops({
    ...{ store, sagas, clock, leaseMs, classes: commands, runner: meddle(runner) },
    ...{ settings: { commandsAtOnce: 4, commandWithinMs: 10_000, pollMs: 20 }, stopWithinMs: 500, toldAfterMs },
    execute: async (command) => void sent.push(command),
    onNotice: (notice) => notices.push(notice),
    onTrouble: () => undefined,
  });
  for (const consumer of await loops.consumers()) runner.add(consumer);
  await runner.start();
  loops.start();
  return {
    ...{ runner, loops, notices, sent },
    stop: async () => {
      await Promise.all([loops.stop(), runner.stop()]);
    },
  };
}
