import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler without a key finds its instances by the conversation, and the saga is divided among segments by keys. */
export class SagaKeyMissing extends DaybookError {
  readonly code = 'saga-key-missing';
  readonly className: string;
  readonly eventClassName: string;

  constructor(
    sagaClass: unknown,
    method: string | symbol,
    eventClass: object,
    readonly segments: number,
  ) {
    const className = nameOfClass(sagaClass);
    const eventClassName = nameOfClass(eventClass);
    super(
      `${className}.${String(method)} hears of ${eventClassName} without a key, and the saga has ${segments} segments: the ` +
        'event would come to another one than its instance. Give the key, such as ' +
        `@On(${eventClassName}, (event) => event.orderId), or take away the option segments.`,
    );
    this.className = className;
    this.eventClassName = eventClassName;
  }
}
