import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Put on record that the goods wait for a carrier. From within: whoever has put them aside and taken the money says so. */
@CommandType('request-shipment')
export class RequestShipment extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
