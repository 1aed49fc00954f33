import { type EventStore, PostgresEventStore } from '@daybook/event-store';
import { KeyPruning, nothingToForget } from '../commands/key-pruning.js';
import type { DaybookOptions } from './daybook-options.js';
import { InvalidOption } from './invalid-option.error.js';
import type { RunningLoops } from './running-loops.js';

const defaultDays = 30;

/** What forgets idempotency keys in this process, if it is one that does things by itself. */
export function keyPruningFor(options: DaybookOptions, store: EventStore, loops: RunningLoops): KeyPruning {
  const { idempotencyKeyDays = defaultDays } = options;
  if (!(idempotencyKeyDays >= 1)) {
    throw new InvalidOption('idempotencyKeyDays', idempotencyKeyDays, ['a number from 1']);
  }
  const keeper = store instanceof PostgresEventStore ? store : nothingToForget;
  return new KeyPruning(keeper, idempotencyKeyDays, loops.runsAny);
}
