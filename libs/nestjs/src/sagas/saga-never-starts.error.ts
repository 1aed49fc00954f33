import { DaybookError, nameOfClass } from '@daybook/domain';

/** A saga has no `@StartsOn`, so that there would never be an instance of it. */
export class SagaNeverStarts extends DaybookError {
  readonly code = 'saga-never-starts';
  readonly className: string;

  constructor(sagaClass: unknown) {
    const className = nameOfClass(sagaClass);
    super(
      `The saga ${className} has no event that begins an instance. Put @StartsOn(SomeEvent, (event) => event.orderId) on ` +
        'the method that hears of the first one.',
    );
    this.className = className;
  }
}
