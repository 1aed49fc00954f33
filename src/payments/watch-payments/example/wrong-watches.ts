import type { EventMetadata } from '@daybook/domain';
import { Saga, StartsOn } from '@daybook/nestjs';
import { PaymentAuthorised, PaymentRefused } from '../../contract/payment-events.js';
import { PaymentWatch } from '../payment-watch.saga.js';

/** Takes the time of telling for that of asking. */
@Saga('by-the-time-of-telling')
export class ByTheTimeOfTelling extends PaymentWatch {
  override authorised(payment: PaymentAuthorised, told: EventMetadata): void {
    super.authorised(payment, { ...told, occurredAt: told.recordedAt });
  }
  override refused(payment: PaymentRefused, told: EventMetadata): void {
    super.refused(payment, { ...told, occurredAt: told.recordedAt });
  }
}

/** Freezes for what is history. */
@Saga('freezes-for-history')
export class FreezesForHistory extends PaymentWatch {
  override authorised(payment: PaymentAuthorised, told: EventMetadata): void {
    super.authorised(payment, { ...told, recordedAt: told.occurredAt });
  }
}

/** Learns nothing from history. */
@Saga('forgets-history')
export class ForgetsHistory extends PaymentWatch {
  override authorised(payment: PaymentAuthorised, told: EventMetadata): void {
    if (told.recordedAt.getTime() - told.occurredAt.getTime() <= 3_600_000) super.authorised(payment, told);
  }
}

/** Freezes for each payment of an unusual hour. */
@Saga('freezes-again')
export class FreezesAgain extends PaymentWatch {
  override authorised(payment: PaymentAuthorised, told: EventMetadata): void {
    this.state.frozenForMs = null;
    super.authorised(payment, told);
  }
}

/** Takes every refusal for a payment that was asked for. */
@Saga('counts-every-refusal')
export class CountsEveryRefusal extends PaymentWatch {
  @StartsOn(PaymentRefused, ({ accountId }) => accountId)
  override refused(refused: PaymentRefused, told: EventMetadata): void {
    super.refused(refused, told);
  }
}

/** Believes what is said to happen in the future. */
@Saga('believes-the-future')
export class BelievesTheFuture extends PaymentWatch {
  protected override get now(): Date {
    return new Date('9999-12-31');
  }
}
