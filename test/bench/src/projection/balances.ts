import { On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FundsDeposited } from '../account/funds-deposited.js';

/** A row of the read model that everybody makes. */
export interface BalanceRow {
  accountId: string;
  balanceMinor: number;
  deposits: number;
}

/** A read model and its projection. */
export interface Balances {
  readonly entity: new () => BalanceRow;
  readonly projection: new () => FoldProjection<BalanceRow>;
  /** What readers select from. */
  readonly view: string;
  /** Under which name its checkpoint is kept. */
  readonly subscription: string;
}

/** How a projection reads. */
export interface BalancesReading {
  readonly batch: number;
  readonly segments: number;
}

/** The balance of each account as a fold: classes of their own for each number, so that each round begins with nothing. */
export function balancesOf(number: number, { batch: batchSize, segments }: BalancesReading): Balances {
  const name = `balances_${number}`;

  @Entity({ name, synchronize: false })
  class Balance implements BalanceRow {
    @PrimaryColumn('text', { name: 'account_id' }) accountId!: string;
    @Column('bigint', { name: 'balance_minor' }) balanceMinor!: number;
    @Column('integer') deposits!: number;
  }

  @Projection(`balances-${number}`, { version: 1, readModel: Balance, batchSize, segments })
  class AccountBalances extends FoldProjection<Balance> {
    initial(accountId: string): Balance {
      return Object.assign(new Balance(), { accountId, balanceMinor: 0, deposits: 0 });
    }
    @On(FundsDeposited) deposited(row: Balance, event: FundsDeposited): void {
      row.balanceMinor += event.amountMinor;
      row.deposits++;
    }
  }

  return { entity: Balance, projection: AccountBalances, view: `${name}_v1`, subscription: `balances-${number}@1.1` };
}
