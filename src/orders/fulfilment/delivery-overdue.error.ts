import { DaybookError } from '@daybook/domain';

/** The goods have left, and nobody says that they have arrived. Nothing can be taken back: somebody has to look. */
export class DeliveryOverdue extends DaybookError {
  readonly code = 'delivery-overdue';

  constructor(
    readonly orderId: string,
    /** The day by which it was promised. */
    readonly promisedOn: string | undefined,
  ) {
    const when = promisedOn === undefined ? 'for 30 days' : `and were promised for ${promisedOn}`;
    super(
      `The goods of order ${orderId} are on their way ${when}, and have not arrived. Ask the carrier. When the order is marked ` +
        'as delivered, this is over by itself; what is lost is marked as delivered and then as returned, which gives the money back.',
    );
  }
}
