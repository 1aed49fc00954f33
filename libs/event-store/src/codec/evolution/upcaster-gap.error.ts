import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** Between a stored version of an event type and the one that its class has, a step is missing. Stops the start. */
export class UpcasterGap extends DaybookError {
  readonly code = 'upcaster-gap';

  constructor(
    readonly type: string,
    /** The version that nobody lifts. */
    readonly from: number,
    readonly to: number,
    /** What the type is called in the code: its class, or the type itself. */
    readonly eventName: string,
  ) {
    super(
      `An upcaster is missing: ${eventName} ${from} -> ${to}. Events of ${described(type)} that are stored in version ${from} ` +
        `could not be read. Write it (@Upcaster({ event: ${eventName}, from: ${from}, to: ${to} })), and name it in ` +
        `forFeature({ upcasters: […] }) or in the codec's upcasters.`,
    );
  }
}
