import { type EventMetadata, On } from '@daybook/domain';
import { type CommandRefusal, OnCommandRefused, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { PaymentRefunded } from '../../payments/contract/payment-events.js';
import { OrderPaymentCaptured } from '../contract/order-events.js';
import { RecordRefund } from './record-refund.command.js';
import { RefundNotRecorded } from './refund-not-recorded.error.js';

/** What has gone back of a payment, and for which order it was. */
interface Refunds {
  orderId: string;
  refundedMinor: number;
}

/** Of what an order knows nothing: it hears of the payment later, if at all, or there is no such order. */
const notTaken: readonly string[] = ['payment-must-be-known', 'aggregate-not-found'];

/**
 * Tells an order what has gone back of its payments, whoever has given it back. One instance for each payment of which
 * something has; there is always something that may go back later, so none comes to its end.
 *
 * An order is told the sum of all: it does no harm that it hears of one twice, or has heard from others. A payment may be paid
 * back before its order knows that it was taken; the order is told again when it does. Sums need all of the past.
 */
@Saga('refund-recording', { from: 'beginning' })
export class RefundRecording extends SagaInstance<Refunds> {
  protected override begin(): Refunds {
    return { orderId: '', refundedMinor: 0 };
  }

  @StartsOn(PaymentRefunded, (_refunded, { aggregateId }: EventMetadata) => aggregateId)
  refunded({ orderId, amountMinor }: PaymentRefunded): void {
    this.state = { orderId, refundedMinor: this.state.refundedMinor + amountMinor };
    this.tell();
  }

  @On(OrderPaymentCaptured, ({ paymentId }) => paymentId)
  known({ orderId }: OrderPaymentCaptured): void {
    if (orderId === this.state.orderId) this.tell();
  }

  @OnCommandRefused(RecordRefund)
  notRecorded({ command: { orderId, paymentId }, code, message }: CommandRefusal<RecordRefund>): void {
    if (!notTaken.includes(code)) throw new RefundNotRecorded(orderId, paymentId, message);
  }

  protected tell(): void {
    this.send(new RecordRefund(this.state.orderId, this.key, this.state.refundedMinor));
  }
}
