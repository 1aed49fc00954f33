import type { EventTypeRegistry } from '@daybook/event-store';
import { assertKeys } from './define-saga.js';
import { DuplicateSaga } from './duplicate-saga.error.js';
import { RegisteredSaga } from './registered-saga.js';
import { type SagaDefinition, sagaDefinitionOf } from './saga-definition.js';

/**
 * Which sagas an application has. There is one for the whole application, filled before any module is initialised; the
 * events that a saga names are registered with it.
 */
export class SagaRegistry {
  readonly #byName = new Map<string, readonly SagaDefinition[]>();

  constructor(private readonly eventTypes: EventTypeRegistry) {}

  /**
   * Makes a class known, as one version of its saga.
   *
   * @throws SagaMissing it bears no `@Saga`
   * @throws DuplicateSaga, DuplicateEventType another class stands in its way
   * @throws SagaKeyMissing a version has a handler without a key, and the latest one divides the log by keys
   */
  register(sagaClass: object): void {
    const definition = sagaDefinitionOf(sagaClass);
    const { name, version } = definition;
    const versions = this.#byName.get(name) ?? [];
    const known = versions.find((other) => other.version === version);
    if (known?.saga === definition.saga) return;
    if (known !== undefined) throw new DuplicateSaga(name, version, known.saga, definition.saga);
    const all = [...versions, definition].sort((a, b) => a.version - b.version);
    const { segments } = all.at(-1) ?? definition;
    for (const each of all) assertKeys(each, segments);
    this.eventTypes.register(...definition.handlers.keys());
    this.#byName.set(name, all);
  }

  /** All of them, in the order of their names. */
  all(): readonly RegisteredSaga[] {
    return [...this.#byName.keys()].sort().flatMap((name) => this.find(name) ?? []);
  }

  /** The one of a name, with all its versions; undefined if the application has none. */
  find(name: string): RegisteredSaga | undefined {
    const [first, ...others] = this.#byName.get(name) ?? [];
    return first && new RegisteredSaga([first, ...others]);
  }
}
