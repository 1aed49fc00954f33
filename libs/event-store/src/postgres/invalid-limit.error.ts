import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** A limit of the store is not a number that it can keep to. */
export class InvalidLimit extends DaybookError {
  readonly code = 'invalid-limit';

  constructor(
    readonly limit: string,
    value: unknown,
    most: number,
  ) {
    super(
      `A limit of the event store is not valid: limits.${limit} is ${described(value)}. ` +
        `Give a whole number from 1 to ${most}, or leave it out.`,
    );
  }
}
