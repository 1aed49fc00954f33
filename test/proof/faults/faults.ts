import type { Fault } from '../world/world.js';
import { cutAfterCommit, cutBeforeCommit } from './cut-commits.js';
import { delayedConnections } from './delayed-connections.js';
import { fullDisk } from './full-disk.js';
import { halfOpenConnections } from './half-open-connections.js';
import { killProcess } from './kill-process.js';
import { killServer } from './kill-server.js';
import { longTransaction, longTransactionElsewhere } from './long-transaction.js';
import { lostNotifications } from './lost-notifications.js';
import { openAppendKilled } from './open-append-killed.js';
import { preparedTransaction, preparedTransactionElsewhere } from './prepared-transaction.js';
import { rebuild } from './rebuild.js';
import { stopProcess } from './stop-process.js';
import { turnedClock } from './turned-clock.js';
import { UnknownFault } from './unknown-fault.error.js';

/** All that can go wrong. */
export const faults: readonly Fault[] = [
  killServer,
  killProcess,
  stopProcess,
  cutBeforeCommit,
  cutAfterCommit,
  delayedConnections,
  halfOpenConnections,
  longTransaction,
  longTransactionElsewhere,
  preparedTransaction,
  preparedTransactionElsewhere,
  lostNotifications,
  turnedClock,
  rebuild,
  fullDisk,
  openAppendKilled,
];

export const faultNames: readonly string[] = faults.map(({ name }) => name);

/** @throws UnknownFault */
export function faultsNamed(names: readonly string[]): readonly Fault[] {
  const unknown = names.filter((name) => !faultNames.includes(name));
  if (unknown.length > 0) throw new UnknownFault(unknown, faultNames);
  return faults.filter(({ name }) => names.includes(name));
}
