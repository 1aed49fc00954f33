import type { HeldSaga, SagaChange } from '@daybook/event-store';
import type { RegisteredSaga } from '@daybook/nestjs/sagas';

/** Where a scenario stands. */
export interface Moment {
  readonly saga: RegisteredSaga;
  readonly className: string;
  /** The key of the instance; undefined before there is one. */
  readonly key: string | undefined;
  readonly held: HeldSaga | undefined;
  /** What the last decision came to; undefined if it was nothing, or there was none. */
  readonly change: SagaChange | undefined;
  /** The instance as it was before that. */
  readonly before: HeldSaga | undefined;
  readonly now: Date;
  /** How many events there were. */
  readonly position: number;
}

/** Before anything has happened. */
export function beginning(saga: RegisteredSaga, className: string, now: Date): Moment {
  const nothing = { key: undefined, held: undefined, change: undefined, before: undefined };
  return { saga, className, ...nothing, now, position: 0 };
}
