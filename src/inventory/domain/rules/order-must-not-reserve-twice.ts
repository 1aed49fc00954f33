import type { Rule } from '@daybook/domain';
import type { Reservation } from '../stock.js';

/** An order has one reservation of a product in a store; another quantity is a release and a new reservation. */
export function orderMustNotReserveTwice(orderId: string, reservations: ReadonlyMap<string, Reservation>): Rule {
  const { quantity: reserved = 0, expiresAt = null } = reservations.get(orderId) ?? {};
  const until = expiresAt?.toISOString() ?? null;
  return {
    code: 'order-must-not-reserve-twice',
    holds: !reservations.has(orderId),
    message:
      `The order has a reservation already: ${reserved} are put aside for it ` +
      `${until === null ? 'without end' : `until ${until}`}. Release them first.`,
    data: { orderId, reserved, expiresAt: until },
  };
}
