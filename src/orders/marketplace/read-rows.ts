import type { CsvRow } from './csv-row.js';
import {
  type itemColumns,
  type ItemRow,
  marketplaceStatuses,
  type orderColumns,
  type OrderRow,
  type paymentColumns,
  type PaymentRow,
} from './marketplace-rows.js';

/** The name of a store is a part of what its stock is found by, and may be no longer there. */
const longestStore = 40;

/** @throws MarketplaceFileInvalid a field is not what its column holds; so do the others */
export function orderOf(row: CsvRow<(typeof orderColumns)[number]>): OrderRow {
  return {
    file: row.file,
    line: row.line,
    orderId: row.id('order_id'),
    customerId: row.id('customer_id'),
    status: row.oneOf('status', marketplaceStatuses),
    purchasedAt: row.time('purchased_at'),
    approvedAt: row.timeOrNone('approved_at'),
    handedToCarrierAt: row.timeOrNone('handed_to_carrier_at'),
    deliveredAt: row.timeOrNone('delivered_at'),
    promisedOn: row.day('estimated_delivery_on'),
  };
}

export function itemOf(row: CsvRow<(typeof itemColumns)[number]>): ItemRow {
  return {
    file: row.file,
    line: row.line,
    number: row.wholeNumber('line', 1),
    sku: row.id('product_id'),
    store: row.id('seller_id', longestStore),
    priceMinor: row.wholeNumber('price_minor'),
    freightMinor: row.wholeNumber('freight_minor'),
  };
}

export function paymentOf(row: CsvRow<(typeof paymentColumns)[number]>): PaymentRow {
  return {
    file: row.file,
    line: row.line,
    sequence: row.wholeNumber('sequence', 1),
    amountMinor: row.wholeNumber('amount_minor'),
  };
}
