import { type AskedPayment, noPayments, type PaymentPattern } from '../payment-pattern.js';

/** A wrong build of `withPayment`: its hour is that of the clock, and begins anew whenever that strikes. */
export function withPaymentOfClockHour(pattern: PaymentPattern, asked: AskedPayment): PaymentPattern {
  const hourOf = ({ atMs }: AskedPayment): number => Math.floor(atMs / 3_600_000);
  const recent = pattern.recent.filter((one) => hourOf(one) === hourOf(asked));
  return { ...noPayments, recent: [...recent, asked] };
}
