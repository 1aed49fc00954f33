import { classOf } from '../event/class-of.js';
import type { DomainEvent, EventClass } from '../event/domain-event.js';
import { eventDefinitionOf } from '../event/event-definition.js';
import type { AppliedMetadata } from '../fold/applied-metadata.js';
import type { DecisionContext } from './decision-context.js';
import type { DeciderDefinition } from './decider-definition.js';
import { formOf } from './event-source.js';
import type { EventForm, EventSource } from './event-source.js';
import { EvolveMissing } from './evolve-missing.error.js';
import { evolveFor } from './evolve.js';
import { EvolvedToNothing } from './evolved-to-nothing.error.js';
import { abandon, found, isPromise } from './found.js';
import { freezeState } from '../state/freeze-state.js';
import { guarded } from './guard.js';
import { NotAnEventOfDecider } from './not-an-event-of-decider.error.js';

/** How one event is folded. */
interface Step {
  readonly type: string;
  readonly evolve: (state: unknown, event: unknown, meta: AppliedMetadata) => unknown;
}

/** The functions of a decider, each held to its promise: pure, at once, and about events of this decider. */
export class DeciderFunctions {
  readonly initialState: unknown;
  readonly form: EventForm;
  readonly #steps: ReadonlyMap<EventClass, Step>;
  readonly #definition: DeciderDefinition<unknown, unknown, EventSource, unknown>;

  /** @throws EvolvedToNothing, EvolveMissing, EventTypeMissing */
  constructor(
    readonly name: string,
    definition: DeciderDefinition<never, never, never, never>,
  ) {
    this.#definition = definition as unknown as DeciderDefinition<unknown, unknown, EventSource, unknown>;
    this.form = formOf(this.#definition.events);
    this.initialState = this.#stateOf(this.#definition.initialState, undefined);
    this.#steps = new Map(this.form.classes.map((eventClass) => [eventClass, this.#stepFor(eventClass)]));
  }

  /** @throws NotAnEventOfDecider, ChangedWhatIsFrozen, and whatever a rule throws */
  decide(command: unknown, state: unknown, context: DecisionContext): readonly DomainEvent[] {
    const decided: unknown = guarded(this.name, 'decide', () => this.#definition.decide(command, state, context));
    const events: readonly unknown[] = Array.isArray(decided) ? decided : [decided];
    return events.map((event) => this.kept(event));
  }

  /** @throws EvolvedToNothing, ChangedWhatIsFrozen */
  evolve(state: unknown, event: DomainEvent, meta: AppliedMetadata): unknown {
    const { type, evolve } = this.#steps.get(classOf(event)) ?? this.#stepFor(classOf(event));
    const folded: unknown = freezeState(this.form.folded(event));
    // The state may take the date over, and is frozen then, while whoever has handed it in goes on to use it.
    const own = { ...meta, occurredAt: new Date(meta.occurredAt) };
    return this.#stateOf(
      guarded(this.name, 'evolve', () => evolve(state, folded, own)),
      type,
    );
  }

  /** The functions by which it folds, for those who must know whether they have changed. */
  get folding(): readonly object[] {
    return Array.from(this.#steps.values(), ({ evolve }) => evolve);
  }

  /** An event of this decider for the store, from one that its functions know. */
  kept(event: unknown): DomainEvent {
    const kept = this.form.kept(event);
    if (kept !== undefined) return kept;
    abandon(event);
    throw new NotAnEventOfDecider(this.name, found(event));
  }

  #stepFor(eventClass: EventClass): Step {
    const { type } = eventDefinitionOf(eventClass);
    const evolve = evolveFor(this.#definition.evolve, type);
    if (evolve === undefined) throw new EvolveMissing(this.name, type);
    return { type, evolve: evolve as Step['evolve'] };
  }

  #stateOf(state: unknown, eventType: string | undefined): unknown {
    if (state !== undefined && !isPromise(state)) return freezeState(state);
    abandon(state);
    throw new EvolvedToNothing(this.name, eventType, found(state));
  }
}
