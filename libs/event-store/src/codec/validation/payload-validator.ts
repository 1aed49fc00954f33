import type { DomainEvent, EventDefinition } from '@daybook/domain';

/** One field of a payload that breaks its rules. Never holds the value. */
export interface PayloadViolation {
  /** Where in the payload: `lines[0].amountMinor`; empty for the payload as a whole. */
  readonly path: string;
  /** The names of the broken rules: `isInt`, `isPositive`. */
  readonly constraints: readonly string[];
}

/**
 * Judges payloads before they are written, and never when they are read: what has happened has happened, and a rule
 * that was tightened since must not make history unreadable.
 *
 * `classValidator()` and `standardSchema(…)` are validators, `noValidation` is one that accepts everything.
 */
export interface PayloadValidator {
  /** No violations if the payload is valid. Must not change the event. */
  validate(event: DomainEvent, definition: EventDefinition): Violations | Promise<Violations>;
  /**
   * The fields that an event may have and be valid; undefined if that is not known. What is stored besides them is kept out
   * of events that are read. Default: not known.
   */
  fieldsOf?(definition: EventDefinition): ReadonlySet<string> | undefined;
}

export type Violations = readonly PayloadViolation[];

/** Accepts every payload that is JSON data. */
export const noValidation: PayloadValidator = { validate: () => [] };
