import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { FulfilmentPlace } from '../domain/fulfilment-place.js';
import type { Recording } from '../recording.js';

/** Put on record that the goods cannot be had after all. */
@CommandType('mark-order-unavailable')
export class MarkUnavailable extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
    /** Who fulfils an order `elsewhere`, and looks after its stock and money when he calls it off, says so. */
    readonly by: FulfilmentPlace = 'here',
  ) {
    super();
  }
}
