import type { Coupon } from './coupon.js';
import type { FulfilmentPlace } from './fulfilment-place.js';
import type { OrderLine } from './order-line.js';

/** What a shopper does with a cart, until it is ordered. */
export type ShoppingCommand =
  | { readonly type: 'begin'; readonly customerId: string; readonly currency: string }
  | { readonly type: 'add-item'; readonly item: OrderLine }
  | {
      readonly type: 'remove-item';
      readonly store: string;
      readonly sku: string;
      readonly quantity?: number | undefined;
    }
  | { readonly type: 'apply-coupon'; readonly coupon: Coupon }
  | { readonly type: 'abandon' }
  | {
      readonly type: 'submit';
      readonly accountId?: string | undefined;
      readonly promisedOn?: string | undefined;
      readonly fulfilment?: FulfilmentPlace | undefined;
    };

/** What becomes of an order. */
export type FulfilmentCommand =
  | { readonly type: 'record-payment'; readonly paymentId: string; readonly amountMinor: number }
  | { readonly type: 'invoice'; readonly invoiceNumber?: string | undefined }
  | { readonly type: 'request-shipment' }
  | {
      readonly type: 'hand-to-carrier';
      readonly carrier?: string | undefined;
      readonly trackingNumber?: string | undefined;
    }
  | { readonly type: 'record-overdue' }
  | { readonly type: 'mark-delivered' }
  | CallingOff<'cancel'>
  | CallingOff<'mark-unavailable'>
  | { readonly type: 'return'; readonly reason?: string | undefined }
  | { readonly type: 'record-refund'; readonly paymentId: string; readonly refundedMinor: number };

interface CallingOff<Type> {
  readonly type: Type;
  readonly reason?: string | undefined;
  /** Who calls it off. Who fulfils it `elsewhere` undoes it as well; default: `here`, where nobody else would. */
  readonly by?: FulfilmentPlace | undefined;
}

/** What can be asked of an order. */
export type OrderCommand = ShoppingCommand | FulfilmentCommand;
