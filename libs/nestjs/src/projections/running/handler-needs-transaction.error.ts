import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler projection ran on a store without transactions. */
export class HandlerNeedsTransaction extends DaybookError {
  readonly code = 'handler-needs-transaction';
  readonly className: string;

  constructor(projectionClass: object) {
    const className = nameOfClass(projectionClass);
    super(
      `A handler projection writes through an EntityManager: ${className} runs on a store that has none. Run it on ` +
        'PostgreSQL, or extend FoldProjection, whose rows can be kept in memory as well.',
    );
    this.className = className;
  }
}
