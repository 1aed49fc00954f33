import { ProcessSegments as Right } from '../../process-segments.js';
import { otherwise } from '../otherwise.js';

/** Keeps what it has claimed for a consumer that is gone when the claim is answered. */
export class ProcessSegments extends Right {
  constructor(...[id, consumers, process, hurry]: ConstructorParameters<typeof Right>) {
    const subscriptions = otherwise(process.subscriptions, {
      claim: async (...asked) => {
        const leases = await process.subscriptions.claim(...asked);
        return leases.filter(({ subscription }) => consumers.has(subscription));
      },
    });
    super(id, consumers, otherwise(process, { subscriptions }), hurry);
  }
}
