import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler of a saga gave an answer; it may be a promise, whose work nobody would wait for. Nothing was written. */
export class SagaHandlerReturned extends DaybookError {
  readonly code = 'saga-handler-returned';
  readonly className: string;
  readonly method: string;

  constructor(sagaClass: unknown, method: string | symbol, answer: unknown) {
    const className = nameOfClass(sagaClass);
    super(
      `The handler ${className}.${String(method)} returned something. It decides at once and asks by this.send, ` +
        'this.deadline and their like: make it neither async nor an expression.',
    );
    this.className = className;
    this.method = String(method);
    // What it fails with is of no more interest, and must not end the process.
    if (answer instanceof Promise) answer.catch(() => undefined);
  }
}
