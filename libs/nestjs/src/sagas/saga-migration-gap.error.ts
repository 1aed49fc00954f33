import { DaybookError, nameOfClass } from '@daybook/domain';

/** States of an older version are taken over, and on the way to the class's own version a step is missing. */
export class SagaMigrationGap extends DaybookError {
  readonly code = 'saga-migration-gap';
  readonly className: string;

  constructor(
    sagaClass: unknown,
    /** The oldest version that is taken over. */
    readonly from: number,
    /** The one of which nothing takes the states over. */
    readonly missing: number,
    /** The class's own. */
    readonly version: number,
  ) {
    const className = nameOfClass(sagaClass);
    super(
      `${className} takes over states from version ${from} on, and none of version ${missing}, though it is version ` +
        `${version}. Add ${missing}: (state) => ({ … }) to its option migrate, which gives the state of version ` +
        `${missing + 1}.`,
    );
    this.className = className;
  }
}
