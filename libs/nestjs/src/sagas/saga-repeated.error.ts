import { DaybookError, nameOfClass } from '@daybook/domain';

/** One class was given two names as a saga. */
export class SagaRepeated extends DaybookError {
  readonly code = 'saga-repeated';
  readonly className: string;

  constructor(
    sagaClass: unknown,
    readonly existingName: string,
    readonly repeatedName: string,
  ) {
    const className = nameOfClass(sagaClass);
    super(
      `${className} is the saga "${existingName}" and was called "${repeatedName}" as well. Keep one @Saga; a second ` +
        'process is a second class.',
    );
    this.className = className;
  }
}
