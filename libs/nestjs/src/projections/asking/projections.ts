import type { EventStore } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import type { FoldProjection } from '../fold-projection.js';
import { KeysNotLockable } from '../inline/keys-not-lockable.error.js';
import type { LockKeys } from '../inline/lock-keys.js';
import { ProjectionNotCurrent } from '../inline/projection-not-current.error.js';
import { type ProjectionDefinition, projectionDefinitionOf } from '../projection-definition.js';
import type { ProjectionRegistry, RegisteredProjection } from '../projection-registry.js';
import type { KeptRows } from '../read-model/kept-rows.js';
import type { ReadModels } from '../read-model/read-models.js';
import { ProjectionNotAFold } from './projection-not-a-fold.error.js';
import { ProjectionNotProvided } from './projection-not-provided.error.js';
import { ProjectionView } from './projection-view.js';

/** A class of fold projections. */
export type FoldClass<Row extends object> = abstract new (...args: never[]) => FoldProjection<Row>;

/** In which transaction keys are locked. */
export interface LockOptions {
  /** Of the transaction that the rule is decided in, and its events are appended in. */
  readonly manager: EntityManager;
}

/**
 * The projections of the application: folds are asked for their rows now, or as of any position or time, in every mode, on
 * every store; inline ones let rules decide by their rows.
 *
 * @example
 * constructor(private readonly projections: Projections) {}
 * async netWorthOf(ownerId: string, occurredBy?: Date): Promise<number> {
 *   const row = await this.projections.of(NetWorth).get(ownerId, { occurredBy });
 *   return row?.totalMinor ?? 0;
 * }
 */
export class Projections {
  readonly #views = new Map<object, ProjectionView>();

  constructor(
    private readonly projections: ProjectionRegistry,
    private readonly readModels: ReadModels,
    private readonly store: EventStore,
    private readonly lockKeys: LockKeys,
  ) {}

  /**
   * The view of a projection.
   *
   * @throws ProjectionMissing the class bears no `@Projection`
   * @throws ProjectionNotProvided it is none of the application's; before the application has started, no class is
   * @throws ProjectionNotAFold its handlers write what they like
   */
  of<Row extends object>(projectionClass: FoldClass<Row>): ProjectionView<Row> {
    const view = this.#views.get(projectionClass) ?? this.#newView(projectionClass);
    this.#views.set(projectionClass, view);
    // By its class, which says what the rows are.
    return view as unknown as ProjectionView<Row>;
  }

  /**
   * Keeps keys of an inline projection as they are for a rule that decides by their rows: until the transaction ends,
   * nobody else appends events of these keys. Waits for whoever does, also where there is no row yet that could be locked.
   *
   * Lock before anything else is read by which it is decided, and append in the same transaction. Row locks do not do it:
   * there is none to be had before the first row, and an append takes the key first and the row second.
   *
   * @example
   * await unitOfWork.run(async (manager) => {
   *   await projections.lock(OwnerAccounts, [ownerId], { manager });
   *   const row = await manager.findOneBy(OwnerAccount, { ownerId });
   *   enforce(ownerMustHaveFewAccounts(row?.opened ?? 0));
   *   await accounts.create(accountId, (account) => account.open(ownerId));
   * });
   * @throws ProjectionNotCurrent nothing may be decided by the rows yet; it passes, and is answered with 503
   * @throws KeysNotLockable the projection is not inline, or the manager is in no transaction
   * @throws ProjectionMissing, ProjectionNotProvided as `of`
   */
  async lock(
    projectionClass: abstract new (...args: never[]) => object,
    keys: readonly string[],
    { manager }: LockOptions,
  ): Promise<void> {
    const { definition } = this.#find(projectionClass);
    const { name, version, mode } = definition;
    if (mode !== 'inline') {
      const advice = 'Nothing can be decided by rows that come behind the appends: set mode: "inline".';
      throw new KeysNotLockable(name, `its mode is ${JSON.stringify(mode)}. ${advice}`);
    }
    if (manager.queryRunner?.isTransactionActive !== true) {
      const advice = 'Give the one that `unitOfWork.run()` or `dataSource.transaction()` hands you.';
      throw new KeysNotLockable(name, `the manager is in no transaction. ${advice}`);
    }
    const generation = await this.lockKeys(definition, keys, manager);
    if (generation === undefined) throw new ProjectionNotCurrent(name, version);
  }

  #find(projectionClass: object): RegisteredProjection {
    const definition = projectionDefinitionOf(projectionClass);
    const found = this.projections.find(definition.name);
    if (found?.definition.projection !== projectionClass) {
      throw new ProjectionNotProvided(projectionClass, definition.name);
    }
    return found;
  }

  #newView(projectionClass: object): ProjectionView {
    const found = this.#find(projectionClass);
    const { definition } = found;
    if (found.kind !== 'fold') throw new ProjectionNotAFold(projectionClass);
    const { store } = this;
    return new ProjectionView({ definition, fold: found.instance, store, stored: this.#stored(definition) });
  }

  #stored(definition: ProjectionDefinition): (() => Promise<KeptRows>) | undefined {
    if (definition.mode === 'on-demand') return undefined;
    let rows: KeptRows | undefined;
    return async () => (rows ??= this.readModels.liveRowsOf(definition));
  }
}
