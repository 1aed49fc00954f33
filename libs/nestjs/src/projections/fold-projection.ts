import type { DomainEvent, EventMetadata, handlers, HandlerShape } from '@daybook/domain';
import { markKind } from './projection-kind.js';

/** The handlers of a fold change a row, answer another one in its place, or null to delete it; at once. */
export interface RowHandlers<Row> extends HandlerShape {
  readonly handler: (row: Row, event: this['event'], meta: EventMetadata) => Row | null | void | undefined;
}

/**
 * A read model as a fold: row in, row out, by key.
 *
 * It is pure: a row follows from its key and the events, from nothing else. So the same class answers as of any time, is
 * verified and rebuilt without writing anything twice, and runs in any mode.
 *
 * @example
 * @Projection('account-balances', { version: 1, readModel: AccountBalance, key: (_, meta) => meta.aggregateId })
 * export class AccountBalances extends FoldProjection<AccountBalance> {
 *   initial(accountId: string): AccountBalance { return { accountId, balanceMinor: 0 }; }
 *   @On(FundsDeposited) deposited(row: AccountBalance, event: FundsDeposited): void { row.balanceMinor += event.amountMinor; }
 *   @On(AccountClosed) closed(): null { return null; }
 * }
 */
export abstract class FoldProjection<Row extends object> {
  declare readonly [handlers]: RowHandlers<Row>;

  static {
    markKind(this.prototype, 'fold');
  }

  /** The row of a key that has none yet, and after its deletion. */
  abstract initial(key: string): Row;
}

/** Any of them, where the row does not matter. */
export type AnyFold = FoldProjection<object>;

/** A handler as it is called. */
export type RowHandler<Row> = (row: Row, event: DomainEvent, meta: EventMetadata) => Row | null | void | undefined;
