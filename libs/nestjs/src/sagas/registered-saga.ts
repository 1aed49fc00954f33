import { copiedFromOf, type EventClass, type EventMetadata } from '@daybook/domain';
import { eventMetadataOf, InvalidKey, isKey, type RecordedEvent } from '@daybook/event-store';
import type { SagaDefinition, SagaEventHandler } from './saga-definition.js';

/** For which instances an event is. */
export interface SagaRoutes {
  /** The instances of these keys; each once. */
  readonly keys: readonly string[];
  /** Those that belong to this conversation as well; undefined if no handler asks for them. */
  readonly correlationId: string | undefined;
}

const nowhere: SagaRoutes = { keys: [], correlationId: undefined };

/** A saga of the application: all versions of one name. */
export class RegisteredSaga {
  readonly #byVersion: ReadonlyMap<number, SagaDefinition>;
  /** Begins instances, and says how the log is read for all versions. */
  readonly latest: SagaDefinition;

  /** @param definitions of one name, at least one, in the order of their versions */
  constructor(readonly definitions: readonly [SagaDefinition, ...SagaDefinition[]]) {
    this.#byVersion = new Map(definitions.map((definition) => [definition.version, definition]));
    this.latest = definitions.at(-1) ?? definitions[0];
  }

  get name(): string {
    return this.latest.name;
  }

  /** The types of the events that one of its versions handles, in the order of the alphabet. */
  get types(): readonly string[] {
    return [...new Set(this.definitions.flatMap(({ types }) => types))].sort();
  }

  /** The versions whose instances can go on here: by their class, or because they are taken over. In ascending order. */
  get versions(): readonly number[] {
    return [...new Set([...this.#byVersion.keys(), ...this.latest.migrations.keys()])].sort((a, b) => a - b);
  }

  /** Whether states of a version are taken over into the latest one. */
  takesOver(version: number): boolean {
    return this.latest.migrations.has(version);
  }

  /** By what an instance of a version goes: the latest, if that one takes it over; undefined if nothing knows the version. */
  definitionFor(version: number): SagaDefinition | undefined {
    return this.takesOver(version) ? this.latest : this.#byVersion.get(version);
  }

  /**
   * For which instances an event is, whatever their version. What is a copy of another event is for none: that one had its
   * effect.
   *
   * @throws InvalidKey a key function has answered what is no key
   */
  routesOf(recorded: RecordedEvent): SagaRoutes {
    if (copiedFromOf(recorded.metadata) !== undefined) return nowhere;
    const keys = new Set<string>();
    let correlated = false;
    const meta = eventMetadataOf(recorded);
    for (const definition of this.definitions) {
      const handler = handlerOf(definition, recorded);
      if (handler === undefined) continue;
      const own = keysOf(definition, handler, recorded, meta);
      if (own === undefined) correlated = true;
      else for (const key of own) keys.add(key);
    }
    return { keys: [...keys], correlationId: correlated ? recorded.metadata.correlationId : undefined };
  }
}

/** What handles an event in one version; undefined if nothing does. */
export function handlerOf(definition: SagaDefinition, recorded: RecordedEvent): SagaEventHandler | undefined {
  // Not `event.constructor`: a field of that name would stand before it.
  const { constructor } = Object.getPrototypeOf(recorded.event) as { readonly constructor: EventClass };
  return definition.handlers.get(constructor);
}

/**
 * The keys of the instances that a handler is for; undefined if those of the event's conversation are.
 * @throws InvalidKey
 */
export function keysOf(
  { saga }: SagaDefinition,
  { key }: SagaEventHandler,
  recorded: RecordedEvent,
  meta: EventMetadata,
): readonly string[] | undefined {
  if (key === undefined) return undefined;
  const answer: unknown = key(recorded.event, meta);
  if (answer === undefined) return [];
  const keys: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  for (const one of keys) if (!isKey(one)) throw new InvalidKey(saga, recorded.type, one, 'several');
  return keys as readonly string[];
}
