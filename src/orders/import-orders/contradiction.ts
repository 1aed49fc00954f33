import type { RowPlace } from '../marketplace/marketplace-rows.js';

/** What in the files cannot all be true, in the order in which it is told. */
export const contradictionKinds = [
  'approved-before-purchase',
  'handed-over-before-purchase',
  'delivered-before-purchase',
  'handed-over-before-approval',
  'delivered-before-approval',
  'delivered-before-hand-over',
  'approval-time-missing',
  'hand-over-time-missing',
  'delivery-time-missing',
  'called-off-after-hand-over',
  'went-further-than-status',
  'payments-do-not-add-up',
  'payments-not-numbered-through',
  'items-not-numbered-through',
  'price-differs-within-order',
  'payment-of-nothing',
  'order-without-payments',
  'order-without-items',
] as const;

export type ContradictionKind = (typeof contradictionKinds)[number];

/** One of them, where it stands, and what it says. */
export interface Contradiction extends RowPlace {
  readonly kind: ContradictionKind;
  readonly orderId: string;
  /** As the rest of a sentence about the order. */
  readonly says: string;
}
