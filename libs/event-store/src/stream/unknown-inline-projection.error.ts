import { DaybookError } from '@daybook/domain';

/**
 * An append of events that an inline projection takes, by a process that does not know that projection: it is of another
 * release. Nothing was appended, as the rows would lack it for ever; a process of the right release can do it.
 */
export class UnknownInlineProjection extends DaybookError {
  readonly code = 'unknown-inline-projection';

  constructor(
    readonly projection: string,
    readonly version: number,
    /** The type of an event that it takes. */
    readonly eventType: string,
    cause?: unknown,
  ) {
    super(
      `Nothing was appended: version ${version} of the inline projection "${projection}" takes ${eventType}, and this process ` +
        'does not know it as inline. Another process can append it; end this one, which is of another release, or let a ' +
        'subscription write the projection again (mode: "async" in a release that is started).',
      { cause },
    );
  }
}
