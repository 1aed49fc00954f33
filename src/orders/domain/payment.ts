/** Money that was taken for an order, and what of it has gone back. */
export interface Payment {
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

/** What several payments come to. */
export function sumOf(payments: Iterable<Payment>): Payment {
  let [capturedMinor, refundedMinor] = [0, 0];
  for (const payment of payments) {
    capturedMinor += payment.capturedMinor;
    refundedMinor += payment.refundedMinor;
  }
  return { capturedMinor, refundedMinor };
}

/** What one payment has brought and not given back. */
export interface TakenPayment {
  readonly paymentId: string;
  readonly amountMinor: number;
}

/** What is left of each payment of which something is. */
export function takenBy(payments: ReadonlyMap<string, Payment>): readonly TakenPayment[] {
  return [...payments]
    .map(([paymentId, { capturedMinor, refundedMinor }]) => ({ paymentId, amountMinor: capturedMinor - refundedMinor }))
    .filter(({ amountMinor }) => amountMinor > 0);
}
