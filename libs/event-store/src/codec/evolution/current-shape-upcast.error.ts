import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** An upcaster lifts what is written today, so that an event would come back as another than it was appended. */
export class CurrentShapeUpcast extends DaybookError {
  readonly code = 'current-shape-upcast';

  constructor(
    readonly upcaster: string,
    readonly type: string,
    readonly version: number,
  ) {
    super(
      `The upcaster ${upcaster} lifts version ${version} of ${described(type)}, which is what its class still writes: an ` +
        'event would be read as another than it was appended. Raise the version in @EventType, or do without the class ' +
        'of the old type and name it by its text.',
    );
  }
}
