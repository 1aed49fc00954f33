import { isDomainEvent } from '@daybook/domain';
import type { EventInput } from '../stream/proposed-event.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { defaultCodecLimits, type CodecLimits } from './codec-limits.js';
import { afterwards, type Batch, type CodecStage } from './codec-stage.js';
import type { EncodedEvent } from './encoded-event.js';
import type { EventTypeRegistry } from './event-type-registry.js';
import type { ProposedJsonEvent } from './proposed-json-event.js';
import type { JsonEvent } from './json-event.js';
import { SerialisationStage } from './serialisation-stage.js';
import { StageLostEvents } from './stage-lost-events.error.js';
import type { StoredEvent } from './stored-event.js';
import { TypeStage, type EventToEncode } from './type-stage.js';
import { classValidator } from './validation/class-validator.js';
import { PayloadValidation } from './validation/payload-validation.js';
import type { PayloadValidator } from './validation/payload-validator.js';
import { standardSchema } from './validation/standard-schema-validator.js';

/** Options of a codec. */
export interface EventCodecOptions {
  /** The classes that can be appended and read. */
  readonly registry: EventTypeRegistry;
  /** Stages between type and serialisation, from the upper to the lower. Default: none. */
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
 * Turns events into what an adapter writes, and what it reads into events, by equal stages: type, then what is given
 * (evolution, privacy), then serialisation. Adapters know nothing of the stages, and the stages nothing of tables.
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
  readonly #between: readonly CodecStage[];
  readonly #serialisation: SerialisationStage;

  constructor(options: EventCodecOptions) {
    const limits = { ...defaultCodecLimits, ...options.limits };
    this.registry = options.registry;
    this.#type = new TypeStage(options.registry, limits);
    this.#validation = new PayloadValidation(
      options.registry,
      options.validation ?? standardSchema(undefined, classValidator()),
    );
    this.#between = options.stages ?? [];
    this.#serialisation = new SerialisationStage(limits);
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

  /** The events of rows, in order. Nothing is validated. */
  decode(rows: readonly StoredEvent[]): Batch<RecordedEvent> {
    let batch: Batch<JsonEvent> = this.#serialisation.decode(rows);
    for (const stage of this.#between.toReversed()) batch = afterwards(batch, (lower) => stage.decode(lower));
    return afterwards(batch, (lower) => this.#type.decode(lower));
  }
}

// An event that a stage swallowed would be acknowledged and never written.
function oneForOne(stage: CodecStage, upper: readonly ProposedJsonEvent[]): Batch<ProposedJsonEvent> {
  return afterwards(stage.encode(upper), (lower) => {
    if (lower.length !== upper.length) throw new StageLostEvents(stage.name, upper.length, lower.length);
    return lower;
  });
}
