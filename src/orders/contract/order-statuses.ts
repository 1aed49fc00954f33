/** Where an order may stand, in the order of its life. */
export const orderStatuses = [
  'cart',
  'abandoned',
  'submitted',
  'paid',
  'invoiced',
  'shipped',
  'delivered',
  'cancelled',
  'unavailable',
  'returned',
] as const;
