import type { Ledger } from '../load/ledger.js';
import type { Subscriber } from '../load/subscriber.js';
import { readRawLog, type RawLog } from './raw-log.js';
import { violations, type Violation } from './violations.js';

/** How a run has ended, when all faults were over. */
export interface HealedRun {
  readonly log: RawLog;
  /** What is wrong with the log and with the subscribers that were to follow it. */
  readonly violations: readonly Violation[];
}

export interface RunToJudge {
  /** As the owner of the tables. */
  readonly url: string;
  readonly schema?: string;
  readonly ledger: Ledger;
  readonly subscribers?: readonly Subscriber[];
  /** How long the subscribers may take to arrive at the end. Default 30 s. */
  readonly withinMs?: number;
}

/** Waits until the subscribers have arrived at the end of the log, ends them, and judges. */
export async function judge({
  url,
  schema,
  ledger,
  subscribers = [],
  withinMs = 30_000,
}: RunToJudge): Promise<HealedRun> {
  const log = await readRawLog(url, schema);
  const last = log.events.at(-1)?.position ?? 0;
  const arrived = await Promise.all(subscribers.map((subscriber) => subscriber.passed(last, withinMs)));
  await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
  const stalled = subscribers.filter((_, index) => arrived[index] === false);
  return {
    log,
    violations: [
      ...stalled.map(
        ({ name, position }): Violation => `I11 ${name} is at ${position} after ${withinMs} ms, the log at ${last}`,
      ),
      ...violations({ log, entries: ledger.entries, followers: subscribers }),
    ],
  };
}
