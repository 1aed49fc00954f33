import { DaybookError } from '@daybook/domain';

/** The library's SQL files are not where its code is: a bundler has parted them. Nothing was sent to the database. */
export class SqlFilesMissing extends DaybookError {
  readonly code = 'sql-files-missing';

  constructor(
    /** The folder in which they were looked for; undefined if the code cannot tell where it is. */
    readonly folder: string | undefined,
    cause: unknown,
  ) {
    super(
      `The SQL files of @daybook/event-store are not ${folder === undefined ? 'to be found' : `in ${folder}`}: its code ` +
        'has been bundled, and they have not. Leave @daybook/event-store out of the bundle (make it external)' +
        `${folder === undefined ? '' : ', or copy its folder sql there'}.`,
      { cause },
    );
  }
}
