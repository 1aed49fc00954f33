import { DaybookError } from '@daybook/domain';

/** Something that was said of a subscription, a lease or a parked event is not valid; nothing was written. */
export class InvalidSubscription extends DaybookError {
  readonly code = 'invalid-subscription';

  constructor(
    /** What: `subscriptions[0].segments`, `leaseMs`. */
    readonly field: string,
    /** What is wrong with it, with the value. */
    readonly reason: string,
    /** What to do about it, as a sentence. */
    advice: string,
  ) {
    super(`The subscription is not valid: ${field} ${reason}. ${advice}`);
  }
}
