import {
  captureState,
  changesOf,
  createAggregate,
  decide as takeDecision,
  restoreState,
  type Sync,
} from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { AggregateRepository, type RecordedDecision, type UpdateOptions } from '@daybook/nestjs';
import { Vault } from '../load/vault.js';

/** What can be done wrong with a cache; `none` is a build that does it right, so that what is caught is the mistake. */
export const mistakes = [
  'believes a stale refusal',
  'fills before the commit',
  'keeps what was rolled back',
  'hands out what it remembers',
] as const;
export type Mistake = (typeof mistakes)[number] | 'none';

/** A repository that remembers vaults between updates, in the plainest way there is, and makes one mistake. */
export class RememberingVaults extends AggregateRepository<Vault> {
  readonly #remembered = new Map<string, Vault>();

  constructor(
    store: EventStore,
    private readonly mistake: Mistake,
  ) {
    super(Vault, store);
  }

  override async update<R>(
    id: string,
    decide: (vault: Vault) => Sync<R>,
    options: UpdateOptions = {},
  ): Promise<RecordedDecision<Vault, R>> {
    for (;;) {
      const remembered = options.manager === undefined ? this.#remembered.get(id) : undefined;
      if (remembered !== undefined && (options.expected ?? remembered.version) !== remembered.version) {
        this.#remembered.delete(id);
        continue;
      }
      // Refused for its version: as everybody is.
      if (remembered === undefined && options.expected !== undefined) return super.update(id, decide, options);
      const vault = remembered === undefined ? await this.load(id, options) : this.#handOut(remembered);
      try {
        const decision = await this.#decide(vault, decide, options);
        if (decision.events.length > 0 || remembered === undefined || this.#is('believes a stale refusal'))
          return decision;
      } catch (error) {
        const isConflict = error instanceof Error && 'code' in error && error.code === 'concurrency-conflict';
        const isOver = remembered === undefined && (!isConflict || options.manager !== undefined);
        if (isOver || (!isConflict && this.#is('believes a stale refusal'))) throw error;
        if (isConflict && this.#is('fills before the commit')) continue;
      }
      this.#remembered.delete(id);
    }
  }

  async #decide<R>(vault: Vault, decide: (vault: Vault) => Sync<R>, options: UpdateOptions) {
    const result = takeDecision(vault, { now: new Date() }, decide);
    const events = changesOf(vault);
    if (this.#is('fills before the commit')) this.#remember(vault, events.length);
    const { version, position } = await this.save(vault, options);
    if (options.manager === undefined || this.#is('keeps what was rolled back')) this.#remember(vault, 0);
    return { result, aggregate: vault, version, position, events };
  }

  #remember(vault: Vault, unrecorded: number): void {
    this.#remembered.set(vault.id, this.#is('hands out what it remembers') ? vault : copyOf(vault, unrecorded));
  }

  #handOut(vault: Vault): Vault {
    return this.#is('hands out what it remembers') ? vault : copyOf(vault, 0);
  }

  #is(mistake: Mistake): boolean {
    return this.mistake === mistake;
  }
}

function copyOf(vault: Vault, unrecorded: number): Vault {
  const copy = createAggregate(Vault, vault.id);
  restoreState(copy, captureState(vault), vault.version + unrecorded);
  return copy;
}
