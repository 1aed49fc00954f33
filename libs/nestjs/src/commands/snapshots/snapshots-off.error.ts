import { DaybookError } from '@daybook/domain';

/** Snapshots were asked for, and the application keeps none. */
export class SnapshotsOff extends DaybookError {
  readonly code = 'snapshots-off';

  constructor() {
    super('This application keeps no snapshots: forRoot({ snapshots: false }) has switched them off. Leave that out.');
  }
}
