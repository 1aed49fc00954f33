// By name, so that a class that extends another installed copy's root is known, too; `instanceof` would miss it.
const rootMark = Symbol.for('daybook.saga-instance');

/** Says of a prototype that what extends it is a saga. */
export function markSaga(prototype: object): void {
  Object.defineProperty(prototype, rootMark, { value: true });
}

/** Whether a class extends `SagaInstance`. */
export function extendsSagaInstance(value: unknown): boolean {
  const prototype: unknown = typeof value === 'function' ? value.prototype : undefined;
  return typeof prototype === 'object' && prototype !== null && rootMark in prototype;
}
