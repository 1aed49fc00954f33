import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two methods of a saga, or one method by two classes of one name, hear of the refusal of one command. */
export class RefusalHandlerRepeated extends DaybookError {
  readonly code = 'refusal-handler-repeated';
  readonly className: string;
  readonly methods: readonly string[];

  constructor(
    sagaClass: unknown,
    /** The lasting name of the command's class. */
    readonly commandType: string,
    ...methods: readonly (string | symbol)[]
  ) {
    const className = nameOfClass(sagaClass);
    const names = methods.map(String);
    super(
      `${className} hears twice of it when "${commandType}" is refused: in ${names.join(' and in ')}. Keep one ` +
        '@OnCommandRefused for each command; if they are two classes of one name, give one of them another by @CommandType.',
    );
    this.className = className;
    this.methods = names;
  }
}
