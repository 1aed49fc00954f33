import type { EventStore } from '../../../../stream/event-store.js';
import type { SubscriptionRunnerOptions } from '../../runner-options.js';
import { Slots } from '../../slots.js';
import { SubscriptionRunner as Right } from '../../subscription-runner.js';
import { storeBehind } from '../between.js';

const oneByOne: readonly string[] = ['news', 'head', 'register', 'claim', 'beat'];

/** Gives signs of life in turn with whatever else it asks the store for beside batches. */
export class SubscriptionRunner extends Right {
  constructor(options: SubscriptionRunnerOptions) {
    super({ ...options, store: inTurn(options.store) });
  }
}

function inTurn(store: EventStore): EventStore {
  const slots = new Slots(1);
  return storeBehind(store, (method, call) => (oneByOne.includes(method) ? slots.use(async () => call()) : call()));
}
