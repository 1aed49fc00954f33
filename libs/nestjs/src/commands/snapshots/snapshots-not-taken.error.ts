import { DaybookError } from '@daybook/domain';

/** No snapshots are taken of a stream. */
export class SnapshotsNotTaken extends DaybookError {
  readonly code = 'snapshots-not-taken';

  constructor(
    readonly streamId: string,
    why: 'unknown' | 'no-policy',
  ) {
    super(
      `No snapshots are taken of ${JSON.stringify(streamId)}: ` +
        (why === 'unknown'
          ? 'no aggregate of its category is registered here. Name a stream of one that is.'
          : 'its aggregate has no policy for them. Give it one: @Aggregate(…, { snapshot: afterEvents(100) }), or ' +
            'forRoot({ snapshots: { policies: { … } } }).'),
    );
  }
}
