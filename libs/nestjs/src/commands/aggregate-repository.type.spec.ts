import type { AggregateRepository } from './aggregate-repository.js';
import type { Tally } from './example/tally.js';

declare const tallies: AggregateRepository<Tally>;

/** What is decided comes back as the type that it is. */
export async function decisions(): Promise<number> {
  const { result, aggregate } = await tallies.update('t-1', (tally) => tally.count(1));
  // @ts-expect-error an aggregate after its decision is for reading only
  aggregate.sum = 2;
  return result;
}

/** A decision waits for nothing. */
export async function asynchronousDecisions(): Promise<void> {
  // @ts-expect-error an async function would decide after it was recorded
  await tallies.update('t-1', async (tally) => tally.count(1));
  // @ts-expect-error so would a promise
  await tallies.create('t-1', (tally) => Promise.resolve(tally.count(1)));
}

/** The past is one version or one moment. */
export async function timeTravel(): Promise<void> {
  const past = await tallies.load('t-1', { version: 1 });
  // @ts-expect-error the past is for reading only
  past.sum = 2;
  // @ts-expect-error which of the two?
  await tallies.load('t-1', { version: 1, recordedBy: new Date() });
  // @ts-expect-error a time is a Date
  await tallies.load('t-1', { occurredBy: '2026-01-01' });
}
