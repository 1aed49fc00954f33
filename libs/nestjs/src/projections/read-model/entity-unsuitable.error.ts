import { DaybookError } from '@daybook/domain';

/** An entity cannot be a read model as it is. The start was stopped. */
export class EntityUnsuitable extends DaybookError {
  readonly code = 'entity-unsuitable';

  constructor(
    /** The class's name. */
    readonly entity: string,
    finding: string,
    advice: string,
  ) {
    super(`${entity} cannot hold the rows of a projection: ${finding}. ${advice}`);
  }
}
