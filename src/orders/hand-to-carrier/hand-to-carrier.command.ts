import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** How goods travel. */
export interface Consignment {
  readonly carrier?: string | undefined;
  readonly trackingNumber?: string | undefined;
}

/** Let the goods go. */
@CommandType('hand-order-to-carrier')
export class HandToCarrier extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly consignment: Consignment,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
