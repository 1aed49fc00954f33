import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * A wrong build of what carries the message: one variable for the whole process, which looks right as long as requests
 * come one after the other.
 */
export class SharedVariable<T> extends AsyncLocalStorage<T> {
  #value: T | undefined;

  override run<R>(value: T, work: (...args: never[]) => R): R {
    this.#value = value;
    return work();
  }

  override getStore(): T | undefined {
    return this.#value;
  }

  /** Lets everything that asks the right one ask this one, until the function that is returned is called. */
  takeThePlaceOf(right: AsyncLocalStorage<T>): () => void {
    Object.assign(right, { run: this.run.bind(this), getStore: this.getStore.bind(this) });
    return () => {
      Reflect.deleteProperty(right, 'run');
      Reflect.deleteProperty(right, 'getStore');
    };
  }
}
