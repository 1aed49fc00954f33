import { DaybookError } from '@daybook/domain';
import { shown } from '../shown.js';

/** An event that is stored in an older shape has become several events or none, so that it cannot be masked as one. */
export class OlderShapeNotMasked extends DaybookError {
  readonly code = 'older-shape-not-masked';

  constructor(
    readonly streamId: string,
    readonly version: number,
  ) {
    super(
      `An event cannot be masked: version ${version} of ${shown(streamId)} is stored in an older shape that has become several ` +
        `events or none, and what is personal is known of the classes of today alone. Export without masks, or leave the ` +
        `stream out.`,
    );
  }
}
