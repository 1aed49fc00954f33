import { DaybookError, nameOfClass } from '@daybook/domain';

/** A saga was asked for its state, its time or an effect while none of its handlers ran. */
export class SagaOutsideHandler extends DaybookError {
  readonly code = 'saga-outside-handler';
  readonly className: string;

  constructor(sagaClass: unknown) {
    const className = nameOfClass(sagaClass);
    super(
      `${className} has no state, no time and nobody to ask outside of its handlers. Do it in a method with @StartsOn, ` +
        '@On, @OnDeadline or @OnCommandRefused; what the state begins with is the answer of its method begin().',
    );
    this.className = className;
  }
}
