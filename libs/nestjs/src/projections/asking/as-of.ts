import { inspect, types } from 'node:util';
import { InvalidQuestion } from './invalid-question.error.js';

/** Which past is asked about: at most one of these, and none of them for the present. */
export interface AsOf {
  /** After this position in the log, that of an append's answer for example; 0 for the beginning. */
  readonly position?: number | undefined;
  /** What the store had recorded by then, inclusive. */
  readonly recordedBy?: Date | undefined;
  /** What had happened in the world by then, inclusive. */
  readonly occurredBy?: Date | undefined;
}

/** A past that has been checked. */
export type CheckedAsOf =
  | { readonly field: 'position'; readonly position: number }
  | { readonly field: 'recordedBy' | 'occurredBy'; readonly time: number };

const fields: readonly string[] = ['position', 'recordedBy', 'occurredBy'];

/**
 * The past that is asked about; undefined for the present.
 *
 * @throws InvalidQuestion several were given, or one that is none
 */
export function checkedAsOf(at: unknown): CheckedAsOf | undefined {
  if (at === undefined) return undefined;
  if (typeof at !== 'object' || at === null || types.isDate(at)) {
    throw new InvalidQuestion('at', `is ${inspect(at)}`, 'Give { position }, { recordedBy } or { occurredBy }.');
  }
  const given = Object.entries(at).filter(([, value]) => value !== undefined);
  const unknown = given.find(([field]) => !fields.includes(field));
  if (unknown) throw new InvalidQuestion(unknown[0], 'is not known', `There are ${fields.join(', ')}.`);
  if (given.length > 1) {
    const names = given.map(([field]) => field).join(' and ');
    throw new InvalidQuestion(names, 'were given together', 'Give one of them, or none for the present.');
  }
  const [field, value] = given[0] ?? [undefined];
  if (field === undefined) return undefined;
  if (field === 'position') return { field, position: checkedPosition(value) };
  return { field: field as 'recordedBy' | 'occurredBy', time: checkedMoment(field, value) };
}

function checkedPosition(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  const advice = 'Give the position of an append or of an event; 0 is before all of them.';
  throw new InvalidQuestion('position', `is ${inspect(value)}, not a whole number from 0`, advice);
}

function checkedMoment(field: string, value: unknown): number {
  const time = types.isDate(value) ? value.getTime() : NaN;
  if (!Number.isNaN(time)) return time;
  throw new InvalidQuestion(field, `is ${inspect(value)}, not a valid Date`, 'Give a Date, or leave it out.');
}
