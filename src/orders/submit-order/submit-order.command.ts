import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { FulfilmentPlace } from '../domain/fulfilment-place.js';
import type { Recording } from '../recording.js';

/** What a shopper says on ordering. */
export interface SubmissionTerms {
  /** The account that is to pay. Default: the one under the customer's id. */
  readonly accountId?: string | undefined;
  /** The day by which it is promised, as `2026-02-20`. Default: none is named. */
  readonly promisedOn?: string | undefined;
  /**
   * Who takes it through its life from here on. `elsewhere` is for those who take over orders of another marketplace, and
   * drive each by commands of their own: stock and money of it are theirs to look after. Default: `here`.
   */
  readonly fulfilment?: FulfilmentPlace | undefined;
}

/** Order what is in the cart. */
@CommandType('submit-order')
export class SubmitOrder extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly terms: SubmissionTerms,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
