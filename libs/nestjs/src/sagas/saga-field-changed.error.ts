import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler of a saga changed a field of its object, which nobody keeps. Nothing was written. */
export class SagaFieldChanged extends DaybookError {
  readonly code = 'saga-field-changed';
  readonly className: string;
  readonly method: string;

  constructor(
    sagaClass: unknown,
    method: string | symbol,
    /** The field. */
    readonly field: string,
  ) {
    const className = nameOfClass(sagaClass);
    super(
      `The handler ${className}.${String(method)} changed this.${field}, which is lost as soon as it is over: an object is ` +
        `made for each event. Keep it in this.state.${field}.`,
    );
    this.className = className;
    this.method = String(method);
  }
}
