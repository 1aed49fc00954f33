import { DaybookError, nameOfClass } from '@daybook/domain';

/** An event is to begin an instance, and nothing says of which key. */
export class SagaStartWithoutKey extends DaybookError {
  readonly code = 'saga-start-without-key';
  readonly className: string;
  readonly eventClassName: string;

  constructor(sagaClass: unknown, method: string | symbol, eventClass: object) {
    const className = nameOfClass(sagaClass);
    const eventClassName = nameOfClass(eventClass);
    super(
      `${className}.${String(method)} begins an instance by ${eventClassName} and does not say by what that one is told from ` +
        `the others. Write @StartsOn(${eventClassName}, (event) => event.orderId).`,
    );
    this.className = className;
    this.eventClassName = eventClassName;
  }
}
