import { DaybookError, nameOfClass } from '@daybook/domain';

/** One class was made a projection twice. */
export class ProjectionRepeated extends DaybookError {
  readonly code = 'projection-repeated';
  readonly className: string;

  constructor(
    projectionClass: object,
    readonly existingName: string,
    readonly repeatedName: string,
  ) {
    const className = nameOfClass(projectionClass);
    super(
      `${className} is the projection "${existingName}" and was made "${repeatedName}" as well. Keep one @Projection.`,
    );
    this.className = className;
  }
}
