import { DaybookError } from '@daybook/domain';

/** A file is not an export that can be imported. Nothing was written. */
export class ExportFileInvalid extends DaybookError {
  readonly code = 'export-file-invalid';

  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly reason: string,
    cause?: unknown,
  ) {
    super(
      `The file cannot be imported: line ${line} of ${file} ${reason}. Nothing was written. Export it again, with this ` +
        `release or an older one, and do not change what is in it.`,
      cause === undefined ? undefined : { cause },
    );
  }
}
