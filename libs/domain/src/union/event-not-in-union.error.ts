import { DaybookError } from '../error/daybook.error.js';
import { excerpt } from '../name/excerpt.js';

/** A plain event has a type that its union does not name. */
export class EventNotInUnion extends DaybookError {
  readonly code = 'event-not-in-union';

  constructor(
    readonly type: unknown,
    /** The types that the union names. */
    readonly known: readonly string[],
  ) {
    super(
      `The event is none of its union: its type is ${excerpt(type)}, and the union has ${known.join(', ')}. ` +
        'Correct the type, or add it to the schema and to the list of types.',
    );
  }
}
