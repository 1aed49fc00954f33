import { DaybookError } from '@daybook/domain';
import { shown } from '../streams/shown.js';

/** There is no durable reader of the log of this name on record. */
export class ReaderNotFound extends DaybookError {
  readonly code = 'reader-not-found';

  constructor(
    readonly reader: string,
    readonly known: readonly string[],
  ) {
    super(
      `No reader of the log is on record under ${shown(reader)}. ` +
        (known.length === 0
          ? 'There is none at all: they are put on record when an application that runs them starts.'
          : `There are: ${known.map(shown).join(', ')}. An inline projection has none while appends write it.`),
    );
  }
}
