import { DaybookError } from '@daybook/domain';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not permitted',
};

/** A statement could not be read from the file system at all. */
export class StatementUnreadable extends DaybookError {
  readonly code = 'statement-unreadable';

  constructor(
    readonly file: string,
    /** The code that the system gave, such as `ENOENT`; undefined if it gave none. */
    readonly systemCode: string | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `The statement cannot be read: ${reasons[systemCode ?? ''] ?? `the system answers ${systemCode ?? 'with an error'}`} ` +
        `at ${file}. Check the path.`,
      options,
    );
  }
}
