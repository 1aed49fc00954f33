import { isDeepStrictEqual } from 'node:util';
import { eventFromJson } from '@daybook/domain';
import { type EventCodec, type EventStore, type ProposedEvent, UnknownEventType } from '@daybook/event-store';
import type { ExportedEvent } from '../file/exported-event.js';
import type { EventLine, ExportReader } from '../file/read-export.js';
import { ImportPlan } from './import-plan.js';

/** The event of a line as a store takes it. */
export function proposedEvent(
  codec: EventCodec,
  { type, schemaVersion, data, metadata, eventId, occurredAt }: ExportedEvent,
  place: string,
): ProposedEvent {
  const definition = codec.registry.byType(type);
  const event =
    definition?.schemaVersion === schemaVersion
      ? // A copy, because what the event is made of becomes part of it.
        eventFromJson(definition, structuredClone(data))
      : codec.asStored(type, schemaVersion, data, place);
  return { event, eventId, occurredAt: new Date(occurredAt), metadata };
}

/**
 * Reads a whole file before anything of it is written: the types are known, in no newer schema version than here; the
 * versions of each stream begin at 1 and have no gap; no id stands twice; each event can be kept exactly as it stands.
 * Streams that exist hold the same events as far as they go.
 *
 * Of the events their ids are held until the end, of the streams what the plan says of them.
 *
 * @throws ExportFileInvalid, UnknownEventType, StreamDiffers, or the file system's or the store's error
 */
export async function checkExport(
  file: ExportReader,
  codec: EventCodec,
  store: EventStore,
  signal?: AbortSignal,
): Promise<ImportPlan> {
  const plan = new ImportPlan(store);
  const ids = new Set<string>();
  for await (const line of file.events()) {
    signal?.throwIfAborted();
    const { event } = line;
    const due = plan.nextVersion(event.streamId);
    if (event.version !== due) {
      throw file.invalid(line.line, `has version ${event.version} of its stream, and version ${due} is due`);
    }
    if (ids.has(event.eventId)) throw file.invalid(line.line, 'has an event id that stands in the file already');
    ids.add(event.eventId);
    await refuseInexact(file, codec, line);
    await plan.add(event);
  }
  await plan.refuseOthers(file);
  return plan;
}

/** A field's codec, or the limits of the store, could make something else of it than what happened. */
async function refuseInexact(file: ExportReader, codec: EventCodec, { line, event }: EventLine): Promise<void> {
  const proposed = attempt(file, line, () => proposedEvent(codec, event, `line ${line}`));
  const [encoded] = await attempt(file, line, () => codec.encode(event.streamId, [proposed]));
  const same =
    encoded !== undefined &&
    isDeepStrictEqual(JSON.parse(encoded.data), event.data) &&
    isDeepStrictEqual(JSON.parse(encoded.metadata), event.metadata);
  if (!same) throw file.invalid(line, 'has data that would be kept otherwise than they stand there');
}

function attempt<T>(file: ExportReader, line: number, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof UnknownEventType) throw cause;
    throw file.invalid(line, `cannot be kept (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}
