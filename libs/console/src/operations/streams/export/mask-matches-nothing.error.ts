import { DaybookError } from '@daybook/domain';
import { shown } from '../shown.js';

/** A field that was to be masked is not one of the events that are exported: the name is likely spelled wrong. */
export class MaskMatchesNothing extends DaybookError {
  readonly code = 'mask-matches-nothing';

  constructor(readonly field: string) {
    super(
      `There is nothing to mask under this name: ${shown(field)} is no field of an event type of this application, or of ` +
        `none that was exported. Write the type's name, a dot and the field's name, as in account.opened.ownerId.`,
    );
  }
}
