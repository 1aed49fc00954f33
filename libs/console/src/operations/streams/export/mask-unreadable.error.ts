import { DaybookError } from '@daybook/domain';

/** With masks in the place of its values an event could not be read any more, so that nobody could import it. */
export class MaskUnreadable extends DaybookError {
  readonly code = 'mask-unreadable';

  constructor(
    readonly type: string,
    readonly fields: readonly string[],
    cause: unknown,
  ) {
    super(
      `An event cannot be masked: a field's codec does not read the mask of ${fields.join(', ')} in ${type}. Keep the field ` +
        `as text, number, date or list, or let its codec read any text.`,
      { cause },
    );
  }
}
