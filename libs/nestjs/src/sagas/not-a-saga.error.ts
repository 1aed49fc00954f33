import { DaybookError, nameOfClass } from '@daybook/domain';

/** A class was called a saga and is none. */
export class NotASaga extends DaybookError {
  readonly code = 'not-a-saga';
  readonly className: string;

  constructor(sagaClass: unknown) {
    const className = nameOfClass(sagaClass);
    super(
      `${className} is called a saga and does not extend SagaInstance, so that it has no state and nobody to ask. Write ` +
        `"class ${className} extends SagaInstance<ItsState>".`,
    );
    this.className = className;
  }
}
