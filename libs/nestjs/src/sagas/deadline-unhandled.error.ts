import { DaybookError, nameOfClass } from '@daybook/domain';

/** A saga set, or took back, a deadline that calls none of its methods. */
export class DeadlineUnhandled extends DaybookError {
  readonly code = 'deadline-unhandled';
  readonly className: string;

  constructor(
    sagaClass: unknown,
    readonly deadline: string,
    known: Iterable<string>,
  ) {
    const className = nameOfClass(sagaClass);
    const names = [...known].map((name) => `"${name}"`).join(', ');
    super(
      `${className} has no method for the deadline "${deadline}": it has ${names === '' ? 'none' : `those for ${names}`}. Put ` +
        `@OnDeadline('${deadline}') on the one that it is to call, or say the right name.`,
    );
    this.className = className;
  }
}
