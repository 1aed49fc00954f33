import { type DomainEvent, isDomainEvent, type JsonObject, type Upcasts } from '@daybook/domain';
import { type EventPage, eventPage } from '../stream/event-page.js';
import type { EventInput } from '../stream/proposed-event.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { defaultCodecLimits, type CodecLimits } from './codec-limits.js';
import { afterwards, type Batch, type CodecStage } from './codec-stage.js';
import { DeclaredFields } from './declared-fields.js';
import type { EncodedEvent } from './encoded-event.js';
import type { EventTypeRegistry } from './event-type-registry.js';
import { EvolutionStage } from './evolution/evolution-stage.js';
import { UpcasterChain } from './evolution/upcaster-chain.js';
import { WrittenShapes, type WriteVersions } from './evolution/written-shapes.js';
import type { ProposedJsonEvent } from './proposed-json-event.js';
import { JsonEvent } from './json-event.js';
import type { Reading } from './reading.js';
import { type ReadableEvents, readableEvents } from './readable-events.js';
import { SerialisationStage } from './serialisation-stage.js';
import { StageLostEvents } from './stage-lost-events.error.js';
import type { StoredEvent } from './stored-event.js';
import { StoredShape } from './stored-shape.js';
import { TypeStage, type EventToEncode } from './type-stage.js';
import { UnknownEventType } from './unknown-event-type.error.js';
import { classValidator } from './validation/class-validator.js';
import { PayloadValidation } from './validation/payload-validation.js';
import type { PayloadValidator } from './validation/payload-validator.js';
import { standardSchema } from './validation/standard-schema-validator.js';

/** Options of a codec. */
export interface EventCodecOptions {
  /** The classes that can be appended and read. */
  readonly registry: EventTypeRegistry;
  /**
   * Those who lift what was stored in older shapes, beside those of the registry. Given, even if there are none, every
   * version of every class below its own must be lifted. Default: none, and classes of a later version have no past.
   */
  readonly upcasters?: readonly Upcasts[];
  /**
   * Types that are written in an older shape as long as processes run that read no newer one, by their names: `{ 'account.
   * funds-deposited': 1 }`. Each step on the way down needs a `downcast`. Default: every type as its class says.
   */
  readonly writeVersions?: WriteVersions | undefined;
  /** Stages between evolution and serialisation, from the upper to the lower. Default: none. */
  readonly stages?: readonly CodecStage[];
  /**
   * Judges payloads on append. Default: the Standard Schema in a class's static `payloadSchema` where there is one,
   * else the class's decorators of class-validator.
   */
  readonly validation?: PayloadValidator;
  /** Default: 1 MiB for a payload, 8 KiB for metadata, 64 levels. */
  readonly limits?: Partial<CodecLimits>;
}

/**
 * Turns events into what an adapter writes, and what it reads into events, by equal stages: type, then evolution,
 * then what is given (privacy), then serialisation. Adapters know nothing of the stages, and the stages nothing of tables.
 *
 * Where no stage has to wait, reading is synchronous and parses nothing that nobody asks for.
 *
 * @example
 * const codec = new EventCodec({ registry: new EventTypeRegistry().register(FundsDeposited) });
 * const encoded = await codec.encode('account-1', [FundsDeposited.of({ amountMinor: 100 })]);
 */
export class EventCodec {
  readonly registry: EventTypeRegistry;
  readonly #type: TypeStage;
  readonly #validation: PayloadValidation;
  readonly #evolution: EvolutionStage;
  readonly #between: readonly CodecStage[];
  readonly #serialisation: SerialisationStage;
  readonly #upcasters: readonly Upcasts[] | undefined;
  readonly #writeVersions: WriteVersions | undefined;
  #known: Evolution | undefined;

  constructor(options: EventCodecOptions) {
    const limits = { ...defaultCodecLimits, ...options.limits };
    this.registry = options.registry;
    const validation = options.validation ?? standardSchema(undefined, classValidator());
    this.#type = new TypeStage(options.registry, limits, new DeclaredFields(validation));
    this.#validation = new PayloadValidation(options.registry, validation);
    this.#upcasters = options.upcasters;
    this.#writeVersions = options.writeVersions;
    this.#evolution = new EvolutionStage(
      () => this.chain,
      () => this.#writeVersions && this.#current().written,
    );
    this.#between = [this.#evolution, ...(options.stages ?? [])];
    this.#serialisation = new SerialisationStage(limits);
  }

  /** Which stored events it can read. */
  get readable(): ReadableEvents {
    return readableEvents(this.registry, this.chain);
  }

  /**
   * One encoded event for each input, in order.
   *
   * @param now what an event without `occurredAt` gets; default: none, for adapters whose database has the clock
   * @throws EventTypeMissing, UnknownEventType, DuplicateEventType the event's class is not the one registered
   * @throws NotJsonData, PayloadTooLarge the payload or the metadata cannot be kept
   * @throws EventPayloadInvalid the payload breaks the rules of its class
   */
  encode(streamId: string, inputs: readonly EventInput[], now?: Date): Batch<EncodedEvent> {
    const events = inputs.map((input): EventToEncode => ({
      streamId,
      now,
      ...(isDomainEvent(input) ? { event: input } : input),
    }));
    // Before anything is validated: rules that look at values must not meet getters and cycles.
    const typed = this.#type.encode(events);
    const judged = this.#validation.check(events.map(({ event }) => event));
    let batch: Batch<ProposedJsonEvent> = judged === undefined ? typed : judged.then(() => typed);
    for (const stage of this.#between) batch = afterwards(batch, (upper) => oneForOne(stage, upper));
    return afterwards(batch, (upper) => this.#serialisation.encode(upper));
  }

  /**
   * The events of rows, in order. Nothing is validated, and one that cannot be lifted says so when it is asked for its
   * content.
   *
   * Where types are asked for, what has become something else is left out; but never what nobody here can read: whether it
   * is one of these, only a release that knows it can say.
   */
  decode(rows: readonly StoredEvent[], { types, asStored = false }: Reading = {}): Batch<RecordedEvent> {
    let batch: Batch<JsonEvent> = this.#serialisation.decode(rows);
    for (const stage of this.#between.toReversed()) {
      if (!asStored || stage !== this.#evolution) batch = afterwards(batch, (lower) => stage.decode(lower));
    }
    const { chain } = this;
    if (types !== undefined && !asStored && chain.steps.length > 0) {
      const asked = new Set(types);
      const isAsked = (event: JsonEvent): boolean =>
        asked.has(event.type) || !chain.isCurrent(event.type, event.schemaVersion);
      batch = afterwards(batch, (lifted) => lifted.filter(isAsked));
    }
    return afterwards(batch, (lower) => this.#type.decode(lower));
  }

  /**
   * An event in a shape that was stored elsewhere, older ones among them, to be appended as it stands there. Not validated.
   *
   * @param place continues a sentence about an event that nobody here can read: `line 7`
   * @throws UnknownEventType no registered class bears this type and version, and no upcaster leads to one
   * @throws UpcasterFailed, StoredEventUnreadable it could not be read again
   */
  asStored(type: string, schemaVersion: number, data: JsonObject, place: string): DomainEvent {
    if (!this.chain.reads(type, schemaVersion)) {
      throw new UnknownEventType(type, schemaVersion, this.registry.byType(type)?.schemaVersion, place);
    }
    const envelope = {
      streamId: place,
      version: 1,
      position: 1,
      eventId: '',
      metadata: {},
      occurredAt: 0,
      recordedAt: 0,
    };
    const stored = new JsonEvent({ ...envelope, type, schemaVersion, data });
    const lifted = this.#type.decode(this.#evolution.decode([stored]));
    const events = lifted.map((recorded) => ({ type: recorded.type, event: recorded.event }));
    return new StoredShape(type, schemaVersion, data, events);
  }

  /** The stored types that must be read for a reading; undefined for all. */
  storedTypes({ types, asStored = false }: Reading): readonly string[] | undefined {
    return types === undefined || asStored ? types : this.chain.widened(types);
  }

  /**
   * How stored shapes lead to those of today.
   *
   * @throws UpcasterMissing, UpcasterGap, DuplicateUpcaster, UpcasterCycle, UpcastTargetUnknown, CurrentShapeUpcast
   */
  get chain(): UpcasterChain {
    return this.#current().chain;
  }

  /**
   * Judges upcasters and `writeVersions` against the classes that are registered, as the first reading or writing would.
   *
   * @throws UpcasterMissing, UpcasterGap, DuplicateUpcaster, UpcasterCycle, UpcastTargetUnknown, CurrentShapeUpcast
   * @throws WriteVersionUnknown, DowncasterMissing
   */
  checkEvolution(): void {
    this.#current();
  }

  /** Anew whenever something has been registered: contexts register one after another. */
  #current(): Evolution {
    const { registry } = this;
    const { revision } = registry;
    if (this.#known?.revision === revision) return this.#known;
    const upcasters = [...(this.#upcasters ?? []), ...registry.upcasters()];
    const isPlain = this.#upcasters === undefined && upcasters.length === 0;
    const chain = isPlain ? UpcasterChain.none(registry) : UpcasterChain.of(upcasters, registry);
    const written = new WrittenShapes(chain, registry, this.#writeVersions ?? {});
    return (this.#known = { revision, chain, written });
  }

  /** The events of a page of rows, of which there is one at least, and where in the store they begin and end. */
  page(rows: readonly StoredEvent[], reading?: Reading): EventPage | Promise<EventPage> {
    const isReversed = reading?.backwards === true && this.chain.steps.length > 0;
    const decoded = this.decode(isReversed ? rows.toReversed() : rows, reading);
    const page = (events: readonly RecordedEvent[]): EventPage =>
      eventPage(isReversed ? events.toReversed() : events, rows[0] as StoredEvent, rows.at(-1) as StoredEvent);
    return 'then' in decoded ? decoded.then(page) : page(decoded);
  }
}

/** What was made of what was registered then. */
interface Evolution {
  readonly revision: number;
  readonly chain: UpcasterChain;
  readonly written: WrittenShapes;
}

// An event that a stage swallowed would be acknowledged and never written.
function oneForOne(stage: CodecStage, upper: readonly ProposedJsonEvent[]): Batch<ProposedJsonEvent> {
  return afterwards(stage.encode(upper), (lower) => {
    if (lower.length !== upper.length) throw new StageLostEvents(stage.name, upper.length, lower.length);
    return lower;
  });
}
