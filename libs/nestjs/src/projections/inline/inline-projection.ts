import { eventMetadataOf, type Consumer, type EntityManager, type UnplacedEvent } from '@daybook/event-store';
import type { Delivery, FollowAppend } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { Generation } from '../read-model/generation.js';
import { KeyNotLocked } from './key-not-locked.error.js';
import type { LockKeys } from './lock-keys.js';

/** What a projection is brought up to date with in the transaction of an append. */
export interface InlineProjectionParts {
  readonly definition: ProjectionDefinition;
  /**
   * The types under which the events that it takes may be stored, which is by what appends are guarded: all of them take
   * its lock, whatever comes of them. Asked when the first event is appended. Default: those of the definition.
   */
  readonly storedTypes?: () => readonly string[];
  readonly lockKeys: LockKeys;
  /** The projection as it writes a generation. */
  readonly consumerOf: (generation: Generation) => Consumer;
  /** Lets what is written through a manager go where it went before the projection wrote. */
  readonly pointBack: (manager: EntityManager) => Promise<void>;
}

const unlimited = new AbortController().signal;

/** A projection that is brought up to date by the appends themselves, in their transactions. */
export class InlineProjection {
  readonly #types: ReadonlySet<string>;
  readonly #categories: ReadonlySet<string> | undefined;
  #storedTypes: ReadonlySet<string> | undefined;
  readonly #consumers = new Map<number, Consumer>();

  constructor(private readonly parts: InlineProjectionParts) {
    const { types, categories } = parts.definition;
    this.#types = new Set(types);
    this.#categories = categories && new Set(categories);
  }

  concerns(type: string, category: string): boolean {
    this.#storedTypes ??= new Set([...this.#types, ...(this.parts.storedTypes?.() ?? [])]);
    return this.#storedTypes.has(type) && this.#categories?.has(category) !== false;
  }

  #takes(type: string, category: string): boolean {
    return this.#types.has(type) && this.#categories?.has(category) !== false;
  }

  /**
   * Undefined if there is nothing to follow: no event has a key, or a subscription brings the rows up to date. The lock is
   * taken anyway, by which the transaction shows that it knows the projection.
   */
  async prepare(
    events: readonly UnplacedEvent[],
    manager: EntityManager | undefined,
  ): Promise<FollowAppend | undefined> {
    const { definition, lockKeys } = this.parts;
    const concerned = events.filter(({ meta }) => this.concerns(meta.type, meta.category));
    if (concerned.length === 0) return undefined;
    const taken = concerned.filter(({ meta }) => this.#takes(meta.type, meta.category));
    const keys = new Set(taken.flatMap(({ event, meta }) => definition.keysOf(event, meta)));
    const generation = await lockKeys(definition, [...keys].sort(), manager);
    if (generation === undefined || keys.size === 0) return undefined;
    const consumer = this.#consumerOf(generation);
    return async (recorded) => {
      const deliveries = this.#deliveries(consumer, recorded, keys);
      if (deliveries.length === 0) return;
      try {
        await consumer.apply(deliveries, manager, unlimited);
      } catch (error) {
        // Whoever holds the transaction may go on; the server is told by the rollback to where the append began.
        await this.#pointBack(manager).catch(() => undefined);
        throw error;
      }
      await this.#pointBack(manager);
    };
  }

  async #pointBack(manager: EntityManager | undefined): Promise<void> {
    if (manager !== undefined) await this.parts.pointBack(manager);
  }

  #deliveries(consumer: Consumer, recorded: Parameters<FollowAppend>[0], locked: ReadonlySet<string>): Delivery[] {
    const { definition } = this.parts;
    const deliveries: Delivery[] = [];
    for (const event of recorded) {
      const { category } = eventMetadataOf(event);
      const keys = this.#takes(event.type, category) ? consumer.keysOf(event) : [];
      const other = keys.find((key) => !locked.has(key));
      if (other !== undefined) throw new KeyNotLocked(definition.name, other, event.type);
      if (keys.length > 0) deliveries.push({ recorded: event, keys });
    }
    return deliveries;
  }

  #consumerOf(generation: Generation): Consumer {
    const known = this.#consumers.get(generation.generation) ?? this.parts.consumerOf(generation);
    this.#consumers.set(generation.generation, known);
    return known;
  }
}
