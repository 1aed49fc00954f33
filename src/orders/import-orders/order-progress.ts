import type { OrderRow } from '../marketplace/marketplace-rows.js';

/** How far an order came, by the one word that the file has for it. */
export interface OrderProgress {
  readonly isPaid: boolean;
  readonly isInvoiced: boolean;
  readonly hasLeft: boolean;
  readonly isDelivered: boolean;
  readonly isCalledOff: boolean;
}

/** The word decides, whatever the times say; but of what was called off the times alone tell whether it was paid before. */
export function progressOf({ status, approvedAt }: Pick<OrderRow, 'status' | 'approvedAt'>): OrderProgress {
  const isCalledOff = status === 'canceled' || status === 'unavailable';
  const isDelivered = status === 'delivered';
  const hasLeft = isDelivered || status === 'shipped';
  return {
    isPaid: isCalledOff ? approvedAt !== undefined : true,
    isInvoiced: hasLeft || status === 'invoiced',
    hasLeft,
    isDelivered,
    isCalledOff,
  };
}
