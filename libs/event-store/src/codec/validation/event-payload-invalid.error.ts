import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';
import type { Violations } from './payload-validator.js';

const shown = 10;

/** A payload breaks the rules of its class. Nothing was written. */
export class EventPayloadInvalid extends DaybookError {
  readonly code = 'event-payload-invalid';
  /** The first field that is wrong: `events[2].data.amountMinor`. */
  readonly field: string;

  constructor(
    readonly type: string,
    /** Which event of the append, counted from 0. */
    readonly index: number,
    /** All fields that are wrong and the names of the rules that they break; never their values. */
    readonly violations: Violations,
  ) {
    super(
      `The event's payload is not valid: events[${index}] of type ${described(type)} breaks ${listed(violations)}. ` +
        (violations.some(({ constraints }) => constraints.includes('whitelistValidation'))
          ? 'Give a field that belongs to the event a decorator of class-validator (@Allow() if there is no rule), and leave out what does not.'
          : 'Correct the fields before the event is decided: once written it stays.'),
    );
    const path = violations[0]?.path ?? '';
    this.field = `events[${index}].data${path === '' || path.startsWith('[') ? path : `.${path}`}`;
  }
}

function listed(violations: Violations): string {
  const first = violations
    .slice(0, shown)
    .map(({ path, constraints }) => `${path === '' ? 'the payload' : path} (${constraints.join(', ')})`);
  if (violations.length > shown) first.push(`${violations.length - shown} more`);
  return first.join(', ');
}
