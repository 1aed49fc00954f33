import { DaybookError, nameOfClass } from '@daybook/domain';

/** A class bears no `@Saga`, so nobody knows under which name its instances are kept. */
export class SagaMissing extends DaybookError {
  readonly code = 'saga-missing';
  readonly className: string;

  constructor(sagaClass: unknown) {
    const className = nameOfClass(sagaClass);
    super(
      `${className} is no saga that can be run. Put @Saga('name') on the class itself; that of a parent class does not ` +
        'count, because two classes cannot go on with the same instances.',
    );
    this.className = className;
  }
}
