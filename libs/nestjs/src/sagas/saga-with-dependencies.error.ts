import { DaybookError, nameOfClass } from '@daybook/domain';

/** The constructor of a saga wants something. Nobody would give it: an object of the class is made for each event. */
export class SagaWithDependencies extends DaybookError {
  readonly code = 'saga-with-dependencies';
  readonly className: string;

  constructor(sagaClass: unknown) {
    const className = nameOfClass(sagaClass);
    super(
      `The saga ${className} has a constructor with parameters. It decides from events and its state alone, so that it comes ` +
        'to the same each time: take them away, and let a command do what needs other parts of the application.',
    );
    this.className = className;
  }
}
