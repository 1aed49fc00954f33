import { DaybookError, nameOfClass } from '@daybook/domain';
import type { NotJson } from '@daybook/event-store';

/** What a saga wants to keep in mind cannot be kept as JSON, or would not come back as it was. Nothing was written. */
export class SagaStateNotJson extends DaybookError {
  readonly code = 'saga-state-not-json';
  readonly className: string;
  /** Where: `state.lines[0].dueAt`. */
  readonly field: string;

  constructor(sagaClass: unknown, { place, reason, advice, cause }: NotJson) {
    const className = nameOfClass(sagaClass);
    const field = `state${place}`;
    super(
      `The state of the saga ${className} cannot be kept as JSON: ${field} ${reason}. ${advice}`,
      cause === undefined ? undefined : { cause },
    );
    this.className = className;
    this.field = field;
  }
}
