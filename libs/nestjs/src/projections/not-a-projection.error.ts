import { DaybookError, nameOfClass } from '@daybook/domain';

/** `@Projection` stands on a class that cannot be one. */
export class NotAProjection extends DaybookError {
  readonly code = 'not-a-projection';
  readonly className: string;

  constructor(found: unknown) {
    const className = nameOfClass(found);
    super(
      `${className} is not a projection: it extends neither FoldProjection nor HandlerProjection of @daybook/nestjs. Write ` +
        `class ${className} extends FoldProjection<Row> if its rows follow from the events by key, HandlerProjection ` +
        'otherwise; for an effect that is no row, use @Reaction.',
    );
    this.className = className;
  }
}
