import type { Arbitrary } from 'fast-check';
import type { ContractSubject } from '../contract-subject.js';

/** An attempt that must fail with a typed error and leave nothing behind. */
export interface RefusedCase {
  /** Tells it from all others, and is printed when it goes wrong. */
  readonly what: string;
  /** What the error must say: the name of its property, and what that must contain. */
  readonly names: readonly [property: string, part: string];
  /** What must be in the store for the attempt to make sense. */
  readonly before?: (subject: ContractSubject) => Promise<unknown>;
  readonly attempt: (subject: ContractSubject) => Promise<unknown>;
}

/** An attempt that must succeed and give back exactly what it was given. */
export interface AcceptedCase {
  readonly what: string;
  readonly attempt: (subject: ContractSubject) => Promise<{ readonly given: unknown; readonly found: unknown }>;
}

/** One line of what can be wrong with input, as generators of cases on either side of it. */
export interface InputLine {
  readonly line: string;
  readonly refused: Arbitrary<RefusedCase>;
  readonly accepted: Arbitrary<AcceptedCase>;
}
