import { DaybookError, nameOfClass } from '@daybook/domain';

/** A saga cannot be called so. */
export class InvalidSagaName extends DaybookError {
  readonly code = 'invalid-saga-name';
  readonly className: string;

  constructor(
    sagaClass: unknown,
    readonly sagaName: string,
  ) {
    const className = nameOfClass(sagaClass);
    super(
      `The saga of ${className} cannot be called ${JSON.stringify(sagaName)}. Choose lower-case words joined by hyphens, at ` +
        'most 100 characters, such as "order-fulfilment": operators type it.',
    );
    this.className = className;
  }
}
