import type { DowncastMetadata, EventShape, JsonObject, UpcastMetadata } from '@daybook/domain';
import { categoryOf } from '../../stream/stream-id.js';
import { canonicalJson } from '../append-fingerprint.js';
import type { EventTypeRegistry } from '../event-type-registry.js';
import type { ProposedJsonEvent } from '../proposed-json-event.js';
import { DowncastFailed } from './downcast-failed.error.js';
import { DowncastLosesData } from './downcast-loses-data.error.js';
import { DowncasterMissing } from './downcaster-missing.error.js';
import { notJson } from './json-answer.js';
import { liftApart } from './lift.js';
import type { UpcasterChain } from './upcaster-chain.js';
import { stepInWords, type UpcastStep, upcasterName } from './upcast-step.js';
import { WriteVersionUnknown } from './write-version-unknown.error.js';

/**
 * In which shape events of a type are written, by the type's name: a version of the type, or the type of which it was
 * renamed, with its version. Types that are not named are written as their classes say.
 */
export type WriteVersions = Readonly<Record<string, number | { readonly event: string; readonly version: number }>>;

/** The way down of one type: the step nearest to today first. */
interface WayDown {
  readonly written: EventShape;
  readonly steps: readonly UpcastStep[];
}

/** Brings events to older shapes before they are written, for as long as processes run that know no newer one. */
export class WrittenShapes {
  readonly #ways = new Map<string, WayDown>();

  /** @throws WriteVersionUnknown, DowncasterMissing */
  constructor(
    private readonly chain: UpcasterChain,
    registry: EventTypeRegistry,
    writeVersions: WriteVersions,
  ) {
    for (const [type, version] of Object.entries(writeVersions)) {
      const written =
        typeof version === 'number' ? { type, version } : { type: version.event, version: version.version };
      const known = registry.byType(type)?.schemaVersion;
      if (known === undefined) {
        throw new WriteVersionUnknown(type, written, 'no class of that type is registered', 'Take it out.');
      }
      const steps = wayDown(chain, { type, version: known }, written);
      if (steps === undefined) {
        const advice = `Its class is at version ${known}; name a shape from which single steps lead to that.`;
        throw new WriteVersionUnknown(type, written, 'no upcasters lead from there, one to one, to its class', advice);
      }
      for (const step of steps) {
        if (step.upcaster.downcast === undefined) throw new DowncasterMissing(upcasterName(step), stepInWords(step));
      }
      if (steps.length > 0) this.#ways.set(type, { written, steps });
    }
  }

  /**
   * An event as it is to be written.
   *
   * @throws DowncastFailed
   * @throws DowncastLosesData what is written would be read as another event
   */
  of(event: ProposedJsonEvent, field: string): ProposedJsonEvent {
    const way = this.#ways.get(event.type);
    // One that is brought over as another store holds it is in its shape already.
    if (way === undefined || !this.chain.isCurrent(event.type, event.schemaVersion)) return event;
    const { type, version } = way.written;
    const meta = metadataOf(event);
    let data = structuredClone(event.data);
    for (const step of way.steps) data = downcast(step, data, meta, field);
    this.#refuseLoss(event, data, way.written, field);
    return { ...event, type, schemaVersion: version, data, ...(type !== event.type && { decidedType: event.type }) };
  }

  /** What an older shape cannot say must not be lost on the way: it is lifted again and compared. */
  #refuseLoss(event: ProposedJsonEvent, data: JsonObject, written: EventShape, field: string): void {
    const stored = { ...written, data: structuredClone(data) };
    const [lifted, ...others] = liftApart(this.chain, stored, asIfStored(event, written));
    if (lifted !== undefined && others.length === 0 && lifted.type === event.type) {
      const fields = otherFields(event.data, lifted.data);
      if (fields.length === 0) return;
      throw new DowncastLosesData(field, event.type, written, fields);
    }
    throw new DowncastLosesData(field, event.type, written, Object.keys(event.data));
  }
}

/** The steps from today's shape down to one that is stored; undefined if none lead there. */
function wayDown(chain: UpcasterChain, today: EventShape, written: EventShape): readonly UpcastStep[] | undefined {
  if (today.type === written.type && today.version === written.version) return [];
  for (const step of chain.steps) {
    if (step.splits || !step.targets.some(({ type, version }) => type === today.type && version === today.version))
      continue;
    const further = wayDown(chain, { type: step.type, version: step.from }, written);
    if (further !== undefined) return [step, ...further];
  }
  return undefined;
}

function downcast(step: UpcastStep, data: JsonObject, meta: DowncastMetadata, field: string): JsonObject {
  let answer: unknown;
  try {
    answer = step.upcaster.downcast?.(data, meta);
  } catch (cause) {
    throw new DowncastFailed(upcasterName(step), field, 'threw an error', { cause });
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw new DowncastFailed(upcasterName(step), field, 'answered no object');
  }
  const finding = notJson(answer);
  if (finding !== undefined) {
    throw new DowncastFailed(upcasterName(step), field, `answered something in which a value ${finding}`);
  }
  return answer as JsonObject;
}

function metadataOf({
  eventId,
  type,
  schemaVersion,
  streamId,
  occurredAt,
  metadata,
}: ProposedJsonEvent): DowncastMetadata {
  return {
    eventId,
    type,
    schemaVersion,
    streamId,
    category: categoryOf(streamId),
    aggregateId: streamId.slice(streamId.indexOf('-') + 1),
    occurredAt: new Date(occurredAt ?? Date.now()),
    metadata: structuredClone(metadata),
  };
}

/** As the newest event there could be: rules for what was written before some day do not hold for it. */
function asIfStored(event: ProposedJsonEvent, { type, version }: EventShape): UpcastMetadata {
  const meta = metadataOf(event);
  const place = { version: Number.MAX_SAFE_INTEGER, position: Number.MAX_SAFE_INTEGER };
  return { ...meta, ...place, type, schemaVersion: version, recordedAt: new Date(meta.occurredAt) };
}

function otherFields(decided: JsonObject, lifted: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(decided), ...Object.keys(lifted)]);
  return [...names].filter((name) => textOf(decided[name]) !== textOf(lifted[name]));
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : canonicalJson(JSON.stringify(value));
}
