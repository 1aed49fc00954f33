import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler of a fold answered a promise, whose work the fold would not wait for. */
export class RowHandlerIsAsync extends DaybookError {
  readonly code = 'row-handler-is-async';
  readonly className: string;
  readonly method: string;

  constructor(projectionClass: object, method: string | symbol) {
    const className = nameOfClass(projectionClass);
    super(
      `A fold does not wait: ${className}.${String(method)} answered a promise. Change the row at once, from the event ` +
        'alone; what takes time belongs into a HandlerProjection or a reaction.',
    );
    this.className = className;
    this.method = String(method);
  }
}
