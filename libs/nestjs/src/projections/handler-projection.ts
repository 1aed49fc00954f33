import type { EventMetadata, handlers, HandlerShape } from '@daybook/domain';
import type { EntityManager } from 'typeorm';
import { markKind } from './projection-kind.js';

/** The handlers of a handler projection write through the manager, and take their time. */
export interface WritingHandlers extends HandlerShape {
  readonly handler: (event: this['event'], meta: EventMetadata, manager: EntityManager) => void | Promise<void>;
}

/**
 * A read model that is more than a row for each key: its handlers write what they like, through the manager that they are
 * given, in the transaction that moves the checkpoint.
 *
 * Everything else is forbidden: what is not written through the manager is written again after a crash, and by each
 * rebuild. Prefer a `FoldProjection`; this one cannot answer as of a time.
 *
 * @example
 * @Projection('account-statements', { version: 1, readModel: [StatementLine], key: (_, meta) => meta.aggregateId })
 * export class AccountStatements extends HandlerProjection {
 *   @On(FundsDeposited) async deposited(event: FundsDeposited, meta: EventMetadata, manager: EntityManager): Promise<void> {
 *     await manager.insert(StatementLine, { position: meta.position, accountId: meta.aggregateId, amountMinor: event.amountMinor });
 *   }
 * }
 */
export abstract class HandlerProjection {
  declare readonly [handlers]: WritingHandlers;

  static {
    markKind(this.prototype, 'handler');
  }
}
