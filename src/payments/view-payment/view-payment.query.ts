import type { PointInTime } from '@daybook/nestjs';
import { Query } from '@nestjs/cqrs';
import type { PaymentView } from '../contract/payment-view.js';

/** Where does a payment stand, now or at a point in time? */
export class ViewPayment extends Query<PaymentView> {
  constructor(
    readonly paymentId: string,
    readonly at?: PointInTime,
  ) {
    super();
  }
}
