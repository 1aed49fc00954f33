import { DaybookError } from '@daybook/domain';

/** There is no catalog to compare with. */
export class CatalogMissing extends DaybookError {
  readonly code = 'catalog-missing';

  constructor(readonly file: string) {
    super(`There is no event catalog ${file}. Write it with "catalog write", and commit it.`);
  }
}
