import type { OrderLine } from '../domain/order-line.js';

/** What is to be put aside for a line of an order. */
export type ReservedLine = Pick<OrderLine, 'store' | 'sku' | 'quantity'>;

/** What the fulfilment of an order keeps in mind. */
export interface FulfilmentState {
  readonly lines: readonly ReservedLine[];
  readonly accountId: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly promisedOn?: string;
  /** How many of the lines are put aside: they are asked for in their order, one after the other. */
  reserved: number;
  /** Which of them somebody has taken from the shelf already, by their places. */
  picked: number[];
  /** How far the payment has come that bears the order's id, whoever has asked for it; absent: nobody has. */
  payment?: 'authorised' | 'captured';
  /** What of the payment has gone back. */
  refundedMinor: number;
  /**
   * `going on`; `called off` from when the order was asked to be called off, or was; `left` from when the goods have left, which
   * nothing takes back.
   */
  stage: 'going on' | 'called off' | 'left';
}

/** What a payment says of itself. */
export interface PaymentTerms {
  readonly accountId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Whether a payment is the one that the order needs. */
export function isFit(state: FulfilmentState, { accountId, amountMinor, currency }: Partial<PaymentTerms>): boolean {
  return accountId === state.accountId && amountMinor === state.totalMinor && currency === state.currency;
}

/** Whether all lines are put aside. */
export function isWhole({ lines, reserved }: FulfilmentState): boolean {
  return reserved === lines.length;
}

/** The place of a product's line in the order; -1 if it is none of the order's. */
export function placeOf({ lines }: FulfilmentState, { store, sku }: Pick<ReservedLine, 'store' | 'sku'>): number {
  return lines.findIndex((line) => line.store === store && line.sku === sku);
}
