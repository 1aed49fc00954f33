import { hostname } from 'node:os';
import type { EventStore } from '../../stream/event-store.js';
import { InvalidRunnerOption } from './invalid-runner-option.error.js';
import type { RunnerNotice } from './runner-notice.js';
import { unknownEventsPolicies, type UnknownEventsPolicy } from './unknown-events.js';

/** Options of what runs subscriptions in a process. */
export interface SubscriptionRunnerOptions {
  readonly store: EventStore;
  /** How people find the process. Default: host and process id, `host:4711`. */
  readonly name?: string | undefined;
  /** For how long a lease stands without a sign of life, in milliseconds. Default 3,000. */
  readonly leaseMs?: number | undefined;
  /** How often a sign of life is given, in milliseconds; at most half a lease. Default 1,000. */
  readonly heartbeatMs?: number | undefined;
  /** So many connections are used at a time for reading and applying, however many subscriptions there are. Default 4. */
  readonly connections?: number | undefined;
  /** How long `stop` waits for what is under way, in milliseconds. Default 10,000. */
  readonly stopWithinMs?: number | undefined;
  /** What becomes of events that only another release can read, where a consumer does not say. Default `wait`. */
  readonly unknownEvents?: UnknownEventsPolicy | undefined;
  /** What else the process puts on record that it has code for, besides its consumers; asked at each sign of life. */
  readonly knows?: (() => readonly string[]) | undefined;
  /** Told what happens, for the log and for alarms; what it throws is ignored. Default: nobody. */
  readonly onNotice?: ((notice: RunnerNotice) => void) | undefined;
}

/** The options, with the defaults in the places of those that are missing. */
export type CheckedRunnerOptions = {
  readonly [option in Exclude<keyof SubscriptionRunnerOptions, 'onNotice' | 'knows'>]-?: NonNullable<
    SubscriptionRunnerOptions[option]
  >;
} & Pick<SubscriptionRunnerOptions, 'onNotice' | 'knows'>;

/** @throws InvalidRunnerOption */
export function checkedRunnerOptions(options: SubscriptionRunnerOptions): CheckedRunnerOptions {
  const {
    store,
    name = `${hostname()}:${process.pid}`,
    leaseMs = 3_000,
    heartbeatMs = 1_000,
    connections = 4,
    stopWithinMs = 10_000,
    unknownEvents = 'wait',
    onNotice,
    knows,
  } = options;
  const checked = { leaseMs, heartbeatMs, connections, stopWithinMs };
  for (const [option, value] of Object.entries(checked)) {
    if (!Number.isInteger(value) || value < 1 || value > longest) {
      throw new InvalidRunnerOption(option, value, `a whole number from 1 to ${longest}`);
    }
  }
  if (!unknownEventsPolicies.includes(unknownEvents)) {
    throw new InvalidRunnerOption('unknownEvents', unknownEvents, unknownEventsPolicies.join(', '));
  }
  if (heartbeatMs * 2 > leaseMs) {
    throw new InvalidRunnerOption('heartbeatMs', heartbeatMs, `at most half of leaseMs, which is ${leaseMs}`);
  }
  return { store, name, ...checked, unknownEvents, onNotice, knows };
}

// What a timer takes; beyond that it fires at once.
const longest = 2_147_483_647;
