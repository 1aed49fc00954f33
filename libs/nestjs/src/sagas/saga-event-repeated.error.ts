import { DaybookError, nameOfClass } from '@daybook/domain';

/** One method of a saga is told twice of one event, so that it would be chance for which instances. */
export class SagaEventRepeated extends DaybookError {
  readonly code = 'saga-event-repeated';
  readonly className: string;
  readonly eventClassName: string;

  constructor(sagaClass: unknown, method: string | symbol, eventClass: object) {
    const className = nameOfClass(sagaClass);
    const eventClassName = nameOfClass(eventClass);
    super(
      `${className}.${String(method)} names ${eventClassName} in two decorators. Keep one: @StartsOn if it begins an ` +
        'instance, which hears of it later, too; else @On.',
    );
    this.className = className;
    this.eventClassName = eventClassName;
  }
}
