import { DaybookError, nameOfClass } from '@daybook/domain';

/** One handler both completed and compensated its instance. Nothing was written. */
export class SagaEndsTwice extends DaybookError {
  readonly code = 'saga-ends-twice';
  readonly className: string;
  readonly method: string;

  constructor(sagaClass: unknown, method: string | symbol) {
    const className = nameOfClass(sagaClass);
    super(
      `The handler ${className}.${String(method)} called both this.complete() and this.compensate(). Either what was done ` +
        'stands, or it is undone: call one of them.',
    );
    this.className = className;
    this.method = String(method);
  }
}
