import type { EventData } from '@daybook/domain';
import type { FundsDeposited } from './funds-deposited.js';

let number = 0;

/** What every contestant writes: 200 bytes of JSON, never the same twice. */
export function nextPayment(): EventData<FundsDeposited> {
  number++;
  return {
    amountMinor: 1_000 + (number % 9_000),
    currency: 'EUR',
    reference: `INV-2026-${String(number).padStart(9, '0')}`,
    counterparty: 'DE89370400440532013000',
    remittance: 'Invoice for deliveries in March, paid within ten days with thanks',
  };
}
