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
  | { readonly type: 'mark-delivered' }
  | { readonly type: 'cancel'; readonly reason?: string | undefined }
  | { readonly type: 'mark-unavailable'; readonly reason?: string | undefined }
  | { readonly type: 'return'; readonly reason?: string | undefined }
  | { readonly type: 'record-refund'; readonly paymentId: string; readonly amountMinor: number };

/** What can be asked of an order. */
export type OrderCommand = ShoppingCommand | FulfilmentCommand;
