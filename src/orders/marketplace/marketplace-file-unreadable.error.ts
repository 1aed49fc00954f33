import { DaybookError } from '@daybook/domain';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not permitted',
};

/** One of a marketplace's files could not be read from the file system at all. Nothing was imported. */
export class MarketplaceFileUnreadable extends DaybookError {
  readonly code = 'marketplace-file-unreadable';

  constructor(
    readonly file: string,
    /** The code that the system gave, such as `ENOENT`; undefined if it gave none. */
    readonly systemCode: string | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `The orders cannot be read: ${reasons[systemCode ?? ''] ?? `the system answers ${systemCode ?? 'with an error'}`} ` +
        `at ${file}. Name the folder that holds orders.csv, items.csv and payments.csv.`,
      options,
    );
  }
}
