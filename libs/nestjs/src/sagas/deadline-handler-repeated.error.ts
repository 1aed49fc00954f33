import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two methods of a saga are called by one deadline. */
export class DeadlineHandlerRepeated extends DaybookError {
  readonly code = 'deadline-handler-repeated';
  readonly className: string;
  readonly methods: readonly string[];

  constructor(
    sagaClass: unknown,
    readonly deadline: string,
    ...methods: readonly (string | symbol)[]
  ) {
    const className = nameOfClass(sagaClass);
    const names = methods.map(String);
    super(
      `${className} has two methods for the deadline "${deadline}": ${names.join(' and ')}. Keep one; to change an ` +
        "inherited one, override the parent's method under its own name.",
    );
    this.className = className;
    this.methods = names;
  }
}
