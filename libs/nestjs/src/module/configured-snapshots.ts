import {
  type AggregateClass,
  aggregateDefinitionOf,
  type AggregateRoot,
  checkSnapshots,
  type SnapshotPolicy,
} from '@daybook/domain';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { AggregateSnapshotting } from '../commands/snapshots/aggregate-snapshotting.js';
import type { SnapshotKeeping } from '../commands/snapshots/snapshot-keeping.js';
import { InvalidOption } from './invalid-option.error.js';
import type { SnapshotSettings } from './snapshot-settings.js';

/** From what it is known which aggregates have snapshots. */
export interface ConfiguredSnapshotsParts {
  /** Undefined if there are none at all. */
  readonly keeping: SnapshotKeeping | undefined;
  readonly policies?: SnapshotSettings['policies'];
  /** What becomes of an aggregate's events before they are folded. */
  readonly evolutionOf: (aggregateClass: AggregateClass) => string;
}

/** Which aggregates of the application have snapshots: what their decorators say, and over it what the options say. */
export class ConfiguredSnapshots implements OnModuleInit, OnModuleDestroy {
  readonly #parts: ConfiguredSnapshotsParts;
  readonly #categories = new Set<string>();
  readonly #of = new Map<AggregateClass, AggregateSnapshotting<AggregateRoot>>();

  /** @throws InvalidOption what stands for a policy is none */
  constructor(parts: ConfiguredSnapshotsParts) {
    this.#parts = parts;
    for (const [category, policy] of Object.entries(parts.policies ?? {})) {
      if (!isPolicy(policy)) throw new InvalidOption(`snapshots.policies.${category}`, policy, ['afterEvents(100)']);
    }
  }

  get keeping(): SnapshotKeeping | undefined {
    return this.#parts.keeping;
  }

  /**
   * Looks at an aggregate of the application.
   *
   * @throws StateNotCaptured snapshots are to be taken of it, and its state cannot be captured
   */
  register(aggregateClass: AggregateClass): void {
    this.#categories.add(aggregateDefinitionOf(aggregateClass).category);
    const policy = this.#policyOf(aggregateClass);
    if (this.keeping !== undefined && policy !== undefined) checkSnapshots(aggregateClass);
  }

  /** The snapshots of an aggregate; undefined if it has none. */
  of(aggregateClass: AggregateClass): AggregateSnapshotting<AggregateRoot> | undefined {
    const known = this.#of.get(aggregateClass);
    if (known !== undefined) return known;
    const policy = this.#policyOf(aggregateClass);
    const { keeping, evolutionOf } = this.#parts;
    if (keeping === undefined || policy === undefined) return undefined;
    const evolution = () => evolutionOf(aggregateClass);
    const made = new AggregateSnapshotting(aggregateClass, { keeping, policy, evolution });
    this.#of.set(aggregateClass, made);
    return made;
  }

  /** @throws InvalidOption a policy is for a category that no aggregate has */
  onModuleInit(): void {
    const unknown = Object.keys(this.#parts.policies ?? {}).find((category) => !this.#categories.has(category));
    if (unknown !== undefined) throw new InvalidOption('snapshots.policies', unknown, [...this.#categories]);
  }

  async onModuleDestroy(): Promise<void> {
    await this.keeping?.queue.close();
  }

  #policyOf(aggregateClass: AggregateClass): SnapshotPolicy | undefined {
    const { category, snapshot } = aggregateDefinitionOf(aggregateClass);
    const { policies = {} } = this.#parts;
    const policy = Object.hasOwn(policies, category) ? policies[category] : snapshot;
    return policy?.takesAny === false ? undefined : policy;
  }
}

/** By what it can: it may come from another installed copy of the library. */
function isPolicy(policy: unknown): boolean {
  return typeof (policy as Partial<SnapshotPolicy> | undefined)?.isDue === 'function';
}
