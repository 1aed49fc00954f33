import { type EnvelopeMetadata, Upcaster, type Upcasts } from '@daybook/domain';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { StatementMark } from '../import-statement/statement-mark.js';
import { statementCurrency } from '../statement/statement-currency.js';
import type { DepositV1, DepositV2 } from './deposit-shapes.js';
import { HomeCurrency } from './home-currency.js';

/**
 * A deposit says in which currency it came. Before, it did not, and what was never said cannot be made up: a deposit that an
 * imported statement has led to is of the currency of all statements, any other of the bank's home currency, if its operator
 * has named one. The balance of an account does not depend on it, for all its amounts are of the account's own currency.
 */
@Upcaster({ event: FundsDeposited, from: 1, to: 2 })
export class FundsDepositedV1ToV2 implements Upcasts {
  constructor(private readonly home: HomeCurrency = new HomeCurrency()) {}

  upcast(data: DepositV1, meta: EnvelopeMetadata): DepositV2 {
    return { currency: this.#currencyOf(meta), ...data };
  }

  /** A currency that would not be found again goes along; those who know the first version alone pass over it. */
  downcast({ currency, ...data }: DepositV2, meta: EnvelopeMetadata): DepositV1 | DepositV2 {
    return currency === this.#currencyOf(meta) ? data : { ...data, currency };
  }

  #currencyOf({ metadata }: EnvelopeMetadata): string {
    return StatementMark.isOn(metadata) ? statementCurrency : this.home.code;
  }
}
