import type { EventStore } from '../../../stream/event-store.js';
import type { SubscriptionStore } from '../../subscription-store.js';

/** Stands between a runner and its store: is told of each call, and may refuse, hold or answer it. */
export type Between = (method: string, call: () => unknown, values: readonly unknown[]) => unknown;

/** A store with somebody between, also before its checkpoints. */
export function storeBehind(store: EventStore, between: Between, instead: Partial<EventStore> = {}): EventStore {
  const subscriptions = behind<SubscriptionStore>(store.subscriptions, between);
  const overlay = Object.defineProperties({ subscriptions }, Object.getOwnPropertyDescriptors(instead));
  return behind(store, between, overlay);
}

function behind<T extends object>(target: T, between: Between, instead: Partial<T> = {}): T {
  return new Proxy(target, {
    get(_, name) {
      if (name in instead) return Reflect.get(instead, name) as unknown;
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function' || typeof name === 'symbol') return value;
      return (...values: unknown[]) => between(name, () => Reflect.apply(value, target, values) as unknown, values);
    },
  });
}

/** Between a process and its store until the process is killed: then nothing goes out any more, and nothing comes in. */
export class Killable {
  isKilled = false;

  readonly between: Between = async (_method, call) => {
    if (this.isKilled) return new Promise<never>(() => undefined);
    const answer = await call();
    return this.isKilled ? new Promise<never>(() => undefined) : answer;
  };

  /** Reading answers at once with a stream, and what is read is asked for later. */
  storeOn(store: EventStore): EventStore {
    return storeBehind(store, (method, call, values) =>
      method === 'readAll' ? call() : this.between(method, call, values),
    );
  }
}
