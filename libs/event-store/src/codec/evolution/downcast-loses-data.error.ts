import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** An event, brought to an older shape and lifted again, would not be what was decided. Nothing was written. */
export class DowncastLosesData extends DaybookError {
  readonly code = 'downcast-loses-data';

  constructor(
    /** Which event of the append: `events[2]`. */
    readonly field: string,
    readonly type: string,
    /** The type and the version that it was to be written in. */
    readonly written: { readonly type: string; readonly version: number },
    /** The fields that would be others. */
    readonly fields: readonly string[],
  ) {
    super(
      `An event cannot be written in its older shape: ${field}, ${described(type)}, would be read from ` +
        `${described(written.type)} ${written.version} with other values in ${fields.map(described).join(', ') || 'nothing'}. ` +
        'Nothing was written. The older shape cannot say it: wait with such events until every process reads the newer ' +
        'one and writeVersions is gone, or correct downcast and upcast.',
    );
  }
}
