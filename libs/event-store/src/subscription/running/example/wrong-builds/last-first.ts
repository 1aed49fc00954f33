import { otherwise } from '../otherwise.js';
import { ParkedRetries as Right } from '../../parked-retries.js';

type Parts = ConstructorParameters<typeof Right>;

/** Retries the last event of a key first. */
export class ParkedRetries extends Right {
  constructor(around: Parts[0], process: Parts[1], unparked: Parts[2]) {
    const { subscriptions, slots } = process;
    const dueRetries: typeof subscriptions.dueRetries = async (...asked) =>
      [...(await subscriptions.dueRetries(...asked))].reverse();
    super(around, { slots, subscriptions: otherwise(subscriptions, { dueRetries }) }, unparked);
  }
}
