import { classOf } from '../event/class-of.js';
import { isDomainEvent } from '../event/domain-event.js';
import type { DomainEvent } from '../event/domain-event.js';
import { newEventId } from '../event/event-id.js';
import { NotADomainEvent } from '../event/not-a-domain-event.error.js';
import { freezeDeep } from '../field/freeze-deep.js';
import type { AppliedMetadata } from '../fold/applied-metadata.js';
import type { Fold, FoldStep } from '../fold/fold.js';
import type { Clock } from '../time/clock.js';
import { AggregateReadOnly } from './aggregate-read-only.error.js';
import type { AppliedEvent } from './applied-event.js';
import { ApplyInHandler } from './apply-in-handler.error.js';
import { copyOfMoment } from './copy-of-moment.js';
import type { Decision } from './decision.js';
import { EventHandlerMissing } from './event-handler-missing.error.js';
import { ReplayOutOfOrder } from './replay-out-of-order.error.js';
import { TimeReadInHandler } from './time-read-in-handler.error.js';

/** What an aggregate is besides its state: who it is, how far it is recorded, what it has decided since. */
export class Lifecycle {
  version = 0;
  changes: AppliedEvent[] = [];
  decision: Decision | undefined;
  #folding = false;
  /** The part of the event at `version` that was folded last; infinite where no other may follow it. */
  #part = Infinity;
  #readOnly: string | undefined;

  constructor(
    readonly holder: object,
    readonly id: string,
    readonly fold: Fold,
    readonly clock: Clock,
  ) {}

  get now(): Date {
    if (this.#folding) throw new TimeReadInHandler(this.holder.constructor);
    return this.decision === undefined ? this.clock.now() : new Date(this.decision.now);
  }

  apply(event: DomainEvent, options: { readonly occurredAt?: Date } = {}): void {
    if (this.#folding) throw new ApplyInHandler(this.holder.constructor, classOf(event));
    if (this.#readOnly !== undefined) throw new AggregateReadOnly(this.holder.constructor, this.id, this.#readOnly);
    if (!isDomainEvent(event)) throw new NotADomainEvent((event as object | null | undefined)?.constructor);
    const step = this.#stepFor(event);
    const occurredAt = options.occurredAt === undefined ? this.now : copyOfMoment(options.occurredAt);
    const eventId = (this.decision?.nextEventId ?? newEventId)();
    const version = this.version + this.changes.length + 1;
    // The state may take over what the handlers are given, and go on to change it; the fact is not recorded yet.
    freezeDeep(event);
    this.#run(step, event, { eventId, aggregateId: this.id, version, occurredAt: new Date(occurredAt) });
    this.changes.push({ event, eventId, occurredAt, version });
  }

  replay(event: DomainEvent, meta: AppliedMetadata): void {
    const { version, part = 1 } = meta;
    const follows = version === this.version ? part === this.#part + 1 : version > this.version && part === 1;
    if (!follows || this.changes.length > 0) throw this.#outOfOrder(version);
    this.#run(this.#stepFor(event), event, meta);
    this.version = version;
    this.#part = part;
  }

  passOver(version: number): void {
    if (!(version >= this.version) || this.changes.length > 0) throw this.#outOfOrder(version);
    this.#standAt(version);
  }

  /** Goes on from a state that was folded before. */
  resume(version: number, restore: () => void): void {
    const isFresh = this.version === 0 && this.changes.length === 0;
    if (!isFresh || !Number.isSafeInteger(version) || version < 0) throw this.#outOfOrder(version);
    restore();
    this.#standAt(version);
  }

  markRecorded(): void {
    this.#standAt(this.version + this.changes.length);
    this.changes = [];
  }

  seal(reason: string): void {
    this.#readOnly ??= reason;
  }

  /** Nothing more of what is stored under this version is to come. */
  #standAt(version: number): void {
    this.version = version;
    this.#part = Infinity;
  }

  #outOfOrder(version: number): ReplayOutOfOrder {
    return new ReplayOutOfOrder(this.holder.constructor, this.id, this.version, version, this.changes.length);
  }

  #stepFor(event: DomainEvent): FoldStep {
    const step = this.fold.get(classOf(event));
    if (step === undefined) throw new EventHandlerMissing(this.holder.constructor, classOf(event));
    return step;
  }

  /** A handler that throws has left the state half changed: nothing may be decided on it any more. */
  #run(step: FoldStep, event: DomainEvent, meta: AppliedMetadata): void {
    this.#folding = true;
    let done = false;
    try {
      step(this.holder, event, meta);
      done = true;
    } finally {
      this.#folding = false;
      if (!done) this.seal('one of its handlers has thrown an error, so its state is half changed');
    }
  }
}
