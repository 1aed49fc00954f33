/** Where a payment stands. */
export const paymentStatuses = ['unasked', 'refused', 'authorised', 'voided', 'captured', 'refunded'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];
