import { DaybookError } from '@daybook/domain';

/** There is nothing to read under the folder that was named. */
export class SourcesMissing extends DaybookError {
  readonly code = 'sources-missing';

  constructor(readonly folder: string) {
    super(`There are no TypeScript sources in ${folder}. Name the folders of the events' classes with --sources.`);
  }
}
