import type { Rule } from '@daybook/domain';
import type { Reservation } from '../stock.js';

/** Only what was put aside for an order is picked for it, or becomes available again. */
export function reservationMustExist(orderId: string, reservation: Reservation | undefined): Rule {
  return {
    code: 'reservation-must-exist',
    holds: reservation !== undefined,
    message:
      'Nothing is put aside for this order: it never was, or was picked, released or lost since, or has expired. Reserve it first.',
    data: { orderId },
  };
}
