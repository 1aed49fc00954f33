import type { EventCodec, EventStore, RecordedEvent } from '@daybook/event-store';
import { EventSchemas } from '../schema/event-schemas.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { misfitsOf } from '../schema/misfit.js';
import { classValidatorFields } from '../schema/ruled-fields.js';
import { type SampleOptions, sampledEvents } from './sampled-events.js';
import { shapeOf } from './shape-of.js';

/** What is stored of one type in one version, as far as it was looked at. */
export interface AuditedVersion {
  readonly type: string;
  readonly version: number;
  readonly events: number;
  /** Each shape that was met, the most frequent first. */
  readonly shapes: readonly AuditedShape[];
}

/** One shape of stored payloads. */
export interface AuditedShape {
  readonly fingerprint: string;
  /** Each field with its kind: `lines[].amount integer`. */
  readonly fields: readonly string[];
  readonly events: number;
  /** The position of the first one that was met. */
  readonly position: number;
  /** Why today's code cannot read it; a sentence each, empty if it can. */
  readonly problems: readonly AuditedProblem[];
}

/** Something about a shape that today's code does not bear. */
export interface AuditedProblem {
  readonly text: string;
  readonly events: number;
  /** The position of the first event that has it. */
  readonly position: number;
}

/** What an audit has looked at, and what it has found. */
export interface CatalogAudit {
  /** The head of the log. */
  readonly head: number;
  /** How many events were looked at. */
  readonly events: number;
  /** In the order of their types and versions. */
  readonly versions: readonly AuditedVersion[];
  /** Whether there is a shape that today's code cannot read. */
  readonly isReadable: boolean;
}

/** What an audit works with. */
export interface AuditParts {
  readonly store: EventStore;
  readonly codec: EventCodec;
}

interface Counted {
  events: number;
  readonly position: number;
}

interface CountedShape extends Counted {
  readonly fields: readonly string[];
  readonly problems: Map<string, Counted>;
}

/**
 * Looks at what is really stored, and reads it with today's code: by type and version, each shape with its fingerprint, and
 * what of it could not be read. Values are looked at and never told.
 *
 * @param options.sample at most so many events, spread evenly over the log; undefined for all
 */
export async function auditCatalog({ store, codec }: AuditParts, options: SampleOptions): Promise<CatalogAudit> {
  const head = await store.head();
  const schemas = await schemasOf(codec);
  const versions = new Map<string, { type: string; version: number; shapes: Map<string, CountedShape> }>();
  let events = 0;
  for await (const stored of sampledEvents(store, head, options)) {
    events++;
    const { type, schemaVersion: version, position, data } = stored;
    const key = `${type} ${version}`;
    const known = versions.get(key) ?? { type, version, shapes: new Map<string, CountedShape>() };
    versions.set(key, known);
    const { fingerprint, fields } = shapeOf(data);
    const shape = counted(known.shapes, fingerprint, () => ({
      events: 0,
      position,
      fields,
      problems: new Map<string, Counted>(),
    }));
    for (const problem of new Set(await problemsOf(stored, codec, schemas))) {
      counted(shape.problems, problem, () => ({ events: 0, position }));
    }
  }
  const audited = [...versions.values()]
    .sort((a, b) => (a.type === b.type ? a.version - b.version : a.type < b.type ? -1 : 1))
    .map(({ type, version, shapes }) => auditedVersion(type, version, shapes));
  const isReadable = audited.every(({ shapes }) => shapes.every(({ problems }) => problems.length === 0));
  return { head, events, versions: audited, isReadable };
}

function auditedVersion(type: string, version: number, shapes: ReadonlyMap<string, CountedShape>): AuditedVersion {
  const found = [...shapes].map(([fingerprint, { problems, ...shape }]) => ({
    fingerprint,
    ...shape,
    problems: [...problems].map(([text, times]) => ({ text, ...times })),
  }));
  found.sort((a, b) => b.events - a.events || (a.fingerprint < b.fingerprint ? -1 : 1));
  return { type, version, events: found.reduce((sum, { events }) => sum + events, 0), shapes: found };
}

/** What of an event today's code does not bear: that it cannot be lifted or made, or comes out in another shape. */
async function problemsOf(
  stored: RecordedEvent,
  codec: EventCodec,
  schemas: ReadonlyMap<string, JsonSchema>,
): Promise<readonly string[]> {
  const { streamId, version, position, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt } = stored;
  const row = { streamId, version, position, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt };
  try {
    const problems: string[] = [];
    // A copy, because an upcaster may change what it is given.
    for (const event of await codec.decode([{ ...row, data: structuredClone(data) }])) {
      const lifted = event.data;
      // Made when it is asked for: here its class and its codecs say no.
      if (event.event === undefined) continue;
      const schema = schemas.get(event.type);
      for (const { path, reason } of schema === undefined ? [] : misfitsOf(lifted, schema)) {
        if (reason === 'is not known') continue;
        problems.push(
          `As "${event.type}" ${event.schemaVersion}, ${path === '' ? 'the payload' : `"${path}"`} ${reason}.`,
        );
      }
    }
    return problems;
  } catch (error) {
    return [withoutPlace(error instanceof Error ? error.message : String(error), stored)];
  }
}

/** What is said of one event, as it can be said of all with the same problem. */
function withoutPlace(message: string, { streamId, version, position }: RecordedEvent): string {
  return message
    .replaceAll(streamId, '…')
    .replaceAll(new RegExp(`\\bversion ${version} of (?:the )?stream\\b`, 'g'), 'a version of stream')
    .replaceAll(new RegExp(`\\bposition ${position}\\b`, 'g'), 'its position');
}

/** By the rules of the classes alone: in production there are no sources. */
async function schemasOf({ registry }: EventCodec): Promise<ReadonlyMap<string, JsonSchema>> {
  const schemas = new EventSchemas(await classValidatorFields());
  const found = new Map<string, JsonSchema>();
  for (const definition of registry.definitions()) found.set(definition.type, await schemas.of(definition));
  return found;
}

function counted<T extends Counted>(known: Map<string, T>, key: string, begin: () => T): T {
  const entry = known.get(key) ?? begin();
  entry.events++;
  known.set(key, entry);
  return entry;
}
