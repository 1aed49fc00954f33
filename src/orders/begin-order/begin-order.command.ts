import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderBeginning } from '../contract/order-beginning.js';
import type { Recording } from '../recording.js';

/** Whose order it is, and in which currency everything in it is paid. */
export interface OrderTerms {
  readonly customerId: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** Take a cart, under an id of the caller's or a new one. */
@CommandType('begin-order')
export class BeginOrder extends Command<OrderBeginning> {
  constructor(
    readonly orderId: string | undefined,
    readonly terms: OrderTerms,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
