import type { SnapshotSelection } from '@daybook/event-store';
import type { AggregateSnapshots, ListedSnapshot } from '@daybook/nestjs';

const perPage = 100;

/** The snapshots that are kept, stream after stream, the newest first. */
export async function* snapshotsOnRecord(
  snapshots: Pick<AggregateSnapshots, 'list'>,
  selection: SnapshotSelection = {},
): AsyncGenerator<readonly [ListedSnapshot, ...ListedSnapshot[]], void, undefined> {
  for (let afterStream: string | undefined; ;) {
    const page = await snapshots.list({
      ...selection,
      streams: perPage,
      ...(afterStream !== undefined && { afterStream }),
    });
    const streamIds = new Set(page.map(({ streamId }) => streamId));
    for (const streamId of streamIds) {
      const [first, ...others] = page.filter((one) => one.streamId === streamId);
      if (first !== undefined) yield [first, ...others];
    }
    afterStream = page.at(-1)?.streamId;
    if (streamIds.size < perPage) return;
  }
}
