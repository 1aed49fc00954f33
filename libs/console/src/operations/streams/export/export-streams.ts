import { type Clock, systemClock } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { exportedEvent } from '../file/exported-event.js';
import {
  type ExportEnd,
  type ExportHeader,
  type ExportMask,
  formatName,
  formatVersion,
} from '../file/export-header.js';
import { printable } from '../shown.js';
import type { Masking } from './masking.js';
import { selectedEvents, type StreamSelection } from './selected-events.js';
import { OlderShapeNotMasked } from './older-shape-not-masked.error.js';
import { StreamHasGap } from './stream-has-gap.error.js';

/** What is exported, and how. */
export interface ExportOptions {
  readonly select: StreamSelection;
  /** The schema that the events come from; stands in the file for information. */
  readonly schema: string;
  readonly masking: Masking;
  /** The last position of the log that counts. Default: the last that can be read when the export begins. */
  readonly toPosition?: number | undefined;
  /** Tells when the export was made. Default: the system's clock. */
  readonly clock?: Clock | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was exported. */
export interface ExportSummary {
  readonly streams: number;
  readonly events: number;
  /** The position in the log up to which each stream is complete. */
  readonly upTo: number;
  readonly masked: ExportMask | null;
}

/**
 * Writes the events of streams line by line, in the order of the log: a consistent whole, each stream from its first
 * version to where it stood at one position.
 *
 * Of the events one page is held at a time; of each stream its id and version.
 *
 * @param write takes a line with its end, and may make the export wait
 * @throws StreamNotFound, StreamHasGap, OlderShapeNotMasked, UnknownEventType, MaskUnreadable, MaskMatchesNothing, and whatever the store throws
 */
export async function exportStreams(
  store: EventStore,
  { select, schema, masking, toPosition, clock = systemClock, signal }: ExportOptions,
  write: (line: string) => Promise<void>,
): Promise<ExportSummary> {
  const upTo = Math.min(await store.head(), toPosition ?? Number.MAX_SAFE_INTEGER);
  const masked = masking.description;
  const exportedAt = clock.now().toISOString();
  const header: ExportHeader = { format: formatName, version: formatVersion, schema, exportedAt, upTo, masked };
  await write(lineOf(header));
  const versions = new Map<string, number>();
  let events = 0;
  // What is to be masked is known of the classes of today alone.
  const asStored = masked === null;
  for await (const recorded of selectedEvents(store, select, { upTo, asStored, signal })) {
    const { streamId, version, parts } = recorded;
    const due = (versions.get(streamId) ?? 0) + 1;
    if (!asStored && (parts > 1 || version > due)) throw new OlderShapeNotMasked(streamId, due);
    if (version !== due) throw new StreamHasGap(streamId, version, due);
    versions.set(streamId, version);
    events += 1;
    await write(lineOf(exportedEvent(recorded, masking.contentOf(recorded))));
  }
  masking.refuseUnmatched();
  const end: ExportEnd = { end: { streams: versions.size, events } };
  await write(lineOf(end));
  return { streams: versions.size, events, upTo, masked };
}

function lineOf(json: object): string {
  return `${printable(JSON.stringify(json))}\n`;
}
