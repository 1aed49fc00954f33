import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** An upcaster makes events of a type, or in a version, that no class here has and nobody lifts further. Stops the start. */
export class UpcastTargetUnknown extends DaybookError {
  readonly code = 'upcast-target-unknown';

  constructor(
    readonly upcaster: string,
    readonly type: string,
    readonly version: number,
    /** The version of the class that is registered; undefined if there is none. */
    readonly knownVersion: number | undefined,
  ) {
    super(
      `The upcaster ${upcaster} makes ${described(type)} in version ${version}, and ` +
        (knownVersion === undefined
          ? 'no class of that type is registered. Register its class (forFeature), or lift it further.'
          : `its class is at version ${knownVersion}. Raise the version in @EventType, or make what the class says.`),
    );
  }
}
