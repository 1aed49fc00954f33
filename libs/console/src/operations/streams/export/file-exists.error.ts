import { DaybookError } from '@daybook/domain';

/** The file that an export was to make is there already. It was left as it is. */
export class FileExists extends DaybookError {
  readonly code = 'file-exists';

  constructor(readonly file: string) {
    super(`There is such a file already: ${file}. Name another one, or remove it first.`);
  }
}
