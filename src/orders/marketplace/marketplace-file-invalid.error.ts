import { DaybookError } from '@daybook/domain';

/** A row of a marketplace's files does not say what such a row says, or what another one contradicts. Nothing was imported. */
export class MarketplaceFileInvalid extends DaybookError {
  readonly code = 'marketplace-file-invalid';

  constructor(
    readonly file: string,
    /** The header is line 1. */
    readonly line: number,
    /** What is wrong, as the rest of a sentence about the line. */
    readonly finding: string,
  ) {
    super(
      `The orders are not valid: line ${line} of ${file} ${finding}. ` +
        'Nothing was imported by this run. Correct the file, then run this again.',
    );
  }
}
