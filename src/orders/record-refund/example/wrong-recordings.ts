import { Saga } from '@daybook/nestjs';
import type { PaymentRefunded } from '../../../payments/contract/payment-events.js';
import { RefundRecording } from '../refund-recording.saga.js';

@Saga('refund-recording')
class TellsNobody extends RefundRecording {
  protected override tell(): void {
    // The money is back, whoever knows of it.
  }
}

/** Tells of each part by itself: of two, an order that is told the sum hears one. */
@Saga('refund-recording')
class TellsEachPart extends RefundRecording {
  override refunded(part: PaymentRefunded): void {
    super.refunded({ ...part, amountMinor: part.amountMinor - this.state.refundedMinor });
  }
}

/** Takes it that the order knows of the payment by the time that something of it goes back. */
@Saga('refund-recording')
class TellsOnce extends RefundRecording {
  override known(): void {
    // It was told.
  }
}

/** Recordings that are wrong, each in one thing: what is tried with random fulfilments must find it out. */
export const wrongRecordings = {
  'tells the order of no refund': TellsNobody,
  'tells each part by itself': TellsEachPart,
  'tells an order once that does not know of the payment yet': TellsOnce,
};
