import { DaybookError } from '@daybook/domain';

/** A payload, or an event's metadata, is larger than the store takes. Nothing was written. */
export class PayloadTooLarge extends DaybookError {
  readonly code = 'payload-too-large';

  constructor(
    /** Which: `events[2].data` or `events[2].metadata`. */
    readonly field: string,
    /** The limit that it is over, in bytes of JSON text in UTF-8. */
    readonly limit: number,
  ) {
    super(
      `The event is too large: ${field} takes more than ${limit} bytes as JSON. Keep large content elsewhere and put a ` +
        `reference and a checksum into the event, or raise the codec's limit.`,
    );
  }
}
