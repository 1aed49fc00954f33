import { DaybookError, nameOfClass } from '@daybook/domain';
import { inspect } from 'node:util';

/** `@OnCommandRefused` was given what is no class. */
export class NotACommandClass extends DaybookError {
  readonly code = 'not-a-command-class';
  readonly className: string;

  constructor(sagaClass: unknown, method: string | symbol, value: unknown) {
    const className = nameOfClass(sagaClass);
    super(
      `${className}.${String(method)} is to hear of refused commands of ${inspect(value, { depth: 0 })}, which is no class. ` +
        'Give the class of the command; if it is undefined, two modules import each other.',
    );
    this.className = className;
  }
}
