import type { Rule } from '@daybook/domain';
import type { PaymentStatus } from '../payment-status.js';

/** What is paid under this id already, as far as others may ask about it. */
interface UnderWay {
  readonly orderId: string;
  readonly accountId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** A payment is authorised once; one that was refused may be tried again. */
export function paymentMustBeOpenToAuthorise(status: PaymentStatus, terms: UnderWay): Rule {
  return {
    code: 'payment-must-be-open-to-authorise',
    holds: status === 'unasked' || status === 'refused',
    message: `The payment is ${status} already. Begin another one.`,
    data: { status, ...terms },
  };
}
