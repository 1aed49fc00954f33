import type { Delivery } from '../../consumer.js';
import { otherwise } from '../otherwise.js';
import { ParkedRetries as Right } from '../../parked-retries.js';

// Of events, whoever retries them.
const failures = new Map<string | undefined, unknown>();

type Parts = ConstructorParameters<typeof Right>;

/** Once a retry has failed, believes that it always will, and asks the code no more. */
export class ParkedRetries extends Right {
  constructor(around: Parts[0], process: Parts[1], unparked: Parts[2]) {
    const { consumer } = around;
    const apply: typeof consumer.apply = async (deliveries: readonly Delivery[], ...rest) => {
      const event = deliveries[0]?.recorded.eventId;
      if (failures.has(event)) throw failures.get(event);
      try {
        await consumer.apply(deliveries, ...rest);
      } catch (error) {
        failures.set(event, error);
        throw error;
      }
    };
    super(otherwise(around, { consumer: otherwise(consumer, { apply }) }), process, unparked);
  }
}
