import type { EventCodec, EventStore } from '@daybook/event-store';
import type { ExportMask } from '../file/export-header.js';
import { ExportReader } from '../file/read-export.js';
import { AppendInOrder } from './append-in-order.js';
import { checkExport, proposedEvent } from './check-export.js';

/** How a file is imported. */
export interface ImportOptions {
  /** Checks the file, and writes nothing. Default false. */
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What has come of an import. */
export interface ImportSummary {
  readonly file: string;
  readonly streams: number;
  readonly events: number;
  /** How many of the events the store held before. */
  readonly alreadyThere: number;
  /** How many were appended now; with `dryRun` none. */
  readonly appended: number;
  readonly dryRun: boolean;
  /** What stands masked in the file; null if everything stands as it was recorded. */
  readonly masked: ExportMask | null;
}

/**
 * Appends the events of an export with the ids, versions, times and metadata that they had. Everything is as it was, but
 * when the events were recorded, and their positions: these are new, and in the order of the file.
 *
 * The file is read twice: checked as a whole, then appended part by part. What is there already is left alone, so that an
 * import that was interrupted goes on when it is begun again, and one that is repeated changes nothing.
 *
 * @param codec must judge no payload: what has happened has happened
 * @throws ExportFileInvalid, UnknownEventType, StreamDiffers nothing was written
 * @throws ConcurrencyError, EventIdConflict somebody else has appended meanwhile, or an id is in use in another stream;
 *   what was appended before stays
 */
export async function importStreams(
  store: EventStore,
  codec: EventCodec,
  path: string,
  { dryRun = false, signal }: ImportOptions = {},
): Promise<ImportSummary> {
  const file = new ExportReader(path);
  const { masked } = await file.header();
  const plan = await checkExport(file, codec, store, signal);
  const appending = new AppendInOrder(store);
  if (!dryRun) {
    for await (const { line, event } of file.events()) {
      signal?.throwIfAborted();
      if (plan.isThere(event)) continue;
      const characters = JSON.stringify(event).length;
      await appending.add(event.streamId, event.version, proposedEvent(codec, event, `line ${line}`), characters);
    }
    await appending.flush();
  }
  const { streams, events, alreadyThere } = plan;
  return { file: path, streams, events, alreadyThere, appended: appending.appended, dryRun, masked: masked ?? null };
}
