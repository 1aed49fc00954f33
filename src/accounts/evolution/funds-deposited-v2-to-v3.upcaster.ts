import { Upcaster, type Upcasts } from '@daybook/domain';
import { FundsDeposited } from '../domain/events/funds-deposited.js';

import type { DepositV2, DepositV3 } from './deposit-shapes.js';

/** An amount and its currency are one thing: `Money`. */
@Upcaster({ event: FundsDeposited, from: 2, to: 3 })
export class FundsDepositedV2ToV3 implements Upcasts {
  upcast({ amountMinor, currency, ...data }: DepositV2): DepositV3 {
    return { amount: { minor: amountMinor, currency }, ...data };
  }

  downcast({ amount, ...data }: DepositV3): DepositV2 {
    return { amountMinor: amount.minor, currency: amount.currency, ...data };
  }
}
