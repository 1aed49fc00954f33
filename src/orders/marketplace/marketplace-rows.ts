/** What a marketplace says has become of an order, in its own words. */
export const marketplaceStatuses = [
  'delivered',
  'shipped',
  'invoiced',
  'processing',
  'canceled',
  'unavailable',
] as const;

export type MarketplaceStatus = (typeof marketplaceStatuses)[number];

/** The columns of each file, in the order in which they are written. A file may have them in another one. */
export const orderColumns = [
  'order_id',
  'customer_id',
  'status',
  'purchased_at',
  'approved_at',
  'handed_to_carrier_at',
  'delivered_at',
  'estimated_delivery_on',
] as const;
export const itemColumns = ['order_id', 'line', 'product_id', 'seller_id', 'price_minor', 'freight_minor'] as const;
export const paymentColumns = ['order_id', 'sequence', 'type', 'instalments', 'amount_minor'] as const;

/** Where a row stands. The header is line 1. */
export interface RowPlace {
  readonly file: string;
  readonly line: number;
}

/** An order. What never happened, or nobody has written down, has no time. */
export interface OrderRow extends RowPlace {
  readonly orderId: string;
  readonly customerId: string;
  readonly status: MarketplaceStatus;
  readonly purchasedAt: Date;
  readonly approvedAt: Date | undefined;
  readonly handedToCarrierAt: Date | undefined;
  readonly deliveredAt: Date | undefined;
  /** The day, as `2018-02-20`. */
  readonly promisedOn: string;
}

/** One piece of a product. */
export interface ItemRow extends RowPlace {
  /** Among the items of its order, from 1. */
  readonly number: number;
  readonly sku: string;
  readonly store: string;
  readonly priceMinor: number;
  readonly freightMinor: number;
}

/** One payment, by whichever means: a voucher is money like a card. */
export interface PaymentRow extends RowPlace {
  /** Among the payments of its order, from 1. */
  readonly sequence: number;
  readonly amountMinor: number;
}

/** An order with all that the files say of it. */
export interface MarketplaceOrder {
  readonly order: OrderRow;
  /** In the order of their numbers. */
  readonly items: readonly ItemRow[];
  readonly payments: readonly PaymentRow[];
}
