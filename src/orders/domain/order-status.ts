/**
 * Where an order stands. What money has moved is another matter: a cancelled order stays cancelled when it is refunded.
 *
 * `cart` and `abandoned` are both a cart that the shopper can still change; `paid` and `invoiced` are both an order whose
 * goods are got ready.
 */
export type OrderStatus =
  | 'not begun'
  | 'cart'
  | 'abandoned'
  | 'submitted'
  | 'paid'
  | 'invoiced'
  | 'shipped'
  | 'delivered'
  | 'cancelled'
  | 'unavailable'
  | 'returned';
