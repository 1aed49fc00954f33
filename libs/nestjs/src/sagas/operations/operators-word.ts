import { InvalidSagaReason } from './invalid-saga-reason.error.js';

/** Why an operator does something, and on whose word. */
export interface OperatorsWord {
  /** For whoever asks in a year. */
  readonly reason: string;
  /** Who says so. Default: nobody is named. */
  readonly by?: string | undefined;
}

const longest = 2_000;
// As a text can be kept: PostgreSQL has none with NUL, and half a surrogate pair is no character.
const unkeepable = /\0|\p{Surrogate}/u;

/** The word as it is put on record: `the carrier has it, by phone (ann)`. @throws InvalidSagaReason */
export function recordedWord({ reason, by }: OperatorsWord): string {
  if (typeof reason !== 'string' || reason.trim() === '') throw new InvalidSagaReason('is missing');
  const word = by === undefined || by.trim() === '' ? reason.trim() : `${reason.trim()} (${by.trim()})`;
  if (word.length > longest) throw new InvalidSagaReason(`has ${word.length} characters`);
  if (unkeepable.test(word)) throw new InvalidSagaReason('holds NUL or half a surrogate pair');
  return word;
}
