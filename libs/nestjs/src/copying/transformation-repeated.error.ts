import { DaybookError, nameOfClass } from '@daybook/domain';

/** One class was given two names as a transformation. */
export class TransformationRepeated extends DaybookError {
  readonly code = 'transformation-repeated';
  readonly className: string;

  constructor(
    transformation: object,
    readonly existingName: string,
    readonly repeatedName: string,
  ) {
    const className = nameOfClass(transformation);
    super(
      `${className} is the transformation "${existingName}" and was made "${repeatedName}" as well. Keep one ` +
        '@StreamTransformation.',
    );
    this.className = className;
  }
}
