import type { FoldProjection } from '../../fold-projection.js';
import { type Balance, Balances, start } from '../../running/example/balances.js';
import type { AsOf } from '../as-of.js';
import type { ProjectionView } from '../projection-view.js';
import { Fillings, hour } from './asked-purses.js';

export type Answers = Readonly<Record<string, number>>;

/** What is asked about the past of the purses, and what is right. */
export interface Question {
  readonly name: string;
  readonly of: new () => FoldProjection<Balance>;
  readonly at: AsOf;
  readonly answers: Answers;
}

const byKey = { of: Balances };
const byStream = { of: Fillings };
const recordedAt = (hours: number, ms = 0): AsOf => ({ recordedBy: new Date(start.getTime() + hours * hour + ms) });
const daysBefore = (days: number, ms = 0): AsOf => ({
  occurredBy: new Date(start.getTime() - days * 24 * hour + ms),
});

export const questions: readonly Question[] = [
  { name: 'before everything', ...byKey, at: { position: 0 }, answers: {} },
  { name: 'up to the first event', ...byKey, at: { position: 1 }, answers: { a: 1 } },
  { name: 'up to the second', ...byKey, at: { position: 2 }, answers: { a: 1, b: 10 } },
  { name: 'up to one that nobody wants', ...byKey, at: { position: 3 }, answers: { a: 1, b: 10 } },
  { name: 'up to one of two keys', ...byKey, at: { position: 4 }, answers: { a: -99, b: 110 } },
  { name: 'before a row goes', ...byKey, at: { position: 6 }, answers: { a: 10_901, b: 110 } },
  { name: 'up to where it goes', ...byKey, at: { position: 7 }, answers: { a: 10_901 } },
  { name: 'up to the head', ...byKey, at: { position: 8 }, answers: { a: 110_901 } },
  { name: 'before an event of its streams', ...byStream, at: { position: 4 }, answers: { a: 1, b: 10 } },
  { name: 'up to an event of its streams', ...byStream, at: { position: 5 }, answers: { a: 1_001, b: 10 } },
  { name: 'as it was recorded by a moment', ...byKey, at: recordedAt(4), answers: { a: 901, b: 110 } },
  { name: 'a moment before', ...byKey, at: recordedAt(4, -1), answers: { a: -99, b: 110 } },
  { name: 'in its streams, as recorded', ...byStream, at: recordedAt(4), answers: { a: 1_001, b: 10 } },
  { name: 'in its streams, a moment before', ...byStream, at: recordedAt(4, -1), answers: { a: 1, b: 10 } },
  { name: 'before anything was recorded', ...byKey, at: recordedAt(0, -1), answers: {} },
  // Recorded last, and long past then.
  { name: 'as it had happened by a moment', ...byKey, at: daysBefore(4), answers: { a: 111_000 } },
  { name: 'as it had happened before it', ...byKey, at: daysBefore(4, -1), answers: { a: 110_000 } },
  { name: 'in its streams, as it had happened', ...byStream, at: daysBefore(4), answers: { a: 101_000 } },
  { name: 'in its streams, before it', ...byStream, at: daysBefore(4, -1), answers: { a: 100_000 } },
  { name: 'as it had happened by the end', ...byKey, at: daysBefore(0), answers: { a: 110_901 } },
];

/** All rows, and those of three keys: one without rows among them. */
export async function answersOf(
  view: ProjectionView<Balance>,
  at?: AsOf,
): Promise<{ readonly all: Answers; readonly byKey: Answers }> {
  const all: Record<string, number> = {};
  for await (const row of view.all(at)) all[row.purseId] = row.cents;
  const one: Record<string, number> = {};
  for (const key of ['a', 'b', 'c']) {
    const row = await view.get(key, at);
    if (row !== undefined) one[key] = row.cents;
  }
  return { all, byKey: one };
}
