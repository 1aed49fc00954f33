import type { EventTypeRegistry } from '@daybook/event-store';
import { DuplicateProjection } from './duplicate-projection.error.js';
import type { AnyFold } from './fold-projection.js';
import type { HandlerProjection } from './handler-projection.js';
import { type ProjectionDefinition, projectionDefinitionOf } from './projection-definition.js';
import type { ReadModelClass } from './projection-options.js';
import { ReadModelShared } from './read-model-shared.error.js';

/** A projection of the application: what it is, and the provider that folds or handles. */
export type RegisteredProjection =
  | { readonly kind: 'fold'; readonly definition: ProjectionDefinition; readonly instance: AnyFold }
  | { readonly kind: 'handler'; readonly definition: ProjectionDefinition; readonly instance: HandlerProjection };

/**
 * Which projections an application has. There is one for the whole application, filled before any module is initialised;
 * the events that a projection names by `@On` are registered with it.
 */
export class ProjectionRegistry {
  readonly #byName = new Map<string, RegisteredProjection>();
  readonly #keepers = new Map<ReadModelClass, ProjectionDefinition>();

  constructor(private readonly eventTypes: EventTypeRegistry) {}

  /**
   * Makes a projection known, by the instance that does its work.
   *
   * @throws ProjectionMissing its class bears no `@Projection`
   * @throws DuplicateProjection, ReadModelShared, DuplicateEventType another class stands in its way
   */
  register(instance: object): void {
    const definition = projectionDefinitionOf(instance.constructor);
    const { name, projection, kind } = definition;
    const known = this.#byName.get(name)?.definition.projection ?? projection;
    if (known !== projection) throw new DuplicateProjection(name, known, projection);
    this.#keepRows(definition);
    this.eventTypes.register(...definition.handlers.keys());
    // By its kind, which the definition has from the class.
    this.#byName.set(name, { kind, definition, instance } as RegisteredProjection);
  }

  /** All of them, in the order of their names. */
  all(): readonly RegisteredProjection[] {
    return [...this.#byName.values()].sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
  }

  /** The one of a name; undefined if the application has none. */
  find(name: string): RegisteredProjection | undefined {
    return this.#byName.get(name);
  }

  // On demand nothing is kept, so that any class will do, that of another projection too.
  #keepRows(definition: ProjectionDefinition): void {
    if (definition.mode === 'on-demand') return;
    for (const readModel of definition.readModels) {
      const keeper = this.#keepers.get(readModel) ?? definition;
      if (keeper.projection !== definition.projection) {
        throw new ReadModelShared(readModel, keeper.projection, definition.projection);
      }
      this.#keepers.set(readModel, definition);
    }
  }
}
